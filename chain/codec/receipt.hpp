// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"
#include "chain/base/result.hpp"
#include "chain/codec/log.hpp"
#include "chain/codec/malformed.hpp"
#include "chain/codec/transaction.hpp"

// Receipts as receiptsRoot commits to them, and the 2048-bit bloom of their logs.
// Source: yellow paper, section 4.4.1 (M3:2048); EIP-658 (status); EIP-2718 (typed envelope).

namespace ambag::chain {

using Bloom = FixedBytes<256, struct BloomTag>;

void add_to_bloom(Bloom& bloom, BytesView entry);  // an address or a topic
void merge_bloom(Bloom& bloom, const Bloom& other);
Bloom bloom_of(std::span<const Log> logs);
// False: surely not in it. True: perhaps.
bool may_contain(const Bloom& bloom, BytesView entry);

struct Receipt {
    TransactionType type = TransactionType::dynamic_fee;
    bool success = false;
    Gas cumulative_gas_used;  // of the block up to and including this transaction
    Bloom bloom;              // bloom_of(logs)
    std::vector<Log> logs;

    bool operator==(const Receipt&) const = default;
};

Receipt make_receipt(TransactionType type, bool success, Gas cumulative_gas_used,
                     std::vector<Log> logs);

// The leaf of the receipts trie: RLP [status, cumulative gas, bloom, logs], behind the type byte
// for types 1 and 2.
Bytes encode_receipt(const Receipt& receipt);

// As strict as the other codecs; the bloom must be the one of the logs.
Result<Receipt, Malformed> decode_receipt(BytesView encoded);

}  // namespace ambag::chain
