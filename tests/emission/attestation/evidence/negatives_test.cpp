// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "chain/base/hex.hpp"
#include "emission/attestation/evidence/evidence.hpp"
#include "tests/support/evidence_samples.hpp"

// Every NVIDIA case of negatives.json, each refused by the name of its own rule.

namespace ambag::emission::attestation {
namespace {

using enum EvidenceError;
using test::EvidenceSamples;
using test::Json;

// What the other verifier's check is called here. One of its codes may stand for several of ours:
// the report's and a certificate's signature, or the several rules of DER.
const std::map<std::string, std::vector<EvidenceError>> names_by_oracle_code{
    {"LEN", {report_length}},
    {"REQ_HDR", {report_request_header}},
    {"REQ_SLOT", {report_request_slot}},
    {"NONCE", {nonce_mismatch}},
    {"RSP_HDR", {report_response_header}},
    {"REC_LEN", {record_length}},
    {"BLK_INDEX", {block_index}},
    {"BLK_SIZE", {block_size}},
    {"BLK_VSIZE", {block_value_size}},
    {"SIG_LEN", {report_signature_length}},
    {"OPQ_DUP", {opaque_duplicate}},
    {"OPQ_TRUNC", {opaque_truncated}},
    {"FWID", {fwid_mismatch}},
    {"FWID_MISSING", {fwid_missing}},
    {"SIG_RANGE", {report_signature_range, certificate_signature_range}},
    {"SIG", {report_signature, certificate_signature}},
    {"CHAIN_DEPTH", {chain_depth}},
    {"ROOT", {root_not_pinned}},
    {"SKI", {subject_key_identifier}},
    {"KU", {key_usage}},
    {"BC", {basic_constraints}},
    {"X509_DER", {der_length, der_tag, der_truncated, der_trailing, der_content}},
};

// Where the code does not decide it.
const std::map<std::string, EvidenceError> names_by_case{
    {"NV-32", report_signature_range},
    {"NV-34", report_signature_range},
    {"NV-38", report_signature},
    {"NV-54", certificate_signature},
    {"NV-56", der_length},
};

chain::Result<VerifiedReport, EvidenceError> verify(const EvidenceSamples& samples,
                                                    const Json& negative, bool legacy_allowed) {
    std::optional<Hash> nonce;
    if (negative.has("nonce_hex"))
        nonce = chain::fixed_from_hex<Hash>(negative.at("nonce_hex").text()).value();
    const std::vector<Bytes> roots{samples.root()};
    return verify_nvidia_evidence(samples.report_of(negative), samples.chain_of(negative), roots,
                                  {.legacy_allowed = legacy_allowed}, nonce);
}

void expect_name(const Json& negative, EvidenceError error) {
    const auto by_case = names_by_case.find(negative.at("id").text());
    if (by_case != names_by_case.end()) {
        EXPECT_EQ(to_string(error), to_string(by_case->second));
        return;
    }
    const auto by_code = names_by_oracle_code.find(negative.at("oracle_code").text());
    ASSERT_NE(by_code, names_by_oracle_code.end()) << "a code that the table lacks";
    EXPECT_TRUE(std::ranges::count(by_code->second, error) == 1)
        << "refused as " << to_string(error);
}

TEST(EvidenceNegatives, every_case_gets_its_verdict_by_its_own_name) {
    const EvidenceSamples samples;
    std::size_t accepted = 0;
    std::size_t refused = 0;
    for (const Json& negative : samples.negatives().items()) {
        if (!EvidenceSamples::is_nvidia(negative.at("base").text())) continue;
        SCOPED_TRACE(negative.at("id").text() + ": " + negative.at("op").text());
        const auto result = verify(samples, negative, false);
        if (negative.at("expect").text() == "ACCEPT") {
            EXPECT_TRUE(result) << to_string(result.error());
            ++accepted;
            continue;
        }
        ASSERT_EQ(negative.at("expect").text(), "REFUSE");
        ++refused;
        ASSERT_FALSE(result);
        // Of other cases than ours only the verdict is known: the reason may be another.
        if (samples.shipped()) expect_name(negative, result.error());
    }
    if (!samples.shipped()) return;
    EXPECT_EQ(accepted, 2U);
    EXPECT_EQ(refused, 29U);
}

// (r, n - s) verifies too. What counts as the same evidence is what was signed.
TEST(EvidenceNegatives, a_twin_of_a_signature_is_the_same_evidence) {
    const EvidenceSamples samples;
    std::size_t twins = 0;
    for (const Json& negative : samples.negatives().items()) {
        const std::string base = negative.at("base").text();
        if (!EvidenceSamples::is_nvidia(base) || !negative.at("op").text().starts_with("s -> n-s"))
            continue;
        ++twins;
        const std::vector<Bytes> roots{samples.root()};
        ASSERT_NE(samples.report_of(negative), samples.report(base));
        const auto twin = verify(samples, negative, false);
        const auto original = verify_nvidia_evidence(samples.report(base), samples.chain(base),
                                                     roots, {}, std::nullopt);
        ASSERT_TRUE(twin && original);
        EXPECT_EQ(twin->report.evidence_id, original->report.evidence_id);
        EXPECT_EQ(twin->report.signed_bytes_digest, original->report.signed_bytes_digest);
    }
    EXPECT_TRUE(twins > 0 || !samples.shipped());
}

TEST(EvidenceNegatives, what_lacks_only_the_firmware_identity_is_accepted_under_the_legacy_policy) {
    const EvidenceSamples samples;
    for (const Json& negative : samples.negatives().items()) {
        if (!EvidenceSamples::is_nvidia(negative.at("base").text()) ||
            negative.at("expect").text() != "REFUSE")
            continue;
        const bool only_legacy = negative.at("oracle_code").text() == "FWID_MISSING";
        EXPECT_EQ(verify(samples, negative, true).has_value(), only_legacy)
            << negative.at("id").text();
    }
}

}  // namespace
}  // namespace ambag::emission::attestation
