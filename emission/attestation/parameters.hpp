// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "chain/module/descriptor.hpp"
#include "emission/attestation/state.hpp"

// The numbers that governance may change, one call for all: setParameter(name, value).

namespace ambag::emission::attestation {

chain::Result<> set_parameter(chain::Context& ctx, std::string name, chain::U256 value);

// The name of the first number that is not within its bounds; empty when all are. For genesis.
std::string_view out_of_bounds(const Parameters& all);

template <auto Member>
chain::U256 read_parameter(const chain::ViewContext& ctx) {
    const Parameters all = parameters.get(ctx);
    if constexpr (requires { (all.*Member).units; })
        return (all.*Member).units;
    else
        return chain::U256{static_cast<std::uint64_t>(all.*Member)};
}

constexpr std::string_view parameter_setter = "setParameter(string,uint256)";

inline constexpr std::array<chain::ParameterRow, 8> parameter_rows{{
    {"inclusionBlocks", parameter_setter, "blocks", &read_parameter<&Parameters::inclusion_blocks>,
     "1", "256", "how old the block of a nonce may be when its evidence is included"},
    {"windowSecondsMin", parameter_setter, "seconds",
     &read_parameter<&Parameters::window_seconds_min>, "1", "2592000",
     "shortest challenge window that a job may have"},
    {"replayQuorum", parameter_setter, "replays", &read_parameter<&Parameters::replay_quorum>, "1",
     "16", "equal re-executions by other bonded keys that a payment needs"},
    {"bondMin", parameter_setter, "base units", &read_parameter<&Parameters::bond_min>, "1",
     "340282366920938463463374607431768211455", "smallest bond of a worker or an auditor"},
    {"deviceLifetimeSeconds", parameter_setter, "seconds",
     &read_parameter<&Parameters::device_lifetime_seconds>, "60", "315360000",
     "how long a registration counts"},
    {"assignmentSeconds", parameter_setter, "seconds",
     &read_parameter<&Parameters::assignment_seconds>, "10", "31536000",
     "until a range of steps without a receipt is free again"},
    {"unbondSeconds", parameter_setter, "seconds", &read_parameter<&Parameters::unbond_seconds>,
     "0", "31536000", "delay between unbond and withdraw"},
    {"legacyAllowed", parameter_setter, "0 or 1", &read_parameter<&Parameters::legacy_allowed>, "0",
     "1", "whether reports without FWID (drivers before 550) are accepted"},
}};

}  // namespace ambag::emission::attestation
