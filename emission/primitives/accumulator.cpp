// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/accumulator.hpp"

#include "emission/primitives/wide.hpp"

namespace ambag::emission {

using chain::Amount;
using chain::U256;

namespace {

constexpr auto overflow = AccumulatorError::overflow;

}  // namespace

std::string_view describe(AccumulatorError error) {
    switch (error) {
        case AccumulatorError::overflow:
            return "a quantity would exceed 2^256 - 1";
        case AccumulatorError::inconsistent:
            return "the account does not belong to this accumulator";
    }
    return "unknown";
}

AccumulatorResult<Accumulator> deposit(const Accumulator& pool, const Amount& amount) {
    const auto waiting = checked_add(pool.idle, amount);
    if (!waiting) return std::unexpected(overflow);
    Accumulator next = pool;
    if (pool.units.is_zero()) {
        next.idle = *waiting;
        return next;
    }
    const Wide shared = (widen(waiting->units) << 128) + widen(pool.carry_q128);
    const auto per_unit = narrow(widen(pool.per_unit_q128) + shared / widen(pool.units));
    if (!per_unit) return std::unexpected(overflow);
    next.per_unit_q128 = *per_unit;
    next.carry_q128 = *narrow(Wide{shared % widen(pool.units)});
    next.idle = {};
    return next;
}

AccumulatorResult<AccumulatorAccount> settle(const Accumulator& pool,
                                             const AccumulatorAccount& account) {
    const auto gained = checked_sub(pool.per_unit_q128, account.last_per_unit_q128);
    if (!gained) return std::unexpected(AccumulatorError::inconsistent);
    const Wide due = widen(account.units) * widen(*gained) + widen(account.fraction_q128);
    const auto whole = narrow(Wide{due >> 128});
    const auto owed = whole ? checked_add(account.owed, Amount{*whole}) : std::nullopt;
    if (!owed) return std::unexpected(overflow);
    AccumulatorAccount next = account;
    next.last_per_unit_q128 = pool.per_unit_q128;
    next.fraction_q128 = *narrow(due & ((Wide{1} << 128) - 1));
    next.owed = *owed;
    return next;
}

AccumulatorResult<AccumulatorChange> set_units(const Accumulator& pool,
                                               const AccumulatorAccount& account,
                                               const U256& units) {
    AccumulatorChange change{pool, TRY(settle(pool, account))};
    const auto others = checked_sub(pool.units, account.units);
    if (!others) return std::unexpected(AccumulatorError::inconsistent);
    const auto total = checked_add(*others, units);
    if (!total) return std::unexpected(overflow);
    change.pool.units = *total;
    change.account.units = units;
    return change;
}

}  // namespace ambag::emission
