// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chain/base/bytes.hpp"
#include "chain/base/result.hpp"
#include "chain/crypto/hash.hpp"
#include "emission/attestation/evidence/errors.hpp"
#include "emission/attestation/evidence/p384.hpp"

// The strict verifier of NVIDIA GPU and NVSwitch evidence: an SPDM 1.1 measurement report and the
// device's certificate chain (leaf first, the DER of five certificates one after another).
// Pure: bytes in, verdict out; roots, policy and the expected nonce are data. What governance lists
// (reference measurements, revocations, heights) is compared by the caller with the values given
// here. Profile: README.md; formats: SPDM DSP0274 1.1, X.509 (RFC 5280), TCG DICE.

namespace ambag::emission::attestation {

using chain::Bytes;
using chain::BytesView;
using chain::Digest384;
using chain::Hash;

using ChipId = chain::FixedBytes<8, struct ChipIdTag>;
using IdentitySerial = chain::FixedBytes<9, struct IdentitySerialTag>;  // kind byte || ChipId

enum class DeviceKind : std::uint8_t { gpu = 0x41, nv_switch = 0x50 };  // first byte of the serial

// Feature flag (opaque type 36); where a driver states none, Protected PCIe from type 21.
enum class DeviceMode : std::uint8_t {
    unstated = 0,
    single_gpu = 1,  // SPT
    multi_gpu = 2,   // MPT
    protected_pcie = 3,
};

enum class Nvdec0 : std::uint8_t { unstated = 0, off = 0x55, on = 0xAA };

// Who the device is: from the verified chain.
struct DeviceIdentity {
    Hash id;  // SHA-256 of the SubjectPublicKeyInfo of certificate 1: one per chip, for ever
    DeviceKind kind = DeviceKind::gpu;
    std::string chip;                // "GH100", "GB100", "LS_10": the class
    ChipId hardware_id;              // of the leaf's alternative name
    IdentitySerial identity_serial;  // of certificate 1; bytes 1..8 name the chip in topologies
    P384Key attestation_key;         // of the leaf: changes with the firmware
    Digest384 fwid;                  // the firmware, from the leaf
    // SHA-256 of the SubjectPublicKeyInfo of each certificate, leaf first, root last: what a
    // revocation names. key_ids[1] == id.
    std::array<Hash, 5> key_ids;
};

// What the device says: from the report whose signature was verified.
struct ReportValues {
    DeviceKind kind = DeviceKind::gpu;
    Hash request_nonce;
    std::string driver;   // "590.12"; empty for a switch
    std::string vbios;    // "96.00.A5.00.01"
    std::string project;  // "G520"; this and the next two name the VBIOS reference; empty on switch
    std::string project_sku;
    std::string chip_sku;
    Nvdec0 nvdec0 = Nvdec0::unstated;  // measurement index 35 counts unless this is off
    DeviceMode mode = DeviceMode::unstated;
    std::optional<Digest384> fwid;   // absent on old drivers and on switches ("legacy")
    Digest384 measurement_record;    // SHA-384 of the whole record: what governance lists
    std::vector<ChipId> switch_ids;  // the switches a GPU is wired to, sorted, each once
    Digest384 signed_bytes_digest;   // SHA-384 of what was signed
    Hash evidence_id;  // SHA-256 of the same bytes: identity of evidence, without the signature
};

struct VerifiedReport {
    DeviceIdentity device;
    ReportValues report;
};

struct EvidencePolicy {
    bool legacy_allowed = false;  // accept a report without FWID field
};

// A device whose chain was verified when it was registered.
struct KnownDevice {
    DeviceKind kind = DeviceKind::gpu;
    P384Key attestation_key;
    Digest384 fwid;
    IdentitySerial identity_serial;  // compared with the own id that a switch reports
};

enum class CheckOutcome : std::uint8_t { passed, failed, not_reached };

struct EvidenceCheck {
    std::string_view name;
    CheckOutcome outcome = CheckOutcome::not_reached;
    std::string detail;
    std::optional<SignatureVerdict> signature;  // set by signature checks alone
};

// "verified" for a signature that is valid, and for nothing else; "passed", "FAILED", "not
// reached".
std::string_view verdict_text(const EvidenceCheck& check);

// What a verification did, whether it accepted or refused.
struct EvidenceTrace {
    std::vector<EvidenceCheck> checks;
    unsigned signature_checks = 0;  // P-384 verifications computed: what gas is charged for
};

// Upper bounds of EvidenceTrace::signature_checks, known before anything is verified.
inline constexpr unsigned chain_signature_checks_max = 5;  // four certificates and the report
inline constexpr unsigned report_signature_checks_max = 1;

// A report with its whole chain. `pinned_roots`: DER of accepted roots, compared byte by byte.
chain::Result<VerifiedReport, EvidenceError> verify_nvidia_evidence(
    BytesView report, BytesView chain_der, std::span<const Bytes> pinned_roots,
    const EvidencePolicy& policy, const std::optional<Hash>& expected_nonce,
    EvidenceTrace* trace = nullptr);

// A later report of a known device: one signature.
chain::Result<ReportValues, EvidenceError> verify_known_device_report(
    BytesView report, const KnownDevice& device, const EvidencePolicy& policy,
    const std::optional<Hash>& expected_nonce, EvidenceTrace* trace = nullptr);

// verify_nvidia_evidence with every check listed, those after a refusal as not reached.
struct EvidenceExamination {
    chain::Result<VerifiedReport, EvidenceError> verdict;
    EvidenceTrace trace;
};
EvidenceExamination examine_nvidia_evidence(BytesView report, BytesView chain_der,
                                            std::span<const Bytes> pinned_roots,
                                            const EvidencePolicy& policy,
                                            const std::optional<Hash>& expected_nonce);

}  // namespace ambag::emission::attestation
