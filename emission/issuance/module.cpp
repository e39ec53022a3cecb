// SPDX-License-Identifier: Apache-2.0
#include "emission/issuance/module.hpp"

#include "chain/module/addresses.hpp"
#include "emission/issuance/calls.hpp"
#include "emission/issuance/hooks.hpp"
#include "emission/issuance/interface.hpp"

namespace ambag::emission::issuance {

using namespace chain;

namespace {

// The largest numbers of pools (32) and schedules (16) bound every loop below.
constexpr Cost setter{.reads = 4, .writes = 2, .logs = 1};
constexpr Cost list_read{.reads = 2 * pools_max};

constexpr CallRow calls[]{
    call<"payFromPool(pool,to,amount)", &pay_from_pool_call>(
        {.reads = 5, .writes = 3, .hashes = 1, .logs = 1}),
    payable<"fundPool(pool)", &fund_pool>({.reads = 2, .writes = 1, .hashes = 1, .logs = 1}),
    call<"setSplitWeights(schedule,weights)", &set_split_weights>(
        {.reads = 5, .writes = 4, .hashes = pools_max, .logs = 1}),
    call<"setScheduleAmount(schedule,amount)", &set_schedule_amount>(setter),
    call<"setScheduleRate(schedule,numerator,denominator)", &set_schedule_rate>(setter),
    call<"setCatchUpTicksMax(ticks)", &set_catch_up_ticks_max>(setter),
    call<"setFeePool(pool)", &set_fee_pool>(setter),
    call<"setPoolSpender(pool,spender,allowed)", &set_pool_spender>(setter),
    view<"pools() -> names,balances", &pools_view>(list_read),
    view<"pool(pool) -> balance", &pool_view>({.reads = 2, .hashes = 1}),
    view<"poolSpenders(pool) -> spenders", &pool_spenders>({.reads = 2, .hashes = 1}),
    view<"feePool() -> pool", &fee_pool_view>({.reads = 2}),
    view<"scheduleCount() -> count", &schedule_count>({.reads = 1}),
    view<"schedule(schedule) -> record", &schedule_view>({.reads = 2}),
    view<"scheduleState(schedule) -> ticks,minted,carry,base", &schedule_state_view>({.reads = 2}),
    view<"splitWeights(schedule) -> weights,carry", &split_view>({.reads = 3}),
    view<"minted(height) -> amount", &minted_view>({.reads = 1}),
    view<"burned(height) -> amount", &burned_view>({.reads = 1}),
    view<"totals() -> minted,burned,supply", &totals_view>({.reads = 5}),
    view<"clock() -> start,ticks,ticksDue,catchUpTicksMax", &clock_view>({.reads = 2}),
};

constexpr EventRow events[]{
    event<Emitted>(),
    event<PoolPaid>(),
    event<PoolFunded>(),
    event<FeesBooked>(),
    event<SplitWeightsChanged>(),
    event<ScheduleAmountChanged>(),
    event<ScheduleRateChanged>(),
    event<CatchUpTicksMaxChanged>(),
    event<FeePoolChanged>(),
    event<PoolSpenderChanged>(),
};

constexpr ErrorRow errors[]{
    error<IssuanceUnauthorized>(),    error<IssuanceNotSpender>(), error<IssuanceUnknownPool>(),
    error<IssuanceUnknownSchedule>(), error<IssuanceWrongKind>(),  error<IssuanceOutOfBounds>(),
    error<IssuanceInvalidWeights>(),  error<IssuancePoolShort>(),  error<IssuanceInvalidReceiver>(),
};

constexpr StateRow rows[]{
    state("clock", clock, "time of block 0, ticks minted, last block that was closed"),
    state("settings", settings, "catch-up cap in ticks a block, index of the fee pool"),
    state("schedules", schedules, "rule, amounts and cap of each schedule"),
    state("scheduleStates", schedule_states, "ticks, minted, carry, base of each schedule"),
    state("splitWeights", split_weights, "one weight for each pool, by schedule"),
    state("splits", splits, "remainders of each split, and the whole units they carry"),
    state("pools", pools, "name and spenders of each pool"),
    state("poolBalances", pool_balances, "coins of each pool, one word"),
    state("poolNumbers", pool_numbers, "index + 1 by keccak256 of the name"),
    state("mintedIn", minted_in, "minted in each block, the allocation in block 0"),
    state("burnedIn", burned_in, "burned in each block"),
    state("mintedTotal", minted_total, "minted since and with block 0"),
    state("burnedTotal", burned_total, "burned since block 0"),
};

U256 read_catch_up(const ViewContext& ctx) {
    return U256{settings.get(ctx).catch_up_ticks_max};
}
U256 read_first_amount(const ViewContext& ctx) {
    return schedules.get(ctx, 0).amount.units;
}
U256 read_first_numerator(const ViewContext& ctx) {
    return U256{schedules.get(ctx, 0).numerator};
}

constexpr ParameterRow parameters[]{
    {"catchUpTicksMax", "setCatchUpTicksMax(uint64)", "ticks a block", &read_catch_up, "1",
     "2^64 - 1", "how many intervals a block mints at most"},
    {"scheduleAmount", "setScheduleAmount(uint32,uint256)", "base units", &read_first_amount, "0",
     "2^128 - 1", "amount or first emission of a schedule (read: of schedule 0)"},
    {"scheduleRateNumerator", "setScheduleRate(uint32,uint64,uint64)", "of the supply a year",
     &read_first_numerator, "0", "the denominator", "rate of a schedule (read: of schedule 0)"},
};

constexpr Invariant invariants[]{
    {"pools and split carries sum to the module's balance", &pools_equal_balance},
    {"minted and burned of the block are the ledger's", &figures_equal_ledger},
};

}  // namespace

constinit const ModuleDescriptor descriptor{
    .name = "issuance",
    .address = issuance_address,
    .purpose = "Mints by the genesis schedules into pools and pays out of them by one door.",
    .privileges = {.may_mint = true, .may_burn = false},
    .state = rows,
    .calls = calls,
    .events = events,
    .errors = errors,
    .parameters = parameters,
    .hooks = {.begin_block = &begin_block, .end_block = &end_block},
    .invariants = invariants,
};

}  // namespace ambag::emission::issuance
