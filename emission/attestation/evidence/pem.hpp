// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "emission/attestation/evidence/evidence.hpp"

// Text form of certificates, for the command line; consensus takes DER alone.

namespace ambag::emission::attestation {

// The DER of all "CERTIFICATE" blocks (RFC 7468) one after another; text between blocks is skipped.
// pem_text when there is no block, a block does not end, or its base64 is not canonical.
chain::Result<Bytes, EvidenceError> certificates_from_pem(std::string_view text);

}  // namespace ambag::emission::attestation
