// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>

#include "chain/exec/state_reader.hpp"
#include "node/consensus/solo.hpp"
#include "node/log/log.hpp"
#include "node/rpc/backend.hpp"

// The node behind the RPC: every answer comes from one durable snapshot. Safe from any thread after
// `attach`. What each function returns and when it fails is said where it is declared
// (node/rpc/backend.hpp); state of any height can be read, proofs are of the head.

namespace ambag::node {

class NodeBackend final : public RpcBackend, public DevControls {
 public:
    // Refused transactions go to `log` at debug.
    NodeBackend(Application& app, ChainIdentity identity, Log log = {});

    // The sequencer is made after the backend, which takes its events.
    void attach(SoloSequencer& sequencer);
    void on_block(const std::shared_ptr<const FinalizedBlock>& block);
    // Wakes those who wait for receipts: the node stops.
    void stop();

    // For the ambag_ methods: module reads after a block, and blocks as they are stored.
    struct Reader {
        std::shared_ptr<const chain::StateView> state;
        std::unique_ptr<chain::StateReader> modules;
    };
    // Refused when the height is above the head.
    RpcResult<Reader> reader_at(chain::Height height) const;
    HeadPointer head_view() const { return sequencer_->head(); }
    Application& application() const { return app_; }

    // RpcBackend
    const ChainIdentity& identity() const override { return identity_; }
    chain::Height head() const override { return head_view()->header.number; }
    std::optional<HashedHeader> header(chain::Height height) const override;
    BlockPointer block(chain::Height height) const override;
    std::optional<chain::Height> find_block(const chain::Hash& hash) const override;
    std::optional<TransactionPlace> find_transaction(const chain::Hash& hash) const override;
    RpcResult<std::shared_ptr<const chain::StateView>> state_at(
        chain::Height height) const override;
    RpcResult<AccountProof> proof(const chain::Address& account, std::span<const chain::Slot> slots,
                                  chain::Height height) const override;
    RpcResult<CallOutcome> call(const CallRequest& request, chain::Height height) const override;
    chain::U256 next_base_fee() const override;
    std::vector<RpcResult<chain::Hash>> submit(std::span<const chain::Bytes> raw) override;
    bool wait_for_receipt(const chain::Hash& hash, std::uint64_t wait_ms) const override;
    chain::Nonce pending_nonce(const chain::Address& account) const override;
    std::shared_ptr<const chain::SignedTransaction> pool_transaction(
        const chain::Hash& hash) const override;
    std::vector<PoolEntry> pool_content() const override;
    DevControls* dev() override { return identity_.dev ? this : nullptr; }
    void set_listener(RpcListener* listener) override;

    // DevControls
    RpcResult<void> mine(std::uint64_t count,
                         std::optional<std::uint64_t> interval_seconds) override;
    RpcResult<void> set_next_timestamp(chain::Timestamp time) override;
    RpcResult<void> set_timestamp_interval(std::optional<std::uint64_t> seconds) override;
    RpcResult<std::uint64_t> increase_time(std::uint64_t seconds) override;
    bool automine() const override;
    RpcResult<void> set_automine(bool on) override;
    RpcResult<void> set_interval_mining(std::uint64_t seconds) override;
    RpcResult<std::uint64_t> snapshot() override;
    RpcResult<bool> revert(std::uint64_t snapshot) override;
    RpcResult<void> set_balance(const chain::Address& account, const chain::Amount& to) override;

 private:
    // Decodes, admits against `head`, queues.
    RpcResult<chain::Hash> submit_one(const chain::Bytes& raw, const HeadView& head);
    void note_refusal(const chain::Bytes& raw, const RpcError& error) const;
    // The environment in which eth_call at `height` runs: number and time of that block.
    RpcResult<chain::BlockEnv> env_at(const HeadView& head, chain::Height height) const;

    Application& app_;
    const ChainIdentity identity_;  // chain id, dev, client version
    const Log log_;
    SoloSequencer* sequencer_ = nullptr;

    mutable std::mutex mutex_;
    mutable std::condition_variable new_block_;
    bool stopping_ = false;
    std::deque<BlockPointer> recent_;  // the last 64, newest last: what clients ask for most
    std::mutex listener_mutex_;
    RpcListener* listener_ = nullptr;
};

}  // namespace ambag::node
