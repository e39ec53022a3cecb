// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/attestation/evidence/certificate.hpp"

// The extensions of a certificate: for each position a fixed set, each with the content or the form
// that the profile gives it. Sources: RFC 5280 section 4.2, TCG DICE Attestation Architecture
// (DiceTcbInfo), SPDM 1.1 (device name in the alternative name).

namespace ambag::emission::attestation {

// Fills the members of `certificate` that come from extensions; its key is already set.
chain::Result<void, EvidenceError> read_extensions(BytesView content, CertificateRole role,
                                                   Certificate& certificate);

}  // namespace ambag::emission::attestation
