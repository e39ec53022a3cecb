// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"
#include "emission/issuance/plan.hpp"

// Issuance: mints by the genesis schedules into pools and is the one door out of them. Money sits
// in a pool or in an account, nowhere else; every pool is a sub-ledger of this module's balance.
//
// Time: tick n is due n whole intervals (Rules::block_interval_ms) after block 0, whatever the
// blocks' cadence; a block mints the ticks that are due, at most `catch_up_ticks_max`, the rest
// with the blocks after it.
//
// This module comes last in the module table: its end-of-block hook books what was minted, burned
// and received in the whole block, and its invariant faults when a later hook changes that.

namespace ambag::emission::issuance {

extern const chain::ModuleDescriptor descriptor;

inline constexpr std::size_t pools_max = 32;
inline constexpr std::size_t schedules_max = 16;
inline constexpr std::size_t table_rows_max = 1024;
inline constexpr std::size_t name_size_max = 31;
inline constexpr std::size_t spenders_max = 16;  // of a pool, beside the timelock

struct PoolGenesis {
    std::string name;
    Amount balance{};                        // minted at genesis
    std::vector<chain::Address> spenders{};  // who may pay from it, beside the timelock
};

struct SplitShare {
    std::string pool;
    U256 weight;
};

struct ScheduleGenesis {
    std::string name;
    Schedule schedule;
    std::vector<SplitShare> split;  // pools that are not named get nothing
};

struct IssuanceGenesis {
    std::vector<PoolGenesis> pools;
    std::vector<ScheduleGenesis> schedules;
    std::string fee_pool;                     // of base fees, where the rules say pool
    std::uint64_t catch_up_ticks_max = 3600;  // per block
};

// What is wrong with a section, as one sentence that names the member and what is accepted.
chain::Result<void, chain::Fault> validate(const IssuanceGenesis& section);

// Mints the initial balances. Comes after every section that mints, so that the figures of block 0
// are whole. Faults: "genesis.emission" and what `validate` says.
chain::Result<void, chain::Fault> genesis(chain::Context& ctx, const IssuanceGenesis& section);

// The emission that a section starts with, for a projection without a chain: `supply` is what the
// genesis allocates elsewhere. The section must be valid.
Plan plan_of(const IssuanceGenesis& section, const Amount& supply);

// The emission as it stands, for `run` and `project`; `ctx` sees issuance's state
// (ViewContext::view_of). Nothing when the supply is above 2^256 - 1.
std::optional<Plan> current_plan(const chain::ViewContext& ctx);

// For a spender in another module: pays from a pool through this module's door.
chain::Result<> pay_from_pool(const chain::Context& ctx, const std::string& pool,
                              const chain::Address& to, const Amount& amount);

// Direct reads; `ctx` sees issuance's state.
std::optional<Amount> pool_balance(const chain::ViewContext& ctx, const std::string& pool);
std::optional<Amount> total_supply(const chain::ViewContext& ctx);

}  // namespace ambag::emission::issuance
