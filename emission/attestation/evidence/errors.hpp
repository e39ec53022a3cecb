// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

// Why evidence is refused: one name for each rule of the profile, so that a refusal says which rule
// was broken. Names are stable: they are printed by the CLI and stand in receipts of refused calls.

namespace ambag::emission::attestation {

enum class EvidenceError : std::uint8_t {
    // The report, in the order of its bytes.
    report_length,
    report_request_header,
    report_request_slot,
    nonce_mismatch,
    report_response_header,
    record_length,
    block_count,
    block_index,
    block_specification,
    block_size,
    block_type,
    block_value_size,
    report_signature_length,
    opaque_truncated,
    opaque_unknown,
    opaque_duplicate,
    opaque_field_length,
    opaque_field_missing,
    opaque_version,
    driver_version,
    vbios_version,
    sku_text,
    nvdec0_status,
    protected_pcie_status,
    feature_flag,
    // DER, wherever it stands in a certificate.
    der_truncated,
    der_length,
    der_tag,
    der_trailing,
    der_content,
    der_integer,
    der_negative,
    der_boolean,
    der_depth,
    // Certificates and their chain.
    chain_depth,
    certificate_length,
    root_not_pinned,
    certificate_version,
    certificate_serial,
    certificate_algorithm,
    certificate_name,
    certificate_time,
    certificate_expiry,
    certificate_key,
    certificate_point,
    extension_unexpected,
    extension_duplicate,
    extension_missing,
    extension_criticality,
    key_usage,
    basic_constraints,
    subject_key_identifier,
    authority_key_identifier,
    subject_alternative_name,
    fwid_extension,
    fwid_ambiguous,
    fwid_key,
    issuer_name,
    leaf_serial,
    identity_serial,
    certificate_signature_encoding,
    certificate_signature_range,
    certificate_signature,
    // The report against the chain (or against the registered device).
    device_kind,
    switch_id,
    fwid_missing,
    fwid_mismatch,
    report_signature_range,
    report_signature,
    // Text form of a chain, before anything is verified.
    pem_text,
};

struct EvidenceErrorRow {
    EvidenceError error;
    std::string_view name;
    std::string_view meaning;  // what was wrong and what is accepted, one sentence
};

// Every error once, in the order of the enumeration.
std::span<const EvidenceErrorRow> evidence_errors();

std::string_view to_string(EvidenceError error);
std::string_view describe(EvidenceError error);

}  // namespace ambag::emission::attestation
