// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/exec/commitment.hpp"

// What the node keeps of a block. The record alone suffices to rebuild everything else: header,
// transactions with their senders, receipts, dev balances, seal, and the change set with old and
// new values. Encoded as RLP; node/storage/README.md has the layout.

namespace ambag::node {

struct StoredTransaction {
    chain::SignedTransaction transaction;  // with its sender
    chain::Receipt receipt;
    chain::Gas gas_used;
    chain::U256 effective_gas_price;
    chain::Bytes output;  // returned or revert data
};

struct BlockRecord {
    chain::Header header;
    chain::Hash hash;   // of the header
    chain::Bytes seal;  // the sequencer's 65-byte signature over the hash; empty for block 0
    std::vector<chain::DevBalance> dev_balances;
    std::vector<StoredTransaction> transactions;
};

// A record that is not as it was written: the database is damaged.
struct DecodeFailure {
    std::string what;  // the field and what is wrong with it
};

chain::Bytes encode_head(const BlockRecord& record);  // header, hash, seal
chain::Bytes encode_body(const BlockRecord& record);  // dev balances, transactions
chain::Result<BlockRecord, DecodeFailure> decode_head(chain::BytesView head);
chain::Result<void, DecodeFailure> decode_body(chain::BytesView body, BlockRecord& into);

chain::Bytes encode_diff(const chain::StateDiff& diff);
chain::Result<chain::StateDiff, DecodeFailure> decode_diff(chain::BytesView encoded);

// Single values of flat state; an absent one encodes to nothing.
chain::Bytes encode_account_state(const chain::AccountState& account);
std::optional<chain::AccountState> decode_account_state(chain::BytesView encoded);
chain::Bytes encode_record(const chain::Record& record);
std::optional<chain::Record> decode_record(chain::BytesView encoded);

}  // namespace ambag::node
