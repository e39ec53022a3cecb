// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>

#include "chain/base/hex.hpp"
#include "chain/codec/transaction.hpp"
#include "node/rpc/backend.hpp"

// A backend without a chain: blocks are whatever a test puts in, calls answer what it says.

namespace ambag::node {

// Account 0 of the mnemonic "test test … junk".
inline chain::PrivateKey test_key() {
    return *chain::PrivateKey::from(
        *chain::from_hex("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));
}

inline chain::Transaction test_transaction(std::uint64_t nonce) {
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

class FakeBackend final : public RpcBackend, public DevControls {
    struct State final : chain::StateView {
        std::map<chain::Address, chain::AccountState> accounts;
        std::map<std::pair<chain::Address, chain::Slot>, chain::Record> records;
        chain::AccountState account(const chain::Address& address) const override {
            const auto found = accounts.find(address);
            return found == accounts.end() ? chain::AccountState{} : found->second;
        }
        chain::Record record(const chain::Address& module, const chain::Slot& slot) const override {
            const auto found = records.find({module, slot});
            return found == records.end() ? chain::Record{} : found->second;
        }
    };

 public:
    explicit FakeBackend(bool dev = true) : identity_{chain::ChainId{31337}, dev, "Ambag/test"} {
        add_block({}, {});
    }

    // Each transaction with the logs of its receipt.
    BlockPointer add_block(std::vector<chain::SignedTransaction> transactions,
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

    // Puts all that waits into a block.
    BlockPointer seal() {
        std::vector<chain::SignedTransaction> waiting;
        {
            const std::lock_guard lock{mutex_};
            for (const auto& one : pool_) waiting.push_back(*one);
            pool_.clear();
        }
        return add_block(std::move(waiting), {});
    }

    const ChainIdentity& identity() const override { return identity_; }
    chain::Height head() const override {
        const std::lock_guard lock{mutex_};
        return chain::Height{blocks_.size() - 1};
    }
    std::optional<HashedHeader> header(chain::Height height) const override {
        const auto found = block(height);
        return found ? std::optional{HashedHeader{found->header, found->hash}} : std::nullopt;
    }
    BlockPointer block(chain::Height height) const override {
        const std::lock_guard lock{mutex_};
        return height.value < blocks_.size() ? blocks_[height.value] : nullptr;
    }
    std::optional<chain::Height> find_block(const chain::Hash& hash) const override {
        const std::lock_guard lock{mutex_};
        for (const auto& one : blocks_)
            if (one->hash == hash) return one->header.number;
        return std::nullopt;
    }
    std::optional<TransactionPlace> find_transaction(const chain::Hash& hash) const override {
        const std::lock_guard lock{mutex_};
        for (const auto& one : blocks_)
            for (std::size_t i = 0; i < one->transactions.size(); ++i)
                if (one->transactions[i].hash() == hash)
                    return TransactionPlace{one->header.number, i};
        return std::nullopt;
    }
    RpcResult<std::shared_ptr<const chain::StateView>> state_at(chain::Height) const override {
        return std::shared_ptr<const chain::StateView>{state_};
    }
    RpcResult<AccountProof> proof(const chain::Address& account, std::span<const chain::Slot> slots,
                                  chain::Height) const override {
        AccountProof proof{{{0xc0}}, state_->account(account).balance, {}, {}, {}, {}};
        for (const auto& slot : slots)
            proof.storage.push_back({slot, state_->record(account, slot).leaf_word(), {}});
        return proof;
    }
    RpcResult<CallOutcome> call(const CallRequest& request, chain::Height) const override {
        last_call_ = request;
        if (request.gas && *request.gas < needed_gas)
            return CallOutcome{chain::Gas{1}, std::unexpected(chain::Revert{})};
        return next_outcome;
    }
    chain::U256 next_base_fee() const override { return chain::U256{1'000'000'001U}; }

    std::vector<RpcResult<chain::Hash>> submit(std::span<const chain::Bytes> raw) override {
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
    bool wait_for_receipt(const chain::Hash& hash, std::uint64_t wait_ms) const override {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, std::chrono::milliseconds{wait_ms}, [&] {
            return std::ranges::any_of(blocks_, [&](const auto& one) {
                return std::ranges::find(one->transactions, hash,
                                         &chain::SignedTransaction::hash) !=
                       one->transactions.end();
            });
        });
    }
    chain::Nonce pending_nonce(const chain::Address& account) const override {
        const std::lock_guard lock{mutex_};
        return chain::Nonce{state_->account(account).nonce.value + pool_.size()};
    }
    std::shared_ptr<const chain::SignedTransaction> pool_transaction(
        const chain::Hash& hash) const override {
        const std::lock_guard lock{mutex_};
        for (const auto& one : pool_)
            if (one->hash() == hash) return one;
        return nullptr;
    }
    std::vector<PoolEntry> pool_content() const override {
        const std::lock_guard lock{mutex_};
        std::vector<PoolEntry> content;
        for (const auto& one : pool_) content.push_back({one, true});
        return content;
    }
    DevControls* dev() override { return identity_.dev ? this : nullptr; }
    void set_listener(RpcListener* listener) override { listener_ = listener; }

    RpcResult<void> mine(std::uint64_t count, std::optional<std::uint64_t>) override {
        for (std::uint64_t i = 0; i < count; ++i) seal();
        return {};
    }
    RpcResult<void> set_next_timestamp(chain::Timestamp time) override {
        if (time < block(head())->header.timestamp)
            return std::unexpected(refused("timestamp is before the head's"));
        return {};
    }
    RpcResult<void> set_timestamp_interval(std::optional<std::uint64_t>) override { return {}; }
    RpcResult<std::uint64_t> increase_time(std::uint64_t seconds) override { return seconds; }
    bool automine() const override { return automine_; }
    RpcResult<void> set_automine(bool on) override {
        automine_ = on;
        return {};
    }
    RpcResult<void> set_interval_mining(std::uint64_t) override { return {}; }
    RpcResult<std::uint64_t> snapshot() override { return head().value; }
    RpcResult<bool> revert(std::uint64_t snapshot) override {
        const std::lock_guard lock{mutex_};
        if (snapshot >= blocks_.size()) return false;
        blocks_.resize(snapshot + 1);
        return true;
    }
    RpcResult<void> set_balance(const chain::Address& account, const chain::Amount& to) override {
        state_->accounts[account].balance = to;
        return {};
    }

    State& state() { return *state_; }
    const CallRequest& last_call() const { return last_call_; }

    CallOutcome next_outcome{chain::Gas{21'000}, chain::Bytes{}};
    std::uint64_t needed_gas = 0;
    std::uint64_t submissions = 0;

 private:
    ChainIdentity identity_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::vector<BlockPointer> blocks_;
    std::vector<std::shared_ptr<const chain::SignedTransaction>> pool_;
    std::shared_ptr<State> state_ = std::make_shared<State>();
    RpcListener* listener_ = nullptr;
    bool automine_ = false;
    mutable CallRequest last_call_;
};

}  // namespace ambag::node
