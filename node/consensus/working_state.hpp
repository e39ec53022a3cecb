// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include "chain/trie/node_cache.hpp"
#include "node/consensus/account_map.hpp"
#include "node/storage/store.hpp"

// The state that the next block is executed on: the store's snapshot under memory layers that hold
// every change made since, so that block N + 1 can be executed while N is still being written.
// One thread at a time.

namespace ambag::node {

class WorkingState final : public chain::StateView, public chain::NodeStore {
 public:
    explicit WorkingState(std::shared_ptr<const StoreSnapshot> base);

    chain::AccountState account(const chain::Address& address) const override;
    chain::Record record(const chain::Address& module, const chain::Slot& slot) const override;
    std::optional<chain::Bytes> node(const chain::TriePath& path) const override {
        return nodes_.node(path);
    }
    std::vector<std::optional<chain::Bytes>> nodes(
        const chain::TrieOwner& owner, std::span<const chain::NibblePath> paths) const override {
        return nodes_.nodes(owner, paths);
    }

    const chain::StateCommitment& commitment() const { return commitment_; }

    // Takes a finalized block in.
    void apply(const chain::StateDiff& diff, std::span<const chain::TrieUpdate> tries,
               const chain::StateCommitment& after);

    // True when a layer has outgrown its budget; then, once the store has everything, `rebase`
    // goes on from its snapshot, at which the state must be that of this one. It empties the flat
    // layer when that is full; the trie's nodes leave by age.
    bool wants_rebase() const { return flat_bytes() > flat_bytes_max || nodes_.wants_rebase(); }
    void rebase(std::shared_ptr<const StoreSnapshot> base);

    static constexpr std::size_t flat_bytes_max = std::size_t{256} << 20;
    static constexpr std::size_t trie_bytes_max = std::size_t{384} << 20;

 private:
    struct RecordKey {
        chain::Address module;
        chain::Slot slot;
        bool operator==(const RecordKey&) const = default;
    };
    struct RecordKeyHash {
        std::size_t operator()(const RecordKey& key) const noexcept {
            return chain::FixedBytesHash{}(key.slot) * 31 + key.module.bytes[19];
        }
    };

    std::size_t flat_bytes() const;  // roughly

    std::shared_ptr<const StoreSnapshot> base_;
    chain::StateCommitment commitment_;
    mutable AccountMap accounts_;
    mutable boost::unordered_flat_map<RecordKey, chain::Record, RecordKeyHash> records_;
    mutable std::size_t blob_bytes_ = 0;  // in records_
    chain::NodeCache nodes_;
};

}  // namespace ambag::node
