// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <type_traits>

#include "chain/base/u256.hpp"

// Solidity's odd widths: uint48 clocks, uint208 checkpoints, uint128 packed votes.

namespace ambag::chain {

template <unsigned Bits>
struct Uint {
    static_assert(Bits % 8 == 0 && Bits > 0 && Bits < 256);
    using Value = std::conditional_t<Bits <= 64, std::uint64_t, U256>;
    static constexpr unsigned bits = Bits;

    Value value{};

    constexpr Uint() = default;
    explicit constexpr Uint(Value v) : value{v} {}
    bool operator==(const Uint&) const = default;
    auto operator<=>(const Uint&) const = default;

    static bool fits(const U256& v) { return v.bit_length() <= Bits; }
    static std::optional<Uint> from(const U256& v) {
        if (!fits(v)) return std::nullopt;
        if constexpr (Bits <= 64)
            return Uint{v.low_u64()};
        else
            return Uint{v};
    }
};

using Uint48 = Uint<48>;    // ERC-6372 timepoints
using Uint208 = Uint<208>;  // checkpointed votes

}  // namespace ambag::chain
