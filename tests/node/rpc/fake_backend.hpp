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
chain::PrivateKey test_key();
// Of type 2, one unit to 0x11…; to be signed by `test_key`.
chain::Transaction test_transaction(std::uint64_t nonce);

struct FakeState final : chain::StateView {
    std::map<chain::Address, chain::AccountState> accounts;
    std::map<std::pair<chain::Address, chain::Slot>, chain::Record> records;

    chain::AccountState account(const chain::Address& address) const override;
    chain::Record record(const chain::Address& module, const chain::Slot& slot) const override;
};

class FakeBackend final : public RpcBackend, public DevControls {
 public:
    explicit FakeBackend(bool dev = true);

    // Each transaction with the logs of its receipt.
    BlockPointer add_block(std::vector<chain::SignedTransaction> transactions,
                           std::vector<std::vector<chain::Log>> logs);
    // Puts all that waits into a block.
    BlockPointer seal();

    FakeState& state() { return *state_; }
    const CallRequest& last_call() const { return last_call_; }

    CallOutcome next_outcome{chain::Gas{21'000}, chain::Bytes{}};
    std::uint64_t needed_gas = 0;   // a call with a lower limit fails
    std::uint64_t submissions = 0;  // calls of `submit`

    const ChainIdentity& identity() const override { return identity_; }
    chain::Height head() const override;
    std::optional<HashedHeader> header(chain::Height height) const override;
    BlockPointer block(chain::Height height) const override;
    std::optional<chain::Height> find_block(const chain::Hash& hash) const override;
    std::optional<TransactionPlace> find_transaction(const chain::Hash& hash) const override;
    RpcResult<std::shared_ptr<const chain::StateView>> state_at(chain::Height) const override;
    RpcResult<AccountProof> proof(const chain::Address& account, std::span<const chain::Slot> slots,
                                  chain::Height height) const override;
    RpcResult<CallOutcome> call(const CallRequest& request, chain::Height height) const override;
    chain::U256 next_base_fee() const override { return chain::U256{1'000'000'001U}; }
    std::vector<RpcResult<chain::Hash>> submit(std::span<const chain::Bytes> raw) override;
    bool wait_for_receipt(const chain::Hash& hash, std::uint64_t wait_ms) const override;
    chain::Nonce pending_nonce(const chain::Address& account) const override;
    std::shared_ptr<const chain::SignedTransaction> pool_transaction(
        const chain::Hash& hash) const override;
    std::vector<PoolEntry> pool_content() const override;
    DevControls* dev() override { return identity_.dev ? this : nullptr; }
    void set_listener(RpcListener* listener) override { listener_ = listener; }

    RpcResult<void> mine(std::uint64_t count, std::optional<std::uint64_t>) override;
    RpcResult<void> set_next_timestamp(chain::Timestamp time) override;
    RpcResult<void> set_timestamp_interval(std::optional<std::uint64_t>) override { return {}; }
    RpcResult<std::uint64_t> increase_time(std::uint64_t seconds) override { return seconds; }
    bool automine() const override { return automine_; }
    RpcResult<void> set_automine(bool on) override;
    RpcResult<void> set_interval_mining(std::uint64_t) override { return {}; }
    RpcResult<std::uint64_t> snapshot() override { return head().value; }
    RpcResult<bool> revert(std::uint64_t snapshot) override;
    RpcResult<void> set_balance(const chain::Address& account, const chain::Amount& to) override;

 private:
    ChainIdentity identity_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::vector<BlockPointer> blocks_;
    std::vector<std::shared_ptr<const chain::SignedTransaction>> pool_;
    std::shared_ptr<FakeState> state_ = std::make_shared<FakeState>();
    RpcListener* listener_ = nullptr;
    bool automine_ = false;
    mutable CallRequest last_call_;
};

}  // namespace ambag::node
