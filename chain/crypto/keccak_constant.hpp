// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "chain/base/bytes.hpp"

// Keccak-256 as a constant expression, for selectors, event topics and type hashes. One hash per
// constexpr variable: clang's step limit is reached at about 40 in one array.
// Source: Keccak reference, rate 1088, padding 0x01 ... 0x80 (Ethereum's).

namespace ambag::chain {

namespace keccak_detail {

inline constexpr std::array<std::uint64_t, 24> round_constants{
    0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000,
    0x000000000000808B, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
    0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};
inline constexpr std::array<unsigned, 24> rotations{1,  3,  6,  10, 15, 21, 28, 36, 45, 55, 2,  14,
                                                    27, 41, 56, 8,  25, 43, 62, 18, 39, 61, 20, 44};
inline constexpr std::array<unsigned, 24> lanes{10, 7,  11, 17, 18, 3, 5,  16, 8,  21, 24, 4,
                                                15, 23, 19, 13, 12, 2, 20, 14, 22, 9,  6,  1};

constexpr std::uint64_t rotate_left(std::uint64_t x, unsigned n) {
    return (x << n) | (x >> (64 - n));
}

constexpr void permute(std::array<std::uint64_t, 25>& a) {
    for (const std::uint64_t constant : round_constants) {
        std::array<std::uint64_t, 5> c{};
        for (unsigned x = 0; x < 5; ++x) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        for (unsigned x = 0; x < 5; ++x) {
            const std::uint64_t d = c[(x + 4) % 5] ^ rotate_left(c[(x + 1) % 5], 1);
            for (unsigned y = 0; y < 25; y += 5) a[y + x] ^= d;
        }
        std::uint64_t moving = a[1];
        for (unsigned i = 0; i < 24; ++i) {
            const std::uint64_t kept = a[lanes[i]];
            a[lanes[i]] = rotate_left(moving, rotations[i]);
            moving = kept;
        }
        for (unsigned y = 0; y < 25; y += 5) {
            std::array<std::uint64_t, 5> row{};
            for (unsigned x = 0; x < 5; ++x) row[x] = a[y + x];
            for (unsigned x = 0; x < 5; ++x)
                a[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
        }
        a[0] ^= constant;
    }
}

}  // namespace keccak_detail

constexpr Hash keccak256_constant(std::string_view text) {
    constexpr std::size_t rate = 136;
    std::array<std::uint64_t, 25> state{};
    const auto absorb = [&](std::size_t position, std::uint64_t byte) {
        state[position / 8] ^= byte << (8 * (position % 8));
    };
    std::size_t position = 0;
    for (const char c : text) {
        absorb(position++, static_cast<Byte>(c));
        if (position == rate) {
            keccak_detail::permute(state);
            position = 0;
        }
    }
    absorb(position, 0x01);
    absorb(rate - 1, 0x80);
    keccak_detail::permute(state);
    Hash hash;
    for (std::size_t i = 0; i < 32; ++i)
        hash.bytes[i] = static_cast<Byte>(state[i / 8] >> (8 * (i % 8)));
    return hash;
}

}  // namespace ambag::chain
