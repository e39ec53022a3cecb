// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

// 64-bit counters that must not be mixed: a height is not a time, a nonce is not gas. They compare
// with their own kind and have no arithmetic: who computes with one says `value`, and there decides
// what happens at the ends of the range.

namespace ambag::chain {

template <class Tag>
struct Quantity {
    std::uint64_t value = 0;

    constexpr Quantity() = default;
    explicit constexpr Quantity(std::uint64_t v) : value{v} {}
    constexpr auto operator<=>(const Quantity&) const = default;
};

using Height = Quantity<struct HeightTag>;        // block number, genesis = 0
using Timestamp = Quantity<struct TimestampTag>;  // seconds since 1970
using Gas = Quantity<struct GasTag>;
using Nonce = Quantity<struct NonceTag>;
using ChainId = Quantity<struct ChainIdTag>;

}  // namespace ambag::chain
