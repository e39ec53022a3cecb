// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/params.hpp"
#include "node/rpc/subscriptions.hpp"
#include "node/rpc/table.hpp"

// Subscriptions over WebSocket.

namespace ambag::node {

namespace {

RpcResult<std::shared_ptr<PushChannel>> connected(const RpcContext& context) {
    if (context.channel) return context.channel;
    return std::unexpected(refused("notifications not supported: connect by WebSocket"));
}

RpcResult<> subscribe(const RpcContext& context, const Json& params) {
    using Kind = SubscriptionHub::Kind;
    auto channel = TRY(connected(context));
    const auto topic = TRY(read_text(param_at(params, 0), "topic"));
    const Json& options = param_at(params, 1);
    if (topic == "newHeads")
        return Json{TRY(context.subscriptions.subscribe(std::move(channel), Kind::new_heads))};
    if (topic == "logs") {
        const Json all = Json::object();
        auto filter = TRY(read_log_filter(options.is_null() ? all : options, "options"));
        return Json{TRY(context.subscriptions.subscribe(std::move(channel), Kind::logs,
                                                        std::move(filter.pattern)))};
    }
    if (topic == "newPendingTransactions") {
        const bool whole = options.is_null() ? false : TRY(read_bool(options, "options"));
        return Json{TRY(context.subscriptions.subscribe(
            std::move(channel), whole ? Kind::pending_transactions : Kind::pending_hashes))};
    }
    return std::unexpected(invalid_parameter(
        "topic", "expected newHeads, logs or newPendingTransactions, got " + Json{topic}.dump()));
}

RpcResult<> unsubscribe(const RpcContext& context, const Json& params) {
    const auto channel = TRY(connected(context));
    const auto id = TRY(read_text(param_at(params, 0), "subscription"));
    return Json{context.subscriptions.unsubscribe(*channel, id)};
}

constexpr MethodRow rows[]{
    {"eth_subscribe",
     "topic subscription, options subscriptionOptions?",
     "string",
     &subscribe,
     "pushes new blocks, logs or pool transactions (WebSocket)",
     {.cost = 10}},
    {"eth_unsubscribe", "subscription string", "boolean", &unsubscribe,
     "ends one of this connection"},
};

}  // namespace

MethodFamily subscription_methods() {
    return rows;
}

}  // namespace ambag::node
