// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chain/codec/block.hpp"

// What goes back and forth between the methods of the RPC and the node behind them.

namespace ambag::node {

struct RpcBlock {
    chain::Header header;
    chain::Hash hash;
    std::uint64_t size_bytes = 0;                        // of its RLP form
    std::vector<chain::SignedTransaction> transactions;  // with their senders
    std::vector<chain::Receipt> receipts;
};
using BlockPointer = std::shared_ptr<const RpcBlock>;

struct HashedHeader {
    chain::Header header;
    chain::Hash hash;
};

struct TransactionPlace {
    chain::Height height;
    std::size_t index = 0;
};

struct ChainIdentity {
    chain::ChainId chain_id;
    bool dev = false;
    std::string client_version;  // "Ambag/v0.1.0/linux-x86_64"
};

// The object of eth_call. What is left out is absent: the node fills it in.
struct CallRequest {
    std::optional<chain::Address> from;
    std::optional<chain::Address> to;
    std::optional<chain::U256> value;
    chain::Bytes data;
    std::optional<std::uint64_t> gas;
    std::optional<chain::U256> gas_price;
    std::optional<chain::U256> fee_per_gas_max;
    std::optional<chain::U256> tip_per_gas_max;
    std::optional<std::uint64_t> nonce;
    std::optional<std::uint64_t> type;
    std::vector<chain::AccessListEntry> access_list;
};

struct CallOutcome {
    chain::Gas gas_used;  // intrinsic gas included
    chain::Result<chain::Bytes, chain::Revert> output;
};

// As eth_getProof answers it: nodes of the tries from the root down, RLP.
struct StorageProof {
    chain::Slot slot;
    chain::Hash value;
    std::vector<chain::Bytes> nodes;
};
struct AccountProof {
    std::vector<chain::Bytes> nodes;
    chain::Amount balance;
    chain::Nonce nonce;
    chain::Hash storage_root;
    chain::Hash code_hash;
    std::vector<StorageProof> storage;
};

struct PoolEntry {
    std::shared_ptr<const chain::SignedTransaction> transaction;  // with its sender
    bool executable = false;  // false: a nonce before it is missing
};

}  // namespace ambag::node
