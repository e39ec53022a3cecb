// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "chain/base/hex.hpp"
#include "emission/attestation/evidence/evidence.hpp"
#include "tests/support/evidence_samples.hpp"

// Recorded hardware evidence: every NVIDIA item of expected.json. All expected values come from
// there: they were computed with OpenSSL.

namespace ambag::emission::attestation {
namespace {

using test::EvidenceSamples;
using test::Json;

constexpr EvidencePolicy strict{};
constexpr EvidencePolicy legacy{.legacy_allowed = true};

std::string digits(BytesView bytes) {
    return chain::to_hex(bytes).substr(2);
}

std::string text_or_empty(const Json& value) {
    return value.is_null() ? std::string{} : value.text();
}

Hash nonce_of(const Json& item) {
    return chain::fixed_from_hex<Hash>(item.at("request_nonce").text()).value();
}

DeviceMode mode_of(const Json& item) {
    const Json flag = item.at("feature_flag");
    if (flag.is_null()) return DeviceMode::unstated;
    return static_cast<DeviceMode>(flag.integer() + 1);
}

// The ids that a GPU's field 22 names, each once, in the byte order of certificates.
std::vector<ChipId> switches_of(const Json& item) {
    std::vector<ChipId> ids;
    const Json field = item.at("switch_pdi");
    if (field.is_null()) return ids;
    const Bytes bytes = chain::from_hex(field.text()).value();
    for (std::size_t i = 0; i < bytes.size(); i += 8) {
        ChipId id = ChipId::from(BytesView{bytes}.subspan(i, 8));
        std::ranges::reverse(id.bytes);
        if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
    std::ranges::sort(ids);
    return ids;
}

void expect_values(const VerifiedReport& verified, const Json& item) {
    const DeviceIdentity& device = verified.device;
    const ReportValues& report = verified.report;
    EXPECT_EQ(digits(device.id), item.at("device_id_spki_sha256").text());
    EXPECT_EQ(digits(device.identity_serial), item.at("device_id_serial").text());
    EXPECT_EQ(digits(device.attestation_key), item.at("ak_x").text() + item.at("ak_y").text());
    EXPECT_EQ(digits(device.fwid), item.at("fwid_cert").text());
    EXPECT_EQ(device.key_ids[1], device.id);

    EXPECT_EQ(digits(report.request_nonce), item.at("request_nonce").text());
    EXPECT_EQ(report.driver, text_or_empty(item.at("driver")));
    EXPECT_EQ(report.vbios, item.at("vbios").text());
    EXPECT_EQ(report.fwid ? digits(*report.fwid) : "", text_or_empty(item.at("fwid_report")));
    EXPECT_EQ(digits(report.measurement_record), item.at("measurement_record_sha384").text());
    EXPECT_EQ(digits(report.signed_bytes_digest), item.at("tbs_sha384").text());

    const bool gpu = item.at("blocks").integer() == 64;
    EXPECT_EQ(device.kind, gpu ? DeviceKind::gpu : DeviceKind::nv_switch);
    EXPECT_EQ(report.kind, device.kind);
    EXPECT_EQ(report.nvdec0, gpu ? Nvdec0::off : Nvdec0::unstated);  // so in every GPU sample
    if (!item.at("feature_flag").is_null()) {
        EXPECT_EQ(report.mode, mode_of(item));
    }
    if (gpu) {
        EXPECT_EQ(report.switch_ids, switches_of(item));
    }
}

class Evidence : public testing::Test {
 protected:
    std::vector<Json> nvidia_items() const {
        std::vector<Json> items;
        for (const Json& item : samples.expected().items())
            if (EvidenceSamples::is_nvidia(item.at("name").text())) items.push_back(item);
        return items;
    }

    chain::Result<VerifiedReport, EvidenceError> verify(const std::string& name,
                                                        const EvidencePolicy& policy,
                                                        const std::optional<Hash>& nonce,
                                                        EvidenceTrace* trace = nullptr) const {
        return verify_nvidia_evidence(samples.report(name), samples.chain(name), roots, policy,
                                      nonce, trace);
    }

    // In another folder an item that a test names may be missing; in ours it must be there.
    bool lacks(const std::vector<std::string>& items) const {
        return !samples.shipped() && !samples.has_all(items);
    }

    EvidenceSamples samples;
    std::vector<Bytes> roots{samples.root()};
};

TEST_F(Evidence, every_item_gets_the_verdict_and_the_values_of_expected_json) {
    const std::map<std::string, EvidenceError> refusals{
        {"REFUSE:FWID", EvidenceError::fwid_mismatch},
        {"REFUSE:FWID_MISSING", EvidenceError::fwid_missing},
        {"REFUSE:SIG", EvidenceError::report_signature}};
    const std::vector<Json> items = nvidia_items();
    ASSERT_FALSE(items.empty());
    for (const Json& item : items) {
        const std::string name = item.at("name").text();
        SCOPED_TRACE(name);
        const std::string verdict = item.at("strict").text();
        const auto result = verify(name, strict, nonce_of(item));
        if (verdict == "ACCEPT") {
            ASSERT_TRUE(result) << to_string(result.error());
            expect_values(*result, item);
            continue;
        }
        ASSERT_FALSE(result);
        if (samples.shipped()) {
            ASSERT_TRUE(refusals.contains(verdict)) << verdict;
            EXPECT_EQ(to_string(result.error()), to_string(refusals.at(verdict)));
        }
        const auto lenient = verify(name, legacy, nonce_of(item));
        const bool lenient_accepts = item.has("lenient") && item.at("lenient").text() == "ACCEPT";
        ASSERT_EQ(lenient.has_value(), lenient_accepts);
        if (lenient) expect_values(*lenient, item);
    }
}

TEST_F(Evidence, every_item_is_refused_under_another_nonce) {
    for (const Json& item : nvidia_items()) {
        Hash nonce = nonce_of(item);
        nonce.bytes[31] ^= 1;
        const auto result = verify(item.at("name").text(), legacy, nonce);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error(), EvidenceError::nonce_mismatch);
    }
}

TEST_F(Evidence, every_item_is_refused_under_other_roots) {
    Bytes other = samples.root();
    other.back() ^= 1;
    for (const Json& item : nvidia_items()) {
        const std::string name = item.at("name").text();
        for (const std::vector<Bytes>& pinned : {std::vector<Bytes>{}, std::vector<Bytes>{other}}) {
            const auto result = verify_nvidia_evidence(samples.report(name), samples.chain(name),
                                                       pinned, legacy, nonce_of(item));
            ASSERT_FALSE(result);
            EXPECT_EQ(result.error(), EvidenceError::root_not_pinned);
        }
    }
}

// The README's worked example: one GPU registered with one report, seen again with another.
TEST_F(Evidence, a_later_report_of_a_registered_device_costs_one_signature) {
    if (lacks({"nvidia/gh100-590.12-b0", "nvidia/gh100-590.12-a0", "nvidia/gh100-590.12-a1"}))
        GTEST_SKIP() << "not in this folder";
    EvidenceTrace at_registration;
    const auto registered =
        verify("nvidia/gh100-590.12-b0", strict, std::nullopt, &at_registration);
    ASSERT_TRUE(registered);
    EXPECT_EQ(at_registration.signature_checks, chain_signature_checks_max);

    const DeviceIdentity& device = registered->device;
    const KnownDevice known{device.kind, device.attestation_key, device.fwid,
                            device.identity_serial};
    EvidenceTrace later;
    const auto again = verify_known_device_report(samples.report("nvidia/gh100-590.12-a0"), known,
                                                  strict, std::nullopt, &later);
    ASSERT_TRUE(again) << to_string(again.error());
    EXPECT_EQ(later.signature_checks, report_signature_checks_max);
    EXPECT_EQ(digits(again->request_nonce).substr(0, 8), "e97b23a1");
    EXPECT_NE(again->evidence_id, registered->report.evidence_id);
    EXPECT_EQ(again->measurement_record, registered->report.measurement_record);

    // Another GPU of the same host: its report is genuine, but not this device's.
    const auto other = verify_known_device_report(samples.report("nvidia/gh100-590.12-a1"), known,
                                                  strict, std::nullopt);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error(), EvidenceError::report_signature);
}

TEST_F(Evidence, a_device_keeps_its_id_over_a_firmware_update) {
    if (lacks({"nvidia/gh100-570.124.03", "nvidia/gh100-580.159.03"}))
        GTEST_SKIP() << "not in this folder";
    const auto before = verify("nvidia/gh100-570.124.03", strict, std::nullopt);
    const auto after = verify("nvidia/gh100-580.159.03", strict, std::nullopt);
    ASSERT_TRUE(before);
    ASSERT_TRUE(after);
    EXPECT_EQ(before->device.id, after->device.id);
    EXPECT_EQ(before->device.hardware_id, after->device.hardware_id);
    EXPECT_NE(before->device.attestation_key, after->device.attestation_key);
    EXPECT_NE(before->device.fwid, after->device.fwid);

    // The old key does not speak for the new firmware.
    const KnownDevice old{before->device.kind, before->device.attestation_key, before->device.fwid,
                          before->device.identity_serial};
    const auto result = verify_known_device_report(samples.report("nvidia/gh100-580.159.03"), old,
                                                   strict, std::nullopt);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), EvidenceError::fwid_mismatch);
}

