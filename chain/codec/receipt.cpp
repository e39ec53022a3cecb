// SPDX-License-Identifier: Apache-2.0
#include "chain/codec/receipt.hpp"

#include <array>
#include <utility>

#include "chain/codec/rlp.hpp"
#include "chain/crypto/hash.hpp"

namespace ambag::chain {

namespace {

constexpr std::size_t topics_max = 4;

struct BloomBit {
    std::size_t byte;
    Byte mask;
};

// Three times the low 11 bits of a pair of bytes of the hash; bit 0 is the last byte's lowest.
std::array<BloomBit, 3> bloom_bits(BytesView entry) {
    const Hash hash = keccak256(entry);
    std::array<BloomBit, 3> bits{};
    for (std::size_t i = 0; i < bits.size(); ++i) {
        const unsigned bit = ((static_cast<unsigned>(hash.bytes[2 * i]) << 8) |
                              static_cast<unsigned>(hash.bytes[2 * i + 1])) &
                             2047U;
        bits[i] = {Bloom::width - 1 - bit / 8, static_cast<Byte>(1U << (bit % 8))};
    }
    return bits;
}

Result<std::vector<Log>, Malformed> read_logs(rlp::Cursor& list) {
    std::vector<Log> logs;
    rlp::Cursor items = TRY(named("logs", list.read_list()));
    while (!items.done()) {
        rlp::Cursor item = TRY(named("log", items.read_list()));
        Log& log = logs.emplace_back();
        log.address = TRY(named("address", item.read_fixed<Address>()));
        rlp::Cursor topics = TRY(named("topics", item.read_list()));
        while (!topics.done()) {
            TRY(require(log.topics.size() < topics_max, "topics", "a log has at most 4"));
            log.topics.push_back(TRY(named("topic", topics.read_fixed<Hash>())));
        }
        log.data = to_bytes(TRY(named("data", item.read_string())));
        TRY(named("log", item.finish()));
    }
    return logs;
}

Result<bool, Malformed> read_status(rlp::Cursor& list) {
    const std::uint64_t status = TRY(named("status", list.read_u64()));
    TRY(require(status <= 1, "status", "neither 0 nor 1 (EIP-658)"));
    return status == 1;
}

Result<TransactionType, Malformed> read_type(BytesView encoded) {
    TRY(require(!encoded.empty(), "receipt", "no bytes"));
    if (encoded.front() >= 0xC0) return TransactionType::legacy;
    if (encoded.front() == 1 || encoded.front() == 2)
        return static_cast<TransactionType>(encoded.front());
    return std::unexpected(Malformed{"type", "not 0, 1 or 2"});
}

}  // namespace

void add_to_bloom(Bloom& bloom, BytesView entry) {
    for (const BloomBit& bit : bloom_bits(entry)) bloom.bytes[bit.byte] |= bit.mask;
}

void merge_bloom(Bloom& bloom, const Bloom& other) {
    for (std::size_t i = 0; i < Bloom::width; ++i) bloom.bytes[i] |= other.bytes[i];
}

Bloom bloom_of(std::span<const Log> logs) {
    Bloom bloom;
    for (const Log& log : logs) {
        add_to_bloom(bloom, log.address);
        for (const Hash& topic : log.topics) add_to_bloom(bloom, topic);
    }
    return bloom;
}

bool may_contain(const Bloom& bloom, BytesView entry) {
    return std::ranges::all_of(bloom_bits(entry), [&](const BloomBit& bit) {
        return (bloom.bytes[bit.byte] & bit.mask) != 0;
    });
}

Receipt make_receipt(TransactionType type, bool success, Gas cumulative_gas_used,
                     std::vector<Log> logs) {
    const Bloom bloom = bloom_of(logs);
    return {type, success, cumulative_gas_used, bloom, std::move(logs)};
}

Bytes encode_receipt(const Receipt& receipt) {
    Bytes out;
    out.reserve(320);
    if (receipt.type != TransactionType::legacy) out.push_back(static_cast<Byte>(receipt.type));
    {
        const rlp::List list{out};
        rlp::write_integer(out, receipt.success ? 1U : 0U);
        rlp::write_integer(out, receipt.cumulative_gas_used);
        rlp::write_string(out, receipt.bloom);
        const rlp::List logs{out};
        for (const Log& log : receipt.logs) {
            const rlp::List item{out};
            rlp::write_string(out, log.address);
            {
                const rlp::List topics{out};
                for (const Hash& topic : log.topics) rlp::write_string(out, topic);
            }
            rlp::write_string(out, log.data);
        }
    }
    return out;
}

Result<Receipt, Malformed> decode_receipt(BytesView encoded) {
    Receipt receipt;
    receipt.type = TRY(read_type(encoded));
    const bool legacy = receipt.type == TransactionType::legacy;
    rlp::Cursor outer{legacy ? encoded : encoded.subspan(1)};
    rlp::Cursor list = TRY(named("envelope", outer.read_list()));
    TRY(named("envelope", outer.finish()));
    receipt.success = TRY(read_status(list));
    receipt.cumulative_gas_used = TRY(named("cumulative gas", list.read_quantity<Gas>()));
    receipt.bloom = TRY(named("bloom", list.read_fixed<Bloom>()));
    receipt.logs = TRY(read_logs(list));
    TRY(named("logs", list.finish()));
    TRY(require(receipt.bloom == bloom_of(receipt.logs), "bloom", "not the one of the logs"));
    return receipt;
}

}  // namespace ambag::chain
