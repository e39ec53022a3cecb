// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

#include "chain/base/bytes.hpp"

// A path of 0 to 64 nibbles from the root of a trie, packed two in a byte, high nibble first, the
// unused tail zero. Its order is that of the nibble strings: a prefix before what it begins, so
// that a depth-first walk of a trie visits paths in ascending order.

namespace ambag::chain {

struct NibblePath {
    std::array<Byte, 32> bytes{};
    std::uint8_t size = 0;

    constexpr bool operator==(const NibblePath&) const = default;
    constexpr auto operator<=>(const NibblePath&) const = default;

    constexpr Byte at(std::size_t i) const {
        return i % 2 == 0 ? static_cast<Byte>(bytes[i / 2] >> 4)
                          : static_cast<Byte>(bytes[i / 2] & 0x0F);
    }

    // One nibble more; `size` must be below 64 and `nibble` below 16.
    constexpr void push(Byte nibble) {
        bytes[size / 2] =
            static_cast<Byte>(bytes[size / 2] | (size % 2 == 0 ? nibble << 4 : nibble));
        ++size;
    }

    // The first `count` nibbles of 32 bytes.
    static constexpr NibblePath prefix_of(const std::array<Byte, 32>& key, std::size_t count) {
        NibblePath path;
        std::copy_n(key.begin(), (count + 1) / 2, path.bytes.begin());
        if (count % 2 != 0) path.bytes[count / 2] &= 0xF0;
        path.size = static_cast<std::uint8_t>(count);
        return path;
    }
    constexpr NibblePath prefix(std::size_t count) const { return prefix_of(bytes, count); }
};

constexpr Byte nibble_at(const std::array<Byte, 32>& key, std::size_t i) {
    return i % 2 == 0 ? static_cast<Byte>(key[i / 2] >> 4) : static_cast<Byte>(key[i / 2] & 0x0F);
}

// How many leading nibbles two keys share, at most 64.
constexpr std::size_t common_nibbles(const std::array<Byte, 32>& a, const std::array<Byte, 32>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i]) return 2 * i + ((a[i] ^ b[i]) < 0x10 ? 1 : 0);
    return 64;
}

}  // namespace ambag::chain
