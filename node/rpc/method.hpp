// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "node/rpc/backend.hpp"
#include "node/rpc/error.hpp"

// One RPC method = one function + one row. A row is all there is to know about a method: dispatch,
// `rpc.discover` and the support table of the README are made from it.
//
//     RpcResult<> get_balance(const RpcContext& context, const Json& params);
//     {"eth_getBalance", "address address, block block?", "quantity", &get_balance,
//      "balance of an account in base units after a block", {.cost = 2}},
//
// Parameters are written "name type", a "?" after the type of one that may be left out; types and
// results are names of the schema table of openrpc.cpp ("A|B" for either).

namespace ambag::node {

class FilterStore;
class SubscriptionHub;
class PushChannel;
class MethodTable;

// What bounds a single request, whatever its method.
struct RpcLimits {
    std::uint64_t log_blocks_max = 100'000;  // length of a range of eth_getLogs
    std::size_t logs_max = 20'000;           // in one answer
    std::size_t reply_bytes_max = 25U << 20;
    std::uint64_t batch_cost_max = 20'000;
    std::uint64_t sync_wait_ms_max = 30'000;  // eth_sendRawTransactionSync
};

// What a handler may use. The backend answers from immutable, committed blocks; a handler resolves
// its block once and asks for that height from then on.
struct RpcContext {
    RpcBackend& backend;
    FilterStore& filters;
    SubscriptionHub& subscriptions;
    const MethodTable& methods;
    RpcLimits limits;
    // The WebSocket connection that asks; null over HTTP.
    std::shared_ptr<PushChannel> channel;
};

// `params` is always an array, no longer than the row's parameters, with the required ones present.
using RpcHandler = RpcResult<> (*)(const RpcContext& context, const Json& params);
// The same method several times in a row in one batch, at once.
using RpcGroupHandler = std::vector<RpcResult<>> (*)(const RpcContext& context,
                                                     std::span<const Json* const> params);

// Where a method runs. Reads that may take long must not keep the I/O threads from the short ones
// and from transactions.
enum class RpcLane : std::uint8_t {
    direct,   // microseconds: on the I/O thread
    heavy,    // may scan or execute: on the few read threads
    waiting,  // blocks until something happens
};

struct MethodOptions {
    std::uint32_t cost = 1;  // 1 = a few microseconds; the sum over a batch is capped
    RpcLane lane = RpcLane::direct;
    bool needs_dev = false;  // answers only where the genesis says `dev: true`
    RpcGroupHandler group = nullptr;
};

struct MethodRow {
    std::string_view name;
    std::string_view params;
    std::string_view result;
    RpcHandler handler;
    std::string_view summary;
    MethodOptions options{};
};

struct ParamDescription {
    std::string_view name;
    std::string_view type;
    bool required = true;
};

// Splits a row's parameter text.
std::vector<ParamDescription> describe_params(std::string_view text);

}  // namespace ambag::node
