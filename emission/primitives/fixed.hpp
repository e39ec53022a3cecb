// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "chain/base/u256.hpp"

// Signed fixed point Q64.64: an integer count of u = 2^-64 in 128 bits, from -2^63 to 2^63 - u.
// Everything is integer arithmetic with a fixed number of steps, so that every machine gets the
// same bits. What leaves the range, and what has no value (division by zero, the logarithm of what
// is not positive), gives an invalid value that every later operation keeps: ask `valid()` once, at
// the end.
//
// Error bounds, |result - true value|, for valid results (u = 2^-64):
//   + -            exact
//   *  /  ratio    below u, rounded towards minus infinity
//   square_root    below u, the floor (integer Newton)
//   fourth_root    below u, the floor
//   natural_log    below u + 2^-111
//   exponential    below u + 2^-111 e^x
//   power(x, y)    below u + (|y| + 1) 2^-110 x^y
//   logistic       below 3 u
//
// Proof. Inside, exponential and natural_log count 2^-120 in 256 bits, where each product and each
// quotient is cut by less than one count. e^x = 2^k e^r with k = floor(x / ln 2), 0 <= r < ln 2 +
// e: ln 2 is known to 1/2 count, so k ln 2 to 33 counts (|k| <= 65). The series of e^r has 34
// terms, of which the i-th inherits at most the cut of the one before it and adds two: below 2 * 34
// counts in all, and the rest of the series is below 2 * (ln 2)^35 / 35! < 2^-150. Together below
// 128 counts = 2^-113 of a value in [1, 2), which 2^k scales: relative 2^-113 + 2^-115 < 2^-111;
// the final cut to Q64.64 adds less than u. ln x = k ln 2 + 2 artanh z with z = (m - 1) / (m + 1),
// m = x / 2^k in [1, 2), 0 <= z < 1/3: 40 terms z^(2i+1) / (2i+1), each cut by at most three counts
// since z^2 < 1/9 shrinks what it inherits, the rest below 3^-81 < 2^-128; doubled 240 counts, k ln
// 2 adds 33: below 2^-111. Measured against 50 decimal digits by the tests.

namespace ambag::emission {

__extension__ typedef __int128 Int128;

class Fixed {
 public:
    constexpr Fixed() = default;
    static constexpr Fixed from_raw(Int128 raw) { return Fixed{raw, true}; }
    static constexpr Fixed integer(std::int64_t value) { return from_raw(Int128{value} << 64); }
    static constexpr Fixed invalid() { return Fixed{0, false}; }
    // numerator / denominator, floor.
    static Fixed ratio(std::int64_t numerator, std::int64_t denominator);
    static Fixed ratio(const chain::U256& numerator, const chain::U256& denominator);

    constexpr Int128 raw() const { return raw_; }
    constexpr bool valid() const { return valid_; }
    constexpr bool is_zero() const { return raw_ == 0; }
    constexpr bool is_negative() const { return raw_ < 0; }

    // Of values that are valid; invalid ones are equal to each other and below all others.
    constexpr bool operator==(const Fixed&) const = default;
    constexpr bool operator<(const Fixed& other) const { return key() < other.key(); }
    constexpr bool operator>(const Fixed& other) const { return other < *this; }
    constexpr bool operator<=(const Fixed& other) const { return !(other < *this); }
    constexpr bool operator>=(const Fixed& other) const { return !(*this < other); }

    Fixed operator-() const;
    Fixed operator+(const Fixed& other) const;
    Fixed operator-(const Fixed& other) const;
    Fixed operator*(const Fixed& other) const;
    Fixed operator/(const Fixed& other) const;
    Fixed& operator+=(const Fixed& other) { return *this = *this + other; }

    // floor(value * 2^64) of a value that is not negative: a weight for a Split.
    std::optional<chain::U256> to_weight() const;

 private:
    constexpr Fixed(Int128 raw, bool valid) : raw_{raw}, valid_{valid} {}
    constexpr Int128 key() const { return valid_ ? raw_ : Int128{1} << 126 << 1; }

    Int128 raw_ = 0;
    bool valid_ = true;
};

Fixed absolute(const Fixed& x);
Fixed square_root(const Fixed& x);            // of x >= 0
Fixed fourth_root(const Fixed& x);            // of x >= 0
Fixed natural_log(const Fixed& x);            // of x > 0
Fixed exponential(const Fixed& x);            // below 2^63; 0 where e^x < u
Fixed power(const Fixed& x, const Fixed& y);  // of x > 0; 0^y is 0 for y > 0
Fixed logistic(const Fixed& x);               // 1 / (1 + e^-x)

}  // namespace ambag::emission