ChipId chip_of(const DeviceIdentity& device) {
    return ChipId::from(BytesView{device.identity_serial}.subspan(1));
}

TEST_F(Evidence, eight_gpus_of_one_host_name_exactly_its_four_switches) {
    if (lacks({"nvidia/ls10-b0", "nvidia/ls10-b1", "nvidia/ls10-b2", "nvidia/ls10-b3",
               "nvidia/gh100-590.12-b0", "nvidia/gh100-590.12-b1", "nvidia/gh100-590.12-b2",
               "nvidia/gh100-590.12-b3", "nvidia/gh100-590.12-b4", "nvidia/gh100-590.12-b5",
               "nvidia/gh100-590.12-b6", "nvidia/gh100-590.12-b7"}))
        GTEST_SKIP() << "not in this folder";
    std::vector<ChipId> switches;
    for (const std::string name : {"ls10-b0", "ls10-b1", "ls10-b2", "ls10-b3"}) {
        const auto result = verify("nvidia/" + name, legacy, std::nullopt);
        ASSERT_TRUE(result) << name;
        switches.push_back(chip_of(result->device));
        EXPECT_TRUE(result->report.switch_ids.empty());
    }
    std::ranges::sort(switches);
    for (const std::string gpu : {"b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7"}) {
        const auto result = verify("nvidia/gh100-590.12-" + gpu, strict, std::nullopt);
        ASSERT_TRUE(result) << gpu;
        EXPECT_EQ(result->report.switch_ids, switches) << gpu;
    }
}

