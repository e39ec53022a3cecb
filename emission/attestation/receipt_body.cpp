// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/receipt_body.hpp"

#include "chain/crypto/hash.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

constexpr std::size_t fixed_size = 2 + 1 + 33 + 4 * 8 + 10 * Hash::width;
constexpr std::size_t count_at = 2 + 3 * Hash::width;

void put(Bytes& out, std::uint64_t value, std::size_t width) {
    for (std::size_t i = width; i-- > 0;) out.push_back(static_cast<Byte>(value >> (8 * i)));
}

// The length was checked before: every read fits.
class Fields {
 public:
    explicit Fields(BytesView data) : data_{data} {}

    std::uint64_t integer(std::size_t width) {
        std::uint64_t value = 0;
        for (const Byte b : take(width)) value = value << 8 | b;
        return value;
    }
    Hash hash() { return Hash::from(take(Hash::width)); }
    FixedBytes<33> key() { return FixedBytes<33>::from(take(33)); }

 private:
    BytesView take(std::size_t width) {
        const BytesView head = data_.first(width);
        data_ = data_.subspan(width);
        return head;
    }
    BytesView data_;
};

}  // namespace

Bytes ReceiptBody::encode() const {
    Bytes out;
    put(out, version, 2);
    for (const Hash& field : {chain_id, job, assignment}) append(out, field);
    put(out, devices.size(), 1);
    for (const Hash& device : devices) append(out, device);
    append(out, worker_key);
    put(out, first_step, 8);
    put(out, last_step, 8);
    for (const Hash& field : {state_root_in, state_root_out, trace_root, data_root, blob_root})
        append(out, field);
    put(out, begin_height.value, 8);
    append(out, begin_evidence);
    put(out, end_height.value, 8);
    append(out, previous);
    return out;
}

Result<ReceiptBody, std::string_view> decode_receipt_body(BytesView bytes) {
    if (bytes.size() < fixed_size) return std::unexpected("length");
    const std::size_t count = bytes[count_at];
    if (count > receipt_devices_max) return std::unexpected("devices");
    if (bytes.size() != fixed_size + count * Hash::width) return std::unexpected("length");
    Fields in{bytes};
    ReceiptBody body;
    body.version = static_cast<std::uint16_t>(in.integer(2));
    for (Hash* field : {&body.chain_id, &body.job, &body.assignment}) *field = in.hash();
    body.devices.resize(in.integer(1));
    for (Hash& device : body.devices) device = in.hash();
    body.worker_key = in.key();
    body.first_step = in.integer(8);
    body.last_step = in.integer(8);
    for (Hash* field : {&body.state_root_in, &body.state_root_out, &body.trace_root,
                        &body.data_root, &body.blob_root})
        *field = in.hash();
    body.begin_height = Height{in.integer(8)};
    body.begin_evidence = in.hash();
    body.end_height = Height{in.integer(8)};
    body.previous = in.hash();
    return body;
}

Hash receipt_digest(BytesView body) {
    Bytes message = to_bytes(as_bytes("ambag-receipt-v1"));
    append(message, body);
    return sha256(message);
}

}  // namespace ambag::emission::attestation
