// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "node/rpc/method.hpp"

// All methods of the node, by name. `standard_methods` lists the families; another family is one
// more file and one more line there.

namespace ambag::node {

using MethodFamily = std::span<const MethodRow>;

MethodFamily chain_methods();         // eth_chainId, eth_blockNumber, net_, web3_, fees
MethodFamily block_methods();         // eth_getBlockBy…
MethodFamily transaction_methods();   // eth_getTransaction…, receipts
MethodFamily state_methods();         // balances, code, storage, proofs
MethodFamily call_methods();          // eth_call, eth_estimateGas, eth_fillTransaction
MethodFamily send_methods();          // eth_sendRawTransaction, …Sync
MethodFamily log_methods();           // eth_getLogs, filters
MethodFamily subscription_methods();  // eth_subscribe
MethodFamily pool_methods();          // txpool_
MethodFamily dev_methods();           // evm_, anvil_
MethodFamily discovery_methods();     // rpc.discover

std::vector<MethodFamily> standard_methods();

struct MethodEntry {
    const MethodRow* row;
    std::vector<ParamDescription> params;
    std::size_t required;
    // Counters of /metrics.
    mutable std::atomic<std::uint64_t> calls{0};
    mutable std::atomic<std::uint64_t> errors{0};
};

class MethodTable {
 public:
    // With `dev` false the rows that need it are not there.
    MethodTable(const std::vector<MethodFamily>& families, bool dev);

    const MethodEntry* find(std::string_view name) const;
    // In the order of the rows.
    const std::vector<std::unique_ptr<MethodEntry>>& entries() const { return entries_; }

    // The positional form of a request's parameters, or -32602: names are put in their places,
    // missing and surplus ones refused.
    static RpcResult<> arrange_params(const MethodEntry& entry, Json params);

 private:
    std::vector<std::unique_ptr<MethodEntry>> entries_;
    std::unordered_map<std::string_view, const MethodEntry*> by_name_;
};

}  // namespace ambag::node
