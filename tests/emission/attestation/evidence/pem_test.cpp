// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/pem.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "tests/support/evidence_samples.hpp"

namespace ambag::emission::attestation {
namespace {

std::string verdict(std::string_view text) {
    const auto result = certificates_from_pem(text);
    return std::string{result ? chain::as_text(*result) : to_string(result.error())};
}

std::string block(const std::string& base64) {
    return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
}

TEST(EvidencePem, the_text_form_of_a_sample_is_its_der) {
    const test::EvidenceSamples samples;
    std::size_t compared = 0;
    for (const test::Json& item : samples.expected().items()) {
        const std::string name = item.at("name").text();
        const std::string path = samples.folder() + "/" + name + "/chain.pem";
        if (!test::EvidenceSamples::is_nvidia(name) || !std::filesystem::exists(path)) continue;
        ++compared;
        const auto result = certificates_from_pem(chain::as_text(test::read_bytes(path)));
        ASSERT_TRUE(result);
        EXPECT_EQ(*result, samples.chain(name));
    }
    EXPECT_TRUE(compared > 0 || !samples.shipped());
}

TEST(EvidencePem, blocks_are_joined_and_other_text_is_skipped) {
    EXPECT_EQ(verdict("before\n" + block("Zm9v") + "between\n" + block("YmE=") + "after"), "fooba");
    EXPECT_EQ(verdict(block("Zm9v\r\nYmFy")), "foobar");
    EXPECT_EQ(verdict(block("Zg==")), "f");
}

TEST(EvidencePem, refuses_what_is_no_canonical_base64) {
    for (const std::string text : {"", "Zg", "Zh==", "Zm9=", "Z===", "Zm9v!", "Zg==Zg==", "=Zg="})
        EXPECT_EQ(verdict(block(text)), "pem_text") << text;
    EXPECT_EQ(verdict(""), "pem_text");
    EXPECT_EQ(verdict("-----BEGIN CERTIFICATE-----\nZm9v\n"), "pem_text");
    EXPECT_EQ(verdict("-----BEGIN PUBLIC KEY-----\nZm9v\n-----END PUBLIC KEY-----\n"), "pem_text");
}

TEST(EvidenceErrors, every_error_has_its_own_name_and_sentence) {
    std::set<std::string_view> names;
    std::set<std::string_view> meanings;
    std::size_t position = 0;
    for (const EvidenceErrorRow& row : evidence_errors()) {
        EXPECT_EQ(static_cast<std::size_t>(row.error), position++);
        EXPECT_EQ(to_string(row.error), row.name);
        EXPECT_EQ(describe(row.error), row.meaning);
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        EXPECT_TRUE(meanings.insert(row.meaning).second || row.name.ends_with("_range"))
            << row.name;
        EXPECT_TRUE(row.meaning.ends_with('.'));
    }
    EXPECT_EQ(position, static_cast<std::size_t>(EvidenceError::pem_text) + 1);
}

TEST(EvidenceErrors, the_readme_lists_every_error) {
    const Bytes readme =
        test::read_bytes(AMBAG_SOURCE_DIR "/emission/attestation/evidence/README.md");
    const std::string_view text = chain::as_text(readme);
    for (const EvidenceErrorRow& row : evidence_errors()) {
        const std::string line =
            "| `" + std::string{row.name} + "` | " + std::string{row.meaning} + " |\n";
        EXPECT_NE(text.find(line), std::string_view::npos) << line;
    }
}

}  // namespace
}  // namespace ambag::emission::attestation
