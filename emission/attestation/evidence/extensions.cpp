// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/extensions.hpp"

#include <algorithm>

#include "chain/base/hex.hpp"
#include "emission/attestation/evidence/der.hpp"
#include "emission/attestation/evidence/prefixes.hpp"

namespace ambag::emission::attestation {

using chain::Byte;
using chain::Result;

namespace {

enum class Extension : std::uint8_t {
    subject_key_identifier,
    key_usage,
    subject_alternative_name,
    basic_constraints,
    crl_distribution_points,
    authority_key_identifier,
    authority_information_access,
    fwid_with_key,  // 2.23.133.5.4.1, Hopper and its switches
    dice_tcb_info,  // 2.23.133.5.4.1.1, Blackwell
};

using ExtensionSet = unsigned;

constexpr ExtensionSet set_of(Extension extension) {
    return 1U << static_cast<unsigned>(extension);
}

template <class... Rest>
constexpr ExtensionSet set_of(Extension first, Rest... rest) {
    return set_of(first) | set_of(rest...);
}

struct ExtensionRow {
    std::string_view oid;  // content of the OBJECT IDENTIFIER
    Extension extension;
    bool critical;
};

using namespace std::string_view_literals;
constexpr ExtensionRow rows[]{
    {"\x55\x1D\x0E"sv, Extension::subject_key_identifier, false},
    {"\x55\x1D\x0F"sv, Extension::key_usage, true},
    {"\x55\x1D\x11"sv, Extension::subject_alternative_name, false},
    {"\x55\x1D\x13"sv, Extension::basic_constraints, true},
    {"\x55\x1D\x1F"sv, Extension::crl_distribution_points, false},
    {"\x55\x1D\x23"sv, Extension::authority_key_identifier, false},
    {"\x2B\x06\x01\x05\x05\x07\x01\x01"sv, Extension::authority_information_access, false},
    {"\x67\x81\x05\x05\x04\x01"sv, Extension::fwid_with_key, false},
    {"\x67\x81\x05\x05\x04\x01\x01"sv, Extension::dice_tcb_info, false},
};

constexpr ExtensionSet fwid_forms = set_of(Extension::fwid_with_key, Extension::dice_tcb_info);

struct RoleRule {
    ExtensionSet required;
    ExtensionSet optional;
    std::string_view key_usage;  // the whole BIT STRING
};

constexpr ExtensionSet authority =
    set_of(Extension::subject_key_identifier, Extension::key_usage, Extension::basic_constraints,
           Extension::authority_key_identifier);
constexpr ExtensionSet published_authority =
    authority | set_of(Extension::authority_information_access, Extension::crl_distribution_points);

constexpr std::string_view digital_signature = "\x03\x02\x07\x80"sv;
constexpr std::string_view certificate_sign = "\x03\x02\x02\x04"sv;
constexpr std::string_view certificate_and_crl_sign = "\x03\x02\x01\x06"sv;

// By CertificateRole.
constexpr RoleRule role_rules[]{
    {set_of(Extension::subject_key_identifier, Extension::key_usage,
            Extension::subject_alternative_name, Extension::authority_key_identifier),
     fwid_forms, digital_signature},
    {authority, set_of(Extension::authority_information_access), certificate_sign},
    {published_authority, 0, certificate_and_crl_sign},
    {published_authority, 0, certificate_and_crl_sign},
    {authority, 0, certificate_and_crl_sign},
};

struct RawExtension {
    Extension extension;
    BytesView value;  // content of the OCTET STRING
};

Result<RawExtension, EvidenceError> read_one(BytesView content) {
    DerReader reader{content};
    const std::string_view oid = chain::as_text(TRY(reader.next(der::object_identifier)).content);
    bool critical = false;
    if (reader.next_is(der::boolean)) {
        TRY(reader.next());  // check_der has seen that it is TRUE
        critical = true;
    }
    const BytesView value = TRY(reader.next(der::octet_string)).content;
    TRY(reader.finish());
    const auto* row = std::ranges::find(rows, oid, &ExtensionRow::oid);
    if (row == std::end(rows)) return std::unexpected(EvidenceError::extension_unexpected);
    if (critical != row->critical) return std::unexpected(EvidenceError::extension_criticality);
    return RawExtension{row->extension, value};
}

// SEQUENCE { otherName { 1.3.6.1.4.1.412.274.1, "NVIDIA:<chip>:<16 hex digits>" } }.
Result<void, EvidenceError> read_alternative_name(BytesView value, Certificate& certificate) {
    constexpr std::string_view type = "\x2B\x06\x01\x04\x01\x83\x1C\x82\x12\x01"sv;
    constexpr std::string_view maker = "NVIDIA:";
    constexpr std::size_t chip_characters_max = 16;
    constexpr std::size_t id_characters = 2 * ChipId::width;
    const auto bad = std::unexpected(EvidenceError::subject_alternative_name);
    TRY(check_der(value));
    DerReader outer{value};
    DerReader names{TRY(outer.next(der::sequence)).content};
    TRY(outer.finish());
    DerReader other{TRY(names.next(der::context_constructed(0))).content};
    TRY(names.finish());
    const BytesView oid = TRY(other.next(der::object_identifier)).content;
    DerReader tagged{TRY(other.next(der::context_constructed(0))).content};
    TRY(other.finish());
    std::string_view text = chain::as_text(TRY(tagged.next(der::utf8_string)).content);
    TRY(tagged.finish());

    if (chain::as_text(oid) != type || !text.starts_with(maker)) return bad;
    text.remove_prefix(maker.size());
    const std::size_t colon = text.find(':');
    if (colon == 0 || colon > chip_characters_max || text.size() != colon + 1 + id_characters)
        return bad;
    const std::string_view chip = text.substr(0, colon);
    const std::string_view id = text.substr(colon + 1);
    if (chip.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != std::string_view::npos ||
        id.find_first_not_of("0123456789ABCDEF") != std::string_view::npos)
        return bad;
    certificate.chip = chip;
    certificate.hardware_id = *chain::fixed_from_hex<ChipId>(id);
    return {};
}

// A SEQUENCE { sha384, OCTET STRING 48 } at the start of `bytes`.
std::optional<Digest384> read_digest(BytesView bytes) {
    constexpr std::size_t size = sha384_digest_prefix.size() + Digest384::width;
    if (bytes.size() < size ||
        !std::ranges::equal(bytes.first(sha384_digest_prefix.size()), sha384_digest_prefix))
        return std::nullopt;
    return Digest384::from(bytes.subspan(sha384_digest_prefix.size(), Digest384::width));
}

// SEQUENCE { INTEGER 1, SubjectPublicKeyInfo of the issuer, digest }.
Result<void, EvidenceError> read_fwid_with_key(BytesView value, Certificate& certificate) {
    constexpr std::array<Byte, 6> head{0x30, 0x81, 0xBA, 0x02, 0x01, 0x01};
    constexpr std::size_t digest_at = head.size() + key_info_bytes;
    constexpr std::size_t size = digest_at + sha384_digest_prefix.size() + Digest384::width;
    const auto bad = std::unexpected(EvidenceError::fwid_extension);
    if (value.size() != size || !std::ranges::equal(value.first(head.size()), head)) return bad;
    const auto digest = read_digest(value.subspan(digest_at));
    if (!digest) return bad;
    certificate.fwid = *digest;
    certificate.fwid_key_info = value.subspan(head.size(), key_info_bytes);
    return {};
}

// DiceTcbInfo with exactly the fields that Blackwell writes: vendor, model, version, svn, layer,
// index, fwids, flags, vendor info, type. The first of the two digests is the firmware.
Result<void, EvidenceError> read_dice_tcb_info(BytesView value, Certificate& certificate) {
    constexpr Byte fwids = der::context_constructed(6);
    constexpr std::array<Byte, 10> tags{
        der::context(0), der::context(1), der::context(2), der::context(3), der::context(4),
        der::context(5), fwids,           der::context(7), der::context(8), der::context(9)};
    constexpr std::size_t digest_size = sha384_digest_prefix.size() + Digest384::width;
    const auto bad = std::unexpected(EvidenceError::fwid_extension);
    TRY(check_der(value));
    DerReader outer{value};
    DerReader fields{TRY(outer.next(der::sequence)).content};
    TRY(outer.finish());
    for (const Byte tag : tags) {
        const auto field = fields.next(tag);
        if (!field || field->content.empty()) return bad;
        if (tag != fwids) continue;
        const auto first = read_digest(field->content);
        if (field->content.size() != 2 * digest_size || !first ||
            !read_digest(field->content.subspan(digest_size)))
            return bad;
        certificate.fwid = *first;
    }
    TRY(fields.finish());
    return {};
}

Result<void, EvidenceError> expect(BytesView value, std::string_view wanted, EvidenceError error) {
    if (chain::as_text(value) != wanted) return std::unexpected(error);
    return {};
}

Result<void, EvidenceError> read_subject_key(BytesView value, Certificate& certificate) {
    constexpr std::string_view head = "\x04\x14"sv;
    constexpr std::size_t point_bytes = 97;  // 04 || X || Y
    const KeyIdentifier digest =
        KeyIdentifier::from(chain::sha1(certificate.key_info.last(point_bytes)));
    if (!chain::as_text(value).starts_with(head) ||
        !std::ranges::equal(value.subspan(head.size()), BytesView{digest}))
        return std::unexpected(EvidenceError::subject_key_identifier);
    certificate.subject_key = digest;
    return {};
}

Result<void, EvidenceError> read_authority_key(BytesView value, Certificate& certificate) {
    constexpr std::string_view head = "\x30\x16\x80\x14"sv;
    if (!chain::as_text(value).starts_with(head) ||
        value.size() != head.size() + KeyIdentifier::width)
        return std::unexpected(EvidenceError::authority_key_identifier);
    certificate.issuer_key = KeyIdentifier::from(value.subspan(head.size()));
    return {};
}

Result<void, EvidenceError> read_value(const RawExtension& raw, std::string_view key_usage,
                                       Certificate& certificate) {
    switch (raw.extension) {
        case Extension::subject_key_identifier:
            return read_subject_key(raw.value, certificate);
        case Extension::authority_key_identifier:
            return read_authority_key(raw.value, certificate);
        case Extension::key_usage:
            return expect(raw.value, key_usage, EvidenceError::key_usage);
        case Extension::basic_constraints:  // a CA, without a path length
            return expect(raw.value, "\x30\x03\x01\x01\xFF"sv, EvidenceError::basic_constraints);
        case Extension::subject_alternative_name:
            return read_alternative_name(raw.value, certificate);
        case Extension::fwid_with_key:
            return read_fwid_with_key(raw.value, certificate);
        case Extension::dice_tcb_info:
            return read_dice_tcb_info(raw.value, certificate);
        case Extension::crl_distribution_points:
        case Extension::authority_information_access:
            return check_der(raw.value);  // addresses that the chain does not use
    }
    return std::unexpected(EvidenceError::extension_unexpected);
}

}  // namespace

Result<void, EvidenceError> read_extensions(BytesView content, CertificateRole role,
                                            Certificate& certificate) {
    const RoleRule& rule = role_rules[static_cast<std::size_t>(role)];
    ExtensionSet seen = 0;
    DerReader reader{content};
    while (!reader.at_end()) {
        const RawExtension raw = TRY(read_one(TRY(reader.next(der::sequence)).content));
        const ExtensionSet self = set_of(raw.extension);
        if ((seen & self) != 0) return std::unexpected(EvidenceError::extension_duplicate);
        if (((rule.required | rule.optional) & self) == 0)
            return std::unexpected(EvidenceError::extension_unexpected);
        seen |= self;
        TRY(read_value(raw, rule.key_usage, certificate));
    }
    if ((seen & rule.required) != rule.required)
        return std::unexpected(EvidenceError::extension_missing);
    if (role != CertificateRole::attestation_leaf) return {};
    if ((seen & fwid_forms) == 0) return std::unexpected(EvidenceError::extension_missing);
    if ((seen & fwid_forms) == fwid_forms) return std::unexpected(EvidenceError::fwid_ambiguous);
    return {};
}

}  // namespace ambag::emission::attestation
