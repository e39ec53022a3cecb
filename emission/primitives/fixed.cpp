// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/fixed.hpp"

#include "emission/primitives/wide.hpp"

namespace ambag::emission {

using chain::U256;
using Raw = U256::Raw;

namespace {

__extension__ typedef unsigned __int128 Uint128;

constexpr Uint128 sign_bit = Uint128{1} << 127;

Uint128 magnitude(Int128 value) {
    return value < 0 ? Uint128{0} - static_cast<Uint128>(value) : static_cast<Uint128>(value);
}

template <class T>
T widened(Uint128 value) {
    return (T{static_cast<std::uint64_t>(value >> 64)} << 64) |
           T{static_cast<std::uint64_t>(value)};
}

template <class T>
Uint128 narrowed(const T& value) {
    return (Uint128{static_cast<std::uint64_t>(value >> 64)} << 64) |
           static_cast<std::uint64_t>(T{value & T{~std::uint64_t{0}}});
}

template <class T>
bool fits_127(const T& value) {
    return (value >> 127).is_zero();
}

// A floor towards minus infinity of +-(whole plus something in [0, 1)).
Fixed signed_floor(bool negative, const Raw& whole, bool has_rest) {
    const Raw size = negative && has_rest ? Raw{whole + Raw{1U}} : whole;
    if (negative && size == widened<Raw>(sign_bit))
        return Fixed::from_raw(static_cast<Int128>(sign_bit));
    if (!fits_127(size)) return Fixed::invalid();
    const auto raw = static_cast<Int128>(narrowed(size));
    return Fixed::from_raw(negative ? -raw : raw);
}

// Counts of 2^-120, the inner format of the series.
constexpr unsigned inner_bits = 120;

Raw ln_2() {
    return widened<Raw>((Uint128{0xb17217f7d1cf79ULL} << 64) | Uint128{0xabc9e3b39803f2f7ULL});
}

Raw one() {
    return Raw{1U} << inner_bits;
}

// A signed inner value.
struct Inner {
    bool negative;
    Raw size;
};

Inner minus(const Raw& a, const Raw& b) {
    return a >= b ? Inner{false, a - b} : Inner{true, b - a};
}

Inner log_inner(Uint128 raw) {
    const Raw value = widened<Raw>(raw);
    const auto top = static_cast<unsigned>(boost::multiprecision::msb(value));
    // In [1, 2).
    const Raw mantissa =
        top > inner_bits ? Raw{value >> (top - inner_bits)} : Raw{value << (inner_bits - top)};
    const Raw z = ((mantissa - one()) << inner_bits) / (mantissa + one());
    const Raw z_squared = (z * z) >> inner_bits;
    Raw term = z;
    Raw sum{0U};
    for (unsigned i = 0; i < 40; ++i) {
        sum += term / (2 * i + 1);
        term = (term * z_squared) >> inner_bits;
    }
    sum <<= 1;
    if (top >= 64) return {false, sum + ln_2() * (top - 64)};
    return minus(sum, ln_2() * (64 - top));
}

// e^x in Q64.64, floor but for the error bound.
Fixed exp_inner(const Inner& x) {
    Raw halvings = x.size / ln_2();
    if (halvings > 66U) return x.negative ? Fixed{} : Fixed::invalid();
    Raw rest = x.size - halvings * ln_2();
    auto k = static_cast<int>(static_cast<std::uint64_t>(halvings));
    if (x.negative) {
        k = -k;
        if (!rest.is_zero()) {
            rest = ln_2() - rest;
            --k;
        }
    }
    Raw term = one();
    Raw sum = one();
    for (unsigned i = 1; i < 35; ++i) {
        term = ((term * rest) >> inner_bits) / i;
        sum += term;
    }
    const int shift = static_cast<int>(inner_bits) - 64 - k;
    const Raw scaled = shift >= 0 ? Raw{sum >> static_cast<unsigned>(shift)}
                                  : Raw{sum << static_cast<unsigned>(-shift)};
    return signed_floor(false, scaled, false);
}

template <class T>
T integer_root(const T& value) {
    if (value.is_zero()) return T{0U};
    // Newton from above falls until it reaches the floor.
    T root = T{1U} << (boost::multiprecision::msb(value) / 2 + 1);
    for (;;) {
        const T next = (root + value / root) >> 1;
        if (next >= root) return root;
        root = next;
    }
}

}  // namespace

Fixed Fixed::ratio(std::int64_t numerator, std::int64_t denominator) {
    return Fixed::integer(numerator) / Fixed::integer(denominator);
}

Fixed Fixed::ratio(const U256& numerator, const U256& denominator) {
    if (denominator.is_zero()) return invalid();
    const auto whole = narrow(Wide{(widen(numerator) << 64) / widen(denominator)});
    return whole ? signed_floor(false, whole->raw(), false) : invalid();
}

Fixed Fixed::operator-() const {
    if (!valid_ || raw_ == static_cast<Int128>(sign_bit)) return invalid();
    return from_raw(-raw_);
}

Fixed Fixed::operator+(const Fixed& other) const {
    Int128 sum = 0;
    if (!valid_ || !other.valid_ || __builtin_add_overflow(raw_, other.raw_, &sum))
        return invalid();
    return from_raw(sum);
}

Fixed Fixed::operator-(const Fixed& other) const {
    Int128 difference = 0;
    if (!valid_ || !other.valid_ || __builtin_sub_overflow(raw_, other.raw_, &difference))
        return invalid();
    return from_raw(difference);
}

Fixed Fixed::operator*(const Fixed& other) const {
    if (!valid_ || !other.valid_) return invalid();
    const Raw product = widened<Raw>(magnitude(raw_)) * widened<Raw>(magnitude(other.raw_));
    const bool has_rest = !(product & Raw{~std::uint64_t{0}}).is_zero();
    return signed_floor((raw_ < 0) != (other.raw_ < 0), product >> 64, has_rest);
}

Fixed Fixed::operator/(const Fixed& other) const {
    if (!valid_ || !other.valid_ || other.raw_ == 0) return invalid();
    const Raw dividend = widened<Raw>(magnitude(raw_)) << 64;
    const Raw divisor = widened<Raw>(magnitude(other.raw_));
    const Raw whole = dividend / divisor;
    return signed_floor((raw_ < 0) != (other.raw_ < 0), whole, whole * divisor != dividend);
}

std::optional<U256> Fixed::to_weight() const {
    if (!valid_ || raw_ < 0) return std::nullopt;
    return U256{widened<Raw>(magnitude(raw_))};
}

Fixed absolute(const Fixed& x) {
    return x.is_negative() ? -x : x;
}

Fixed square_root(const Fixed& x) {
    if (!x.valid() || x.is_negative()) return Fixed::invalid();
    return signed_floor(false, integer_root(Raw{widened<Raw>(magnitude(x.raw())) << 64}), false);
}

// The floor of the root of the floor of a root is the floor of the fourth root: no integer's fourth
// power lies between.
Fixed fourth_root(const Fixed& x) {
    if (!x.valid() || x.is_negative()) return Fixed::invalid();
    const Wide root = integer_root(integer_root(Wide{widened<Wide>(magnitude(x.raw())) << 192}));
    return signed_floor(false, static_cast<Raw>(root), false);
}

Fixed natural_log(const Fixed& x) {
    if (!x.valid() || x.raw() <= 0) return Fixed::invalid();
    const Inner log = log_inner(magnitude(x.raw()));
    const bool has_rest = !(log.size & ((Raw{1U} << (inner_bits - 64)) - 1)).is_zero();
    return signed_floor(log.negative, log.size >> (inner_bits - 64), has_rest);
}

Fixed exponential(const Fixed& x) {
    if (!x.valid()) return Fixed::invalid();
    return exp_inner({x.is_negative(), widened<Raw>(magnitude(x.raw())) << (inner_bits - 64)});
}

Fixed power(const Fixed& x, const Fixed& y) {
    if (!x.valid() || !y.valid() || x.is_negative()) return Fixed::invalid();
    if (x.is_zero()) return y.raw() > 0 ? Fixed{} : Fixed::invalid();
    const Inner log = log_inner(magnitude(x.raw()));
    const Wide product = Wide{log.size} * widened<Wide>(magnitude(y.raw())) >> 64;
    const bool negative = log.negative != y.is_negative();
    if (!(product >> 128).is_zero()) return negative ? Fixed{} : Fixed::invalid();
    return exp_inner({negative, static_cast<Raw>(product)});
}

Fixed logistic(const Fixed& x) {
    const Fixed one_fixed = Fixed::integer(1);
    const Fixed shrinking = exponential(x.is_negative() ? x : -x);
    const Fixed small = shrinking / (one_fixed + shrinking);
    return x.is_negative() ? small : one_fixed - small;
}

}  // namespace ambag::emission
