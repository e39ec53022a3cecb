// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "chain/state/view.hpp"
#include "node/rpc/backend_types.hpp"
#include "node/rpc/error.hpp"

// What the RPC asks of the node. The methods know nothing else, so that they can be tested without
// a node and a node without them.
//
// Every function may be called from any thread at any time. Blocks are immutable; a height is
// visible here (`head`) only when its block, receipts, indexes and state are all readable.

namespace ambag::node {

// Told about what is new. Called by the node's threads: implementations return at once.
class RpcListener {
 public:
    virtual ~RpcListener() = default;
    virtual void on_block(const BlockPointer& block) = 0;  // it is the head now
    virtual void on_pool(std::span<const chain::Hash> accepted) = 0;
};

// evm_ and anvil_: present where the genesis says `dev: true`.
class DevControls {
 public:
    virtual ~DevControls() = default;
    // Seals `count` blocks, `interval_seconds` apart (nothing: by the usual rule).
    virtual RpcResult<void> mine(std::uint64_t count,
                                 std::optional<std::uint64_t> interval_seconds) = 0;
    // Fails when it is before the head's time.
    virtual RpcResult<void> set_next_timestamp(chain::Timestamp time) = 0;
    // Distance of all further blocks; nothing returns to the clock.
    virtual RpcResult<void> set_timestamp_interval(std::optional<std::uint64_t> seconds) = 0;
    // The sum of all increases so far.
    virtual RpcResult<std::uint64_t> increase_time(std::uint64_t seconds) = 0;
    virtual bool automine() const = 0;
    virtual RpcResult<void> set_automine(bool on) = 0;
    // Seconds between blocks; 0 stops sealing by time.
    virtual RpcResult<void> set_interval_mining(std::uint64_t seconds) = 0;
    virtual RpcResult<std::uint64_t> snapshot() = 0;
    // False when there is no such snapshot; those after it are gone too.
    virtual RpcResult<bool> revert(std::uint64_t snapshot) = 0;
    virtual RpcResult<void> set_balance(const chain::Address& account, const chain::Amount& to) = 0;
};

class RpcBackend {
 public:
    virtual ~RpcBackend() = default;

    virtual const ChainIdentity& identity() const = 0;

    virtual chain::Height head() const = 0;
    virtual std::optional<HashedHeader> header(chain::Height height) const = 0;
    // Null when there is none. Receipts are polled one by one, so recent blocks should be kept
    // decoded.
    virtual BlockPointer block(chain::Height height) const = 0;
    virtual std::optional<chain::Height> find_block(const chain::Hash& hash) const = 0;
    virtual std::optional<TransactionPlace> find_transaction(const chain::Hash& hash) const = 0;

    // The state after a block. Fails when the node no longer keeps it.
    virtual RpcResult<std::shared_ptr<const chain::StateView>> state_at(
        chain::Height height) const = 0;
    virtual RpcResult<AccountProof> proof(const chain::Address& account,
                                          std::span<const chain::Slot> slots,
                                          chain::Height height) const = 0;

    // Executes on the state after `height`, with that block's number and time, and changes nothing.
    // An error is a call that could not even begin (a Reject, see `rejected`).
    virtual RpcResult<CallOutcome> call(const CallRequest& request, chain::Height height) const = 0;
    // Of the block after the head.
    virtual chain::U256 next_base_fee() const = 0;

    // Raw transactions into the pool, in this order, as one step: senders are recovered in
    // parallel. One answer each.
    virtual std::vector<RpcResult<chain::Hash>> submit(std::span<const chain::Bytes> raw) = 0;
    // Until the transaction is in a readable block; false when the time is up or the node stops.
    virtual bool wait_for_receipt(const chain::Hash& hash, std::uint64_t wait_ms) const = 0;
    // The first nonce that neither a block nor the pool has used without a gap.
    virtual chain::Nonce pending_nonce(const chain::Address& account) const = 0;
    virtual std::shared_ptr<const chain::SignedTransaction> pool_transaction(
        const chain::Hash& hash) const = 0;
    virtual std::vector<PoolEntry> pool_content() const = 0;

    virtual DevControls* dev() = 0;  // null outside development mode

    // One listener, or null to end it; after the return the old one is not called any more.
    virtual void set_listener(RpcListener* listener) = 0;
};

}  // namespace ambag::node
