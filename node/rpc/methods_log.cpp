// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/filters.hpp"
#include "node/rpc/params.hpp"
#include "node/rpc/shapes.hpp"
#include "node/rpc/table.hpp"

// Logs of past blocks, and filters that are polled.

namespace ambag::node {

namespace {

RpcError invalid_range(std::string message) {
    return {rpc_code::invalid_params, std::move(message), {}};
}

// A bound beyond the head is an error of its own, so that nobody takes silence for "no logs".
RpcResult<chain::Height> bound(const RpcContext& context, const BlockId& id,
                               std::string_view name) {
    if (const auto found = find_block(context.backend, id)) return found->height;
    return std::unexpected(invalid_range("block range extends beyond current head block: `" +
                                         std::string{name} + "` is after " +
                                         quantity(context.backend.head().value)));
}

RpcResult<> find_logs(const RpcContext& context, const LogFilterText& filter) {
    Json::Array logs;
    if (filter.block) {
        const auto height = context.backend.find_block(*filter.block);
        if (!height) return std::unexpected(refused("unknown block"));
        TRY(append_logs(logs, context.backend, filter.pattern, *height, *height,
                        context.limits.logs_max));
        return Json{std::move(logs)};
    }
    const auto from = TRY(bound(context, filter.from, "fromBlock"));
    const auto to = TRY(bound(context, filter.to, "toBlock"));
    if (from > to)
        return std::unexpected(invalid_range("invalid block range params: fromBlock " +
                                             quantity(from.value) + " is after toBlock " +
                                             quantity(to.value)));
    const std::uint64_t blocks_max = context.limits.log_blocks_max;
    if (to.value - from.value >= blocks_max)
        return std::unexpected(
            invalid_range("block range too large: at most " + std::to_string(blocks_max) +
                          " blocks at once, for example fromBlock " + quantity(from.value) +
                          " toBlock " + quantity(from.value + blocks_max - 1)));
    TRY(append_logs(logs, context.backend, filter.pattern, from, to, context.limits.logs_max));
    return Json{std::move(logs)};
}

RpcResult<> get_logs(const RpcContext& context, const Json& params) {
    return find_logs(context, TRY(read_log_filter(param_at(params, 0), "filter")));
}

chain::Height after_head(const RpcContext& context) {
    return chain::Height{context.backend.head().value + 1};
}

RpcResult<> new_filter(const RpcContext& context, const Json& params) {
    auto filter = TRY(read_log_filter(param_at(params, 0), "filter"));
    if (filter.block)
        return std::unexpected(
            invalid_parameter("filter.blockHash", "a filter watches a range; use eth_getLogs"));
    return Json{
        TRY(context.filters.add(FilterStore::LogCursor{std::move(filter), after_head(context)}))};
}

RpcResult<> new_block_filter(const RpcContext& context, const Json&) {
    return Json{TRY(context.filters.add(FilterStore::BlockCursor{after_head(context)}))};
}

RpcResult<> new_pool_filter(const RpcContext& context, const Json&) {
    return Json{TRY(context.filters.add(context.filters.pool_cursor()))};
}

RpcResult<> filter_changes(const RpcContext& context, const Json& params) {
    const auto id = TRY(read_text(param_at(params, 0), "id"));
    return context.filters.changes(context, id);
}

RpcResult<> filter_logs(const RpcContext& context, const Json& params) {
    const auto id = TRY(read_text(param_at(params, 0), "id"));
    return find_logs(context, TRY(context.filters.log_filter(id)));
}

RpcResult<> uninstall_filter(const RpcContext& context, const Json& params) {
    return Json{context.filters.remove(TRY(read_text(param_at(params, 0), "id")))};
}

constexpr MethodOptions scan{.cost = 100, .lane = RpcLane::heavy};

constexpr MethodRow rows[]{
    {"eth_getLogs", "filter logFilter", "logs", &get_logs,
     "logs by address and topics in a range of blocks or in one block", scan},
    {"eth_newFilter", "filter logFilter", "string", &new_filter, "watches for logs"},
    {"eth_newBlockFilter", "", "string", &new_block_filter, "watches for blocks"},
    {"eth_newPendingTransactionFilter", "", "string", &new_pool_filter,
     "watches for transactions that enter the pool"},
    {"eth_getFilterChanges",
     "id string",
     "filterChanges",
     &filter_changes,
     "what is new since the last call; a filter not asked for in five minutes is gone",
     {.cost = 20, .lane = RpcLane::heavy}},
    {"eth_getFilterLogs", "id string", "logs", &filter_logs, "all logs of a log filter's range",
     scan},
    {"eth_uninstallFilter", "id string", "boolean", &uninstall_filter, "whether there was one"},
};

}  // namespace

MethodFamily log_methods() {
    return rows;
}

}  // namespace ambag::node
