// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "chain/base/u256.hpp"

// Integers of the width that a step needs: 128 bits where products of weights fit, since a division
// of 128 bits is ten times as fast as one of 256.

namespace ambag::emission::scoring {

__extension__ typedef unsigned __int128 Uint128;

inline constexpr Uint128 whole = Uint128{1} << 64;  // the sum of a row's shares, of a bond column

using Raw = chain::U256::Raw;

inline Raw to_raw(Uint128 value) {
    return (Raw{static_cast<std::uint64_t>(value >> 64)} << 64) |
           Raw{static_cast<std::uint64_t>(value)};
}

inline Uint128 to_128(const Raw& value) {
    return (Uint128{static_cast<std::uint64_t>(value >> 64)} << 64) |
           static_cast<std::uint64_t>(value & Raw{~std::uint64_t{0}});
}

// The same integer in the module's storage type, and back (below 2^128).
inline chain::U256 to_u256(Uint128 value) {
    return chain::U256{to_raw(value)};
}

// Shares of `amount`: part i is floor(numerators[i] / divisor), then one unit each to the largest
// remainders, ties to the lowest index, until `amount` is given out. The numerators sum to
// amount * divisor.
template <class T>
std::vector<T> round_shares(const T& amount, const std::vector<T>& numerators, const T& divisor) {
    std::vector<T> parts(numerators.size());
    std::vector<T> remainders(numerators.size());
    T left = amount;
    for (std::size_t i = 0; i < numerators.size(); ++i) {
        if (numerators[i] == T{0}) continue;
        parts[i] = numerators[i] / divisor;
        remainders[i] = numerators[i] - parts[i] * divisor;
        left -= parts[i];
    }
    if (left == T{0}) return parts;
    // Fewer units are left than there are remainders above 0.
    const auto units = static_cast<std::ptrdiff_t>(static_cast<std::uint64_t>(left));
    std::vector<std::uint32_t> order(numerators.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    const auto last = order.begin() + units;
    std::nth_element(order.begin(), last, order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (remainders[a] != remainders[b]) return remainders[a] > remainders[b];
        return a < b;
    });
    for (auto it = order.begin(); it != last; ++it) parts[*it] += T{1};
    return parts;
}

// `amount` in proportion to `weights`, whose sum `total` is above 0; amount * weight must fit T.
template <class T>
std::vector<T> share_out(const T& amount, std::vector<T> weights, const T& total) {
    for (T& weight : weights) weight = amount * weight;
    return round_shares(amount, weights, total);
}

// What a holder of a score puts behind it.
template <class Score>
struct Backing {
    Score score;  // above 0
    Raw stake;
};

// The largest score that holders of it or of more back with at least `needed`; 0 when there is
// none. The same as the smallest score that more than total - needed hold or stay below.
template <class Score>
Score weighted_median(std::vector<Backing<Score>>& holders, const Raw& needed) {
    std::sort(holders.begin(), holders.end(),
              [](const auto& a, const auto& b) { return a.score > b.score; });
    Raw backing{0U};
    for (const auto& holder : holders) {
        backing += holder.stake;
        if (backing >= needed && !backing.is_zero()) return holder.score;
    }
    return Score{0};
}

}  // namespace ambag::emission::scoring
