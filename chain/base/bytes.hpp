// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// Byte strings. `Bytes` owns, `BytesView` looks, `FixedBytes<N, Tag>` is a value of known width
// whose tag keeps an address from being passed where a hash is wanted.

namespace ambag::chain {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;
using BytesView = std::span<const Byte>;

// Ordered as bytes, most significant first, which for numbers in big-endian is their order. All
// zero is the value of something that is not there: no address, no hash.
template <std::size_t N, class Tag = void>
struct FixedBytes {
    static constexpr std::size_t width = N;

    std::array<Byte, N> bytes{};

    constexpr auto operator<=>(const FixedBytes&) const = default;
    constexpr bool operator==(const FixedBytes&) const = default;

    constexpr operator BytesView() const { return bytes; }
    constexpr bool is_zero() const { return *this == FixedBytes{}; }

    // The N bytes of `view`; `view` must have exactly that many (see `from_view` of hex.hpp for
    // untrusted input).
    static constexpr FixedBytes from(BytesView view) {
        FixedBytes value;
        std::copy_n(view.begin(), std::min(N, view.size()), value.bytes.begin());
        return value;
    }
};

using Address = FixedBytes<20, struct AddressTag>;
using Hash = FixedBytes<32, struct HashTag>;         // keccak256 or SHA-256 digests, bytes32 in ABI
using Slot = FixedBytes<32, struct SlotTag>;         // a storage slot before hashing
using Selector = FixedBytes<4, struct SelectorTag>;  // first four bytes of keccak256(signature)

inline Bytes to_bytes(BytesView view) {
    return {view.begin(), view.end()};
}

// The same bytes under another type; nothing is copied, and the argument must outlive the view.
inline BytesView as_bytes(std::string_view text) {
    return {reinterpret_cast<const Byte*>(text.data()), text.size()};
}

inline std::string_view as_text(BytesView view) {
    return {reinterpret_cast<const char*>(view.data()), view.size()};
}

// `more` must not look into `out`.
inline void append(Bytes& out, BytesView more) {
    out.insert(out.end(), more.begin(), more.end());
}

// Hash tables inside the state keep addresses, slots and digests: the low bytes of those are as
// good as random for honest keys. Iteration order never reaches a result (maps are sorted first).
struct FixedBytesHash {
    template <std::size_t N, class Tag>
    std::size_t operator()(const FixedBytes<N, Tag>& value) const noexcept {
        std::size_t mixed = 0;
        for (std::size_t i = 0; i < N; i += 8) {
            std::size_t word = 0;
            for (std::size_t j = i; j < std::min(i + 8, N); ++j)
                word = (word << 8) | value.bytes[j];
            mixed = (mixed ^ word) * 0x9E3779B97F4A7C15ULL;
            mixed ^= mixed >> 32;
        }
        return mixed;
    }
};

}  // namespace ambag::chain
