// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/rpc/params.hpp"
#include "node/rpc/shapes.hpp"
#include "node/rpc/table.hpp"

// Signed transactions into the pool. There is no eth_sendTransaction and no eth_sign: the node
// holds no keys.

namespace ambag::node {

namespace {

// EIP-7966: added to the pool, but in no block within the time given.
constexpr int code_sync_timeout = 4;

RpcResult<> hash_answer(RpcResult<chain::Hash> result) {
    if (!result) return std::unexpected(std::move(result).error());
    return Json{chain::to_hex(*result)};
}

// All transactions of a batch enter the pool in one step, which recovers their senders in
// parallel.
std::vector<RpcResult<>> send_group(const RpcContext& context,
                                    std::span<const Json* const> params) {
    std::vector<RpcResult<>> results(params.size());
    std::vector<chain::Bytes> raw;
    std::vector<std::size_t> places;
    raw.reserve(params.size());
    places.reserve(params.size());
    for (std::size_t i = 0; i < params.size(); ++i) {
        auto data = read_data(param_at(*params[i], 0), "transaction");
        if (!data) {
            results[i] = std::unexpected(std::move(data).error());
            continue;
        }
        raw.push_back(*std::move(data));
        places.push_back(i);
    }
    auto hashes = context.backend.submit(raw);
    for (std::size_t i = 0; i < places.size(); ++i)
        results[places[i]] = hash_answer(std::move(hashes[i]));
    return results;
}

RpcResult<chain::Hash> submit_one(const RpcContext& context, const Json& json) {
    const chain::Bytes raw = TRY(read_data(json, "transaction"));
    return std::move(context.backend.submit({&raw, 1}).front());
}

RpcResult<> send(const RpcContext& context, const Json& params) {
    return hash_answer(submit_one(context, param_at(params, 0)));
}

RpcResult<> send_sync(const RpcContext& context, const Json& params) {
    const auto asked = TRY(read_optional_u64(param_at(params, 1), "timeout"));
    const chain::Hash hash = TRY(submit_one(context, param_at(params, 0)));
    const std::uint64_t wait_ms =
        std::min(asked.value_or(context.limits.sync_wait_ms_max), context.limits.sync_wait_ms_max);
    const bool done = context.backend.wait_for_receipt(hash, wait_ms);
    const auto place = done ? context.backend.find_transaction(hash) : std::nullopt;
    const auto block = place ? context.backend.block(place->height) : nullptr;
    if (!block)
        return std::unexpected(
            RpcError{code_sync_timeout,
                     "the transaction was added to the pool but was in no block within " +
                         std::to_string(wait_ms) + " ms",
                     chain::to_hex(hash)});
    return receipt_json(*block, receipt_position(*block, place->index));
}

constexpr MethodRow rows[]{
    {"eth_sendRawTransaction",
     "transaction data",
     "hash",
     &send,
     "puts a signed transaction into the pool",
     {.cost = 5, .group = &send_group}},
    {"eth_sendRawTransactionSync",
     "transaction data, timeout quantity?",
     "receipt",
     &send_sync,
     "the same, and waits for the receipt (EIP-7966; milliseconds)",
     {.cost = 20, .lane = RpcLane::waiting}},
};

}  // namespace

MethodFamily send_methods() {
    return rows;
}

}  // namespace ambag::node
