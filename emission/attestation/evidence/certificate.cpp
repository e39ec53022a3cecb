// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/certificate.hpp"

#include <algorithm>

#include "emission/attestation/evidence/der.hpp"
#include "emission/attestation/evidence/extensions.hpp"
#include "emission/attestation/evidence/prefixes.hpp"

namespace ambag::emission::attestation {

using chain::Byte;
using chain::Result;

namespace {

constexpr std::size_t serial_bytes_max = 20;

Result<void, EvidenceError> check_equal(BytesView bytes, BytesView wanted, EvidenceError error) {
    if (!std::ranges::equal(bytes, wanted)) return std::unexpected(error);
    return {};
}

bool is_string(Byte tag) {
    return tag == der::utf8_string || tag == der::printable_string;
}

// The serialNumber attribute of a name, or nothing; the name is a sequence of sets of one
// attribute.
Result<std::string, EvidenceError> check_name(BytesView content) {
    constexpr std::array<Byte, 3> serial_number{0x55, 0x04, 0x05};
    const auto bad = std::unexpected(EvidenceError::certificate_name);
    std::string serial;
    DerReader attributes{content};
    if (attributes.at_end()) return bad;
    while (!attributes.at_end()) {
        DerReader set{TRY(attributes.next(der::set)).content};
        DerReader attribute{TRY(set.next(der::sequence)).content};
        TRY(set.finish());
        const BytesView type = TRY(attribute.next(der::object_identifier)).content;
        const DerElement value = TRY(attribute.next());
        TRY(attribute.finish());
        if (!is_string(value.tag) || value.content.empty()) return bad;
        if (!std::ranges::equal(type, serial_number)) continue;
        if (!serial.empty()) return bad;
        serial = chain::as_text(value.content);
    }
    return serial;
}

unsigned two_digits(std::string_view text, std::size_t at) {
    return static_cast<unsigned>(text[at] - '0') * 10 + static_cast<unsigned>(text[at + 1] - '0');
}

unsigned days_in_month(unsigned year, unsigned month) {
    constexpr unsigned days[]{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

// YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ, a moment that the calendar has.
bool is_time(const DerElement& time) {
    const bool utc = time.tag == der::utc_time;
    if (!utc && time.tag != der::generalized_time) return false;
    std::string text{chain::as_text(time.content)};
    if (text.size() != (utc ? 13 : 15) || text.back() != 'Z') return false;
    text.pop_back();
    if (text.find_first_not_of("0123456789") != std::string::npos) return false;
    if (utc) text.insert(0, two_digits(text, 0) >= 50 ? "19" : "20");
    const unsigned year = two_digits(text, 0) * 100 + two_digits(text, 2);
    const unsigned month = two_digits(text, 4);
    const unsigned day = two_digits(text, 6);
    return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month) &&
           two_digits(text, 8) < 24 && two_digits(text, 10) < 60 && two_digits(text, 12) < 60;
}

// Valid from some moment and, without exception, to the end of 9999 (RFC 5280, 4.1.2.5).
Result<void, EvidenceError> check_validity(BytesView content) {
    DerReader validity{content};
    const DerElement from = TRY(validity.next());
    const DerElement until = TRY(validity.next());
    TRY(validity.finish());
    if (!is_time(from) || !is_time(until)) return std::unexpected(EvidenceError::certificate_time);
    if (until.tag != der::generalized_time || chain::as_text(until.content) != "99991231235959Z")
        return std::unexpected(EvidenceError::certificate_expiry);
    return {};
}

Result<void, EvidenceError> check_algorithm(const DerElement& algorithm) {
    return check_equal(algorithm.whole, ecdsa_with_sha384, EvidenceError::certificate_algorithm);
}

Result<P384Key, EvidenceError> read_key(BytesView key_info) {
    if (key_info.size() != key_info_bytes ||
        !std::ranges::equal(key_info.first(p384_key_prefix.size()), p384_key_prefix))
        return std::unexpected(EvidenceError::certificate_key);
    return P384Key::from(key_info.last(P384Key::width));
}

// A scalar of a signature, widened to 48 bytes.
Result<void, EvidenceError> read_scalar(BytesView integer, std::span<Byte> into) {
    if (integer.front() == 0 && integer.size() > 1) integer = integer.subspan(1);
    if (integer.size() > into.size())
        return std::unexpected(EvidenceError::certificate_signature_range);
    std::ranges::copy(integer, into.last(integer.size()).begin());
    return {};
}

Result<P384Signature, EvidenceError> read_signature(BytesView bit_string) {
    constexpr auto encoding = EvidenceError::certificate_signature_encoding;
    if (bit_string.size() < 2 || bit_string[0] != 0) return std::unexpected(encoding);
    const BytesView der = bit_string.subspan(1);
    if (!check_der(der)) return std::unexpected(encoding);
    DerReader outer{der};
    const auto pair = outer.next(der::sequence);
    if (!pair || !outer.at_end()) return std::unexpected(encoding);
    DerReader scalars{pair->content};
    const auto r = scalars.next(der::integer);
    const auto s = scalars.next(der::integer);
    if (!r || !s || !scalars.at_end()) return std::unexpected(encoding);
    P384Signature signature;
    const std::span<Byte> both{signature.bytes};
    TRY(read_scalar(r->content, both.first(48)));
    TRY(read_scalar(s->content, both.last(48)));
    return signature;
}

std::string upper_hex(BytesView bytes) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const Byte b : bytes) {
        text += digits[b >> 4];
        text += digits[b & 15];
    }
    return text;
}

// The firmware derives the leaf's serial from its key; the fuses hold the identity's.
Result<void, EvidenceError> check_serial(const Certificate& certificate, CertificateRole role) {
    const bool named = certificate.subject_serial == upper_hex(certificate.serial);
    if (role == CertificateRole::attestation_leaf) {
        KeyIdentifier expected = certificate.subject_key;
        expected.bytes[0] = static_cast<Byte>((expected.bytes[0] & 0x3F) | 0x40);
        if (!named) return std::unexpected(EvidenceError::leaf_serial);
        return check_equal(certificate.serial, expected, EvidenceError::leaf_serial);
    }
    if (role != CertificateRole::identity) return {};
    const bool is_id = certificate.serial.size() == IdentitySerial::width &&
                       (certificate.serial[0] == static_cast<Byte>(DeviceKind::gpu) ||
                        certificate.serial[0] == static_cast<Byte>(DeviceKind::nv_switch));
    if (!named || !is_id) return std::unexpected(EvidenceError::identity_serial);
    return {};
}

Result<Certificate, EvidenceError> read_tbs(BytesView content, CertificateRole role) {
    Certificate certificate;
    DerReader tbs{content};
    TRY(check_equal(TRY(tbs.next()).whole, version_3, EvidenceError::certificate_version));
    certificate.serial = TRY(tbs.next(der::integer)).content;
    if (certificate.serial.size() > serial_bytes_max || certificate.serial.front() == 0)
        return std::unexpected(EvidenceError::certificate_serial);
    TRY(check_algorithm(TRY(tbs.next(der::sequence))));
    const DerElement issuer = TRY(tbs.next(der::sequence));
    TRY(check_name(issuer.content));
    certificate.issuer = issuer.whole;
    TRY(check_validity(TRY(tbs.next(der::sequence)).content));
    const DerElement subject = TRY(tbs.next(der::sequence));
    certificate.subject_serial = TRY(check_name(subject.content));
    certificate.subject = subject.whole;
    certificate.key_info = TRY(tbs.next(der::sequence)).whole;
    certificate.key = TRY(read_key(certificate.key_info));
    DerReader tagged{TRY(tbs.next(der::context_constructed(3))).content};
    TRY(tbs.finish());
    const DerElement extensions = TRY(tagged.next(der::sequence));
    TRY(tagged.finish());
    TRY(read_extensions(extensions.content, role, certificate));
    return certificate;
}

}  // namespace

Result<Certificate, EvidenceError> parse_certificate(BytesView der, CertificateRole role) {
    if (der.size() > certificate_bytes_max)
        return std::unexpected(EvidenceError::certificate_length);
    TRY(check_der(der));
    DerReader outer{der};
    DerReader parts{TRY(outer.next(der::sequence)).content};
    TRY(outer.finish());
    const DerElement tbs = TRY(parts.next(der::sequence));
    const DerElement algorithm = TRY(parts.next(der::sequence));
    const DerElement signature = TRY(parts.next(der::bit_string));
    TRY(parts.finish());

    TRY(check_algorithm(algorithm));
    Certificate certificate = TRY(read_tbs(tbs.content, role));
    TRY(check_serial(certificate, role));
    certificate.whole = der;
    certificate.tbs = tbs.whole;
    certificate.signature = TRY(read_signature(signature.content));
    return certificate;
}

}  // namespace ambag::emission::attestation
