// SPDX-License-Identifier: Apache-2.0
#include "node/service/backend.hpp"

#include "chain/trie/proof.hpp"

namespace ambag::node {

using chain::Address;
using chain::Bytes;
using chain::Hash;
using chain::Height;
using chain::Slot;

namespace {

constexpr std::size_t recent_blocks_max = 64;
constexpr std::size_t recent_hashes_max = 256;

// State after an older block, through the change sets of the blocks since.
class HistoricState final : public chain::StateView {
 public:
    HistoricState(std::shared_ptr<const StoreSnapshot> snapshot, Height height)
        : snapshot_{std::move(snapshot)}, height_{height} {}

    chain::AccountState account(const Address& address) const override {
        return snapshot_->account_at(address, height_);
    }
    chain::Record record(const Address& module, const Slot& slot) const override {
        return snapshot_->record_at(module, slot, height_);
    }

 private:
    std::shared_ptr<const StoreSnapshot> snapshot_;
    Height height_;
};

BlockPointer to_rpc(const BlockRecord& record) {
    auto block = std::make_shared<RpcBlock>();
    block->header = record.header;
    block->hash = record.hash;
    for (const StoredTransaction& stored : record.transactions) {
        block->transactions.push_back(stored.transaction);
        block->receipts.push_back(stored.receipt);
    }
    block->size_bytes = encode_block(block->header, block->transactions).size();
    return block;
}

RpcError no_block(Height height) {
    return refused("block " + std::to_string(height.value) + " does not exist");
}

RpcResult<std::vector<Bytes>> nodes_of(chain::Result<std::vector<Bytes>, chain::Fault> proof) {
    if (proof) return std::move(*proof);
    return std::unexpected(RpcError{rpc_code::internal, proof.error().detail, {}});
}

}  // namespace

NodeBackend::NodeBackend(Application& app, ChainIdentity identity, Log log)
    : app_{app}, identity_{std::move(identity)}, log_{std::move(log)} {}

void NodeBackend::attach(SoloSequencer& sequencer) {
    sequencer_ = &sequencer;
}

void NodeBackend::on_block(const std::shared_ptr<const FinalizedBlock>& block) {
    const BlockPointer made = to_rpc(block->record);
    {
        const std::lock_guard lock{mutex_};
        recent_.push_back(made);
        if (recent_.size() > recent_blocks_max) recent_.pop_front();
    }
    new_block_.notify_all();
    const std::lock_guard lock{listener_mutex_};
    if (listener_ != nullptr) listener_->on_block(made);
}

void NodeBackend::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    new_block_.notify_all();
}

void NodeBackend::set_listener(RpcListener* listener) {
    const std::lock_guard lock{listener_mutex_};
    listener_ = listener;
}

std::optional<HashedHeader> NodeBackend::header(Height height) const {
    const HeadPointer head = head_view();
    if (height == head->header.number) return HashedHeader{head->header, head->hash};
    const auto record = head->snapshot->block_head(height);
    if (!record) return std::nullopt;
    return HashedHeader{record->header, record->hash};
}

BlockPointer NodeBackend::block(Height height) const {
    const HeadPointer head = head_view();
    if (height > head->header.number) return nullptr;
    {
        const std::lock_guard lock{mutex_};
        for (auto at = recent_.rbegin(); at != recent_.rend(); ++at)
            if ((*at)->header.number == height) return *at;
    }
    const auto record = head->snapshot->block(height);
    return record ? to_rpc(*record) : nullptr;
}

std::optional<Height> NodeBackend::find_block(const Hash& hash) const {
    return head_view()->snapshot->find_block(hash);
}

std::optional<TransactionPlace> NodeBackend::find_transaction(const Hash& hash) const {
    const auto place = head_view()->snapshot->find_transaction(hash);
    if (!place) return std::nullopt;
    return TransactionPlace{place->height, place->index};
}

RpcResult<std::shared_ptr<const chain::StateView>> NodeBackend::state_at(Height height) const {
    const HeadPointer head = head_view();
    if (height > head->header.number) return std::unexpected(no_block(height));
    if (height == head->header.number) return head->snapshot;
    return std::make_shared<const HistoricState>(head->snapshot, height);
}

