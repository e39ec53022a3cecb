// SPDX-License-Identifier: Apache-2.0
#include "emission/issuance/plan.hpp"

#include <algorithm>

namespace ambag::emission::issuance {

using chain::Fault;
using chain::Result;

namespace {

std::unexpected<Fault> fault(const Lane& lane, std::string_view detail) {
    return std::unexpected(Fault{"issuance." + lane.name, std::string{detail}});
}

Result<LaneMinted, Fault> run_lane(Plan& plan, Lane& lane, std::uint64_t ticks) {
    const auto minted = advance(lane.schedule, lane.state, plan.supply, ticks);
    if (!minted) return fault(lane, describe(minted.error()));
    auto divided = split_running(minted->amount, lane.weights, lane.split);
    if (!divided) return fault(lane, describe(divided.error()));
    const auto supply = checked_add(plan.supply, minted->amount);
    if (!supply) return fault(lane, "the supply would exceed 2^256 - 1");
    for (std::size_t pool = 0; pool < divided->parts.size(); ++pool) {
        const auto balance = checked_add(plan.pools[pool], divided->parts[pool]);
        if (!balance) return fault(lane, "a pool would exceed 2^256 - 1");
        plan.pools[pool] = *balance;
    }
    plan.supply = *supply;
    lane.state = minted->next;
    lane.split = std::move(divided->next);
    return LaneMinted{minted->amount, std::move(divided->parts)};
}

ProjectionRow row_of(const Plan& plan, std::uint64_t seconds, std::uint64_t ticks) {
    ProjectionRow row{seconds, ticks, plan.supply, {}, plan.pools};
    row.minted.reserve(plan.lanes.size());
    for (const Lane& lane : plan.lanes) row.minted.push_back(lane.state.minted);
    return row;
}

}  // namespace

Result<std::vector<LaneMinted>, Fault> run(Plan& plan, std::uint64_t ticks) {
    std::vector<LaneMinted> minted;
    minted.reserve(plan.lanes.size());
    for (Lane& lane : plan.lanes) minted.push_back(TRY(run_lane(plan, lane, ticks)));
    return minted;
}

std::uint64_t ticks_in(std::uint64_t seconds, std::uint64_t block_interval_ms) {
    const auto ticks =
        mul_div(U256{seconds}, U256{1000U}, U256{block_interval_ms}, chain::Rounding::down);
    if (!ticks) return 0;
    return ticks->to_u64().value_or(~std::uint64_t{0});
}

Result<std::vector<ProjectionRow>, Fault> project(Plan plan, std::uint64_t block_interval_ms,
                                                  std::uint64_t years, std::uint64_t step_seconds) {
    const auto span = checked_mul(U256{years}, U256{seconds_per_year});
    const auto end = span ? span->to_u64() : std::nullopt;
    if (step_seconds == 0 || !end || *end / step_seconds >= projection_rows_max)
        return std::unexpected(Fault{"projection", "the step must be above 0 and give at most " +
                                                       std::to_string(projection_rows_max) +
                                                       " rows"});
    std::vector<ProjectionRow> rows{row_of(plan, 0, 0)};
    for (std::uint64_t seconds = 0, done = 0; seconds < *end;) {
        seconds += std::min(step_seconds, *end - seconds);
        const std::uint64_t ticks = ticks_in(seconds, block_interval_ms);
        TRY(run(plan, ticks - done));
        done = ticks;
        rows.push_back(row_of(plan, seconds, ticks));
    }
    return rows;
}

}  // namespace ambag::emission::issuance
