// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/der.hpp"

#include <gtest/gtest.h>

#include "tests/support/der_build.hpp"

namespace ambag::emission::attestation {
namespace {

using chain::Bytes;
using test::hex;

std::string verdict(std::string_view digits) {
    const auto result = check_der(hex(digits));
    return std::string{result ? "accepted" : to_string(result.error())};
}

// The left column is X.690's; each line breaks one of its rules.
TEST(EvidenceDer, accepts_distinguished_encodings_alone) {
    EXPECT_EQ(verdict(""), "accepted");
    EXPECT_EQ(verdict("0101ff"), "accepted");
    EXPECT_EQ(verdict("020100"), "accepted");
    EXPECT_EQ(verdict("02020080"), "accepted");
    EXPECT_EQ(verdict("0500"), "accepted");
    EXPECT_EQ(verdict("03020780"), "accepted");
    EXPECT_EQ(verdict("030100"), "accepted");
    EXPECT_EQ(verdict("06032a0304"), "accepted");
    EXPECT_EQ(verdict("30053003020101"), "accepted");
    EXPECT_EQ(verdict("a003020102"), "accepted");
    EXPECT_EQ(verdict("8000"), "accepted");
}

TEST(EvidenceDer, refuses_each_other_encoding_by_its_own_name) {
    EXPECT_EQ(verdict("30"), "der_truncated");
    EXPECT_EQ(verdict("3001"), "der_truncated");
    EXPECT_EQ(verdict("3081"), "der_truncated");
    EXPECT_EQ(verdict("308201"), "der_truncated");
    EXPECT_EQ(verdict("30030202"), "der_truncated");
    EXPECT_EQ(verdict("3080020101"
                      "0000"),
              "der_length");                               // indefinite
    EXPECT_EQ(verdict("308103020101"), "der_length");      // 3 needs no second byte
    EXPECT_EQ(verdict("30820003020101"), "der_length");    // nor a third
    EXPECT_EQ(verdict("3083000003020101"), "der_length");  // three length bytes
    EXPECT_EQ(verdict("30ff"), "der_length");
    EXPECT_EQ(verdict("1f01"
                      "00"),
              "der_tag");  // number in further bytes
    EXPECT_EQ(verdict("bf1f00"), "der_tag");
    EXPECT_EQ(verdict("0000"), "der_tag");
    EXPECT_EQ(verdict("0900"), "der_tag");  // REAL
    EXPECT_EQ(verdict("6000"), "der_tag");  // application class
    EXPECT_EQ(verdict("24040402"
                      "0101"),
              "der_tag");                         // OCTET STRING in pieces
    EXPECT_EQ(verdict("2c030c0161"), "der_tag");  // UTF8String in pieces
    EXPECT_EQ(verdict("1000"), "der_tag");        // primitive SEQUENCE
    EXPECT_EQ(verdict("0200"), "der_integer");
    EXPECT_EQ(verdict("0202007f"), "der_integer");
    EXPECT_EQ(verdict("0202ff80"), "der_integer");
    EXPECT_EQ(verdict("020180"), "der_negative");
    EXPECT_EQ(verdict("010100"), "der_boolean");
    EXPECT_EQ(verdict("010101"), "der_boolean");
    EXPECT_EQ(verdict("0100"), "der_content");
    EXPECT_EQ(verdict("050100"), "der_content");
    EXPECT_EQ(verdict("0300"), "der_content");
    EXPECT_EQ(verdict("030101"), "der_content");  // unused bits of no byte
    EXPECT_EQ(verdict("03020880"), "der_content");
    EXPECT_EQ(verdict("03020781"), "der_content");  // an unused bit is set
    EXPECT_EQ(verdict("0600"), "der_content");
    EXPECT_EQ(verdict("060180"), "der_content");
    EXPECT_EQ(verdict("06032a8001"), "der_content");  // padded number
    EXPECT_EQ(verdict("06022a81"), "der_content");    // cut number
}

TEST(EvidenceDer, refuses_deep_nesting) {
    const auto nested = [](unsigned levels) {
        Bytes bytes;
        for (unsigned i = 0; i < levels; ++i) bytes = test::der(0x30, bytes);
        return bytes;
    };
    EXPECT_TRUE(check_der(nested(11)));
    const auto deep = check_der(nested(12));
    ASSERT_FALSE(deep);
    EXPECT_EQ(deep.error(), EvidenceError::der_depth);
    EXPECT_FALSE(check_der(nested(5000)));
}

TEST(EvidenceDer, a_reader_says_what_is_missing_or_left_over) {
    const Bytes bytes = hex("0201070500");
    DerReader reader{bytes};
    const auto wrong = reader.next(der::null);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error(), EvidenceError::der_tag);
    const auto seven = reader.next(der::integer);
    ASSERT_TRUE(seven);
    EXPECT_EQ(seven->content[0], 7);
    const auto left = reader.finish();
    ASSERT_FALSE(left);
    EXPECT_EQ(left.error(), EvidenceError::der_trailing);
    ASSERT_TRUE(reader.next(der::null));
    EXPECT_TRUE(reader.finish());
    const auto end = reader.next();
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error(), EvidenceError::der_truncated);
}

}  // namespace
}  // namespace ambag::emission::attestation
