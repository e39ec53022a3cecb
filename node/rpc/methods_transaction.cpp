// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/rpc/params.hpp"
#include "node/rpc/shapes.hpp"
#include "node/rpc/table.hpp"

// Transactions and receipts. A hash is looked for in the blocks first and then in the pool; a
// receipt exists only once its block is readable.

namespace ambag::node {

namespace {

struct Found {
    BlockPointer block;  // null when the transaction is in none
    std::size_t index = 0;
};

Found find(const RpcContext& context, const chain::Hash& hash) {
    const auto place = context.backend.find_transaction(hash);
    if (!place) return {};
    return {context.backend.block(place->height), place->index};
}

RpcResult<> get_by_hash(const RpcContext& context, const Json& params) {
    const auto hash = TRY(read_hash(param_at(params, 0), "hash"));
    const Found found = find(context, hash);
    if (found.block) return transaction_json(*found.block, found.index);
    if (const auto pending = context.backend.pool_transaction(hash))
        return pending_transaction_json(*pending);
    // It may have moved from the pool into a block between the two looks.
    const Found again = find(context, hash);
    return again.block ? transaction_json(*again.block, again.index) : Json{};
}

RpcResult<> get_receipt(const RpcContext& context, const Json& params) {
    const auto hash = TRY(read_hash(param_at(params, 0), "hash"));
    const Found found = find(context, hash);
    if (!found.block) return Json{};
    return receipt_json(*found.block, receipt_position(*found.block, found.index));
}

Json at_index(const BlockPointer& block, std::uint64_t index) {
    if (!block || index >= block->transactions.size()) return {};
    return transaction_json(*block, index);
}

RpcResult<> get_by_block_number(const RpcContext& context, const Json& params) {
    const BlockId id = TRY(read_block_id(param_at(params, 0), "block"));
    const auto index = TRY(read_u64(param_at(params, 1), "index"));
    const auto place = find_block(context.backend, id);
    return place ? at_index(context.backend.block(place->height), index) : Json{};
}

RpcResult<> get_by_block_hash(const RpcContext& context, const Json& params) {
    const auto hash = TRY(read_hash(param_at(params, 0), "hash"));
    const auto index = TRY(read_u64(param_at(params, 1), "index"));
    const auto height = context.backend.find_block(hash);
    return height ? at_index(context.backend.block(*height), index) : Json{};
}

RpcResult<> get_raw(const RpcContext& context, const Json& params) {
    const auto hash = TRY(read_hash(param_at(params, 0), "hash"));
    const Found found = find(context, hash);
    if (found.block) return Json{chain::to_hex(found.block->transactions[found.index].raw())};
    const auto pending = context.backend.pool_transaction(hash);
    return pending ? Json{chain::to_hex(pending->raw())} : Json{};
}

constexpr MethodRow rows[]{
    {"eth_getTransactionByHash",
     "hash hash",
     "transaction|null",
     &get_by_hash,
     "a transaction in a block or in the pool",
     {.cost = 2}},
    {"eth_getTransactionReceipt",
     "hash hash",
     "receipt|null",
     &get_receipt,
     "what a transaction did; null until its block is committed",
     {.cost = 2}},
    {"eth_getTransactionByBlockNumberAndIndex",
     "block block, index quantity",
     "transaction|null",
     &get_by_block_number,
     "a transaction by its place",
     {.cost = 2}},
    {"eth_getTransactionByBlockHashAndIndex",
     "hash hash, index quantity",
     "transaction|null",
     &get_by_block_hash,
     "a transaction by its place",
     {.cost = 2}},
    {"eth_getRawTransactionByHash",
     "hash hash",
     "data|null",
     &get_raw,
     "the signed bytes of a transaction",
     {.cost = 2}},
};

}  // namespace

MethodFamily transaction_methods() {
    return rows;
}

}  // namespace ambag::node
