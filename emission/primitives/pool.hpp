// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "chain/base/amount.hpp"
#include "chain/base/result.hpp"

// Money that belongs to nobody yet. `balance` may be paid out; `carry` is what a division with a
// published truncation left over (compat scoring), kept apart until somebody gives it out again.
// A pool holds balance + carry, both in whole base units: the sub-ledger that must sum to the
// owning module's account. Who may draw from it is the owning module's rule.

namespace ambag::emission {

struct Pool {
    chain::Amount balance;
    chain::Amount carry;
    bool operator==(const Pool&) const = default;
};

enum class PoolError : std::uint8_t {
    insufficient,  // less in the pool than was asked for
    overflow,      // balance + carry would exceed 2^256 - 1
};

std::string_view describe(PoolError error);

template <class T = void>
using PoolResult = chain::BasicResult<T, PoolError>;

PoolResult<chain::Amount> total(const Pool& pool);
PoolResult<Pool> deposit(const Pool& pool, const chain::Amount& amount);
PoolResult<Pool> withdraw(const Pool& pool, const chain::Amount& amount);
PoolResult<Pool> set_aside(const Pool& pool, const chain::Amount& amount);  // balance to carry
PoolResult<Pool> release_carry(const Pool& pool);                           // carry to balance

}  // namespace ambag::emission
