// SPDX-License-Identifier: Apache-2.0
#include "emission/scoring/parameters.hpp"

#include <algorithm>
#include <optional>

#include "chain/base/check.hpp"
#include "emission/scoring/guards.hpp"

namespace ambag::emission::scoring {

using namespace chain;

namespace {

U256 bound(std::string_view text) {
    const auto value = U256::parse(text);
    CHECK(value);  // the table's own text
    return *value;
}

bool within(const NumberRow& row, const U256& value) {
    return bound(row.minimum) <= value && value <= bound(row.maximum);
}

template <std::size_t N>
std::string_view first_outside(const std::array<NumberRow, N>& rows,
                               const std::array<U256, N>& numbers) {
    for (std::size_t i = 0; i < N; ++i)
        if (!within(rows[i], numbers[i])) return rows[i].name;
    return {};
}

// The index of `name`, with `value` within its bounds.
template <std::size_t N>
Result<std::size_t> settable(const std::array<NumberRow, N>& rows, const std::string& name,
                             const U256& value) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const NumberRow& one) { return one.name == name; });
    if (row == rows.end()) return fail(ScoringUnknownParameter{name});
    if (!within(*row, value))
        return fail(ScoringOutOfBounds{value, bound(row->minimum), bound(row->maximum)});
    return static_cast<std::size_t>(row - rows.begin());
}

}  // namespace

std::array<U256, 3> numbers_of(const Parameters& all) {
    return {all.subnet_cost.units, U256{all.epochs_per_block}, U256{all.take_max}};
}

Parameters parameters_of(const std::array<U256, 3>& numbers) {
    return {Amount{numbers[0]}, numbers[1].low_u64(), numbers[2].low_u64()};
}

std::array<U256, 22> numbers_of(const Subnet& subnet) {
    return {U256{subnet.rule},
            U256{subnet.exact},
            U256{subnet.tempo},
            U256{subnet.members.capacity},
            U256{subnet.members.validators_max},
            subnet.members.stake_min.units,
            subnet.members.registration_cost.units,
            U256{subnet.members.recycled},
            U256{subnet.members.immunity},
            U256{subnet.members.activity_cutoff},
            U256{subnet.owner_share},
            U256{subnet.consensus.kappa},
            U256{subnet.consensus.moving_average},
            U256{subnet.consensus.bonds_penalty},
            U256{subnet.consensus.liquid_alpha},
            U256{subnet.consensus.alpha_low},
            U256{subnet.consensus.alpha_high},
            U256{subnet.consensus.alpha_steepness},
            U256{subnet.members.commit_reveal},
            U256{subnet.members.reveal_epochs},
            U256{subnet.meter_low},
            U256{subnet.meter_high}};
}

Subnet with_numbers(Subnet subnet, const std::array<U256, 22>& numbers) {
    std::uint64_t* const members[]{&subnet.rule,
                                   &subnet.exact,
                                   &subnet.tempo,
                                   &subnet.members.capacity,
                                   &subnet.members.validators_max,
                                   nullptr,
                                   nullptr,
                                   &subnet.members.recycled,
                                   &subnet.members.immunity,
                                   &subnet.members.activity_cutoff,
                                   &subnet.owner_share,
                                   &subnet.consensus.kappa,
                                   &subnet.consensus.moving_average,
                                   &subnet.consensus.bonds_penalty,
                                   &subnet.consensus.liquid_alpha,
                                   &subnet.consensus.alpha_low,
                                   &subnet.consensus.alpha_high,
                                   &subnet.consensus.alpha_steepness,
                                   &subnet.members.commit_reveal,
                                   &subnet.members.reveal_epochs,
                                   &subnet.meter_low,
                                   &subnet.meter_high};
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (members[i] != nullptr) *members[i] = numbers[i].low_u64();
    subnet.members.stake_min = Amount{numbers[5]};
    subnet.members.registration_cost = Amount{numbers[6]};
    return subnet;
}

std::string_view out_of_bounds(const Parameters& all) {
    return first_outside(parameter_numbers, numbers_of(all));
}

std::string_view out_of_bounds(const Subnet& subnet) {
    if (subnet.consensus.alpha_low > subnet.consensus.alpha_high) return "alphaLow";
    return first_outside(subnet_numbers, numbers_of(subnet));
}

Result<> set_parameter(Context& ctx, std::string name, U256 value) {
    TRY(only_authority(ctx));
    const std::size_t index = TRY(settable(parameter_numbers, name, value));
    // Must succeed from here.
    auto numbers = numbers_of(parameters.get(ctx));
    const U256 before = std::exchange(numbers[index], value);
    parameters.set(ctx, parameters_of(numbers));
    ctx.emit(ScoringParameterChanged{std::move(name), before, value});
    return {};
}

Result<> set_subnet_parameter(Context& ctx, std::uint32_t subnet, std::string name, U256 value) {
    const Subnet now = TRY(known_subnet(ctx, subnet));
    if (ctx.sender() != now.owner) TRY(only_authority(ctx));
    const std::size_t index = TRY(settable(subnet_numbers, name, value));
    SubnetProgress state = progress.get(ctx, subnet);
    auto numbers = numbers_of(now);
    const U256 before = std::exchange(numbers[index], value);
    const Subnet next = with_numbers(now, numbers);
    if (next.consensus.alpha_low > next.consensus.alpha_high)
        return fail(ScoringOutOfBounds{value, U256{now.consensus.alpha_low},
                                       U256{now.consensus.alpha_high}});
    if (next.members.capacity < state.count)
        return fail(ScoringOutOfBounds{value, U256{state.count}, U256{4'096U}});
    // Must succeed from here. Bonds of one rule mean nothing to another.
    if (next.rule != now.rule || next.exact != now.exact) {
        state.bonds_since = ctx.block().height;
        progress.set(ctx, subnet, state);
    }
    subnets.set(ctx, subnet, next);
    ctx.emit(SubnetParameterChanged{subnet, std::move(name), before, value});
    return {};
}

}  // namespace ambag::emission::scoring