TEST_F(Evidence, chips_and_modes_are_read) {
    if (lacks({"nvidia/gh100-590.12-b0", "nvidia/gb100-575.32", "nvidia/ls10-b0",
               "nvidia/gh100-535.86.09"}))
        GTEST_SKIP() << "not in this folder";
    const auto hopper = verify("nvidia/gh100-590.12-b0", strict, std::nullopt);
    const auto blackwell = verify("nvidia/gb100-575.32", strict, std::nullopt);
    const auto nv_switch = verify("nvidia/ls10-b0", legacy, std::nullopt);
    const auto silent = verify("nvidia/gh100-535.86.09", legacy, std::nullopt);
    ASSERT_TRUE(hopper && blackwell && nv_switch && silent);
    EXPECT_EQ(hopper->device.chip, "GH100");
    EXPECT_EQ(blackwell->device.chip, "GB100");
    EXPECT_EQ(nv_switch->device.chip, "LS_10");
    EXPECT_EQ(hopper->report.mode, DeviceMode::protected_pcie);
    EXPECT_EQ(silent->report.mode, DeviceMode::unstated);
    // The names of NVIDIA's reference manifests for this device: G520, 0200, 885.
    EXPECT_EQ(hopper->report.project, "G520");
    EXPECT_EQ(hopper->report.project_sku, "0200");
    EXPECT_EQ(hopper->report.chip_sku, "885");
}

