// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include "emission/attestation/evidence/evidence.hpp"

// The opaque data of NVIDIA's measurement response: type(2) length(2) data, little-endian, one
// after another to the exact end. No type twice, listed types and lengths only (README.md, table).

namespace ambag::emission::attestation {

enum class OpaqueType : std::uint16_t {
    driver_version = 3,
    vbios_version = 6,
    nvdec0 = 11,
    chip_sku = 15,
    project = 17,
    project_sku = 18,
    fwid = 20,
    protected_pcie = 21,
    switch_ids = 22,
    opaque_version = 34,
    feature_flag = 36,
};

inline constexpr std::size_t opaque_type_end = 37;  // types are below this

// The data of each type that is present.
class OpaqueFields {
 public:
    static chain::Result<OpaqueFields, EvidenceError> parse(BytesView opaque, DeviceKind kind);

    std::optional<BytesView> find(OpaqueType type) const;
    chain::Result<BytesView, EvidenceError> require(OpaqueType type) const;

 private:
    std::array<std::optional<BytesView>, opaque_type_end> data_{};
};

// Writes what the fields say into `values`, whose kind is set; each value in its one accepted form.
chain::Result<void, EvidenceError> read_opaque_values(const OpaqueFields& fields,
                                                      ReportValues& values);

// A switch's own id, from its switch_ids field.
std::optional<ChipId> own_switch_id(const OpaqueFields& fields, DeviceKind kind);

}  // namespace ambag::emission::attestation
