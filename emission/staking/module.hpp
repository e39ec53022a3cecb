// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"
#include "emission/staking/records.hpp"

// Staking: validators, delegation of wrapped tokens in place, rewards, slashing, election.
// README.md tells what it does. It stands before issuance in the module table and after the token.

namespace ambag::emission::staking {

extern const chain::ModuleDescriptor descriptor;

struct ValidatorGenesis {
    Address validator;  // the operator; holds the self-bond as wrapped tokens
    chain::ConsensusKeyType key_type{};
    Bytes key;
    Amount self_bond{};
    std::uint32_t commission_ppm = 0;
    std::uint32_t commission_max_ppm = million;
    std::uint32_t commission_daily_max_ppm = 0;
    std::string moniker{}, website{}, details{};
};

// The genesis section `staking`. Not enabled, the module answers StakingDisabled and does nothing.
struct StakingGenesis {
    bool enabled = false;
    Amount power_unit{U256{1'000'000'000'000'000'000U}};
    std::string reward_pool{};  // of issuance, with staking among its spenders
    Parameters parameters{};
    std::vector<ValidatorGenesis> validators{};
};

// What is wrong with a section, as (member, sentence); the first mistake, or nothing.
std::optional<std::pair<std::string, std::string>> mistake_in(const StakingGenesis& section);

// Comes after the token's section, whose wrapped balances it bonds. Faults name the member.
chain::Result<void, chain::Fault> genesis(chain::Context& ctx, const StakingGenesis& section);

}  // namespace ambag::emission::staking
