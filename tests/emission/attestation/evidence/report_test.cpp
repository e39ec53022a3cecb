// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "emission/attestation/evidence/evidence.hpp"
#include "tests/support/der_build.hpp"
#include "tests/support/test_device.hpp"

// Reports of a device of our own: every signature is genuine, one thing in the form is not.

namespace ambag::emission::attestation {
namespace {

using enum EvidenceError;
using test::hex;
using test::ReportDraft;
using test::TestChip;
using test::TestDevice;

const Hash nonce = Hash{{7}};

using Change = std::function<void(ReportDraft&)>;

chain::Result<VerifiedReport, EvidenceError> verify(const TestDevice& device,
                                                    const Change& change = {},
                                                    bool legacy_allowed = false) {
    const std::vector<Bytes> roots{device.root()};
    return verify_nvidia_evidence(device.report(nonce, change), device.chain(), roots,
                                  {.legacy_allowed = legacy_allowed}, nonce);
}

struct Case {
    const char* what;
    Change change;
    EvidenceError error;
};

void expect_refused(const TestDevice& device, const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        const auto result = verify(device, one.change);
        ASSERT_FALSE(result) << one.what;
        EXPECT_EQ(to_string(result.error()), to_string(one.error)) << one.what;
    }
}

TEST(EvidenceReport, accepts_the_unchanged_reports_of_each_chip) {
    for (const TestChip chip : {TestChip::hopper, TestChip::blackwell}) {
        const auto result = verify(TestDevice{"gpu", chip});
        ASSERT_TRUE(result) << to_string(result.error());
        EXPECT_EQ(result->report.driver, "590.12");
        EXPECT_EQ(result->report.vbios, "96.00.A5.00.01");
        EXPECT_EQ(result->report.mode, DeviceMode::single_gpu);
    }
    const TestDevice nv_switch{"switch", TestChip::nv_switch};
    EXPECT_TRUE(verify(nv_switch, {}, true));
    const auto strict = verify(nv_switch);
    ASSERT_FALSE(strict);
    EXPECT_EQ(strict.error(), fwid_missing);
}

TEST(EvidenceReport, refuses_each_wrong_byte_of_the_fixed_part_by_its_own_name) {
    const auto block_byte = [](std::size_t at, chain::Byte value) {
        return [=](ReportDraft& d) { d.blocks[2][at] = value; };
    };
    expect_refused(
        TestDevice{"gpu"},
        {{"version 1.2", [](auto& d) { d.request[0] = 0x12; }, report_request_header},
         {"no signature asked", [](auto& d) { d.request[2] = 0; }, report_request_header},
         {"one block asked", [](auto& d) { d.request[3] = 1; }, report_request_header},
         {"slot 1", [](auto& d) { d.request[36] = 1; }, report_request_slot},
         {"another nonce", [](auto& d) { d.request[4] = 8; }, nonce_mismatch},
         {"an error response", [](auto& d) { d.response[1] = 0x7F; }, report_response_header},
         {"response parameter", [](auto& d) { d.response[3] = 1; }, report_response_header},
         {"a length above its blocks", [](auto& d) { d.response[5] ^= 1; }, record_length},
         {"a length in the third byte", [](auto& d) { d.response[7] = 1; }, record_length},
         {"index repeated", block_byte(0, 2), block_index},
         {"specification 2", block_byte(1, 2), block_specification},
         {"size 50", block_byte(2, 50), block_size},
         {"size above 255", block_byte(3, 1), block_size},
         {"type 2", block_byte(4, 2), block_type},
         {"value of 32", block_byte(5, 32), block_value_size}});
}

TEST(EvidenceReport, refuses_a_count_of_blocks_that_no_device_has) {
    for (const std::size_t count : {1U, 30U, 32U, 63U}) {
        const auto result = verify(TestDevice{"gpu"}, [&](ReportDraft& d) {
            d.blocks.resize(count);
            d.response = test::concat({hex("11600000"), Bytes{static_cast<chain::Byte>(count)},
                                       Bytes{static_cast<chain::Byte>(55 * count),
                                             static_cast<chain::Byte>((55 * count) >> 8), 0}});
        });
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error(), block_count) << count;
    }
}

