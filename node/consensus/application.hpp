// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/exec/genesis.hpp"
#include "node/consensus/upgrades.hpp"
#include "node/consensus/working_state.hpp"
#include "node/mempool/mempool.hpp"

// The chain behind any consensus driver, as seven verbs:
//
//   init      genesis into an empty store, or the proof that the store is of this genesis
//   check     one transaction for the pool
//   propose   the transactions of the next block
//   verify    whether a proposed block can be executed as it stands
//   finalize  executes a block and computes its header; nothing is written
//   commit    makes the finalized block durable
//   query     snapshots (see Store)
//
// check and query are safe from any thread; the others belong to the driver's one thread. The same
// blocks give the same hashes through every driver.

namespace ambag::node {

// A chain as its genesis file describes it.
struct ChainSpec {
    chain::Rules rules;
    chain::Timestamp genesis_time;
    std::vector<chain::Allocation> allocations;
    std::vector<chain::ModuleGenesis> sections;  // in the order in which they run
    chain::Bytes document;  // canonical text of the genesis; its keccak256 is block 0's extraData
};

// Why a node cannot start or go on.
struct NodeFailure {
    std::string message;                   // says what failed and what to do about it
    std::optional<UpgradeHalt> upgrade{};  // it was no failure: another program must go on
};

// What a driver hands to `finalize`: everything that a block is made of but its outcome.
struct ProposedBlock {
    chain::BlockEnv env;
    std::vector<PooledTransaction> transactions;
    std::vector<chain::DevBalance> dev_balances;
};

// An executed block, complete but for its seal; nothing of it is written yet.
struct FinalizedBlock {
    BlockRecord record;  // without seal
    chain::StateDiff diff;
    std::vector<chain::TrieUpdate> tries;
    chain::StateCommitment after;
    // Proposed transactions that cannot be in the block; they are in neither trie.
    std::vector<std::pair<chain::Hash, chain::Reject>> rejected;
};

class Application {
 public:
    // init. Errors: another genesis, another chain id, a Fault in the genesis.
    static chain::Result<std::unique_ptr<Application>, NodeFailure> init(
        Store& store, const ChainSpec& spec, const chain::ModuleTable& modules);

    // Stateless admission, the signature's recovery included, then the sender's funds in the head
    // state and the fee cap against the next block's base fee; the transaction is queued.
    // RejectCodes and PoolRefusals come out as one text each.
    struct CheckError {
        std::variant<chain::Reject, PoolError> cause;
        const std::string& detail() const;
    };
    chain::Result<chain::Hash, CheckError> check(chain::SignedTransaction tx,
                                                 const StoreSnapshot& head,
                                                 const chain::Amount& base_fee);

    // Why this program must not execute the next block: a planned upgrade. Asked before `propose`.
    std::optional<UpgradeHalt> upgrade_halt() const;

    // `time` is the driver's; it is raised to the parent's when it is before it.
    ProposedBlock propose(chain::Timestamp time, const chain::Address& coinbase) const;

    // Whether the next block would take a transaction of the pool.
    bool has_work() const;

    // Errors: the first transaction that cannot be in it (Reject), or a broken rule (Fault). The
    // working state is not changed.
    chain::Result<void, chain::BlockError> verify(const ProposedBlock& block) const;

    // Transactions that cannot be in the block are left out and listed. On a Fault nothing has
    // changed and the node must stop.
    chain::Result<FinalizedBlock, chain::Fault> finalize(const ProposedBlock& block);

    // Durable when it returns. May run on another thread than `finalize` of the next block.
    chain::Result<ApplyStatistics, NodeFailure> commit(const FinalizedBlock& block);

    // After `finalize`: the pool forgets what was included or can never be.
    void settle_pool(const FinalizedBlock& block);

    // The working state has outgrown its memory; `rebase` may be called when nothing is pending.
    bool wants_rebase() const { return state_->wants_rebase(); }
    void rebase() { state_->rebase(store_.snapshot()); }

    // Undoes blocks until `height` is the head (evm_revert). No finalized block may be pending.
    chain::Result<void, NodeFailure> roll_back(chain::Height height);

    Mempool& mempool() { return mempool_; }
    const Store& store() const { return store_; }
    const chain::Rules& rules() const { return spec_.rules; }
    const chain::ModuleTable& modules() const { return modules_; }
    const ChainSpec& spec() const { return spec_; }
    // Of the block after `header` (EIP-1559 with the genesis' denominator and floor).
    chain::Amount base_fee_after(const chain::Header& header) const;

    // The environment of a block that is executed again or simulated: after `parent`.
    chain::BlockEnv env_after(const StoreSnapshot& snapshot, const BlockRecord& parent,
                              chain::Timestamp time, const chain::Address& coinbase) const;

 private:
    Application(Store& store, const ChainSpec& spec, const chain::ModuleTable& modules);
    chain::Result<void, NodeFailure> write_genesis();
    chain::Result<void, NodeFailure> check_genesis() const;
    void remember_parent(const chain::Header& header, const chain::Hash& hash);
    void load_position();
    chain::Result<void, NodeFailure> undo_head();

    Store& store_;
    const ChainSpec spec_;
    const chain::ModuleTable& modules_;
    Mempool mempool_;
    std::unique_ptr<WorkingState> state_;
    // Position of the last finalized block, which may be one ahead of the store.
    chain::Header parent_;
    std::vector<chain::Hash> recent_hashes_;  // of the parent and its ancestors, newest first
};

}  // namespace ambag::node
