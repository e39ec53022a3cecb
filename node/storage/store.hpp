// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "node/storage/block_record.hpp"

namespace rocksdb {
class Env;
}

// The durable state of a node, behind one door: `apply` writes the record of a block whole, in one
// synced batch, or not at all. Everything else (flat state, trie nodes, indexes) follows from the
// records; it is kept in memory and written behind in large sorted files, and `open` rebuilds what
// was not written yet.
//
// The last acknowledged height stands a second time in a small file beside the database (the
// watermark). A store that opens below it has lost an acknowledged block and refuses to serve.
// Reads go through snapshots: each sees one block's state, blocks and indexes, unchanged for as
// long as it is held. Formats: node/storage/README.md.

namespace ambag::node {

struct StoreError {
    std::string message;  // says what failed, where, and what to do about it
};

struct StoreOptions {
    std::string path;             // of the data directory
    bool in_memory = false;       // nothing reaches a disk; gone with the process
    bool sync = true;             // false only to show that the crash tests notice it
    rocksdb::Env* env = nullptr;  // for fault injection; the system's when null
    std::size_t layer_bytes_max = std::size_t{64} << 20;  // of state not yet written behind
    // Planted, for the same reason: the state written behind claims a block that it lacks.
    bool claims_too_much = false;
};

// One block's synced batch, for the benchmark's figures.
struct ApplyStatistics {
    std::size_t keys = 0;
    std::size_t bytes = 0;
};

class StoreSnapshot : public chain::StateView, public chain::NodeStore {
 public:
    virtual chain::Height head() const = 0;
    virtual const chain::StateCommitment& commitment() const = 0;

    // Nothing when there is no such block. A corrupt record ends the process, naming the height:
    // serving around it would hide it.
    virtual std::optional<BlockRecord> block(chain::Height height) const = 0;
    virtual std::optional<BlockRecord> block_head(chain::Height height) const = 0;  // no body
    virtual std::optional<chain::Height> find_block(const chain::Hash& hash) const = 0;
    struct Place {
        chain::Height height;
        std::size_t index;
    };
    virtual std::optional<Place> find_transaction(const chain::Hash& hash) const = 0;
    virtual std::optional<chain::StateDiff> diff(chain::Height height) const = 0;

    // State after an older block.
    virtual chain::AccountState account_at(const chain::Address& address,
                                           chain::Height height) const = 0;
    virtual chain::Record record_at(const chain::Address& module, const chain::Slot& slot,
                                    chain::Height height) const = 0;

    // Every account and record, ascending: for audits.
    virtual void for_each_account(
        const std::function<void(const chain::Address&, const chain::AccountState&)>& visit)
        const = 0;
    virtual void for_each_record(const std::function<void(const chain::Address&, const chain::Slot&,
                                                          const chain::Record&)>& visit) const = 0;
};

class Store {
 public:
    virtual ~Store() = default;

    // Creates the directory and the database when there are none. Errors: the directory is in use
    // by another node, is no data directory, is damaged, or lost an acknowledged block.
    static chain::Result<std::unique_ptr<Store>, StoreError> open(const StoreOptions& options);

    virtual bool empty() const = 0;  // no genesis yet

    // Makes `record` the head. Durable when it returns.
    virtual chain::Result<ApplyStatistics, StoreError> apply(
        const BlockRecord& record, const chain::StateDiff& diff,
        std::span<const chain::TrieUpdate> tries, const chain::StateCommitment& after) = 0;

    // Undoes the head block (evm_revert): `reverse` and `tries` lead back to its parent.
    virtual chain::Result<void, StoreError> undo_head(const chain::StateDiff& reverse,
                                                      std::span<const chain::TrieUpdate> tries,
                                                      const chain::StateCommitment& after) = 0;

    virtual std::shared_ptr<const StoreSnapshot> snapshot() const = 0;

    // Named documents beside the blocks: the genesis file, as it was given.
    virtual std::optional<chain::Bytes> document(std::string_view name) const = 0;
    virtual chain::Result<void, StoreError> put_document(std::string_view name,
                                                         chain::BytesView content) = 0;
};

}  // namespace ambag::node
