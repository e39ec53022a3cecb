// SPDX-License-Identifier: Apache-2.0
#include "tests/node/rpc/fake_backend.hpp"

namespace ambag::node {

chain::PrivateKey test_key() {
    return *chain::PrivateKey::from(
        *chain::from_hex("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));
}

chain::Transaction test_transaction(std::uint64_t nonce) {
    chain::Transaction body;
    body.chain_id = chain::ChainId{31337};
    body.nonce = chain::Nonce{nonce};
    body.fee_per_gas_max = chain::U256{2'000'000'000U};
    body.tip_per_gas_max = chain::U256{7U};
    body.gas_limit = chain::Gas{21'000};
    body.to = chain::Address{{0x11}};
    body.value = chain::Amount{chain::U256{1U}};
    return body;
}

chain::AccountState FakeState::account(const chain::Address& address) const {
    const auto found = accounts.find(address);
    return found == accounts.end() ? chain::AccountState{} : found->second;
}

chain::Record FakeState::record(const chain::Address& module, const chain::Slot& slot) const {
    const auto found = records.find({module, slot});
    return found == records.end() ? chain::Record{} : found->second;
}

FakeBackend::FakeBackend(bool dev) : identity_{chain::ChainId{31337}, dev, "Ambag/test"} {
    add_block({}, {});
}

BlockPointer FakeBackend::add_block(std::vector<chain::SignedTransaction> transactions,
                                    std::vector<std::vector<chain::Log>> logs) {
    const std::lock_guard lock{mutex_};
    auto block = std::make_shared<RpcBlock>();
    chain::Header& header = block->header;
    header.number = chain::Height{blocks_.size()};
    header.parent_hash = blocks_.empty() ? chain::Hash{} : blocks_.back()->hash;
    header.timestamp = chain::Timestamp{1'700'000'000 + blocks_.size()};
    header.gas_limit = chain::Gas{30'000'000};
    header.base_fee_per_gas = chain::U256{1'000'000'000U};
    std::uint64_t gas = 0;
    for (std::size_t i = 0; i < transactions.size(); ++i) {
        const auto sender = transactions[i].sender();
        gas += 21'000;
        block->receipts.push_back(
            chain::make_receipt(transactions[i].body().type, true, chain::Gas{gas},
                                i < logs.size() ? logs[i] : std::vector<chain::Log>{}));
        chain::merge_bloom(header.logs_bloom, block->receipts.back().bloom);
        state_->accounts[*sender].nonce.value += 1;
    }
    header.gas_used = chain::Gas{gas};
    block->hash = chain::hash_of(header);
    block->size_bytes = chain::encode_block(header, transactions).size();
    block->transactions = std::move(transactions);
    blocks_.push_back(block);
    if (listener_) listener_->on_block(block);
    changed_.notify_all();
    return block;
}

BlockPointer FakeBackend::seal() {
    std::vector<chain::SignedTransaction> waiting;
    {
        const std::lock_guard lock{mutex_};
        for (const auto& one : pool_) waiting.push_back(*one);
        pool_.clear();
    }
    return add_block(std::move(waiting), {});
}

chain::Height FakeBackend::head() const {
    const std::lock_guard lock{mutex_};
    return chain::Height{blocks_.size() - 1};
}

std::optional<HashedHeader> FakeBackend::header(chain::Height height) const {
    const auto found = block(height);
    return found ? std::optional{HashedHeader{found->header, found->hash}} : std::nullopt;
}

BlockPointer FakeBackend::block(chain::Height height) const {
    const std::lock_guard lock{mutex_};
    return height.value < blocks_.size() ? blocks_[height.value] : nullptr;
}

std::optional<chain::Height> FakeBackend::find_block(const chain::Hash& hash) const {
    const std::lock_guard lock{mutex_};
    for (const auto& one : blocks_)
        if (one->hash == hash) return one->header.number;
    return std::nullopt;
}

std::optional<TransactionPlace> FakeBackend::find_transaction(const chain::Hash& hash) const {
    const std::lock_guard lock{mutex_};
    for (const auto& one : blocks_)
        for (std::size_t i = 0; i < one->transactions.size(); ++i)
            if (one->transactions[i].hash() == hash) return TransactionPlace{one->header.number, i};
    return std::nullopt;
}

RpcResult<std::shared_ptr<const chain::StateView>> FakeBackend::state_at(chain::Height) const {
    return std::shared_ptr<const chain::StateView>{state_};
}

RpcResult<AccountProof> FakeBackend::proof(const chain::Address& account,
                                           std::span<const chain::Slot> slots,
                                           chain::Height) const {
    AccountProof proof{{{0xc0}}, state_->account(account).balance, {}, {}, {}, {}};
    for (const auto& slot : slots)
        proof.storage.push_back({slot, state_->record(account, slot).leaf_word(), {}});
    return proof;
}

RpcResult<CallOutcome> FakeBackend::call(const CallRequest& request, chain::Height) const {
    last_call_ = request;
    if (request.gas && *request.gas < needed_gas)
        return CallOutcome{chain::Gas{1}, std::unexpected(chain::Revert{})};
    return next_outcome;
}

std::vector<RpcResult<chain::Hash>> FakeBackend::submit(std::span<const chain::Bytes> raw) {
    std::vector<RpcResult<chain::Hash>> results;
    ++submissions;
    for (const auto& bytes : raw) {
        auto transaction = chain::decode_transaction(bytes);
        if (!transaction) {
            results.push_back(std::unexpected(rejected(transaction.error())));
            continue;
        }
        const auto sender = transaction->sender();
        const auto hash = transaction->hash();
        {
            const std::lock_guard lock{mutex_};
            pool_.push_back(std::make_shared<chain::SignedTransaction>(*transaction));
        }
        results.push_back(hash);
        if (listener_) listener_->on_pool({&hash, 1});
    }
    if (automine_) seal();
    return results;
}

bool FakeBackend::wait_for_receipt(const chain::Hash& hash, std::uint64_t wait_ms) const {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, std::chrono::milliseconds{wait_ms}, [&] {
        return std::ranges::any_of(blocks_, [&](const auto& one) {
            return std::ranges::find(one->transactions, hash, &chain::SignedTransaction::hash) !=
                   one->transactions.end();
        });
    });
}

chain::Nonce FakeBackend::pending_nonce(const chain::Address& account) const {
    const std::lock_guard lock{mutex_};
    return chain::Nonce{state_->account(account).nonce.value + pool_.size()};
}

std::shared_ptr<const chain::SignedTransaction> FakeBackend::pool_transaction(
    const chain::Hash& hash) const {
    const std::lock_guard lock{mutex_};
    for (const auto& one : pool_)
        if (one->hash() == hash) return one;
    return nullptr;
}

std::vector<PoolEntry> FakeBackend::pool_content() const {
    const std::lock_guard lock{mutex_};
    std::vector<PoolEntry> content;
    for (const auto& one : pool_) content.push_back({one, true});
    return content;
}

RpcResult<void> FakeBackend::mine(std::uint64_t count, std::optional<std::uint64_t>) {
    for (std::uint64_t i = 0; i < count; ++i) seal();
    return {};
}

RpcResult<void> FakeBackend::set_next_timestamp(chain::Timestamp time) {
    if (time < block(head())->header.timestamp)
        return std::unexpected(refused("timestamp is before the head's"));
    return {};
}

RpcResult<void> FakeBackend::set_automine(bool on) {
    automine_ = on;
    return {};
}

RpcResult<bool> FakeBackend::revert(std::uint64_t snapshot) {
    const std::lock_guard lock{mutex_};
    if (snapshot >= blocks_.size()) return false;
    blocks_.resize(snapshot + 1);
    return true;
}

RpcResult<void> FakeBackend::set_balance(const chain::Address& account, const chain::Amount& to) {
    state_->accounts[account].balance = to;
    return {};
}

}  // namespace ambag::node
