// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/rpc/params.hpp"
#include "node/rpc/shapes.hpp"
#include "node/rpc/table.hpp"

// Accounts, code and storage after a block, and proofs of them.

namespace ambag::node {

namespace {

using chain::to_hex;

constexpr std::size_t proof_slots_max = 1024;
// What stands at a module's address, so that clients see a contract there.
constexpr std::string_view module_code = "0x60006000fd";

struct AccountRead {
    chain::Address address;
    ResolvedBlock block;
    std::shared_ptr<const chain::StateView> state;
};

RpcResult<AccountRead> read_at(const RpcContext& context, const Json& address, const Json& block) {
    AccountRead read;
    read.address = TRY(read_address(address, "address"));
    read.block = TRY(require_block(context.backend, block, "block"));
    read.state = TRY(context.backend.state_at(read.block.height));
    return read;
}

RpcResult<> get_balance(const RpcContext& context, const Json& params) {
    const auto read = TRY(read_at(context, param_at(params, 0), param_at(params, 1)));
    return Json{read.state->account(read.address).balance.units.to_hex()};
}

RpcResult<> get_transaction_count(const RpcContext& context, const Json& params) {
    const auto read = TRY(read_at(context, param_at(params, 0), param_at(params, 1)));
    const auto nonce = read.block.wants_pool ? context.backend.pending_nonce(read.address)
                                             : read.state->account(read.address).nonce;
    return Json{quantity(nonce.value)};
}

RpcResult<> get_code(const RpcContext& context, const Json& params) {
    const auto read = TRY(read_at(context, param_at(params, 0), param_at(params, 1)));
    return Json{read.state->account(read.address).is_module ? module_code : "0x"};
}

RpcResult<> get_storage_at(const RpcContext& context, const Json& params) {
    const auto slot = TRY(read_slot(param_at(params, 1), "slot"));
    const auto read = TRY(read_at(context, param_at(params, 0), param_at(params, 2)));
    return Json{to_hex(read.state->record(read.address, slot).leaf_word())};
}

Json nodes_json(const std::vector<chain::Bytes>& nodes) {
    Json::Array out;
    for (const auto& node : nodes) out.emplace_back(to_hex(node));
    return out;
}

// EIP-1186. `value` is a quantity there, not a word; the key comes back as it was asked for.
Json proof_json(const chain::Address& address, const AccountProof& proof, const Json& asked) {
    Json::Array storage;
    for (std::size_t i = 0; i < proof.storage.size(); ++i) {
        const auto& one = proof.storage[i];
        storage.push_back(Json::Object{{"key", (*asked.as_array())[i]},
                                       {"value", chain::U256::from_big_endian(one.value).to_hex()},
                                       {"proof", nodes_json(one.nodes)}});
    }
    return Json::Object{{"address", to_hex(address)},
                        {"accountProof", nodes_json(proof.nodes)},
                        {"balance", proof.balance.units.to_hex()},
                        {"nonce", quantity(proof.nonce.value)},
                        {"codeHash", to_hex(proof.code_hash)},
                        {"storageHash", to_hex(proof.storage_root)},
                        {"storageProof", std::move(storage)}};
}

RpcResult<> get_proof(const RpcContext& context, const Json& params) {
    const auto address = TRY(read_address(param_at(params, 0), "address"));
    const Json& asked = param_at(params, 1);
    const auto* items = asked.as_array();
    if (!items || items->size() > proof_slots_max)
        return std::unexpected(
            invalid_parameter("slots", "expected an array of at most 1024 storage slots"));
    std::vector<chain::Slot> slots;
    for (const auto& item : *items) slots.push_back(TRY(read_slot(item, "slots")));
    const auto block = TRY(require_block(context.backend, param_at(params, 2), "block"));
    const auto proof = TRY(context.backend.proof(address, slots, block.height));
    return proof_json(address, proof, asked);
}

constexpr MethodRow rows[]{
    {"eth_getBalance",
     "address address, block block?",
     "quantity",
     &get_balance,
     "coins of an account in base units",
     {.cost = 2}},
    {"eth_getTransactionCount",
     "address address, block block?",
     "quantity",
     &get_transaction_count,
     "the next nonce; with `pending` behind what waits in the pool",
     {.cost = 2}},
    {"eth_getCode",
     "address address, block block?",
     "data",
     &get_code,
     "a short stub at modules, nothing elsewhere",
     {.cost = 2}},
    {"eth_getStorageAt",
     "address address, slot slot, block block?",
     "word",
     &get_storage_at,
     "a storage word of a module",
     {.cost = 2}},
    {"eth_getProof",
     "address address, slots slots, block block?",
     "proof",
     &get_proof,
     "Merkle proof of an account and of storage words (EIP-1186)",
     {.cost = 50, .lane = RpcLane::heavy}},
};

}  // namespace

MethodFamily state_methods() {
    return rows;
}

}  // namespace ambag::node