RpcResult<AccountProof> NodeBackend::proof(const Address& account, std::span<const Slot> slots,
                                           Height height) const {
    const HeadPointer head = head_view();
    if (height != head->header.number)
        return std::unexpected(refused("proofs are kept for the latest block only, which is " +
                                       std::to_string(head->header.number.value)));
    const StoreSnapshot& state = *head->snapshot;
    const chain::StateCommitment& commitment = state.commitment();
    const chain::AccountState found = state.account(account);
    const auto root = commitment.storage_roots.find(account);
    AccountProof proof;
    proof.storage_root =
        root == commitment.storage_roots.end() ? chain::empty_trie_root : root->second;
    proof.nodes =
        TRY(nodes_of(chain::prove({}, commitment.state_root, chain::secure_key(account), state)));
    proof.balance = found.balance;
    proof.nonce = found.nonce;
    proof.code_hash = found.is_module ? chain::module_code_hash : chain::empty_code_hash;
    for (const Slot& slot : slots)
        proof.storage.push_back(
            {slot, state.record(account, slot).leaf_word(),
             TRY(nodes_of(chain::prove(chain::secure_key(account), proof.storage_root,
                                       chain::secure_key(slot), state)))});
    return proof;
}

RpcResult<chain::BlockEnv> NodeBackend::env_at(const HeadView& head, Height height) const {
    const auto record = head.snapshot->block_head(height);
    if (!record) return std::unexpected(no_block(height));
    chain::BlockEnv env;
    env.height = height;
    env.time = record->header.timestamp;
    env.parent_time = record->header.timestamp;
    env.base_fee = chain::Amount{record->header.base_fee_per_gas};
    env.coinbase = record->header.miner;
    env.gas_limit = record->header.gas_limit;
    env.extra_data = record->header.extra_data;
    // Those before `height`, newest first: the head's, and what lies further back than it knows. A
    // call must see the same hashes when the head has moved on meanwhile.
    const std::uint64_t behind = head.header.number.value - height.value;
    env.recent_hashes = head.ancestors;
    const auto skipped = std::min<std::uint64_t>(behind, env.recent_hashes.size());
    env.recent_hashes.erase(env.recent_hashes.begin(),
                            env.recent_hashes.begin() + static_cast<std::ptrdiff_t>(skipped));
    while (env.recent_hashes.size() < std::min<std::uint64_t>(height.value, recent_hashes_max)) {
        const Height before{height.value - 1 - env.recent_hashes.size()};
        const auto older = head.snapshot->block_head(before);
        if (!older) break;
        env.recent_hashes.push_back(older->hash);
    }
    return env;
}

RpcResult<NodeBackend::Reader> NodeBackend::reader_at(Height height) const {
    const HeadPointer head = head_view();
    Reader reader;
    reader.state = TRY(state_at(height));
    reader.modules = std::make_unique<chain::StateReader>(*reader.state, TRY(env_at(*head, height)),
                                                          app_.rules(), app_.modules());
    return reader;
}

RpcResult<CallOutcome> NodeBackend::call(const CallRequest& request, Height height) const {
    const HeadPointer head = head_view();
    const auto state = TRY(state_at(height));
    const chain::BlockEnv env = TRY(env_at(*head, height));
    if (!request.to)
        return std::unexpected(
            rejected({chain::RejectCode::contract_creation, "there is no EVM: a call needs `to`"}));
    chain::Transaction shape;
    shape.to = request.to;
    shape.data = request.data;
    shape.access_list = request.access_list;
    const chain::Gas intrinsic = chain::intrinsic_gas(shape);
    const std::uint64_t limit =
        std::min(request.gas.value_or(env.gas_limit.value), env.gas_limit.value);
    if (limit < intrinsic.value)
        return std::unexpected(rejected(
            {chain::RejectCode::intrinsic_gas_too_low,
             "gas " + std::to_string(limit) + ", needed " + std::to_string(intrinsic.value)}));
    const Address from = request.from.value_or(Address{});
    const chain::Amount value{request.value.value_or(chain::U256{})};
    if (state->account(from).balance < value)
        return std::unexpected(
            rejected({chain::RejectCode::insufficient_funds,
                      "the sender has " + state->account(from).balance.units.to_decimal()}));
    auto outcome = chain::simulate_call(
        *state, env, app_.rules(), app_.modules(),
        {from, *request.to, value, request.data, chain::Gas{limit - intrinsic.value}});
    if (outcome.out_of_gas)
        return std::unexpected(
            refused("out of gas: the call needs more than " + std::to_string(limit)));
    return CallOutcome{chain::Gas{outcome.gas_used.value + intrinsic.value},
                       std::move(outcome.output)};
}

chain::U256 NodeBackend::next_base_fee() const {
    return app_.base_fee_after(head_view()->header).units;
}

}  // namespace ambag::node
