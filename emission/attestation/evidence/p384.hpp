// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "chain/base/bytes.hpp"

// ECDSA over NIST P-384 with SHA-384 (FIPS 186-4), the one signature of NVIDIA's evidence.
// No exception leaves these functions. Twins (r, n - s) are both valid: the identity of evidence is
// what was signed, never the signature. The point at infinity has no form as a P384Key.

namespace ambag::emission::attestation {

using P384Key = chain::FixedBytes<96, struct P384KeyTag>;              // X || Y, big-endian
using P384Signature = chain::FixedBytes<96, struct P384SignatureTag>;  // r || s, big-endian

enum class SignatureVerdict : std::uint8_t {
    valid,
    out_of_range,  // r or s is not in [1, n - 1]; nothing was computed
    key_invalid,   // a coordinate is not below p, or the point is not on the curve
    mismatch,      // another key or other bytes
};

SignatureVerdict verify_p384(const P384Key& key, chain::BytesView message,
                             const P384Signature& signature);

}  // namespace ambag::emission::attestation
