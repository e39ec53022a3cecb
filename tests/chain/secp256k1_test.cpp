// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/secp256k1.hpp"

#include "chain/base/hex.hpp"
#include "chain/base/u256.hpp"
#include "chain/crypto/hash.hpp"
#include "tests/chain/vector_file.hpp"

namespace ambag::chain {

namespace {

// SEC 2, section 2.4.1.
const char* const order_text = "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

U256 order() {
    return U256::parse(order_text).value();
}

Hash word(std::uint64_t value) {
    return U256{value}.to_word();
}

PrivateKey key_of(std::uint64_t value) {
    return PrivateKey::from(word(value)).value();
}

Hash negated(const Hash& s) {
    return checked_sub(order(), U256::from_big_endian(s)).value().to_word();
}

}  // namespace

TEST(Secp256k1, agrees_with_ethers_on_keys_signatures_and_recovery) {
    for (const test::Record& record : test::read_records("tx/signatures.txt")) {
        const auto key = PrivateKey::from(record.bytes("key"));
        ASSERT_TRUE(key);
        const PublicKey point = key->public_key();
        EXPECT_EQ(to_hex(point.compressed()), record.text("compressed"));
        EXPECT_EQ(to_hex(point.uncompressed()), record.text("uncompressed"));
        EXPECT_EQ(to_hex(address_of(point)), record.text("address"));
        EXPECT_EQ(PublicKey::from(record.bytes("compressed")), point);
        EXPECT_EQ(PublicKey::from(record.bytes("uncompressed")), point);

        const Hash digest = record.fixed<Hash>("digest");
        const Signature expected{record.fixed<Hash>("r"), record.fixed<Hash>("s"),
                                 record.text("parity") == "1"};
        EXPECT_EQ(sign(*key, digest), expected);
        EXPECT_EQ(recover(digest, expected), address_of(point));
        EXPECT_TRUE(verify(point, digest, expected.r, expected.s));
    }
}

TEST(Secp256k1, refuses_the_high_s_twin_that_the_library_recovers) {
    const Hash digest = keccak256(as_bytes("twin"));
    const PrivateKey key = key_of(7);
    const Signature made = sign(key, digest);
    ASSERT_TRUE(recover(digest, made));
    const Signature twin{made.r, negated(made.s), !made.y_parity};
    EXPECT_FALSE(is_low_s(twin.s));
    EXPECT_FALSE(recover(digest, twin));
    EXPECT_FALSE(verify(key.public_key(), digest, twin.r, twin.s));
}

TEST(Secp256k1, takes_s_up_to_half_the_order_and_not_beyond) {
    const U256 half = order() >> 1;
    EXPECT_TRUE(is_low_s(half.to_word()));
    EXPECT_FALSE(is_low_s(checked_add(half, U256{1U}).value().to_word()));
    const Hash digest = keccak256(as_bytes("edge"));
    const Hash r = sign(key_of(7), digest).r;  // the x of a point, so that some key recovers
    EXPECT_TRUE(recover(digest, {r, half.to_word(), false}));
    EXPECT_FALSE(recover(digest, {r, checked_add(half, U256{1U}).value().to_word(), false}));
}

TEST(Secp256k1, refuses_r_and_s_out_of_range) {
    const Hash digest = keccak256(as_bytes("range"));
    const PrivateKey key = key_of(7);
    const Signature made = sign(key, digest);
    const Hash n = order().to_word();
    const Hash most = U256::max().to_word();
    for (const Hash& bad : {Hash{}, n, most}) {
        EXPECT_FALSE(recover(digest, {bad, made.s, made.y_parity}));
        EXPECT_FALSE(recover(digest, {made.r, bad, made.y_parity}));
        EXPECT_FALSE(verify(key.public_key(), digest, bad, made.s));
        EXPECT_FALSE(verify(key.public_key(), digest, made.r, bad));
    }
    // 5 is the x of no point of the curve.
    EXPECT_FALSE(recover(digest, {word(5), made.s, false}));
}

TEST(Secp256k1, binds_a_signature_to_digest_key_and_parity) {
    const Hash digest = keccak256(as_bytes("bound"));
    const Hash other = keccak256(as_bytes("other"));
    const PrivateKey key = key_of(7);
    const Address address = address_of(key.public_key());
    const Signature made = sign(key, digest);
    EXPECT_NE(recover(other, made), address);
    EXPECT_NE(recover(digest, {made.r, made.s, !made.y_parity}), address);
    EXPECT_FALSE(verify(key.public_key(), other, made.r, made.s));
    EXPECT_FALSE(verify(key_of(8).public_key(), digest, made.r, made.s));
}

TEST(Secp256k1, takes_keys_between_one_and_the_order) {
    EXPECT_FALSE(PrivateKey::from(Hash{}));
    EXPECT_FALSE(PrivateKey::from(order().to_word()));
    EXPECT_FALSE(PrivateKey::from(Bytes(31, 1)));
    EXPECT_FALSE(PrivateKey::from(Bytes(33, 1)));
    const auto largest = PrivateKey::from(checked_sub(order(), U256{1U}).value().to_word());
    ASSERT_TRUE(largest);
    // (n-1) G = -G: the same x as G (SEC 2), the other parity.
    EXPECT_EQ(to_hex(largest->public_key().compressed()),
              "0x0379be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
    EXPECT_EQ(to_hex(key_of(1).public_key().compressed()),
              "0x0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
}

TEST(Secp256k1, adds_a_tweak_modulo_the_order) {
    EXPECT_EQ(to_hex(key_of(3).plus(word(4)).value().bytes()), to_hex(word(7)));
    EXPECT_EQ(to_hex(key_of(3).plus(checked_sub(order(), U256{1U}).value().to_word())->bytes()),
              to_hex(word(2)));
    EXPECT_FALSE(key_of(3).plus(order().to_word()));
    EXPECT_FALSE(key_of(3).plus(checked_sub(order(), U256{3U}).value().to_word()));
}

TEST(Secp256k1, reads_only_points_of_the_curve_in_plain_form) {
    const PublicKey point = key_of(9).public_key();
    Bytes long_form{0x04};
    append(long_form, point.uncompressed());
    EXPECT_EQ(PublicKey::from(long_form), point);
    Bytes hybrid = long_form;
    hybrid[0] = (hybrid[64] & 1) != 0 ? 7 : 6;
    EXPECT_FALSE(PublicKey::from(hybrid));
    Bytes off_curve = to_bytes(point.uncompressed());
    off_curve[63] ^= 1;
    EXPECT_FALSE(PublicKey::from(off_curve));
    Bytes bad_prefix = to_bytes(point.compressed());
    bad_prefix[0] = 4;
    EXPECT_FALSE(PublicKey::from(bad_prefix));
    EXPECT_FALSE(PublicKey::from({}));
}

TEST(Secp256k1, counts_recoveries_and_not_refusals) {
    const Hash digest = keccak256(as_bytes("count"));
    const Signature made = sign(key_of(7), digest);
    const std::uint64_t before = recovery_count();
    EXPECT_TRUE(recover(digest, made));
    EXPECT_FALSE(recover(digest, {made.r, Hash{}, false}));
    EXPECT_EQ(recovery_count(), before + 1);
}

}  // namespace ambag::chain
