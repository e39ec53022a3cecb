// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "chain/base/hex.hpp"
#include "chain/base/u256.hpp"
#include "chain/crypto/hash.hpp"
#include "emission/attestation/nonces.hpp"
#include "emission/attestation/receipt_body.hpp"

// Expected digests: Python's hashlib over the fields of README.md, joined by hand.

namespace ambag::emission::attestation {
namespace {

using namespace chain;

Hash filled(Byte value) {
    Hash hash;
    hash.bytes.fill(value);
    return hash;
}

constexpr ChainId chain_id{31337};

Bytes worker_key() {
    Bytes key(33, 0x11);
    key[0] = 0x02;
    return key;
}

ReceiptBody example() {
    ReceiptBody body;
    body.chain_id = U256{31337U}.to_word();
    body.job = filled(1);
    body.assignment = filled(2);
    body.devices = {filled(0xde)};
    body.worker_key = FixedBytes<33>::from(worker_key());
    body.first_step = 5;
    body.last_step = 9;
    body.state_root_in = filled(3);
    body.state_root_out = filled(4);
    body.trace_root = filled(5);
    body.data_root = filled(6);
    body.blob_root = filled(7);
    body.begin_height = Height{100};
    body.begin_evidence = filled(8);
    body.end_height = Height{258};
    body.previous = filled(9);
    return body;
}

TEST(AttestationNonces, are_hashes_of_padded_tags_and_fixed_fields) {
    const Address owner{{0xa1}};
    EXPECT_EQ(to_hex(registration_nonce(chain_id, filled(0xbb), owner, worker_key(), "GH100")),
              "0xeb05e32d16c68a0d96dcb803e4695709996f94a766b88b81304e5a3ea2cdd99c");
    EXPECT_EQ(to_hex(begin_nonce(chain_id, filled(0xbb), filled(1), filled(2), filled(3),
                                 worker_key(), filled(0xde))),
              "0xd461ee4b95ca131697c6e23ef1439ae944d70f2e12f0117498a381f3284a80d4");
    EXPECT_EQ(to_hex(end_nonce(chain_id, filled(0xbb), filled(4), filled(0xde))),
              "0x6b1c001158fd997a2007f11fa7502f030ebea5885aaf90d65a713dae18a8290c");
    EXPECT_EQ(to_hex(numbered_id("job", chain_id, 7)),
              "0xeb6b37ef1233552088dc643c6554a58fc0cfdf0746af6e2fb6e23300fefe0926");
}

TEST(AttestationReceiptBody, has_the_layout_of_the_readme) {
    const Bytes bytes = example().encode();
    EXPECT_EQ(bytes.size(), 420U);
    EXPECT_EQ(to_hex(sha256(bytes)),
              "0x09e72c1b0c2a506616a9d4ce71ad0f4df24b6950d710d576f8f3211ed32caa84");
    EXPECT_EQ(to_hex(receipt_digest(bytes)),
              "0x2063bd9251293c51d6ce1049146820148150424abdefe950604b666e4ba24ac8");
    EXPECT_EQ(decode_receipt_body(bytes), example());
}

TEST(AttestationReceiptBody, is_decoded_strictly) {
    const Bytes bytes = example().encode();
    const auto refused = [](Bytes changed) { return decode_receipt_body(changed).error(); };
    EXPECT_EQ(refused({}), "length");
    EXPECT_EQ(refused({bytes.begin(), bytes.end() - 1}), "length");
    Bytes longer = bytes;
    longer.push_back(0);
    EXPECT_EQ(refused(longer), "length");
    Bytes counted = bytes;
    counted[98] = 2;
    EXPECT_EQ(refused(counted), "length");
    counted[98] = 9;
    EXPECT_EQ(refused(counted), "devices");
}

}  // namespace
}  // namespace ambag::emission::attestation
