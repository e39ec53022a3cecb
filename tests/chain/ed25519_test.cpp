// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/ed25519.hpp"

#include <gtest/gtest.h>

#include "chain/base/hex.hpp"
#include "chain/base/u256.hpp"

namespace ambag::chain {

namespace {

template <class T>
T bytes_of(std::string_view hex) {
    return fixed_from_hex<T>(hex).value();
}

}  // namespace

// RFC 8032, section 7.1: tests 1 to 3.
TEST(Ed25519, signs_and_verifies_as_the_rfc_prints) {
    struct Case {
        std::string_view seed, key, message, signature;
    };
    for (const Case& c : {
             Case{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                  "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                  "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
             Case{"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                  "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                  "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
             Case{"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                  "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                  "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                  "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
         }) {
        const Bytes seed = from_hex(c.seed).value();
        const Bytes message = from_hex(c.message).value();
        const auto key = bytes_of<Ed25519Key>(c.key);
        const auto signature = bytes_of<Ed25519Signature>(c.signature);
        EXPECT_EQ(ed25519_key(seed), key);
        EXPECT_EQ(ed25519_sign(seed, message), signature);
        EXPECT_TRUE(verify(key, message, signature));
        for (std::size_t i = 0; i < 64; ++i) {
            Ed25519Signature wrong = signature;
            wrong.bytes[i] ^= 1;
            EXPECT_FALSE(verify(key, message, wrong)) << i;
        }
    }
}

TEST(Ed25519, refuses_the_same_signature_with_s_above_the_order) {
    const Bytes seed(32, 7);
    const Bytes message{1, 2, 3};
    Ed25519Signature signature = ed25519_sign(seed, message);
    ASSERT_TRUE(verify(ed25519_key(seed), message, signature));
    // S + L, little-endian.
    const Bytes order =
        from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").value();
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        const unsigned sum = signature.bytes[32 + i] + order[i] + carry;
        signature.bytes[32 + i] = static_cast<Byte>(sum);
        carry = sum >> 8;
    }
    EXPECT_FALSE(verify(ed25519_key(seed), message, signature));
}

// The points whose order divides 8, with both signs of x, and three forms that are not canonical.
TEST(Ed25519, refuses_keys_of_small_order_and_second_forms_of_a_key) {
    for (const std::string_view hex :
         {"0000000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000080",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"})
        EXPECT_FALSE(is_sound(bytes_of<Ed25519Key>(hex))) << hex;
    // With key and R the neutral element and S = 0 the equation holds for every message.
    Ed25519Signature forged;
    forged.bytes[0] = 1;
    Ed25519Key neutral;
    neutral.bytes[0] = 1;
    EXPECT_FALSE(verify(neutral, Bytes{1}, forged));
}

}  // namespace ambag::chain
