// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/p384.hpp"

#include <gtest/gtest.h>

#include "tests/support/der_build.hpp"
#include "tests/support/p384_signer.hpp"

namespace ambag::emission::attestation {
namespace {

using chain::as_bytes;
using chain::Bytes;
using test::hex;

// RFC 6979, A.2.6: the key, and its signatures with SHA-384 over "sample" and "test".
const P384Key key =
    P384Key::from(hex("ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64def8f0ea9055"
                      "866064a254515480bc13"
                      "8015d9b72d7d57244ea8ef9ac0c621896708a59367f9dfb9f54ca84b3f1c9db1288b231c3ae0"
                      "d4fe7344fd2533264720"));
const P384Signature of_sample =
    P384Signature::from(hex("94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648"
                            "152e44acf96e36dd1e80fabe46"
                            "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c1"
                            "45786e679e7b82c71a38628ac8"));
const P384Signature of_test =
    P384Signature::from(hex("8203b63d3c853e8d77227fb377bcf7b7b772e97892a80f36ab775d509d7a5feb0542a7"
                            "f0812998da8f1dd3ca3cf023db"
                            "ddd0760448d42d8a43af45af836fce4de8be06b485e9b61b827c2f13173923e06a739f"
                            "040649a667bf3b828246baa5a5"));

const Bytes order =
    hex("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196acc"
        "c52973");
const Bytes prime =
    hex("fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ff"
        "ffffff");

TEST(EvidenceP384, accepts_the_published_signatures) {
    EXPECT_EQ(verify_p384(key, as_bytes("sample"), of_sample), SignatureVerdict::valid);
    EXPECT_EQ(verify_p384(key, as_bytes("test"), of_test), SignatureVerdict::valid);
}

TEST(EvidenceP384, refuses_other_bytes_other_keys_and_other_signatures) {
    EXPECT_EQ(verify_p384(key, as_bytes("Sample"), of_sample), SignatureVerdict::mismatch);
    EXPECT_EQ(verify_p384(key, as_bytes("sample"), of_test), SignatureVerdict::mismatch);
    EXPECT_EQ(verify_p384(key, {}, of_sample), SignatureVerdict::mismatch);
    const P384Key other{test::P384Signer{"other"}.public_point().bytes};
    EXPECT_EQ(verify_p384(other, as_bytes("sample"), of_sample), SignatureVerdict::mismatch);
}

TEST(EvidenceP384, refuses_scalars_out_of_range) {
    for (const std::size_t at : {0U, 48U}) {
        P384Signature zero = of_sample;
        std::fill_n(zero.bytes.begin() + at, 48, chain::Byte{0});
        EXPECT_EQ(verify_p384(key, as_bytes("sample"), zero), SignatureVerdict::out_of_range);
        P384Signature whole = of_sample;
        std::copy(order.begin(), order.end(), whole.bytes.begin() + at);
        EXPECT_EQ(verify_p384(key, as_bytes("sample"), whole), SignatureVerdict::out_of_range);
        whole.bytes[at + 47] -= 1;  // n - 1 is in range
        EXPECT_EQ(verify_p384(key, as_bytes("sample"), whole), SignatureVerdict::mismatch);
    }
}

TEST(EvidenceP384, refuses_keys_that_are_no_points) {
    const auto verdict = [](const P384Key& wrong) {
        return verify_p384(wrong, as_bytes("sample"), of_sample);
    };
    P384Key off_curve = key;
    off_curve.bytes[95] ^= 1;
    EXPECT_EQ(verdict(off_curve), SignatureVerdict::key_invalid);
    EXPECT_EQ(verdict(P384Key{}), SignatureVerdict::key_invalid);
    P384Key wide = key;  // a coordinate that only a reduction would bring below p
    std::copy(prime.begin(), prime.end(), wide.bytes.begin());
    EXPECT_EQ(verdict(wide), SignatureVerdict::key_invalid);
}

// The authority of these tests signs as RFC 6979 says, so it is not the verifier's mirror image.
TEST(EvidenceP384, the_signer_of_the_tests_makes_the_published_signature) {
    const test::P384Signer signer{chain::FixedBytes<48>::from(hex(
        "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d896d5724e4c70a825f872c9ea"
        "60d2edf5"))};
    EXPECT_EQ(signer.public_point().bytes, key.bytes);
    EXPECT_EQ(signer.sign(as_bytes("sample")).bytes, of_sample.bytes);
}

}  // namespace
}  // namespace ambag::emission::attestation