TEST(EvidenceReport, refuses_each_wrong_opaque_field_by_its_own_name) {
    const auto set = [](unsigned type, std::string_view data) {
        return [=](ReportDraft& d) { d.field(type) = hex(data); };
    };
    const auto add = [](unsigned type, std::size_t length) {
        return [=](ReportDraft& d) { d.opaque_fields.emplace_back(type, Bytes(length, 1)); };
    };
    const auto without = [](unsigned type) { return [=](ReportDraft& d) { d.remove(type); }; };
    expect_refused(TestDevice{"gpu"},
                   {{"type 0", add(0, 4), opaque_unknown},
                    {"type 27", add(27, 4), opaque_unknown},
                    {"type 37", add(37, 4), opaque_unknown},
                    {"type FFFF", add(0xFFFF, 4), opaque_unknown},
                    {"a switch's field", add(24, 2), opaque_unknown},
                    {"driver twice", add(3, 7), opaque_duplicate},
                    {"empty SKU", add(5, 0), opaque_field_length},
                    {"NVDEC0 of two bytes", set(11, "5555"), opaque_field_length},
                    {"FWID of 32 bytes", set(20, std::string(64, '1')), opaque_field_length},
                    {"switch ids of one link", add(22, 8), opaque_field_length},
                    {"no driver", without(3), opaque_field_missing},
                    {"no VBIOS", without(6), opaque_field_missing},
                    {"no NVDEC0", without(11), opaque_field_missing},
                    {"no project", without(17), opaque_field_missing},
                    {"version 2", set(34, "0200"), opaque_version},
                    {"version 256", set(34, "0001"), opaque_version},
                    {"driver without NUL", set(3, "3539302e313233"), driver_version},
                    {"driver with a letter", set(3, "3539302e316100"), driver_version},
                    {"text after the NUL", set(3, "35393000003100"), driver_version},
                    {"empty driver", set(3, "00000000000000"), driver_version},
                    {"VBIOS of six bytes", set(6, "00a5009601010000"), vbios_version},
                    {"project in lower case", set(17, "6735323000"), sku_text},
                    {"NVDEC0 01", set(11, "01"), nvdec0_status},
                    {"Protected PCIe 00", set(21, "00"), protected_pcie_status},
                    {"feature flag 3", set(36, "0300"), feature_flag},
                    {"another FWID", set(20, std::string(96, '1')), fwid_mismatch},
                    {"no FWID", without(20), fwid_missing}});
}

TEST(EvidenceReport, refuses_each_wrong_field_of_a_switch_by_its_own_name) {
    const TestDevice device{"switch", TestChip::nv_switch};
    const auto refused_as = [&](const Change& change) {
        const auto result = verify(device, change, true);
        return result ? "accepted" : to_string(result.error());
    };
    EXPECT_EQ(refused_as([](auto& d) { d.remove(22); }), "opaque_field_missing");
    EXPECT_EQ(refused_as([](auto& d) { d.field(22)[0] ^= 1; }), "switch_id");
    EXPECT_EQ(refused_as([](auto& d) { d.field(6)[2] = '0'; }), "vbios_version");
    EXPECT_EQ(refused_as([](auto& d) { d.field(6)[0] = 'a'; }), "vbios_version");
    EXPECT_EQ(refused_as([](auto& d) { d.field(12).resize(256); }), "opaque_field_length");
    EXPECT_EQ(refused_as([](auto& d) { d.field(12).resize(104); }), "accepted");
    EXPECT_EQ(refused_as([](auto& d) { d.opaque_fields.emplace_back(11, hex("55")); }),
              "opaque_unknown");
}

TEST(EvidenceReport, a_gpu_does_not_speak_for_a_switch) {
    const TestDevice gpu{"one name", TestChip::hopper};
    const TestDevice nv_switch{"one name", TestChip::nv_switch};
    const std::vector<Bytes> roots{gpu.root()};
    const auto result = verify_nvidia_evidence(gpu.report(nonce), nv_switch.chain(), roots,
                                               {.legacy_allowed = true}, nonce);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), device_kind);
}

TEST(EvidenceReport, the_mode_is_the_feature_flag_and_without_it_protected_pcie) {
    const auto mode = [](const Change& change) {
        return verify(TestDevice{"gpu"}, change).value().report.mode;
    };
    EXPECT_EQ(mode([](auto& d) { d.field(36) = hex("0100"); }), DeviceMode::multi_gpu);
    EXPECT_EQ(mode([](auto& d) { d.field(36) = hex("0200"); }), DeviceMode::protected_pcie);
    EXPECT_EQ(mode([](auto& d) { d.remove(36); }), DeviceMode::unstated);
    EXPECT_EQ(mode([](auto& d) {
                  d.remove(36);
                  d.field(21) = hex("aa");
              }),
              DeviceMode::protected_pcie);
}

TEST(EvidenceReport, refuses_every_cut_and_any_extension) {
    const TestDevice device{"gpu"};
    const Bytes report = device.report(nonce);
    const Bytes chain = device.chain();
    const std::vector<Bytes> roots{device.root()};
    for (std::size_t size = 0; size < report.size(); size += size < 64 ? 1 : 53)
        EXPECT_FALSE(verify_nvidia_evidence(BytesView{report}.first(size), chain, roots, {}, nonce))
            << size;
    Bytes longer = report;
    longer.push_back(0);
    const auto result = verify_nvidia_evidence(longer, chain, roots, {}, nonce);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), report_signature_length);
    const auto huge = verify_nvidia_evidence(Bytes(16 * 1024 + 1, 0), chain, roots, {}, nonce);
    ASSERT_FALSE(huge);
    EXPECT_EQ(huge.error(), report_length);
}

TEST(EvidenceReport, refuses_a_genuine_report_of_another_device) {
    const TestDevice one{"one"};
    const TestDevice two{"two"};
    const std::vector<Bytes> roots{one.root()};
    const Bytes report = two.report(nonce, [&](ReportDraft& d) {
        d.field(20) = one.report_draft(nonce).field(20);  // as if it ran the same firmware
    });
    const auto result = verify_nvidia_evidence(report, one.chain(), roots, {}, nonce);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), report_signature);
}

}  // namespace
}  // namespace ambag::emission::attestation
