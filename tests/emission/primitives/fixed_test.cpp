// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/fixed.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <random>

// The functions against 50 decimal digits, and their bounds as fixed.hpp states them.

namespace ambag::emission {
namespace {

using Decimal = boost::multiprecision::cpp_dec_float_50;
using chain::U256;

Decimal of(Int128 raw) {
    const bool negative = raw < 0;
    __extension__ typedef unsigned __int128 Uint128;
    const Uint128 size =
        negative ? Uint128{0} - static_cast<Uint128>(raw) : static_cast<Uint128>(raw);
    Decimal value = static_cast<std::uint64_t>(size >> 64);
    value = value * boost::multiprecision::pow(Decimal{2}, 64) + static_cast<std::uint64_t>(size);
    value = ldexp(value, -64);
    return negative ? -value : value;
}

Decimal of(const Fixed& x) {
    return of(x.raw());
}

Decimal two_to(int exponent) {
    return ldexp(Decimal{1}, exponent);
}

const Decimal ulp = two_to(-64);

// Values of every size: few bits and many, above 1 and below.
std::vector<Fixed> samples(int bits_max, bool with_negative) {
    std::mt19937_64 random{20'260};
    std::vector<Fixed> all;
    for (int bits = 1; bits <= bits_max; ++bits)
        for (int k = 0; k < 40; ++k) {
            const Int128 high = static_cast<Int128>(random() >> 1);
            const auto low = static_cast<Int128>(random());
            const Int128 raw = (((high << 64) | low) >> (127 - bits)) | (Int128{1} << (bits - 1));
            all.push_back(Fixed::from_raw(raw));
            if (with_negative) all.push_back(Fixed::from_raw(-raw));
        }
    return all;
}

TEST(Fixed, natural_log_keeps_its_bound) {
    for (const Fixed& x : samples(127, false)) {
        const Decimal error = of(natural_log(x)) - log(of(x));
        ASSERT_LT(abs(error), ulp + two_to(-111)) << of(x);
    }
}

TEST(Fixed, exponential_keeps_its_bound) {
    for (const Fixed& x : samples(70, true)) {
        const Fixed result = exponential(x);
        if (of(x) > 43) continue;
        const Decimal truth = exp(of(x));
        ASSERT_LT(abs(of(result) - truth), ulp + two_to(-111) * truth) << of(x);
    }
}

TEST(Fixed, power_keeps_its_bound) {
    const auto bases = samples(80, false);
    const auto exponents = samples(67, true);
    for (std::size_t i = 0; i < bases.size(); i += 3) {
        const Fixed& y = exponents[(i * 7) % exponents.size()];
        const Decimal truth = pow(of(bases[i]), of(y));
        if (truth > two_to(62)) continue;
        const Decimal bound = ulp + (abs(of(y)) + 1) * two_to(-110) * truth;
        ASSERT_LT(abs(of(power(bases[i], y)) - truth), bound) << of(bases[i]) << " ^ " << of(y);
    }
}

TEST(Fixed, roots_are_floors) {
    for (const Fixed& x : samples(127, false)) {
        const Decimal second = sqrt(of(x));
        const Decimal fourth = sqrt(second);
        ASSERT_LE(of(square_root(x)), second + two_to(-90));
        ASSERT_LT(second - of(square_root(x)), ulp);
        ASSERT_LE(of(fourth_root(x)), fourth + two_to(-90));
        ASSERT_LT(fourth - of(fourth_root(x)), ulp);
    }
    EXPECT_EQ(square_root(Fixed::integer(49)), Fixed::integer(7));
    EXPECT_EQ(fourth_root(Fixed::integer(81)), Fixed::integer(3));
    EXPECT_EQ(fourth_root(Fixed::ratio(1, 16)), Fixed::ratio(1, 2));
}

TEST(Fixed, logistic_keeps_its_bound_and_is_symmetric) {
    for (const Fixed& x : samples(70, true)) {
        const Decimal truth = 1 / (1 + exp(-of(x)));
        ASSERT_LT(abs(of(logistic(x)) - truth), 3 * ulp) << of(x);
        ASSERT_EQ(logistic(x) + logistic(-x), Fixed::integer(1));
    }
    EXPECT_EQ(logistic(Fixed{}), Fixed::ratio(1, 2));
}

TEST(Fixed, products_and_quotients_round_towards_minus_infinity) {
    const auto values = samples(90, true);
    for (std::size_t i = 0; i + 13 < values.size(); i += 5) {
        const Fixed &a = values[i], &b = values[i + 13];
        const Fixed product = a * b, quotient = a / b;
        if (product.valid()) {
            const Decimal rest = of(a) * of(b) - of(product);
            ASSERT_TRUE(rest > -two_to(-90) && rest < ulp) << of(a) << " * " << of(b);
        }
        if (quotient.valid()) {
            const Decimal rest = of(a) / of(b) - of(quotient);
            ASSERT_TRUE(rest > -two_to(-90) && rest < ulp) << of(a) << " / " << of(b);
        }
    }
    EXPECT_EQ((Fixed::from_raw(-1) * Fixed::ratio(1, 2)).raw(), -1);
    EXPECT_EQ((Fixed::from_raw(1) * Fixed::ratio(1, 2)).raw(), 0);
}

TEST(Fixed, what_has_no_value_is_invalid_and_stays_so) {
    const Fixed largest = Fixed::from_raw(static_cast<Int128>(~(Int128{1} << 127)));
    for (const Fixed& none :
         {Fixed::integer(1) / Fixed{}, natural_log(Fixed{}), natural_log(Fixed::integer(-1)),
          exponential(Fixed::integer(44)), largest + Fixed::from_raw(1), largest * largest,
          square_root(Fixed::integer(-1)), power(Fixed{}, Fixed{}),
          Fixed::ratio(U256::max(), U256{1U}), Fixed::ratio(U256{1U}, U256{})}) {
        EXPECT_FALSE(none.valid());
        EXPECT_FALSE((none + Fixed::integer(1)).valid());
        EXPECT_EQ(none.to_weight(), std::nullopt);
        EXPECT_LT(none, Fixed::integer(0));
    }
    EXPECT_TRUE(exponential(Fixed::ratio(436, 10)).valid());  // ln(2^63) = 43.67
    EXPECT_EQ(exponential(Fixed::integer(-45)), Fixed{});     // below 2^-64
    EXPECT_EQ(exponential(Fixed::integer(-1'000'000)), Fixed{});
    EXPECT_EQ(power(Fixed{}, Fixed::integer(2)), Fixed{});
}

// Exact integer results show that the bound is no accident of rounding.
TEST(Fixed, known_points) {
    EXPECT_EQ(natural_log(Fixed::integer(1)), Fixed{});
    EXPECT_EQ(exponential(Fixed{}), Fixed::integer(1));
    // floor(ln 2 * 2^64), floor(e * 2^64): OEIS A002162, A001113.
    EXPECT_EQ(natural_log(Fixed::integer(2)).to_weight(), U256::parse("12786308645202655659"));
    EXPECT_EQ(exponential(Fixed::integer(1)).to_weight(), U256::parse("50143449209799256682"));
}

}  // namespace
}  // namespace ambag::emission
