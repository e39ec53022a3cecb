// SPDX-License-Identifier: Apache-2.0
#include "chain/base/check.hpp"
#include "emission/attestation/evidence/spdm_report.hpp"

// The report's form: any bytes. What is accepted accounts for every byte of the input, and is
// refused with one byte more or one less.

using namespace ambag::emission::attestation;

extern "C" int LLVMFuzzerTestOneInput(const ambag::chain::Byte* data, std::size_t size) {
    const BytesView bytes{data, size};
    const auto report = parse_spdm_report(bytes);
    if (!report) return 0;
    CHECK(report->signed_bytes.size() + P384Signature::width == size);
    CHECK(report->own_id.has_value() == (report->values.kind == DeviceKind::nv_switch));
    CHECK(report->values.vbios.size() == 14);
    CHECK(!parse_spdm_report(bytes.first(size - 1)));
    Bytes longer = ambag::chain::to_bytes(bytes);
    longer.push_back(0);
    CHECK(!parse_spdm_report(longer));
    return 0;
}
