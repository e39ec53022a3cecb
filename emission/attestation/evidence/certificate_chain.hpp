// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>

#include "emission/attestation/evidence/certificate.hpp"

// The device chain: leaf, identity, provisioner, chip family, root. Each certificate names the next
// one as its issuer by name and by key identifier; the last is a pinned root, byte for byte.

namespace ambag::emission::attestation {

using CertificateChain = std::array<Certificate, chain_certificates>;

// The DER of exactly five certificates out of their concatenation.
chain::Result<std::array<BytesView, chain_certificates>, EvidenceError> split_chain(
    BytesView chain_der);

// The last certificate is one of the roots.
chain::Result<void, EvidenceError> check_root(BytesView root, std::span<const Bytes> pinned_roots);

// Form, names and key identifiers; signatures are checked separately, since they cost.
chain::Result<CertificateChain, EvidenceError> parse_chain(
    const std::array<BytesView, chain_certificates>& certificates);

// What a chain whose signatures were verified says about its device.
DeviceIdentity identity_of(const CertificateChain& chain);

}  // namespace ambag::emission::attestation
