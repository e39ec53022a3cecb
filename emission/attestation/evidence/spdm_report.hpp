// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "emission/attestation/evidence/evidence.hpp"

// The SPDM 1.1 (DSP0274) exchange that NVIDIA calls an attestation report: the GET_MEASUREMENTS
// request of 37 bytes, then the MEASUREMENTS response, whose last 96 bytes sign all before.
// Integers are little-endian, the signature is big-endian. Layout and accepted values: README.md.

namespace ambag::emission::attestation {

inline constexpr std::size_t report_bytes_max = 16'384;

struct SpdmReport {
    ReportValues values;
    std::optional<ChipId> own_id;  // what a switch says it is; GPUs do not say
    BytesView signed_bytes;        // views into the report
    P384Signature signature;
};

// The form alone: nothing is verified, the nonce is not compared.
chain::Result<SpdmReport, EvidenceError> parse_spdm_report(BytesView report);

}  // namespace ambag::emission::attestation
