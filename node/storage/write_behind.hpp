// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "node/storage/rocks.hpp"

// State that follows from durable records, on its way to the database. Each block adds a run to
// the layers in memory; when they outgrow a budget, a thread writes all of them as one sorted file
// with the height they lead to, which RocksDB takes in at once or not at all. So nothing random is
// in the way of a commit, and a node that was hiding in the branches of the trie a hundred times is
// written once. Until then a crash costs only time: records rebuild the layers.
//
// Back-pressure: `add` waits while twice the budget is in memory.

namespace ambag::node::rocks {

class WriteBehind {
 public:
    struct Options {
        std::size_t bytes_max = std::size_t{64} << 20;  // of layers, before they are written
        // A planted defect, for the tests to notice: the height that is written with the layers is
        // that of the newest layer, which is left out.
        bool claims_too_much = false;
    };

    WriteBehind(std::shared_ptr<Database> database, Options options);
    // Writes what is left, so that the next start has nothing to rebuild.
    ~WriteBehind();
    WriteBehind(const WriteBehind&) = delete;
    WriteBehind& operator=(const WriteBehind&) = delete;

    // `run` leads to `after`, whose record is durable. Errors: an earlier write failed.
    chain::Result<void, StoreError> add(RunPointer run, Meta after);
    // Returns when the database has everything.
    chain::Result<void, StoreError> write_all();

    // What has been added leads to here; nothing before the first block.
    std::optional<Meta> position() const;
    // Where the database stands, after opening.
    void start_from(const Meta& position);
    // Undoes a block: `undo` changes the database while nobody looks, which has everything.
    chain::Result<void, StoreError> step_back(
        const Meta& to, const std::function<chain::Result<void, StoreError>()>& undo);

    // The layers and the database below them, as they are now and belong together. There must be a
    // position.
    std::shared_ptr<const Moment> moment() const;

 private:
    // Runs are merged eight by eight, so that a read looks through few and an entry is seldom
    // copied: `generation` counts how often it was.
    struct Piece {
        RunPointer run;
        Meta after;
        std::size_t generation = 0;
    };
    static constexpr std::size_t merged_at_once = 8;

    void work();
    void merge(std::unique_lock<std::mutex>& lock, std::size_t first);
    void write(std::unique_lock<std::mutex>& lock);
    rocksdb::Status write_file(std::span<const Piece> pieces) const;
    std::optional<std::size_t> ripe() const;  // the first of eight pieces to be merged
    std::size_t bytes() const;
    void layers_changed();

    std::shared_ptr<Database> database_;
    const Options options_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Piece> pieces_;  // newest first
    std::optional<Meta> position_;
    std::shared_ptr<const Layers> layers_;
    bool wanted_whole_ = false;  // someone waits in write_all
    bool stopping_ = false;
    std::optional<StoreError> failure_;
    std::thread thread_;
};

}  // namespace ambag::node::rocks
