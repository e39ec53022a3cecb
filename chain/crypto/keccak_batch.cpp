// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/keccak_batch.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "chain/base/check.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/crypto/keccak_constant.hpp"

// The permutation is written once over a word type: std::uint64_t for one message, a vector of
// four for four. What is a rotation or a three-operand logic step is left to the compiler, which
// knows the instruction set of each entry point below.

namespace ambag::chain {

namespace {

using Word = std::uint64_t;
using Words4 = Word __attribute__((vector_size(32)));

constexpr std::size_t rate = 136;
constexpr std::size_t rate_words = rate / sizeof(Word);

template <class W>
using State = std::array<W, 25>;

template <class W>
[[gnu::always_inline]] inline void rotate(W& word, int count) {
    word = (word << count) | (word >> (64 - count));
}

// One row of rho, pi and chi: five words of `in` from the places of pi, theta applied, rotated.
template <class W>
[[gnu::always_inline]] inline void row(W* out, const State<W>& in, const std::array<W, 5>& d,
                                       const std::array<int, 5>& from,
                                       const std::array<int, 5>& by) {
    const auto word = [&](std::size_t i) __attribute__((always_inline)) {
        const auto place = static_cast<std::size_t>(from[i]);
        W w = in[place] ^ d[place % 5];
        if (by[i] != 0) rotate(w, by[i]);
        out[i] = w;
    };
    word(0);
    word(1);
    word(2);
    word(3);
    word(4);
    const W first = out[0];
    const W second = out[1];
    out[0] ^= ~out[1] & out[2];
    out[1] ^= ~out[2] & out[3];
    out[2] ^= ~out[3] & out[4];
    out[3] ^= ~out[4] & first;
    out[4] ^= ~first & second;
}

template <class W>
[[gnu::always_inline]] inline void round(State<W>& out, const State<W>& in, Word constant) {
    std::array<W, 5> c;
    c[0] = in[0] ^ in[5] ^ in[10] ^ in[15] ^ in[20];
    c[1] = in[1] ^ in[6] ^ in[11] ^ in[16] ^ in[21];
    c[2] = in[2] ^ in[7] ^ in[12] ^ in[17] ^ in[22];
    c[3] = in[3] ^ in[8] ^ in[13] ^ in[18] ^ in[23];
    c[4] = in[4] ^ in[9] ^ in[14] ^ in[19] ^ in[24];
    std::array<W, 5> d{c[1], c[2], c[3], c[4], c[0]};
    rotate(d[0], 1);
    rotate(d[1], 1);
    rotate(d[2], 1);
    rotate(d[3], 1);
    rotate(d[4], 1);
    d[0] ^= c[4];
    d[1] ^= c[0];
    d[2] ^= c[1];
    d[3] ^= c[2];
    d[4] ^= c[3];
    row(&out[0], in, d, {0, 6, 12, 18, 24}, {0, 44, 43, 21, 14});
    row(&out[5], in, d, {3, 9, 10, 16, 22}, {28, 20, 3, 45, 61});
    row(&out[10], in, d, {1, 7, 13, 19, 20}, {1, 6, 25, 8, 18});
    row(&out[15], in, d, {4, 5, 11, 17, 23}, {27, 36, 10, 15, 56});
    row(&out[20], in, d, {2, 8, 14, 15, 21}, {62, 55, 39, 41, 2});
    out[0] ^= constant;
}

template <class W>
[[gnu::always_inline]] inline void permute(State<W>& state) {
    State<W> other;
    for (std::size_t i = 0; i < 24; i += 2) {
        round(other, state, keccak_detail::round_constants[i]);
        round(state, other, keccak_detail::round_constants[i + 1]);
    }
}

Word load(const Byte* bytes) {
    Word word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = std::byteswap(word);
    return word;
}

void store(Byte* bytes, Word word) {
    if constexpr (std::endian::native == std::endian::big) word = std::byteswap(word);
    std::memcpy(bytes, &word, sizeof word);
}

std::size_t block_count(BytesView message) {
    return message.size() / rate + 1;  // the padding takes at least one byte
}

// Reads a message block by block; the last one is padded (0x01 ... 0x80) in a buffer of its own.
class Blocks {
 public:
    explicit Blocks(BytesView message) : rest_{message} {}

    const Byte* next() {
        if (rest_.size() >= rate) {
            const Byte* block = rest_.data();
            rest_ = rest_.subspan(rate);
            return block;
        }
        std::copy(rest_.begin(), rest_.end(), last_.begin());
        last_[rest_.size()] = 0x01;
        last_[rate - 1] = static_cast<Byte>(last_[rate - 1] | 0x80);
        return last_.data();
    }

