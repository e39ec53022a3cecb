// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "emission/attestation/evidence/evidence.hpp"
#include "tests/support/der_build.hpp"
#include "tests/support/evidence_samples.hpp"
#include "tests/support/test_device.hpp"

// Chains of an authority of our own: every signature is right, one thing in the form is not.

namespace ambag::emission::attestation {
namespace {

using enum EvidenceError;
using test::CertificateDraft;
using test::ChainDraft;
using test::concat;
using test::der;
using test::der_text;
using test::hex;
using test::P384Signer;
using test::TestChip;
using test::TestDevice;

const Hash nonce = Hash{{7}};

using Change = std::function<void(ChainDraft&)>;

constexpr std::size_t leaf = 0;
constexpr std::size_t identity = 1;
constexpr std::size_t provisioner = 2;

constexpr std::string_view key_identifier_oid = "551d0e";
constexpr std::string_view key_usage_oid = "551d0f";
constexpr std::string_view name_oid = "551d11";
constexpr std::string_view constraints_oid = "551d13";
constexpr std::string_view authority_oid = "551d23";
constexpr std::string_view fwid_oid = "678105050401";
constexpr std::string_view tcb_oid = "67810505040101";

std::string verdict_of(const TestDevice& device, BytesView chain, EvidenceTrace* trace = nullptr) {
    const std::vector<Bytes> roots{device.root()};
    const auto result =
        verify_nvidia_evidence(device.report(nonce), chain, roots, {}, nonce, trace);
    return std::string{result ? "accepted" : to_string(result.error())};
}

struct Case {
    const char* what;
    std::size_t certificate;
    std::function<void(CertificateDraft&)> change;
    EvidenceError error;
};

void expect_refused(const TestDevice& device, const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        const Bytes chain =
            device.chain([&](ChainDraft& drafts) { one.change(drafts[one.certificate]); });
        EXPECT_EQ(verdict_of(device, chain), to_string(one.error)) << one.what;
    }
}

const TestDevice device{"device"};

TEST(EvidenceChain, accepts_the_unchanged_chains_of_each_chip) {
    for (const TestChip chip : {TestChip::hopper, TestChip::blackwell}) {
        const TestDevice one{"one", chip};
        EvidenceTrace trace;
        EXPECT_EQ(verdict_of(one, one.chain(), &trace), "accepted");
        EXPECT_EQ(trace.signature_checks, 5U);
    }
}

TEST(EvidenceChain, refuses_other_keys_and_algorithms) {
    const auto key = [](std::string_view head, std::size_t length) {
        return [=](CertificateDraft& d) { d.key_info = concat({hex(head), Bytes(length, 1)}); };
    };
    const Bytes point = chain::to_bytes(P384Signer{"device 0"}.public_point());
    const std::string p384 =
        "3010"
        "06072a8648ce3d0201"
        "06052b81040022";
    const auto with_sha256 = [](CertificateDraft& d) {
        d.algorithm = d.outer_algorithm = hex("300a06082a8648ce3d040302");
    };
    const auto with_null = [](CertificateDraft& d) {
        d.algorithm = d.outer_algorithm = hex("300c06082a8648ce3d0403030500");
    };
    expect_refused(
        device,
        {{"a P-256 key", leaf, key("3059301306072a8648ce3d020106082a8648ce3d03010703420004", 64),
          certificate_key},
         {"an RSA key", leaf,
          [](auto& d) {
              const Bytes numbers =
                  der(0x30, concat({der(0x02, Bytes(256, 0x55)), hex("0203010001")}));
              d.key_info = der(0x30, concat({hex("300d06092a864886f70d0101010500"),
                                             der(0x03, concat({hex("00"), numbers}))}));
          },
          certificate_key},
         {"a compressed point", leaf, key("3046" + p384 + "03320002", 48), certificate_key},
         {"a hybrid point", leaf, key("3076" + p384 + "03620006", 96), certificate_key},
         {"the point at infinity", leaf, key("3016" + p384 + "03020000", 0), certificate_key},
         {"explicit curve parameters", leaf,
          [&](auto& d) {
              const Bytes parameters =
                  der(0x30, concat({hex("06072a8648ce3d0201"), der(0x30, hex("020101"))}));
              d.key_info = der(0x30, concat({parameters, der(0x03, concat({hex("0004"), point}))}));
          },
          certificate_key},
         {"ecdsa-with-SHA256", leaf, with_sha256, certificate_algorithm},
         {"ecdsa-with-SHA256 above", provisioner, with_sha256, certificate_algorithm},
         {"NULL parameters", leaf, with_null, certificate_algorithm},
         {"inner algorithm unlike the outer", leaf,
          [](auto& d) { d.algorithm = hex("300a06082a8648ce3d040302"); }, certificate_algorithm},
         {"outer algorithm unlike the inner", leaf,
          [](auto& d) { d.outer_algorithm = hex("300a06082a8648ce3d040302"); },
          certificate_algorithm}});
}

TEST(EvidenceChain, refuses_keys_that_are_no_points_of_the_curve) {
    auto off_curve = P384Signer{"somewhere"}.public_point();
    off_curve.bytes[95] ^= 1;
    chain::FixedBytes<96> above_prime = off_curve;
    std::fill_n(above_prime.bytes.begin(), 48, chain::Byte{0xFF});
    const chain::FixedBytes<96> zero{};
    for (const auto& point : {off_curve, above_prime, zero}) {
        for (const std::size_t at : {leaf, provisioner}) {
            std::array<std::optional<chain::FixedBytes<96>>, 5> keys{};
            keys[at] = point;
            const TestDevice other{"device", TestChip::hopper, keys};
            EXPECT_EQ(verdict_of(other, other.chain()), "certificate_point") << at;
        }
    }
}

TEST(EvidenceChain, refuses_each_wrong_extension_by_its_own_name) {
    const auto set = [](std::string_view oid, std::string_view value) {
        return [=](CertificateDraft& d) { d.extension(oid).value = hex(value); };
    };
    const auto without = [](std::string_view oid) {
        return [=](CertificateDraft& d) { d.remove(oid); };
    };
    const auto add = [](std::string_view oid, std::string_view critical, std::string_view value) {
        return [=](CertificateDraft& d) {
            d.extensions.push_back({der(0x06, hex(oid)), hex(critical), hex(value)});
        };
    };
    const auto twice = [](CertificateDraft& d) { d.extensions.push_back(d.extensions.back()); };
    const auto criticality = [](std::string_view oid, std::string_view flag) {
        return [=](CertificateDraft& d) { d.extension(oid).critical = hex(flag); };
    };
    expect_refused(
        device,
        {{"a path length", identity, set(constraints_oid, "30060101ff020100"), basic_constraints},
         {"an authority that is none", identity, set(constraints_oid, "3000"), basic_constraints},
         {"CA FALSE", identity, set(constraints_oid, "3003010100"), basic_constraints},
         {"no constraints", identity, without(constraints_oid), extension_missing},
         {"no constraints above", provisioner, without(constraints_oid), extension_missing},
         {"constraints on the leaf", leaf, add("551d13", "0101ff", "30030101ff"),
          extension_unexpected},
         {"an unknown critical extension", leaf, add("2a0304", "0101ff", "0500"),
          extension_unexpected},
         {"an unknown extension", leaf, add("2a0304", "", "0500"), extension_unexpected},
         {"extended key usage", leaf, add("551d25", "", "300a06082b06010505070301"),
          extension_unexpected},
         {"revocation list of the leaf", leaf, add("551d1f", "", "3000"), extension_unexpected},
         {"an extension twice", leaf, twice, extension_duplicate},
         {"an extension twice above", provisioner, twice, extension_duplicate},
         {"DEFAULT FALSE written out", leaf, criticality(authority_oid, "010100"), der_boolean},
         {"TRUE as 01", leaf, criticality(key_usage_oid, "010101"), der_boolean},
         {"uncritical key usage", leaf, criticality(key_usage_oid, ""), extension_criticality},
         {"critical key identifier", leaf, criticality(key_identifier_oid, "0101ff"),
          extension_criticality},
         {"keyCertSign on the leaf", leaf, set(key_usage_oid, "03020204"), key_usage},
         {"both usages on the leaf", leaf, set(key_usage_oid, "03020284"), key_usage},
         {"digitalSignature above", identity, set(key_usage_oid, "03020780"), key_usage},
         {"another subject key", leaf, set(key_identifier_oid, "0414" + std::string(40, '1')),
          subject_key_identifier},
         {"a short subject key", leaf, set(key_identifier_oid, "0413" + std::string(38, '1')),
          subject_key_identifier},
         {"another issuer key", leaf, set(authority_oid, "30168014" + std::string(40, '1')),
          authority_key_identifier},
         {"no issuer key", leaf, without(authority_oid), extension_missing},
         {"no name", leaf, without(name_oid), extension_missing},
         {"a name of another kind", leaf, set(name_oid, "3003820161"), der_tag},
         {"no revocation list above", provisioner, without("551d1f"), extension_missing}});
}

TEST(EvidenceChain, refuses_each_wrong_firmware_identity_by_its_own_name) {
    const auto name = [](std::string_view text) {
        return [=](CertificateDraft& d) {
            const Bytes type = hex("060a2b06010401831c821201");
            d.extension(name_oid).value =
                der(0x30, der(0xA0, concat({type, der(0xA0, der_text(0x0C, text))})));
        };
    };
    const auto sha256_fwid = [](CertificateDraft& d) {
        Bytes& value = d.extension(fwid_oid).value;
        const Bytes digest =
            der(0x30, concat({hex("0609608648016503040201"), der(0x04, Bytes(32, 1))}));
        value = der(0x30, concat({BytesView{value}.subspan(3, 123), digest}));
    };
    const auto tcb = [](CertificateDraft& d) {
        const CertificateDraft other =
            TestDevice{"device", TestChip::blackwell}.chain_draft()[leaf];
        d.extensions.push_back(other.extensions.back());
    };
    expect_refused(
        device,
        {{"a name of another maker", leaf, name("NVIDEA:TH100:0123456789ABCDEF"),
          subject_alternative_name},
         {"a name without chip", leaf, name("NVIDIA::0123456789ABCDEF"), subject_alternative_name},
         {"a name with a short id", leaf, name("NVIDIA:TH100:0123456789ABCDE"),
          subject_alternative_name},
         {"a name in lower case", leaf, name("NVIDIA:TH100:0123456789abcdef"),
          subject_alternative_name},
         {"no firmware identity", leaf, [](auto& d) { d.remove(fwid_oid); }, extension_missing},
         {"firmware identity twice", leaf,
          [](auto& d) { d.extensions.push_back(d.extensions.back()); }, extension_duplicate},
         {"firmware identity in both forms", leaf, tcb, fwid_ambiguous},
         {"firmware identity by SHA-256", leaf, sha256_fwid, fwid_extension},
         {"firmware identity with a tail", leaf,
          [](auto& d) { d.extension(fwid_oid).value.push_back(0); }, fwid_extension},
         {"firmware identity of another key", leaf,
          [](auto& d) { d.extension(fwid_oid).value[40] ^= 1; }, fwid_key}});
    const TestDevice blackwell{"device", TestChip::blackwell};
    const auto drop = [](std::size_t bytes) {
        return [=](CertificateDraft& d) {
            Bytes& value = d.extension(tcb_oid).value;
            value = der(0x30, BytesView{value}.subspan(3, value.size() - 3 - bytes));
        };
    };
    expect_refused(
        blackwell,
        {{"without its last field", leaf, drop(3), fwid_extension},
         {"with a further field", leaf,
          [](auto& d) {
              Bytes& value = d.extension(tcb_oid).value;
              value = der(0x30, concat({BytesView{value}.subspan(3), hex("8a0100")}));
          },
          der_trailing},
         {"bytes after it", leaf,
          [](auto& d) { chain::append(d.extension(tcb_oid).value, hex("0500")); }, der_trailing}});
}

TEST(EvidenceChain, refuses_each_wrong_serial_name_and_time_by_its_own_name) {
    const auto serial = [](std::string_view element) {
        return [=](CertificateDraft& d) { d.serial = hex(element); };
    };
    const auto validity = [](chain::Byte from_tag, std::string_view from,
                             std::string_view until = "99991231235959Z") {
        return [=](CertificateDraft& d) {
            d.validity = der(0x30, concat({der_text(from_tag, from), der_text(0x18, until)}));
        };
    };
    const auto subject = [](std::string_view content) {
        return [=](CertificateDraft& d) { d.subject = der(0x30, hex(content)); };
    };
    expect_refused(
        device,
        {{"empty serial", leaf, serial("0200"), der_integer},
         {"padded serial", leaf, serial("02020001"), der_integer},
         {"negative serial", leaf, serial("0201ff"), der_negative},
         {"zero serial", leaf, serial("020100"), certificate_serial},
         {"serial of 21 bytes", leaf, serial("0215" + std::string(42, '1')), certificate_serial},
         {"serial not of the key", leaf, serial("0214" + std::string(40, '5')), leaf_serial},
         {"identity of another kind", identity, serial("0209" + std::string(18, '4')),
          identity_serial},
         {"UTCTime without seconds", leaf, validity(0x17, "2010170000Z"), certificate_time},
         {"UTCTime with an offset", leaf, validity(0x17, "201017000000+0000"), certificate_time},
         {"a thirteenth month", leaf, validity(0x17, "201317000000Z"), certificate_time},
         {"29 February of 2021", leaf, validity(0x17, "210229000000Z"), certificate_time},
         {"a fraction of a second", leaf, validity(0x18, "20201017000000.5Z"), certificate_time},
         {"the 60th second", leaf, validity(0x17, "201017000060Z"), certificate_time},
         {"an end", leaf, validity(0x17, "201017000000Z", "20301231235959Z"), certificate_expiry},
         {"version 1", leaf, [](auto& d) { d.version = hex("a003020100"); }, certificate_version},
         {"no version", leaf, [](auto& d) { d.version.clear(); }, certificate_version},
         {"a name of two attributes in one", leaf,
          subject("3114300806035504030c0161300806035504030c0162"), der_trailing},
         {"an empty name", leaf, subject(""), certificate_name},
         {"an empty text", leaf, subject("3109300706035504030c00"), certificate_name},
         {"a number as text", leaf, subject("310a30080603550403020101"), certificate_name},
         {"a text in constructed form", leaf, subject("310c300a06035504032c030c0161"), der_tag},
         {"a subject without serial", leaf, subject("310a300806035504030c0161"), leaf_serial}});
}

TEST(EvidenceChain, accepts_moments_that_the_calendar_has) {
    for (const std::string_view from : {"200229000000Z", "500101000000Z", "491231235959Z"}) {
        const Bytes chain = device.chain([&](ChainDraft& drafts) {
            drafts[leaf].validity =
                der(0x30, concat({der_text(0x17, from), der_text(0x18, "99991231235959Z")}));
        });
        EXPECT_EQ(verdict_of(device, chain), "accepted") << from;
    }
}

TEST(EvidenceChain, refuses_each_wrong_signature_by_its_own_name) {
    const auto sign = [](std::string_view content) {
        return [=](CertificateDraft& d) { d.signature = hex(content); };
    };
    const std::string order =
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196a"
        "ccc52973";
    expect_refused(
        device,
        {{"no scalars", leaf, sign("00"), certificate_signature_encoding},
         {"unused bits", leaf, sign("013006020101020102"), certificate_signature_encoding},
         {"one scalar", leaf, sign("003003020101"), certificate_signature_encoding},
         {"three scalars", leaf, sign("003009020101020101020101"), certificate_signature_encoding},
         {"bytes after them", leaf, sign("00300602010102010100"), certificate_signature_encoding},
         {"a padded scalar", leaf,
          sign("0030070202000102"
               "0101"),
          certificate_signature_encoding},
         {"a negative scalar", leaf, sign("0030060201ff020101"), certificate_signature_encoding},
         {"r = 0", leaf, sign("003006020100020101"), certificate_signature_range},
         {"s = 0", leaf, sign("003006020101020100"), certificate_signature_range},
         {"r = n", leaf, sign("003036023100" + order + "020101"), certificate_signature_range},
         {"s = n", leaf, sign("003036020101023100" + order), certificate_signature_range},
         {"a scalar of 49 bytes", leaf,
          sign("003036020101"
               "0231" +
               std::string(98, '1')),
          certificate_signature_range},
         {"small scalars", leaf, sign("003006020101020101"), certificate_signature},
         {"by the identity key of another device", leaf, [](auto& d) { d.signer = "other 1"; },
          certificate_signature},
         {"by its own key", identity, [](auto& d) { d.signer = "device 1"; },
          certificate_signature},
         {"by the key of another authority", provisioner, [](auto& d) { d.signer = "somebody"; },
          certificate_signature}});
}

Bytes composed(const std::vector<Bytes>& parts, std::initializer_list<std::size_t> order) {
    Bytes all;
    for (const std::size_t i : order) chain::append(all, parts.at(i));
    return all;
}

TEST(EvidenceChain, refuses_chains_of_another_shape) {
    const std::vector<Bytes> own = test::split_der(device.chain());
    const std::vector<Bytes> other = test::split_der(TestDevice{"other"}.chain());
    EXPECT_EQ(verdict_of(device, composed(own, {0, 1, 2, 3, 4})), "accepted");
    EXPECT_EQ(verdict_of(device, {}), "chain_depth");
    EXPECT_EQ(verdict_of(device, composed(own, {0, 1, 2, 3})), "chain_depth");
    EXPECT_EQ(verdict_of(device, composed(own, {0, 1, 2, 3, 4, 4})), "chain_depth");
    EXPECT_EQ(verdict_of(device, composed(own, {4, 3, 2, 1, 0})), "root_not_pinned");
    // The identity certificate as an attestation leaf, with its own key as its issuer.
    EXPECT_EQ(verdict_of(device, composed(own, {1, 1, 2, 3, 4})), "extension_unexpected");
    // Self-issued loops: the same certificate at two positions.
    EXPECT_EQ(verdict_of(device, composed(own, {0, 1, 1, 3, 4})), "key_usage");
    EXPECT_EQ(verdict_of(device, composed(own, {0, 1, 2, 4, 4})), "extension_missing");
    EXPECT_EQ(verdict_of(device, composed(own, {0, 1, 2, 2, 4})), "issuer_name");
    // The leaf of another device over this identity.
    const Bytes mixed = concat({other[0], own[1], own[2], own[3], own[4]});
    EXPECT_EQ(verdict_of(device, mixed), "issuer_name");
    // A whole genuine chain, but of another device.
    EXPECT_EQ(verdict_of(device, TestDevice{"other"}.chain()), "fwid_mismatch");
}

TEST(EvidenceChain, refuses_an_oversized_certificate) {
    const Bytes chain = device.chain([](ChainDraft& drafts) {
        drafts[provisioner].extension("551d1f").value = der(0x30, der(0x30, Bytes(2048, 0)));
    });
    EXPECT_EQ(verdict_of(device, chain), "certificate_length");
}

TEST(EvidenceChain, signatures_are_made_only_after_every_form_is_right) {
    EvidenceTrace trace;
    const Bytes chain = device.chain(
        [](ChainDraft& drafts) { drafts[leaf].extension(key_usage_oid).value[3] = 0; });
    EXPECT_EQ(verdict_of(device, chain, &trace), "key_usage");
    EXPECT_EQ(trace.signature_checks, 0U);
}

}  // namespace
}  // namespace ambag::emission::attestation
