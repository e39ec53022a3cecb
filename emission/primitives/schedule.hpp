// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/result.hpp"

// When how much is minted. A schedule is data; its state is what must be kept between ticks; the
// functions are pure. A tick is one step of the chain's emission clock (one block interval); what
// a tick means in seconds is the caller's business, except for RateOnSupply, which is told.
//
// Exactness: every rule is a fraction p/q per tick, constant for a while (an *era*). The integer
// part is minted, the remainder stays in `ScheduleState::carry`, so n ticks mint
// floor((carry + n p) / q) however they are grouped. Catching up costs O(eras), not O(ticks).
// The published rules are in the README beside this file.

namespace ambag::emission {

using chain::Amount;
using chain::U256;

// `amount` per `per_ticks` ticks, for ever (or until the cap).
struct Constant {
    Amount amount;
    std::uint64_t per_ticks = 1;
    bool operator==(const Constant&) const = default;
};

// One row after the other: `amount` over the next `ticks` ticks, evenly; nothing after the last.
struct TableRow {
    std::uint64_t ticks = 1;
    Amount amount;
    bool operator==(const TableRow&) const = default;
};
struct Table {
    std::vector<TableRow> rows;
    bool operator==(const Table&) const = default;
};

// With i issued and S the schedule's cap (required): k = the largest integer with
// i * 2^k >= S * (2^k - 1); a tick mints floor(first / 2^k), rounded down to whole `unit`s
// (a preset's smallest coin, such as rao = 10^9 base units); nothing from i = S on.
struct HalvingByIssuance {
    Amount first{};
    Amount unit{U256{1U}};
    bool operator==(const HalvingByIssuance&) const = default;
};

// Tick t (counted from 0) mints floor(first / 2^floor(t / period_ticks)) in whole `unit`s.
struct HalvingByHeight {
    Amount first{};
    std::uint64_t period_ticks = 1;
    Amount unit{U256{1U}};
    bool operator==(const HalvingByHeight&) const = default;
};

// What becomes of the fraction of a base unit at the end of a RateOnSupply period.
enum class Remainder : std::uint8_t {
    carried,  // it counts in the next period: nothing is lost
    dropped,  // NEAR's published integers: floor anew in each epoch
};

// numerator / denominator of the supply per year. The supply is read at the start of each period
// of `period_ticks` ticks and earns simple interest inside it, so interest compounds per period.
// A tick lasts `elapsed_per_tick` in the unit of `elapsed_per_year` (seconds, ns, blocks, …).
struct RateOnSupply {
    std::uint64_t numerator = 0;
    std::uint64_t denominator = 1;
    std::uint64_t elapsed_per_tick = 1;
    std::uint64_t elapsed_per_year = 1;
    std::uint64_t period_ticks = 1;
    Remainder remainder = Remainder::carried;
    bool operator==(const RateOnSupply&) const = default;
};

using Rule = std::variant<Constant, Table, HalvingByIssuance, HalvingByHeight, RateOnSupply>;

// What counts against the cap, and as i in HalvingByIssuance.
enum class Issued : std::uint8_t {
    supply,  // the coins in existence: burned coins may be minted again
    minted,  // what this schedule has minted
};

struct Schedule {
    Rule rule;
    std::optional<Amount> cap{};  // a tick mints min(rule, cap - issued)
    Issued issued = Issued::supply;
    bool operator==(const Schedule&) const = default;
};

struct ScheduleState {
    std::uint64_t ticks = 0;  // ticks done since the schedule began
    Amount minted;            // by this schedule, in all
    U256 carry;               // not yet minted, in 1/q of a base unit, below q
    Amount base;              // RateOnSupply: the supply at the start of the period
    bool operator==(const ScheduleState&) const = default;
};

enum class ScheduleError : std::uint8_t {
    zero_ticks,        // per_ticks, period_ticks or a row's ticks is 0
    zero_unit,         // the smallest coin is 0
    zero_denominator,  // denominator or elapsed_per_year is 0
    empty_table,
    cap_missing,  // HalvingByIssuance without a cap above 0
    overflow,     // an amount beyond 2^256 - 1, or the tick counter beyond 2^64 - 1
};

// One sentence: what is wrong and what is accepted.
std::string_view describe(ScheduleError error);

struct Minted {
    Amount amount;
    ScheduleState next;
    bool operator==(const Minted&) const = default;
};

template <class T = void>
using ScheduleResult = chain::BasicResult<T, ScheduleError>;

// Everything but overflow, which depends on the state.
ScheduleResult<> validate(const Schedule& schedule);

// The state under a rule whose amounts were changed: what was minted and the place in time stay,
// the fraction of a base unit lapses, since its denominator was the old rule's.
inline ScheduleState after_change(ScheduleState state) {
    state.carry = {};
    return state;
}

// The next `ticks` ticks at once: equal to as many single ones where the supply grows by nothing
// but what is minted here. `supply` is the coins in existence before the first of them.
ScheduleResult<Minted> advance(const Schedule& schedule, const ScheduleState& state,
                               const Amount& supply, std::uint64_t ticks);

inline ScheduleResult<Minted> step(const Schedule& schedule, const ScheduleState& state,
                                   const Amount& supply) {
    return advance(schedule, state, supply, 1);
}

}  // namespace ambag::emission
