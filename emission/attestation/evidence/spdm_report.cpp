// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/spdm_report.hpp"

#include <algorithm>

#include "emission/attestation/evidence/opaque_fields.hpp"

namespace ambag::emission::attestation {

using chain::Byte;
using chain::Result;

namespace {

// Offsets of the fixed part.
constexpr std::size_t nonce_at = 4;
constexpr std::size_t slot_at = 36;
constexpr std::size_t response_at = 37;
constexpr std::size_t block_count_at = 41;
constexpr std::size_t record_length_at = 42;
constexpr std::size_t record_at = 45;

constexpr std::size_t nonce_bytes = 32;
constexpr std::size_t opaque_length_bytes = 2;

// Version 1.1; code; request: signature wanted, all blocks. The response's parameters are zero.
constexpr std::array<Byte, 4> request_header{0x11, 0xE0, 0x01, 0xFF};
constexpr std::array<Byte, 4> response_header{0x11, 0x60, 0x00, 0x00};

constexpr std::size_t gpu_blocks = 64;
constexpr std::size_t switch_blocks = 31;

bool equal(BytesView bytes, std::span<const Byte> other) {
    return std::ranges::equal(bytes, other);
}

// One block: index(1) specification(1) size(2) type(1) value size(2) value(48).
constexpr std::size_t block_bytes = 55;

Result<void, EvidenceError> check_block(BytesView block, std::size_t index) {
    constexpr std::array<Byte, 2> size{51, 0};
    constexpr std::array<Byte, 2> value_size{48, 0};
    if (block[0] != index) return std::unexpected(EvidenceError::block_index);
    if (block[1] != 1) return std::unexpected(EvidenceError::block_specification);
    if (!equal(block.subspan(2, 2), size)) return std::unexpected(EvidenceError::block_size);
    if (block[4] != 1) return std::unexpected(EvidenceError::block_type);
    if (!equal(block.subspan(5, 2), value_size))
        return std::unexpected(EvidenceError::block_value_size);
    return {};
}

Result<void, EvidenceError> check_headers(BytesView report) {
    if (!equal(report.first(4), request_header))
        return std::unexpected(EvidenceError::report_request_header);
    if (report[slot_at] != 0) return std::unexpected(EvidenceError::report_request_slot);
    if (!equal(report.subspan(response_at, 4), response_header))
        return std::unexpected(EvidenceError::report_response_header);
    return {};
}

struct Record {
    DeviceKind kind;
    BytesView bytes;
};

Result<Record, EvidenceError> read_record(BytesView report) {
    const std::size_t count = report[block_count_at];
    const BytesView field = report.subspan(record_length_at, 3);
    const std::size_t length = field[0] | std::size_t{field[1]} << 8 | std::size_t{field[2]} << 16;
    if (length != count * block_bytes) return std::unexpected(EvidenceError::record_length);
    if (count != gpu_blocks && count != switch_blocks)
        return std::unexpected(EvidenceError::block_count);
    if (report.size() - record_at < length) return std::unexpected(EvidenceError::report_length);
    const BytesView record = report.subspan(record_at, length);
    for (std::size_t i = 0; i < count; ++i)
        TRY(check_block(record.subspan(i * block_bytes, block_bytes), i + 1));
    return Record{count == gpu_blocks ? DeviceKind::gpu : DeviceKind::nv_switch, record};
}

}  // namespace

Result<SpdmReport, EvidenceError> parse_spdm_report(BytesView report) {
    if (report.size() < record_at || report.size() > report_bytes_max)
        return std::unexpected(EvidenceError::report_length);
    TRY(check_headers(report));
    const Record record = TRY(read_record(report));

    const std::size_t opaque_length_at = record_at + record.bytes.size() + nonce_bytes;
    const std::size_t opaque_at = opaque_length_at + opaque_length_bytes;
    if (report.size() < opaque_at) return std::unexpected(EvidenceError::report_length);
    const std::size_t opaque_length =
        report[opaque_length_at] | std::size_t{report[opaque_length_at + 1]} << 8;
    if (report.size() - opaque_at != opaque_length + P384Signature::width)
        return std::unexpected(EvidenceError::report_signature_length);

    SpdmReport parsed;
    parsed.values.kind = record.kind;
    parsed.values.request_nonce = Hash::from(report.subspan(nonce_at, nonce_bytes));
    const BytesView opaque = report.subspan(opaque_at, opaque_length);
    const OpaqueFields fields = TRY(OpaqueFields::parse(opaque, record.kind));
    TRY(read_opaque_values(fields, parsed.values));
    parsed.own_id = own_switch_id(fields, record.kind);
    parsed.values.measurement_record = chain::sha384(record.bytes);
    parsed.signed_bytes = report.first(report.size() - P384Signature::width);
    parsed.values.signed_bytes_digest = chain::sha384(parsed.signed_bytes);
    parsed.values.evidence_id = chain::sha256(parsed.signed_bytes);
    parsed.signature = P384Signature::from(report.last(P384Signature::width));
    return parsed;
}

}  // namespace ambag::emission::attestation