 private:
    BytesView rest_;
    std::array<Byte, rate> last_{};
};

void hash_one(BytesView message, Hash& digest) {
    State<Word> state{};
    Blocks blocks{message};
    for (std::size_t n = block_count(message); n > 0; --n) {
        const Byte* block = blocks.next();
        for (std::size_t i = 0; i < rate_words; ++i) state[i] ^= load(block + 8 * i);
        permute(state);
    }
    for (std::size_t i = 0; i < 4; ++i) store(&digest.bytes[8 * i], state[i]);
}

#if defined(__x86_64__)

struct Lane {
    BytesView message;
    Hash* digest;
};

// Four messages; a lane whose message ended earlier keeps its digest and goes on for nothing.
[[gnu::always_inline]] inline void hash_four(const std::array<Lane, 4>& lanes) {
    State<Words4> state{};
    std::array<Blocks, 4> blocks{Blocks{lanes[0].message}, Blocks{lanes[1].message},
                                 Blocks{lanes[2].message}, Blocks{lanes[3].message}};
    std::array<std::size_t, 4> counts{};
    std::size_t most = 0;
    for (std::size_t lane = 0; lane < 4; ++lane) {
        counts[lane] = block_count(lanes[lane].message);
        most = std::max(most, counts[lane]);
    }
    static constexpr std::array<Byte, rate> idle{};
    for (std::size_t n = 1; n <= most; ++n) {
        std::array<const Byte*, 4> block{};
        for (std::size_t lane = 0; lane < 4; ++lane)
            block[lane] = n <= counts[lane] ? blocks[lane].next() : idle.data();
        for (std::size_t i = 0; i < rate_words; ++i)
            state[i] ^= Words4{load(block[0] + 8 * i), load(block[1] + 8 * i),
                               load(block[2] + 8 * i), load(block[3] + 8 * i)};
        permute(state);
        for (std::size_t lane = 0; lane < 4; ++lane) {
            if (n != counts[lane]) continue;
            for (std::size_t i = 0; i < 4; ++i)
                store(&lanes[lane].digest->bytes[8 * i], state[i][lane]);
        }
    }
}

__attribute__((target("avx2"))) void hash_four_avx2(const std::array<Lane, 4>& lanes) {
    hash_four(lanes);
}

__attribute__((target("avx2,avx512f,avx512vl"))) void hash_four_avx512(
    const std::array<Lane, 4>& lanes) {
    hash_four(lanes);
}

void hash_by_fours(void (*four)(const std::array<Lane, 4>&), std::span<const BytesView> messages,
                   std::span<Hash> digests) {
    // By block count, so that lanes end together. Counting sort: most messages have 1 to 4 blocks.
    static constexpr std::size_t classes = 8;
    const auto class_of = [](BytesView message) {
        return std::min(block_count(message), classes) - 1;
    };
    std::array<std::size_t, classes> next{};
    for (const BytesView message : messages)
        for (std::size_t c = class_of(message) + 1; c < classes; ++c) ++next[c];
    std::vector<std::size_t> order(messages.size());
    for (std::size_t i = 0; i < messages.size(); ++i) order[next[class_of(messages[i])]++] = i;

    for (std::size_t i = 0; i < order.size(); i += 4) {
        const std::size_t count = std::min<std::size_t>(4, order.size() - i);
        if (count == 1) {
            hash_one(messages[order[i]], digests[order[i]]);
            continue;
        }
        std::array<Hash, 4> unused;
        std::array<Lane, 4> lanes{};
        for (std::size_t lane = 0; lane < 4; ++lane)
            lanes[lane] = lane < count ? Lane{messages[order[i + lane]], &digests[order[i + lane]]}
                                       : Lane{BytesView{}, &unused[lane]};
        four(lanes);
    }
}

bool has(KeccakLanes lanes) {
    if (lanes == KeccakLanes::avx512)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl");
    return lanes == KeccakLanes::scalar || __builtin_cpu_supports("avx2");
}

#endif

}  // namespace

Hash keccak256(BytesView data) {
    Hash digest;
    hash_one(data, digest);
    return digest;
}

KeccakLanes keccak_lanes() {
#if defined(__x86_64__)
    static const KeccakLanes best = has(KeccakLanes::avx512) ? KeccakLanes::avx512
                                    : has(KeccakLanes::avx2) ? KeccakLanes::avx2
                                                             : KeccakLanes::scalar;
    return best;
#else
    return KeccakLanes::scalar;
#endif
}

void keccak256_batch_with(KeccakLanes lanes, std::span<const BytesView> messages,
                          std::span<Hash> digests) {
    CHECK(messages.size() == digests.size());
#if defined(__x86_64__)
    if (lanes == KeccakLanes::avx512 && has(lanes))
        return hash_by_fours(&hash_four_avx512, messages, digests);
    if (lanes == KeccakLanes::avx2 && has(lanes))
        return hash_by_fours(&hash_four_avx2, messages, digests);
#else
    static_cast<void>(lanes);
#endif
    for (std::size_t i = 0; i < messages.size(); ++i) hash_one(messages[i], digests[i]);
}

void keccak256_batch(std::span<const BytesView> messages, std::span<Hash> digests) {
    keccak256_batch_with(keccak_lanes(), messages, digests);
}

}  // namespace ambag::chain
