// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"
#include "chain/base/result.hpp"

// What a worker signs: fixed widths, big-endian, in this order. The receipt's id is SHA-256 of the
// bytes; the signature is over SHA-256("ambag-receipt-v1" || bytes), secp256k1, low s, r || s.

namespace ambag::emission::attestation {

inline constexpr std::uint16_t receipt_version = 1;
inline constexpr std::size_t receipt_devices_max = 8;

struct ReceiptBody {
    std::uint16_t version = receipt_version;
    chain::Hash chain_id;  // 32 bytes big-endian
    chain::Hash job;
    chain::Hash assignment;
    std::vector<chain::Hash> devices;  // count, 1 byte, then 32 bytes each
    chain::FixedBytes<33> worker_key;
    std::uint64_t first_step = 0;
    std::uint64_t last_step = 0;
    chain::Hash state_root_in;
    chain::Hash state_root_out;
    chain::Hash trace_root;
    chain::Hash data_root;
    chain::Hash blob_root;  // of trace and end checkpoint in a blob store; not looked at yet
    chain::Height begin_height;
    chain::Hash begin_evidence;
    chain::Height end_height;
    chain::Hash previous;

    bool operator==(const ReceiptBody&) const = default;

    chain::Bytes encode() const;
};

// Strict: the exact length, at most 8 devices. The error names the member that does not fit.
chain::Result<ReceiptBody, std::string_view> decode_receipt_body(chain::BytesView bytes);

chain::Hash receipt_digest(chain::BytesView body);  // what the worker key signs

}  // namespace ambag::emission::attestation
