// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "chain/module/descriptor.hpp"
#include "emission/scoring/state.hpp"

// The numbers of the module (the timelock's) and of each subnet (its owner's, and the timelock's),
// one call for each kind: setParameter(name, value), setSubnetParameter(subnet, name, value).

namespace ambag::emission::scoring {

chain::Result<> set_parameter(chain::Context& ctx, std::string name, chain::U256 value);
chain::Result<> set_subnet_parameter(chain::Context& ctx, std::uint32_t subnet, std::string name,
                                     chain::U256 value);

// The name of the first number that is not within its bounds; empty when all are. For genesis.
std::string_view out_of_bounds(const Parameters& all);
std::string_view out_of_bounds(const Subnet& subnet);

struct NumberRow {
    std::string_view name;
    std::string_view minimum;
    std::string_view maximum;
    std::string_view unit;
    std::string_view meaning;
};

// In the order of the members of Parameters and of Subnet.
inline constexpr std::array<NumberRow, 3> parameter_numbers{{
    {"subnetCost", "0", "340282366920938463463374607431768211455", "base units",
     "burned to open a subnet"},
    {"epochsPerBlock", "1", "64", "epochs", "how many subnets a block settles at most"},
    {"takeMax", "0", "65535", "of 65535", "most that a validator keeps of his dividends"},
}};
inline constexpr std::array<NumberRow, 22> subnet_numbers{{
    {"rule", "0", "5", "kind", "how participants are scored"},
    {"exact", "0", "1", "flag", "exact integers, or the published fixed point"},
    {"tempo", "10", "100000", "blocks", "between two epochs"},
    {"capacity", "1", "4096", "uids", "most participants"},
    {"validatorsMax", "1", "1024", "uids", "most that may validate"},
    {"stakeMin", "1", "340282366920938463463374607431768211455", "base units", "to validate"},
    {"registrationCost", "0", "340282366920938463463374607431768211455", "base units", "for a uid"},
    {"recycled", "0", "1", "flag", "the cost returns to the emission pool instead of burning"},
    {"immunity", "0", "1000000", "blocks", "after registration, in which a uid is not replaced"},
    {"activityCutoff", "1", "1000000", "blocks", "without weights, after which stake is idle"},
    {"ownerShare", "0", "65535", "of 65535", "of the emission, before anybody else"},
    {"kappa", "0", "65535", "of 65535", "stake majority of the consensus"},
    {"movingAverage", "0", "1000000", "of a million", "weight of the old bonds"},
    {"bondsPenalty", "0", "65535", "of 65535", "how much clipping lowers bonds"},
    {"liquidAlpha", "0", "1", "flag", "bonds move by distance from the consensus"},
    {"alphaLow", "0", "65535", "of 65535", "slowest bond"},
    {"alphaHigh", "0", "65535", "of 65535", "fastest bond"},
    {"alphaSteepness", "0", "65535", "of 100", "of the curve between them"},
    {"commitReveal", "0", "1", "flag", "weights are committed first"},
    {"revealEpochs", "1", "1000", "epochs", "between commitment and reveal"},
    {"meterLow", "0", "18446744073709551615", "of a million, or units",
     "lower end of the ramp, smallest count that is paid"},
    {"meterHigh", "1", "1000000", "of a million", "upper end of the ramp"},
}};

std::array<chain::U256, 3> numbers_of(const Parameters& all);
std::array<chain::U256, 22> numbers_of(const Subnet& subnet);
// Numbers within their bounds fit their members; owner and meter stay.
Parameters parameters_of(const std::array<chain::U256, 3>& numbers);
Subnet with_numbers(Subnet subnet, const std::array<chain::U256, 22>& numbers);

template <std::size_t I>
chain::U256 read_number(const chain::ViewContext& ctx) {
    return numbers_of(parameters.get(ctx))[I];
}

inline constexpr std::string_view number_setter = "setParameter(string,uint256)";
template <std::size_t I>
constexpr chain::ParameterRow number_row() {
    const NumberRow& row = parameter_numbers[I];
    return {row.name,    number_setter, row.unit,   &read_number<I>,
            row.minimum, row.maximum,   row.meaning};
}
inline constexpr std::array<chain::ParameterRow, 3> parameter_rows{number_row<0>(), number_row<1>(),
                                                                   number_row<2>()};

}  // namespace ambag::emission::scoring