TEST_F(Evidence, an_examination_lists_every_check_and_says_verified_of_signatures_alone) {
    if (lacks({"nvidia/gh100-590.12-b0"})) GTEST_SKIP() << "not in this folder";
    const std::string name = "nvidia/gh100-590.12-b0";
    const auto accepted = examine_nvidia_evidence(samples.report(name), samples.chain(name), roots,
                                                  strict, std::nullopt);
    ASSERT_TRUE(accepted.verdict);
    unsigned verified = 0;
    for (const EvidenceCheck& check : accepted.trace.checks) {
        EXPECT_EQ(check.outcome, CheckOutcome::passed) << check.name;
        const bool is_signature = check.name.ends_with("signature");
        EXPECT_EQ(verdict_text(check), is_signature ? "verified" : "passed") << check.name;
        verified += is_signature ? 1 : 0;
    }
    EXPECT_EQ(verified, 5U);

    Bytes report = samples.report(name);
    report.back() ^= 1;
    const auto refused =
        examine_nvidia_evidence(report, samples.chain(name), roots, strict, std::nullopt);
    ASSERT_FALSE(refused.verdict);
    EXPECT_EQ(refused.trace.checks.size(), accepted.trace.checks.size());
    EXPECT_EQ(refused.trace.checks.back().name, "report signature");
    EXPECT_EQ(verdict_text(refused.trace.checks.back()), "FAILED");

    const auto early =
        examine_nvidia_evidence({}, samples.chain(name), roots, strict, std::nullopt);
    EXPECT_EQ(verdict_text(early.trace.checks.front()), "FAILED");
    EXPECT_EQ(early.trace.checks.size(), accepted.trace.checks.size());
    for (std::size_t i = 1; i < early.trace.checks.size(); ++i) {
        EXPECT_EQ(early.trace.checks[i].name, accepted.trace.checks[i].name);
        EXPECT_EQ(verdict_text(early.trace.checks[i]), "not reached");
    }
    EXPECT_EQ(early.trace.signature_checks, 0U);
}

// No bit is free: the responder's nonce and the ignored fields are under the signature.
TEST_F(Evidence, every_97th_bit_of_two_samples_matters) {
    if (lacks({"nvidia/gh100-580.159.03", "nvidia/gb100-575.32"}))
        GTEST_SKIP() << "not in this folder";
    constexpr std::size_t step = 97;
    for (const std::string name : {"nvidia/gh100-580.159.03", "nvidia/gb100-575.32"}) {
        const auto genuine = verify(name, strict, std::nullopt);
        ASSERT_TRUE(genuine);
        const DeviceIdentity& device = genuine->device;
        const KnownDevice known{device.kind, device.attestation_key, device.fwid,
                                device.identity_serial};
        Bytes report = samples.report(name);
        for (std::size_t bit = 0; bit < 8 * report.size(); bit += step) {
            report[bit / 8] ^= static_cast<chain::Byte>(1U << bit % 8);
            EXPECT_FALSE(
                verify_known_device_report(report, known, strict, genuine->report.request_nonce))
                << bit;
            report[bit / 8] ^= static_cast<chain::Byte>(1U << bit % 8);
        }
        Bytes chain = samples.chain(name);
        for (std::size_t bit = 0; bit < 8 * chain.size(); bit += step) {
            chain[bit / 8] ^= static_cast<chain::Byte>(1U << bit % 8);
            EXPECT_FALSE(verify_nvidia_evidence(report, chain, roots, strict, std::nullopt)) << bit;
            chain[bit / 8] ^= static_cast<chain::Byte>(1U << bit % 8);
        }
        EXPECT_TRUE(verify_nvidia_evidence(report, chain, roots, strict, std::nullopt));
    }
}

}  // namespace
}  // namespace ambag::emission::attestation
