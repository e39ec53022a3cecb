// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_device.hpp"

#include <stdexcept>

#include "chain/base/hex.hpp"
#include "chain/crypto/hash.hpp"
#include "tests/support/der_build.hpp"

namespace ambag::test {

using chain::Byte;
using chain::Bytes;
using chain::BytesView;

namespace {

constexpr std::size_t leaf = 0;
constexpr std::size_t identity = 1;
constexpr std::size_t root_at = 4;

constexpr Byte sequence = 0x30;
constexpr Byte printable = 0x13;
constexpr Byte utf8 = 0x0C;

Bytes key_identifier(const chain::FixedBytes<96>& point) {
    return chain::to_bytes(chain::sha1(concat({hex("04"), point})));
}

Bytes key_info_of(const chain::FixedBytes<96>& point) {
    return concat({hex("3076301006072a8648ce3d020106052b8104002203620004"), point});
}

Bytes attribute(std::string_view oid_hex, Byte tag, std::string_view text) {
    return der(0x31, der(sequence, concat({der(0x06, hex(oid_hex)), der_text(tag, text)})));
}

std::string upper_hex(BytesView bytes) {
    std::string text = chain::to_hex(bytes).substr(2);
    for (char& c : text)
        if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

Bytes little_endian_16(std::size_t value) {
    return {static_cast<Byte>(value), static_cast<Byte>(value >> 8)};
}

ExtensionDraft critical_extension(std::string_view oid_hex, std::string_view value_hex) {
    return {der(0x06, hex(oid_hex)), hex("0101ff"), hex(value_hex)};
}

ExtensionDraft plain_extension(std::string_view oid_hex, Bytes value) {
    return {der(0x06, hex(oid_hex)), {}, std::move(value)};
}

// otherName of SPDM: 1.3.6.1.4.1.412.274.1 and text.
Bytes device_name(std::string_view text) {
    const Bytes type = der(0x06, hex("2b06010401831c821201"));
    const Bytes value = der(0xA0, der_text(utf8, text));
    return der(sequence, der(0xA0, concat({type, value})));
}

Bytes digest_of(BytesView digest) {
    return der(sequence, concat({der(0x06, hex("608648016503040202")), der(0x04, digest)}));
}

Bytes access_location() {
    const Bytes method = der(0x06, hex("2b06010505073001"));
    return der(sequence, der(sequence, concat({method, der_text(0x86, "http://ocsp.example")})));
}

Bytes revocation_location() {
    const Bytes name = der(0xA0, der(0xA0, der_text(0x86, "http://crl.example/list.crl")));
    return der(sequence, der(sequence, name));
}

Bytes tcb_info(BytesView fwid) {
    const Bytes none(48, 0);
    return der(sequence, concat({der_text(0x80, "NVIDIA"), der_text(0x81, "TB100 A01 GSP"),
                                 der_text(0x82, "01"), hex("830101"), hex("840100"), hex("850100"),
                                 der(0xA6, concat({digest_of(fwid), digest_of(none)})),
                                 hex("87050080000001"), hex("8801c0"), hex("890100")}));
}

}  // namespace

ExtensionDraft& CertificateDraft::extension(std::string_view oid_hex) {
    for (ExtensionDraft& draft : extensions)
        if (draft.oid == der(0x06, hex(oid_hex))) return draft;
    throw std::runtime_error("test device: no extension " + std::string{oid_hex});
}

void CertificateDraft::remove(std::string_view oid_hex) {
    std::erase_if(extensions, [oid = der(0x06, hex(oid_hex))](const ExtensionDraft& draft) {
        return draft.oid == oid;
    });
}

Bytes CertificateDraft::sign() const {
    Bytes list;
    for (const ExtensionDraft& draft : extensions)
        chain::append(list,
                      der(sequence, concat({draft.oid, draft.critical, der(0x04, draft.value)})));
    const Bytes tbs = der(sequence, concat({version, serial, algorithm, issuer, validity, subject,
                                            key_info, der(0xA3, der(sequence, list))}));
    const Bytes right = concat({hex("00"), der_signature(P384Signer{signer}.sign(tbs))});
    return der(sequence, concat({tbs, outer_algorithm, der(0x03, signature.value_or(right))}));
}

Bytes& ReportDraft::field(unsigned type) {
    for (auto& [number, data] : opaque_fields)
        if (number == type) return data;
    throw std::runtime_error("test device: no opaque field " + std::to_string(type));
}

void ReportDraft::remove(unsigned type) {
    std::erase_if(opaque_fields, [type](const auto& field) { return field.first == type; });
}

Bytes ReportDraft::unsigned_bytes() const {
    Bytes all = concat({request, response});
    for (const Bytes& block : blocks) chain::append(all, block);
    chain::append(all, chain::sha256(all));  // responder nonce: any 32 bytes
    Bytes opaque;
    for (const auto& [type, data] : opaque_fields)
        chain::append(opaque,
                      concat({little_endian_16(type), little_endian_16(data.size()), data}));
    chain::append(all, concat({little_endian_16(opaque.size()), opaque}));
    return all;
}

TestDevice::TestDevice(std::string name, TestChip chip,
                       std::array<std::optional<chain::FixedBytes<96>>, 5> keys)
    : name_{std::move(name)}, chip_{chip}, keys_{std::move(keys)} {}

// The two upper certificates are shared by all devices, as those of a maker are.
std::string TestDevice::key_name(std::size_t certificate) const {
    const std::string position = std::to_string(certificate);
    return certificate > identity ? "maker " + position : name_ + " " + position;
}

chain::FixedBytes<96> TestDevice::point(std::size_t certificate) const {
    return keys_[certificate].value_or(P384Signer{key_name(certificate)}.public_point());
}

Bytes TestDevice::serial(std::size_t certificate) const {
    Bytes bytes = key_identifier(point(certificate));
    if (certificate == leaf)
        bytes[0] = static_cast<Byte>((bytes[0] & 0x3F) | 0x40);
    else if (certificate == identity) {
        bytes.resize(9);
        bytes[0] = chip_ == TestChip::nv_switch ? 0x50 : 0x41;
    } else {
        bytes[0] = 0x2A;
        bytes.resize(16);
    }
    return bytes;
}

Bytes TestDevice::subject(std::size_t certificate) const {
    const Bytes organisation = attribute("55040a", utf8, "Test Maker");
    const Bytes common = attribute("550403", utf8, "Certificate " + std::to_string(certificate));
    if (certificate > identity) return der(sequence, concat({common, organisation}));
    return der(sequence, concat({attribute("550405", printable, upper_hex(serial(certificate))),
                                 organisation, common}));
}

CertificateDraft TestDevice::draft(std::size_t certificate) const {
    const std::size_t issuer = std::min(certificate + 1, root_at);
    const Bytes ecdsa_with_sha384 = hex("300a06082a8648ce3d040303");
    CertificateDraft draft;
    draft.version = hex("a003020102");
    draft.serial = der_integer(serial(certificate));
    draft.algorithm = draft.outer_algorithm = ecdsa_with_sha384;
    draft.issuer = subject(issuer);
    draft.validity =
        der(sequence, concat({der_text(0x17, "201017000000Z"), der_text(0x18, "99991231235959Z")}));
    draft.subject = subject(certificate);
    draft.key_info = key_info_of(point(certificate));
    draft.signer = key_name(issuer);

    auto& extensions = draft.extensions;
    if (certificate != leaf) extensions.push_back(critical_extension("551d13", "30030101ff"));
    extensions.push_back(critical_extension("551d0f", certificate == leaf       ? "03020780"
                                                      : certificate == identity ? "03020204"
                                                                                : "03020106"));
    const bool published = certificate > identity && certificate != root_at;
    if (published) extensions.push_back(plain_extension("551d1f", revocation_location()));
    if (published || (certificate == identity && chip_ == TestChip::blackwell))
        extensions.push_back(plain_extension("2b06010505070101", access_location()));
    extensions.push_back(plain_extension("551d0e", der(0x04, key_identifier(point(certificate)))));
    extensions.push_back(
        plain_extension("551d23", der(sequence, der(0x80, key_identifier(point(issuer))))));
    return draft;
}

ChainDraft TestDevice::chain_draft() const {
    ChainDraft drafts;
    for (std::size_t i = 0; i < drafts.size(); ++i) drafts[i] = draft(i);
    const std::string chip = chip_ == TestChip::hopper      ? "TH100"
                             : chip_ == TestChip::blackwell ? "TB100"
                                                            : "TS_10";
    const std::string id = upper_hex(BytesView{chain::sha256(chain::as_bytes(name_))}.first(8));
    auto& extensions = drafts[leaf].extensions;
    extensions.push_back(plain_extension("551d11", device_name("NVIDIA:" + chip + ":" + id)));
    const auto fwid = chain::sha384(chain::as_bytes(name_ + " firmware"));
    if (chip_ == TestChip::blackwell) {
        extensions.push_back(plain_extension("67810505040101", tcb_info(fwid)));
    } else {
        extensions.push_back(plain_extension(
            "678105050401",
            der(sequence, concat({hex("020101"), drafts[identity].key_info, digest_of(fwid)}))));
    }
    return drafts;
}

Bytes TestDevice::chain(const std::function<void(ChainDraft&)>& change) const {
    ChainDraft drafts = chain_draft();
    if (change) change(drafts);
    Bytes all;
    for (const CertificateDraft& draft : drafts) chain::append(all, draft.sign());
    return all;
}

Bytes TestDevice::root() const {
    return chain_draft()[root_at].sign();
}

ReportDraft TestDevice::report_draft(const chain::Hash& nonce) const {
    const bool gpu = chip_ != TestChip::nv_switch;
    const std::size_t count = gpu ? 64 : 31;
    ReportDraft draft;
    draft.request = concat({hex("11e001ff"), nonce, hex("00")});
    const Byte length = 0;
    draft.response = concat({hex("11600000"), Bytes{static_cast<Byte>(count)},
                             little_endian_16(55 * count), Bytes{length}});
    for (std::size_t i = 1; i <= count; ++i) {
        const auto value = chain::sha384(Bytes{static_cast<Byte>(i)});
        draft.blocks.push_back(
            concat({Bytes{static_cast<Byte>(i)}, hex("01330001"), hex("3000"), value}));
    }
    auto& fields = draft.opaque_fields;
    if (!gpu) {
        fields = {{6, chain::to_bytes(chain::as_bytes("96.10.73.00.01"))},
                  {22, chain::to_bytes(BytesView{serial(identity)}.subspan(1))},
                  {12, Bytes(108, 1)}};
        return draft;
    }
    fields = {{6, hex("00a5009601000000")},
              {15, hex("383835000000000000")},
              {17, hex("4735323000")},
              {18, hex("3032303000")},
              {3, hex("3539302e313200")},
              {12, Bytes(256, 1)},
              {11, hex("55")},
              {20, chain::to_bytes(chain::sha384(chain::as_bytes(name_ + " firmware")))},
              {21, hex("55")},
              {34, hex("0100")},
              {36, hex("0000")}};
    return draft;
}

Bytes TestDevice::report(const chain::Hash& nonce,
                         const std::function<void(ReportDraft&)>& change) const {
    ReportDraft draft = report_draft(nonce);
    if (change) change(draft);
    Bytes bytes = draft.unsigned_bytes();
    chain::append(bytes, P384Signer{key_name(leaf)}.sign(bytes));
    return bytes;
}

}  // namespace ambag::test
