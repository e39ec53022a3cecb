// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/keystore_primitives.hpp"

#include "chain/base/hex.hpp"

namespace ambag::chain {

TEST(KeystorePrimitives, hmac_sha512_answers_rfc_4231) {
    // Test cases 1 and 2.
    EXPECT_EQ(to_hex(hmac_sha512(Bytes(20, 0x0B), as_bytes("Hi There"))),
              "0x87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
              "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854");
    EXPECT_EQ(to_hex(hmac_sha512(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))),
              "0x164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
              "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
}

TEST(KeystorePrimitives, pbkdf2_answers_rfc_7914_and_python) {
    EXPECT_EQ(to_hex(pbkdf2_sha256(as_bytes("passwd"), as_bytes("salt"), 1, 64)),  // section 11
              "0x55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
              "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783");
    EXPECT_EQ(to_hex(pbkdf2_sha512(as_bytes("passwd"), as_bytes("salt"), 3, 64)),  // hashlib
              "0x2ad6a1074a28addf332db771afaa5928b0bebc600f287167c366a1d730f8835f"
              "94e70d2d478279cdc0dae70e154cc5fb0442760e84694adb85f6aa1db4e7807c");
}

TEST(KeystorePrimitives, scrypt_answers_rfc_7914_section_12) {
    const auto first = scrypt({}, {}, {16, 1, 1}, 64);
    ASSERT_TRUE(first);
    EXPECT_EQ(to_hex(*first),
              "0x77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
              "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
    const auto second = scrypt(as_bytes("password"), as_bytes("NaCl"), {1024, 8, 16}, 64);
    ASSERT_TRUE(second);
    EXPECT_EQ(to_hex(*second),
              "0xfdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
              "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
}

TEST(KeystorePrimitives, scrypt_refuses_costs_that_are_none) {
    for (const std::uint64_t cost : {0U, 1U, 3U, 1000U})
        EXPECT_FALSE(scrypt({}, {}, {cost, 8, 1}, 32)) << cost;
    EXPECT_FALSE(scrypt({}, {}, {16, 0, 1}, 32));
    EXPECT_FALSE(scrypt({}, {}, {16, 8, 0}, 32));
    EXPECT_FALSE(scrypt({}, {}, {std::uint64_t{1} << 60, 8, 1}, 32));  // more memory than there is
}

TEST(KeystorePrimitives, aes_128_ctr_answers_sp_800_38a_section_f_5) {
    const Bytes key = from_hex("2b7e151628aed2a6abf7158809cf4f3c").value();
    const Bytes counter = from_hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff").value();
    const Bytes plain =
        from_hex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51").value();
    const SecretBytes cipher = aes_128_ctr(key, counter, plain);
    EXPECT_EQ(to_hex(cipher), "0x874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff");
    EXPECT_EQ(to_hex(aes_128_ctr(key, counter, cipher)), to_hex(plain));
}

TEST(SecretBytes, moves_and_leaves_nothing_behind) {
    SecretBytes from{4};
    from.data()[0] = 9;
    const SecretBytes to{std::move(from)};
    EXPECT_EQ(to.view()[0], 9);
    EXPECT_EQ(from.size(), 0U);
    Bytes secret{1, 2, 3};
    wipe(secret);
    EXPECT_EQ(secret, Bytes(3, 0));
}

}  // namespace ambag::chain
