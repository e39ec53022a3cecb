// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "chain/base/bytes.hpp"

// 256-bit unsigned integers on Boost.Multiprecision (fixed width, no allocation).
// Arithmetic that can leave the range returns nothing instead of wrapping; what is meant to wrap
// says so in its name. There is no conversion from signed types: -1 is not 2^256 - 1.

namespace ambag::chain {

enum class Rounding : std::uint8_t { down, up };

// A value of 32 bytes, cheap to copy. Comparison is by number.
class U256 {
 public:
    // Boost's checked backend throws, which our doors do not let through: the unchecked one wraps,
    // and every operation that could wrap is behind a test of the range.
    template <unsigned Bits>
    using Unchecked =
        boost::multiprecision::number<boost::multiprecision::cpp_int_backend<
                                          Bits, Bits, boost::multiprecision::unsigned_magnitude,
                                          boost::multiprecision::unchecked, void>,
                                      boost::multiprecision::et_off>;
    using Raw = Unchecked<256>;
    using Wide = Unchecked<512>;

    constexpr U256() = default;
    template <std::unsigned_integral T>
    constexpr U256(T value) : raw_{static_cast<std::uint64_t>(value)} {}
    template <std::same_as<Raw> T>  // exactly Raw: Boost would convert from signed
    explicit U256(T raw) : raw_{raw} {}

    static U256 max() { return U256{~Raw{0}}; }
    static U256 power_of_two(unsigned exponent) { return U256{Raw{1} << exponent}; }

    // Big-endian. `from_big_endian` takes at most 32 bytes.
    static U256 from_big_endian(BytesView bytes);
    Hash to_word() const;
    Bytes to_minimal_bytes() const;  // no leading zeros; empty for 0 (RLP's integer form)

    // Decimal or 0x-hexadecimal text; nothing on anything else or above 2^256 - 1.
    static std::optional<U256> parse(std::string_view text);
    std::string to_decimal() const;
    std::string to_hex() const;  // "0x0", "0x1a": the JSON-RPC quantity form

    // For arithmetic that a caller has shown to stay in the range.
    const Raw& raw() const { return raw_; }
    bool is_zero() const { return raw_.is_zero(); }
    unsigned bit_length() const;
    bool fits_u64() const { return bit_length() <= 64; }
    std::optional<std::uint64_t> to_u64() const;
    std::uint64_t low_u64() const;  // the low 64 bits

    bool operator==(const U256& other) const { return raw_ == other.raw_; }
    std::strong_ordering operator<=>(const U256& other) const {
        const int order = raw_.compare(other.raw_);
        return order < 0   ? std::strong_ordering::less
               : order > 0 ? std::strong_ordering::greater
                           : std::strong_ordering::equal;
    }

    // Shifts by 256 and more give zero; what leaves on the left is lost.
    U256 operator&(const U256& o) const { return U256{Raw{raw_ & o.raw_}}; }
    U256 operator|(const U256& o) const { return U256{Raw{raw_ | o.raw_}}; }
    U256 operator^(const U256& o) const { return U256{Raw{raw_ ^ o.raw_}}; }
    U256 operator<<(unsigned n) const { return n > 255 ? U256{} : U256{Raw{raw_ << n}}; }
    U256 operator>>(unsigned n) const { return n > 255 ? U256{} : U256{Raw{raw_ >> n}}; }

 private:
    Raw raw_{};
};

// Nothing when the result is not in [0, 2^256).
std::optional<U256> checked_add(const U256& a, const U256& b);
std::optional<U256> checked_sub(const U256& a, const U256& b);
std::optional<U256> checked_mul(const U256& a, const U256& b);
// Nothing when b is zero.
std::optional<U256> div_floor(const U256& a, const U256& b);
std::optional<U256> mod(const U256& a, const U256& b);
// a * b / divisor over a 512-bit product; nothing when divisor is zero or the quotient is too wide.
std::optional<U256> mul_div(const U256& a, const U256& b, const U256& divisor, Rounding rounding);

// Modulo 2^256: for hashes, and for differences that are known not to be negative.
U256 wrapping_add(const U256& a, const U256& b);
U256 wrapping_sub(const U256& a, const U256& b);

}  // namespace ambag::chain
