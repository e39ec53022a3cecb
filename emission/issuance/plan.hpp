// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "chain/base/result.hpp"
#include "emission/primitives/schedule.hpp"
#include "emission/primitives/split.hpp"

// The emission as a value: schedules with their states, and the pools they mint into. The module's
// block hook and the projection run the same function on it, so that a printed curve is the curve
// that the chain then follows.

namespace ambag::emission::issuance {

// One schedule and how what it mints is divided: weights[i] belongs to pool i.
struct Lane {
    std::string name;
    Schedule schedule;
    ScheduleState state;
    std::vector<U256> weights;
    RunningSplit split;
};

struct Plan {
    std::vector<Lane> lanes;
    std::vector<Amount> pools;  // balances
    Amount supply;              // coins in existence
};

struct LaneMinted {
    Amount amount;
    std::vector<Amount> parts;  // by pool; what the floors leave stays in the lane's split
};

// Mints the next `ticks` ticks of every schedule, in order; a later schedule sees the supply with
// what the earlier ones have minted. Faults: an overflow, a schedule or weights that are not valid.
chain::Result<std::vector<LaneMinted>, chain::Fault> run(Plan& plan, std::uint64_t ticks);

// Whole intervals in `seconds`.
std::uint64_t ticks_in(std::uint64_t seconds, std::uint64_t block_interval_ms);

struct ProjectionRow {
    std::uint64_t seconds = 0;  // from the start of the projection
    std::uint64_t ticks = 0;
    Amount supply;
    std::vector<Amount> minted;  // by each schedule since its own beginning
    std::vector<Amount> pools;   // balances if nothing were paid out
};

inline constexpr std::uint64_t seconds_per_year = 31'557'600;  // 365.25 days

// The supply and pool curves from `plan` on: a row at the start, one every `step_seconds`, and one
// at the end of `years`. Payments, fees and burning are not foreseen. Faults: as `run`; a step of 0
// or more than `projection_rows_max` rows.
inline constexpr std::uint64_t projection_rows_max = 100'000;
chain::Result<std::vector<ProjectionRow>, chain::Fault> project(Plan plan,
                                                                std::uint64_t block_interval_ms,
                                                                std::uint64_t years,
                                                                std::uint64_t step_seconds);

}  // namespace ambag::emission::issuance
