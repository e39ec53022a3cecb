// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <optional>

#include "chain/base/u256.hpp"

// An amount of coins or voting tokens in base units (10^-18). Not mixable with other integers:
// multiplying two amounts has no meaning, so it does not compile. A share of an amount is
// `mul_div`, whose rounding the caller names, since somebody owns what is left over.

namespace ambag::chain {

struct Amount {
    U256 units;

    constexpr Amount() = default;
    explicit Amount(U256 value) : units{value} {}

    bool is_zero() const { return units.is_zero(); }
    bool operator==(const Amount&) const = default;
    std::strong_ordering operator<=>(const Amount&) const = default;
};

// Nothing when the result is below zero or above 2^256 - 1.
inline std::optional<Amount> checked_add(const Amount& a, const Amount& b) {
    if (const auto sum = checked_add(a.units, b.units)) return Amount{*sum};
    return std::nullopt;
}

inline std::optional<Amount> checked_sub(const Amount& a, const Amount& b) {
    if (const auto difference = checked_sub(a.units, b.units)) return Amount{*difference};
    return std::nullopt;
}

// amount * numerator / denominator over a 512-bit product; nothing when the denominator is zero or
// the result too wide.
inline std::optional<Amount> mul_div(const Amount& a, const U256& numerator,
                                     const U256& denominator, Rounding rounding) {
    if (const auto part = mul_div(a.units, numerator, denominator, rounding)) return Amount{*part};
    return std::nullopt;
}

}  // namespace ambag::chain
