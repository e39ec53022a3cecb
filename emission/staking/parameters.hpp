// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "chain/module/descriptor.hpp"
#include "emission/staking/state.hpp"

// The numbers that governance may change, one call for all: setParameter(name, value).

namespace ambag::emission::staking {

chain::Result<> set_parameter(chain::Context& ctx, std::string name, U256 value);

// What is wrong with a set of numbers, as a sentence that begins with the name; empty when nothing
// is. For genesis.
std::string mistake_in(const Parameters& all);

template <auto Member>
U256 read_parameter(const chain::ViewContext& ctx) {
    const Parameters all = parameters.get(ctx);
    if constexpr (requires { (all.*Member).units; })
        return (all.*Member).units;
    else
        return U256{all.*Member};
}

constexpr std::string_view parameter_setter = "setParameter(string,uint256)";

// unbondSeconds > evidenceSeconds always: what has left is there until no evidence can reach it.
inline constexpr std::array<chain::ParameterRow, 11> parameter_rows{{
    {"validatorsMax", parameter_setter, "validators", &read_parameter<&Parameters::validators_max>,
     "1", "512", "how many validators are elected at most"},
    {"selfBondMin", parameter_setter, "base units", &read_parameter<&Parameters::self_bond_min>,
     "1", "340282366920938463463374607431768211455",
     "least stake of an operator at his own validator, to be elected"},
    {"delegationMin", parameter_setter, "base units", &read_parameter<&Parameters::delegation_min>,
     "1", "340282366920938463463374607431768211455", "smallest delegation, and rest of one"},
    {"unbondSeconds", parameter_setter, "seconds", &read_parameter<&Parameters::unbond_seconds>,
     "2", "31536000", "until unbonded tokens move again; above evidenceSeconds"},
    {"evidenceSeconds", parameter_setter, "seconds", &read_parameter<&Parameters::evidence_seconds>,
     "1", "31535999", "age up to which a double signature is slashed"},
    {"doubleSignSlash", parameter_setter, "parts per million",
     &read_parameter<&Parameters::double_sign_slash_ppm>, "0", "1000000",
     "burned of all stake that answered for a double signature"},
    {"downtimeSlash", parameter_setter, "parts per million",
     &read_parameter<&Parameters::downtime_slash_ppm>, "0", "100000",
     "burned of a validator's stake when it was away too long"},
    {"downtimeWindowBlocks", parameter_setter, "blocks",
     &read_parameter<&Parameters::downtime_window_blocks>, "1", "1000000",
     "length of the windows in which absences are counted"},
    {"missedBlocksMax", parameter_setter, "blocks", &read_parameter<&Parameters::missed_blocks_max>,
     "1", "1000000", "absences in one window that are still forgiven"},
    {"jailSeconds", parameter_setter, "seconds", &read_parameter<&Parameters::jail_seconds>, "0",
     "31536000", "how long a jail lasts at least"},
    {"exitsPerBlock", parameter_setter, "exits", &read_parameter<&Parameters::exits_per_block>, "1",
     "1024", "matured exits that a block releases by itself"},
}};

}  // namespace ambag::emission::staking
