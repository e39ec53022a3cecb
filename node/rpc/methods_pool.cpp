// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "chain/base/hex.hpp"
#include "node/rpc/params.hpp"
#include "node/rpc/shapes.hpp"
#include "node/rpc/table.hpp"

// The pool as geth shows it: `pending` can be executed now, `queued` waits for a nonce before it.

namespace ambag::node {

namespace {

using Content = std::map<std::string, std::map<std::uint64_t, Json>>;

struct Split {
    Content pending;
    Content queued;
};

Json content_json(const Content& content) {
    Json::Object senders;
    for (const auto& [sender, by_nonce] : content) {
        Json::Object transactions;
        for (const auto& [nonce, json] : by_nonce)
            transactions.push_back({std::to_string(nonce), json});
        senders.push_back({sender, std::move(transactions)});
    }
    return senders;
}

// "0x…: 1 wei + 21000 gas × 7 wei", geth's one-line form.
Json inspection(const chain::SignedTransaction& transaction) {
    const auto& body = transaction.body();
    return (body.to ? chain::to_checksum(*body.to) : "contract creation") + ": " +
           body.value.units.to_decimal() + " wei + " + std::to_string(body.gas_limit.value) +
           " gas × " + body.fee_per_gas_max.to_decimal() + " wei";
}

template <class Render>
Split split(const RpcContext& context, Render render) {
    Split out;
    for (const auto& entry : context.backend.pool_content()) {
        const auto& transaction = *entry.transaction;
        if (!transaction.known_sender()) continue;
        auto& content = entry.executable ? out.pending : out.queued;
        content[chain::to_checksum(*transaction.known_sender())][transaction.body().nonce.value] =
            render(transaction);
    }
    return out;
}

RpcResult<> content(const RpcContext& context, const Json&) {
    const Split all = split(context, &pending_transaction_json);
    return Json::object(
        {{"pending", content_json(all.pending)}, {"queued", content_json(all.queued)}});
}

RpcResult<> inspect(const RpcContext& context, const Json&) {
    const Split all = split(context, &inspection);
    return Json::object(
        {{"pending", content_json(all.pending)}, {"queued", content_json(all.queued)}});
}

RpcResult<> content_from(const RpcContext& context, const Json& params) {
    const auto address = TRY(read_address(param_at(params, 0), "address"));
    Json pending = Json::object();
    Json queued = Json::object();
    for (const auto& entry : context.backend.pool_content()) {
        if (entry.transaction->known_sender() != address) continue;
        (entry.executable ? pending : queued)
            .set(std::to_string(entry.transaction->body().nonce.value),
                 pending_transaction_json(*entry.transaction));
    }
    return Json::object({{"pending", pending}, {"queued", queued}});
}

RpcResult<> status(const RpcContext& context, const Json&) {
    std::uint64_t pending = 0;
    std::uint64_t queued = 0;
    for (const auto& entry : context.backend.pool_content())
        ++(entry.executable ? pending : queued);
    return Json::object({{"pending", quantity(pending)}, {"queued", quantity(queued)}});
}

constexpr MethodOptions whole_pool{.cost = 100, .lane = RpcLane::heavy};

constexpr MethodRow rows[]{
    {"txpool_status", "", "poolStatus", &status, "how many transactions wait", whole_pool},
    {"txpool_content", "", "poolContent", &content, "all that wait, by sender and nonce",
     whole_pool},
    {"txpool_contentFrom", "address address", "poolContent", &content_from,
     "what waits of one sender", whole_pool},
    {"txpool_inspect", "", "poolContent", &inspect, "all that wait, one line each", whole_pool},
};

}  // namespace

MethodFamily pool_methods() {
    return rows;
}

}  // namespace ambag::node
