// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "node/rpc/backend.hpp"
#include "node/rpc/logs.hpp"

// Blocks, transactions, receipts and logs as the Ethereum clients read them (execution-apis
// src/schemas). Fields without meaning here are present where a client breaks without them.

namespace ambag::node {

std::string quantity(std::uint64_t value);  // "0x0", "0x1a"

Json header_json(const chain::Header& header, const chain::Hash& hash);
// `full`: whole transactions instead of their hashes.
Json block_json(const RpcBlock& block, bool full);

Json transaction_json(const RpcBlock& block, std::size_t index);
// In the pool: its block fields are null.
Json pending_transaction_json(const chain::SignedTransaction& transaction);

// Sums over the receipts before it, so that all receipts of a block cost one pass.
struct ReceiptPosition {
    std::size_t index = 0;
    std::size_t first_log = 0;
    chain::Gas gas_before;
};
ReceiptPosition receipt_position(const RpcBlock& block, std::size_t index);
ReceiptPosition next_position(const RpcBlock& block, const ReceiptPosition& position);
Json receipt_json(const RpcBlock& block, const ReceiptPosition& position);

Json log_json(const RpcBlock& block, const PlacedLog& placed);

}  // namespace ambag::node
