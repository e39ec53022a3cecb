// SPDX-License-Identifier: Apache-2.0
#include "chain/base/u256.hpp"

#include "chain/base/check.hpp"

namespace ambag::chain {

namespace {

using Raw = U256::Raw;
using Wide = U256::Wide;

std::optional<U256> narrow(const Wide& wide) {
    if (!wide.is_zero() && boost::multiprecision::msb(wide) >= 256) return std::nullopt;
    return U256{static_cast<Raw>(wide)};
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

}  // namespace

// Limb by limb: the two conversions are on the path of every storage access.
U256 U256::from_big_endian(BytesView bytes) {
    CHECK(bytes.size() <= 32);
    std::array<std::uint64_t, 4> limbs{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t from_end = bytes.size() - 1 - i;
        limbs[from_end / 8] |= std::uint64_t{bytes[i]} << (8 * (from_end % 8));
    }
    Raw raw;
    auto& backend = raw.backend();
    backend.resize(4, 4);
    std::copy(limbs.begin(), limbs.end(), backend.limbs());
    backend.normalize();
    return U256{raw};
}

Hash U256::to_word() const {
    static_assert(sizeof(boost::multiprecision::limb_type) == 8);
    const auto& backend = raw_.backend();
    Hash word;
    for (unsigned limb = 0; limb < backend.size(); ++limb) {
        std::uint64_t low = backend.limbs()[limb];
        for (std::size_t j = 0; j < 8; ++j, low >>= 8)
            word.bytes[31 - 8 * limb - j] = static_cast<Byte>(low & 0xFF);
    }
    return word;
}

Bytes U256::to_minimal_bytes() const {
    const Hash word = to_word();
    const auto first = std::find_if(word.bytes.begin(), word.bytes.end(), [](Byte b) { return b; });
    return {first, word.bytes.end()};
}

std::optional<U256> U256::parse(std::string_view text) {
    const bool hex = text.starts_with("0x") || text.starts_with("0X");
    if (hex) text.remove_prefix(2);
    if (text.empty() || text.size() > 96) return std::nullopt;
    const unsigned base = hex ? 16 : 10;
    Wide value{0};
    for (const char c : text) {
        const int digit = digit_of(c);
        if (digit >= static_cast<int>(base)) return std::nullopt;
        value = value * base + static_cast<unsigned>(digit);
    }
    return narrow(value);
}

std::string U256::to_decimal() const {
    return raw_.str();
}

std::string U256::to_hex() const {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text = "0x";
    const Hash word = to_word();
    bool started = false;
    for (const Byte b : word.bytes) {
        for (const int nibble : {b >> 4, b & 15}) {
            started = started || nibble != 0;
            if (started) text.push_back(digits[nibble]);
        }
    }
    return started ? text : "0x0";
}

unsigned U256::bit_length() const {
    return raw_.is_zero() ? 0 : static_cast<unsigned>(boost::multiprecision::msb(raw_)) + 1;
}

std::optional<std::uint64_t> U256::to_u64() const {
    if (!fits_u64()) return std::nullopt;
    return low_u64();
}

std::uint64_t U256::low_u64() const {
    return raw_.backend().limbs()[0];
}

std::optional<U256> checked_add(const U256& a, const U256& b) {
    const U256 sum = wrapping_add(a, b);
    if (sum < a) return std::nullopt;
    return sum;
}

std::optional<U256> checked_sub(const U256& a, const U256& b) {
    if (a < b) return std::nullopt;
    return U256{Raw{a.raw() - b.raw()}};
}

std::optional<U256> checked_mul(const U256& a, const U256& b) {
    return narrow(Wide{a.raw()} * Wide{b.raw()});
}

std::optional<U256> div_floor(const U256& a, const U256& b) {
    if (b.is_zero()) return std::nullopt;
    return U256{Raw{a.raw() / b.raw()}};
}

std::optional<U256> mod(const U256& a, const U256& b) {
    if (b.is_zero()) return std::nullopt;
    return U256{Raw{a.raw() % b.raw()}};
}

std::optional<U256> mul_div(const U256& a, const U256& b, const U256& divisor, Rounding rounding) {
    if (divisor.is_zero()) return std::nullopt;
    const Wide product = Wide{a.raw()} * Wide{b.raw()};
    const Wide by{divisor.raw()};
    Wide quotient = product / by;
    if (rounding == Rounding::up && quotient * by != product) quotient += 1U;
    return narrow(quotient);
}

U256 wrapping_add(const U256& a, const U256& b) {
    return U256{Raw{a.raw() + b.raw()}};
}

U256 wrapping_sub(const U256& a, const U256& b) {
    return a >= b ? U256{Raw{a.raw() - b.raw()}}
                  : U256{Raw{(U256::max().raw() - b.raw()) + a.raw() + 1U}};
}

}  // namespace ambag::chain
