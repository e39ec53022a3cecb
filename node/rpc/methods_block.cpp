// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/params.hpp"
#include "node/rpc/shapes.hpp"
#include "node/rpc/table.hpp"

// Blocks. An unknown number or hash is `null`, not an error.

namespace ambag::node {

namespace {

RpcResult<BlockPointer> block_by_number(const RpcContext& context, const Json& params) {
    const BlockId id = TRY(read_block_id(param_at(params, 0), "block"));
    const auto found = find_block(context.backend, id);
    return found ? context.backend.block(found->height) : nullptr;
}

RpcResult<BlockPointer> block_by_hash(const RpcContext& context, const Json& params) {
    const auto hash = TRY(read_hash(param_at(params, 0), "hash"));
    const auto height = context.backend.find_block(hash);
    return height ? context.backend.block(*height) : nullptr;
}

RpcResult<> block_answer(const BlockPointer& block, const Json& full) {
    const bool whole = full.is_null() ? false : TRY(read_bool(full, "full"));
    return block ? block_json(*block, whole) : Json{};
}

RpcResult<> get_block_by_number(const RpcContext& context, const Json& params) {
    return block_answer(TRY(block_by_number(context, params)), param_at(params, 1));
}

RpcResult<> get_block_by_hash(const RpcContext& context, const Json& params) {
    return block_answer(TRY(block_by_hash(context, params)), param_at(params, 1));
}

Json count_answer(const BlockPointer& block) {
    return block ? Json{quantity(block->transactions.size())} : Json{};
}

RpcResult<> count_by_number(const RpcContext& context, const Json& params) {
    return count_answer(TRY(block_by_number(context, params)));
}

RpcResult<> count_by_hash(const RpcContext& context, const Json& params) {
    return count_answer(TRY(block_by_hash(context, params)));
}

// There are no uncles; a block that does not exist has no count either.
Json uncles_answer(const BlockPointer& block) {
    return block ? Json{"0x0"} : Json{};
}

RpcResult<> uncles_by_number(const RpcContext& context, const Json& params) {
    return uncles_answer(TRY(block_by_number(context, params)));
}

RpcResult<> uncles_by_hash(const RpcContext& context, const Json& params) {
    return uncles_answer(TRY(block_by_hash(context, params)));
}

RpcResult<> get_block_receipts(const RpcContext& context, const Json& params) {
    const auto block = TRY(block_by_number(context, params));
    if (!block) return Json{};
    Json::Array receipts;
    receipts.reserve(block->receipts.size());
    for (ReceiptPosition at; at.index < block->receipts.size(); at = next_position(*block, at))
        receipts.push_back(receipt_json(*block, at));
    return Json{std::move(receipts)};
}

constexpr MethodOptions whole_block{.cost = 20, .lane = RpcLane::heavy};

constexpr MethodRow rows[]{
    {"eth_getBlockByNumber",
     "block block, full boolean?",
     "blockObject|null",
     &get_block_by_number,
     "a block, with whole transactions where `full`",
     {.cost = 5}},
    {"eth_getBlockByHash",
     "hash hash, full boolean?",
     "blockObject|null",
     &get_block_by_hash,
     "a block, with whole transactions where `full`",
     {.cost = 5}},
    {"eth_getBlockReceipts", "block block", "receipts|null", &get_block_receipts,
     "all receipts of a block", whole_block},
    {"eth_getBlockTransactionCountByNumber", "block block", "quantity|null", &count_by_number,
     "number of transactions in a block"},
    {"eth_getBlockTransactionCountByHash", "hash hash", "quantity|null", &count_by_hash,
     "number of transactions in a block"},
    {"eth_getUncleCountByBlockNumber", "block block", "quantity|null", &uncles_by_number,
     "always 0: there are no uncles"},
    {"eth_getUncleCountByBlockHash", "hash hash", "quantity|null", &uncles_by_hash,
     "always 0: there are no uncles"},
};

}  // namespace

MethodFamily block_methods() {
    return rows;
}

}  // namespace ambag::node
