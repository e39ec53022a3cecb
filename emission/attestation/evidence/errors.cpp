// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/errors.hpp"

#include "chain/base/check.hpp"

namespace ambag::emission::attestation {

namespace {

using enum EvidenceError;

constexpr EvidenceErrorRow rows[]{
    {report_length, "report_length",
     "The report is shorter than its own fields or longer than 16,384 bytes."},
    {report_request_header, "report_request_header",
     "The report does not begin with an SPDM 1.1 measurement request, 11 E0 01 FF."},
    {report_request_slot, "report_request_slot",
     "The request names a certificate slot other than 0."},
    {nonce_mismatch, "nonce_mismatch", "The nonce in the request is not the expected one."},
    {report_response_header, "report_response_header",
     "The response does not begin with 11 60 00 00."},
    {record_length, "record_length",
     "The measurement record's length is not 55 bytes for each of its blocks."},
    {block_count, "block_count",
     "The record has neither the 64 blocks of a GPU nor the 31 of a switch."},
    {block_index, "block_index", "The blocks are not numbered from 1 upwards without a gap."},
    {block_specification, "block_specification",
     "A block's measurement specification is not 1 (DMTF)."},
    {block_size, "block_size", "A block's measurement is not 51 bytes long."},
    {block_type, "block_type", "A block's value type is not 1."},
    {block_value_size, "block_value_size", "A block's value is not 48 bytes long."},
    {report_signature_length, "report_signature_length",
     "What follows the opaque data is not exactly a signature of 96 bytes."},
    {opaque_truncated, "opaque_truncated",
     "An opaque field reaches beyond the end of the opaque data."},
    {opaque_unknown, "opaque_unknown",
     "An opaque field has a type that this kind of device does not send."},
    {opaque_duplicate, "opaque_duplicate", "An opaque type occurs twice."},
    {opaque_field_length, "opaque_field_length",
     "An opaque field has a length that its type does not have."},
    {opaque_field_missing, "opaque_field_missing",
     "An opaque field that every report of this kind has is missing."},
    {opaque_version, "opaque_version", "The opaque data has a version above 1."},
    {driver_version, "driver_version", "The driver version is not digits and dots ended by NUL."},
    {vbios_version, "vbios_version", "The VBIOS version is not five bytes in the device's form."},
    {sku_text, "sku_text",
     "A project or SKU text is not capital letters and digits padded by NUL."},
    {nvdec0_status, "nvdec0_status", "The NVDEC0 status is neither AA (on) nor 55 (off)."},
    {protected_pcie_status, "protected_pcie_status",
     "The Protected PCIe status is neither AA (on) nor 55 (off)."},
    {feature_flag, "feature_flag",
     "The feature flag is none of 0 (single GPU), 1 (multi GPU), 2 (Protected PCIe)."},
    {der_truncated, "der_truncated", "A certificate ends within an element."},
    {der_length, "der_length",
     "A DER length is indefinite, not minimal, or has more than two length bytes."},
    {der_tag, "der_tag",
     "A DER tag is not the expected one, or strings are in constructed (BER) form."},
    {der_trailing, "der_trailing", "Bytes follow the end of a DER structure."},
    {der_content, "der_content",
     "A DER bit string, object identifier, NULL or BOOLEAN is not canonical."},
    {der_integer, "der_integer", "A DER integer is empty or not minimal."},
    {der_negative, "der_negative", "A DER integer is negative."},
    {der_boolean, "der_boolean",
     "A BOOLEAN is written as FALSE; the default is never encoded, TRUE is FF."},
    {der_depth, "der_depth", "A certificate nests deeper than 12 levels."},
    {chain_depth, "chain_depth", "The chain does not have exactly five certificates."},
    {certificate_length, "certificate_length", "A certificate is longer than 2,048 bytes."},
    {root_not_pinned, "root_not_pinned",
     "The last certificate is none of the pinned roots, byte by byte."},
    {certificate_version, "certificate_version", "A certificate is not X.509 version 3."},
    {certificate_serial, "certificate_serial", "A serial number is zero or longer than 20 bytes."},
    {certificate_algorithm, "certificate_algorithm",
     "A signature algorithm is not ecdsa-with-SHA384 without parameters."},
    {certificate_name, "certificate_name",
     "A name is not a list of single attributes with non-empty text, or repeats its serial."},
    {certificate_time, "certificate_time",
     "A time is not YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ, or no such moment exists."},
    {certificate_expiry, "certificate_expiry",
     "A certificate does not run to 9999-12-31 23:59:59."},
    {certificate_key, "certificate_key",
     "A public key is not an uncompressed point on the named curve P-384."},
    {certificate_point, "certificate_point", "A public key is not a point of P-384."},
    {extension_unexpected, "extension_unexpected",
     "A certificate has an extension that its position does not have."},
    {extension_duplicate, "extension_duplicate", "A certificate has an extension twice."},
    {extension_missing, "extension_missing", "A certificate lacks an extension of its position."},
    {extension_criticality, "extension_criticality",
     "An extension is critical where it must not be, or the reverse."},
    {key_usage, "key_usage", "The key usage is not that of the certificate's position."},
    {basic_constraints, "basic_constraints",
     "The basic constraints are not those of an authority without path length."},
    {subject_key_identifier, "subject_key_identifier",
     "The subject key identifier is not the SHA-1 of the public key."},
    {authority_key_identifier, "authority_key_identifier",
     "The authority key identifier is not the issuer's key identifier."},
    {subject_alternative_name, "subject_alternative_name",
     "The alternative name is not NVIDIA:<chip>:<16 hexadecimal digits>."},
    {fwid_extension, "fwid_extension",
     "The firmware identity in the leaf is not in one of the two known forms."},
    {fwid_ambiguous, "fwid_ambiguous", "The leaf states its firmware identity in both forms."},
    {fwid_key, "fwid_key",
     "The firmware identity names a key other than that of the identity certificate."},
    {issuer_name, "issuer_name",
     "A certificate's issuer is not the subject of the next certificate."},
    {leaf_serial, "leaf_serial",
     "The leaf's serial number is not derived from its key, or its subject says another."},
    {identity_serial, "identity_serial",
     "The identity's serial is not 41 or 50 and a chip id, or its subject says another."},
    {certificate_signature_encoding, "certificate_signature_encoding",
     "A certificate's signature is not two DER integers."},
    {certificate_signature_range, "certificate_signature_range",
     "A certificate's signature has a scalar outside [1, n - 1]."},
    {certificate_signature, "certificate_signature",
     "A certificate was not signed by the key of the next one."},
    {device_kind, "device_kind",
     "The report has the form of another kind of device than its certificate names."},
    {switch_id, "switch_id",
     "The id that a switch reports is not that of its identity certificate."},
    {fwid_missing, "fwid_missing",
     "The report states no firmware identity; the legacy profile is not allowed."},
    {fwid_mismatch, "fwid_mismatch",
     "The report's firmware identity is not that of the attestation certificate."},
    {report_signature_range, "report_signature_range",
     "The report's signature has a scalar outside [1, n - 1]."},
    {report_signature, "report_signature", "The report was not signed by the attestation key."},
    {pem_text, "pem_text",
     "The text holds no certificate blocks, or one that does not end or is not base64."},
};

static_assert(std::size(rows) == static_cast<std::size_t>(pem_text) + 1);

const EvidenceErrorRow& row_of(EvidenceError error) {
    const EvidenceErrorRow& row = rows[static_cast<std::size_t>(error)];
    DCHECK(row.error == error);
    return row;
}

}  // namespace

std::span<const EvidenceErrorRow> evidence_errors() {
    return rows;
}

std::string_view to_string(EvidenceError error) {
    return row_of(error).name;
}

std::string_view describe(EvidenceError error) {
    return row_of(error).meaning;
}

}  // namespace ambag::emission::attestation
