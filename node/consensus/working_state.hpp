// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

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
    std::optional<chain::Bytes> node(const chain::TriePath& path) const override;

    const chain::StateCommitment& commitment() const { return commitment_; }

    // Takes a finalized block in.
    void apply(const chain::StateDiff& diff, std::span<const chain::TrieUpdate> tries,
               const chain::StateCommitment& after);

    // True when the layers have outgrown their budget; then, once the store has everything,
    // `rebase` starts over from its snapshot.
    bool wants_rebase() const { return bytes_ > bytes_max; }
    void rebase(std::shared_ptr<const StoreSnapshot> base);

    static constexpr std::size_t bytes_max = std::size_t{256} << 20;

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
    struct PathHash {
        std::size_t operator()(const chain::TriePath& path) const noexcept;
    };

    std::shared_ptr<const StoreSnapshot> base_;
    chain::StateCommitment commitment_;
    mutable boost::unordered_flat_map<chain::Address, chain::AccountState, chain::FixedBytesHash>
        accounts_;
    mutable boost::unordered_flat_map<RecordKey, chain::Record, RecordKeyHash> records_;
    mutable boost::unordered_flat_map<chain::TriePath, std::optional<chain::Bytes>, PathHash>
        nodes_;
    mutable std::size_t bytes_ = 0;
};

}  // namespace ambag::node
