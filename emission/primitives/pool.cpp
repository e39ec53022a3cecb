// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/pool.hpp"

namespace ambag::emission {

using chain::Amount;

std::string_view describe(PoolError error) {
    switch (error) {
        case PoolError::insufficient:
            return "the pool holds less than was asked for";
        case PoolError::overflow:
            return "the pool would hold more than 2^256 - 1";
    }
    return "unknown";
}

PoolResult<Amount> total(const Pool& pool) {
    if (const auto sum = checked_add(pool.balance, pool.carry)) return *sum;
    return std::unexpected(PoolError::overflow);
}

PoolResult<Pool> deposit(const Pool& pool, const Amount& amount) {
    const auto balance = checked_add(pool.balance, amount);
    if (!balance || !checked_add(*balance, pool.carry)) return std::unexpected(PoolError::overflow);
    return Pool{*balance, pool.carry};
}

PoolResult<Pool> withdraw(const Pool& pool, const Amount& amount) {
    const auto balance = checked_sub(pool.balance, amount);
    if (!balance) return std::unexpected(PoolError::insufficient);
    return Pool{*balance, pool.carry};
}

PoolResult<Pool> set_aside(const Pool& pool, const Amount& amount) {
    const Pool rest = TRY(withdraw(pool, amount));
    const auto carry = checked_add(pool.carry, amount);
    if (!carry) return std::unexpected(PoolError::overflow);
    return Pool{rest.balance, *carry};
}

PoolResult<Pool> release_carry(const Pool& pool) {
    return deposit(Pool{pool.balance, Amount{}}, pool.carry);
}

}  // namespace ambag::emission
