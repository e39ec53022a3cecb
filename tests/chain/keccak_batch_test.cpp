// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/keccak_batch.hpp"

#include <cryptopp/keccak.h>

#include "chain/crypto/hash.hpp"

// The independent implementation is Crypto++.

namespace ambag::chain {

namespace {

constexpr std::array every_width{KeccakLanes::scalar, KeccakLanes::avx2, KeccakLanes::avx512};

Bytes message_of(std::size_t size, std::size_t seed) {
    Bytes message(size);
    for (std::size_t i = 0; i < size; ++i) message[i] = static_cast<Byte>(i * 7 + seed * 13 + 1);
    return message;
}

Hash digest_of_cryptopp(BytesView message) {
    Hash digest;
    CryptoPP::Keccak_256{}.CalculateDigest(digest.bytes.data(), message.data(), message.size());
    return digest;
}

void expect_digests_of_cryptopp(const std::vector<Bytes>& messages) {
    const std::vector<BytesView> views(messages.begin(), messages.end());
    for (const BytesView view : views) EXPECT_EQ(keccak256(view), digest_of_cryptopp(view));
    for (const KeccakLanes lanes : every_width) {
        std::vector<Hash> digests(views.size());
        keccak256_batch_with(lanes, views, digests);
        for (std::size_t i = 0; i < views.size(); ++i)
            EXPECT_EQ(digests[i], digest_of_cryptopp(views[i]))
                << "size " << views[i].size() << ", lanes " << static_cast<int>(lanes);
    }
}

}  // namespace

TEST(KeccakBatch, agrees_with_cryptopp_at_every_length_around_the_block_size) {
    std::vector<Bytes> messages;
    for (std::size_t size = 0; size <= 3 * 136 + 2; ++size) messages.push_back(message_of(size, 1));
    expect_digests_of_cryptopp(messages);
}

TEST(KeccakBatch, agrees_with_cryptopp_for_every_count_of_unlike_messages) {
    constexpr std::array<std::size_t, 7> sizes{532, 3, 110, 2000, 136, 0, 271};
    std::vector<Bytes> messages;
    for (std::size_t count = 0; count <= 19; ++count) {
        expect_digests_of_cryptopp(messages);
        messages.push_back(message_of(sizes[count % sizes.size()], count));
    }
}

TEST(KeccakBatch, hashes_by_the_widest_lanes_there_are_unless_told_otherwise) {
    const Bytes message = message_of(100, 3);
    const std::array<BytesView, 2> views{message, message};
    std::array<Hash, 2> digests;
    keccak256_batch(views, digests);
    EXPECT_EQ(digests[0], keccak256(message));
    EXPECT_EQ(digests[1], keccak256(message));
}

}  // namespace ambag::chain
