// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "emission/attestation/evidence/evidence.hpp"

// One certificate of NVIDIA's device chain under the fixed profile: X.509 v3, ecdsa-with-SHA384,
// P-384 keys, and for each position in the chain its own set of extensions (README.md, table).
// Names are compared as bytes; nothing is looked up, no clock is read.

namespace ambag::emission::attestation {

inline constexpr std::size_t certificate_bytes_max = 2048;

using KeyIdentifier = chain::FixedBytes<20, struct KeyIdentifierTag>;  // SHA-1 of the point

// Position in the chain, leaf first.
enum class CertificateRole : std::uint8_t {
    attestation_leaf,  // key of the running firmware
    identity,          // key of the chip ("BROM")
    provisioner,
    chip_family,
    root,
};
inline constexpr std::size_t chain_certificates = 5;

struct Certificate {
    BytesView whole;   // views into the chain
    BytesView tbs;     // what the issuer signed
    BytesView serial;  // content of the INTEGER
    BytesView issuer;
    BytesView subject;
    std::string subject_serial;  // serialNumber attribute of the subject; empty if there is none
    BytesView key_info;          // SubjectPublicKeyInfo
    P384Key key;
    P384Signature signature;
    KeyIdentifier subject_key;
    KeyIdentifier issuer_key;
    // The leaf alone:
    std::string chip;
    ChipId hardware_id;
    Digest384 fwid;
    std::optional<BytesView> fwid_key_info;  // the issuer's key, in the form that names it
};

chain::Result<Certificate, EvidenceError> parse_certificate(BytesView der, CertificateRole role);

}  // namespace ambag::emission::attestation
