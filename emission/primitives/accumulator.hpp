// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "chain/base/amount.hpp"
#include "chain/base/result.hpp"

// Rewards to any number of holders of units, at a cost that does not depend on how many there are
// (F1 style), with nothing lost. All quantities named `_q128` count 2^-128 of a base unit.
//
//   deposit  n = amount * 2^128 + carry;  acc += floor(n / units);  carry = n mod units
//   settle   due = units * (acc - last) + fraction;  owed += due >> 128;  fraction = low 128 bits
//
// The carry is an amount, not a share, so it stays valid when the units change; the fraction stays
// with its account, so settling once or ten thousand times pays the same to the unit.
// Always: deposited * 2^128 = (paid + owed + idle) * 2^128 + sum of fractions + carry
//                             + sum over accounts of units * (acc - last).

namespace ambag::emission {

struct Accumulator {
    chain::U256 per_unit_q128{};  // acc: earned by one unit since the beginning
    chain::U256 units{};          // of all accounts
    chain::U256 carry_q128{};
    chain::Amount idle{};  // deposited while there were no units; given out with the next deposit
    bool operator==(const Accumulator&) const = default;
};

struct AccumulatorAccount {
    chain::U256 units{};
    chain::U256 last_per_unit_q128{};
    chain::U256 fraction_q128{};  // below 2^128
    chain::Amount owed{};         // settled, not yet paid
    bool operator==(const AccumulatorAccount&) const = default;
};

enum class AccumulatorError : std::uint8_t {
    overflow,      // a quantity would exceed its 256 bits
    inconsistent,  // an account has more units, or has seen more, than the accumulator
};

std::string_view describe(AccumulatorError error);

template <class T = void>
using AccumulatorResult = chain::BasicResult<T, AccumulatorError>;

AccumulatorResult<Accumulator> deposit(const Accumulator& pool, const chain::Amount& amount);

// The account with everything due moved to `owed`.
AccumulatorResult<AccumulatorAccount> settle(const Accumulator& pool,
                                             const AccumulatorAccount& account);

struct AccumulatorChange {
    Accumulator pool;
    AccumulatorAccount account;
};

// Settles, then gives the account `units` from now on: what was earned stays earned, and new units
// earn from the next deposit only.
AccumulatorResult<AccumulatorChange> set_units(const Accumulator& pool,
                                               const AccumulatorAccount& account,
                                               const chain::U256& units);

}  // namespace ambag::emission
