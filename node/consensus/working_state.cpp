// SPDX-License-Identifier: Apache-2.0
#include "node/consensus/working_state.hpp"

namespace ambag::node {

using namespace chain;

namespace {

// Rough sizes of a map entry, for the budget.
constexpr std::size_t account_bytes = 80;
constexpr std::size_t record_bytes = 160;

}  // namespace

std::size_t WorkingState::flat_bytes() const {
    return accounts_.size() * account_bytes + records_.size() * record_bytes + blob_bytes_;
}

WorkingState::WorkingState(std::shared_ptr<const StoreSnapshot> base)
    : base_{std::move(base)}, commitment_{base_->commitment()}, nodes_{base_, trie_bytes_max} {}

void WorkingState::rebase(std::shared_ptr<const StoreSnapshot> base) {
    base_ = std::move(base);
    commitment_ = base_->commitment();
    nodes_.rebase(base_);
    if (flat_bytes() <= flat_bytes_max) return;
    accounts_ = {};
    records_ = {};
    blob_bytes_ = 0;
}

AccountState WorkingState::account(const Address& address) const {
    if (const auto found = accounts_.find(address)) return *found;
    const AccountState read = base_->account(address);
    accounts_.put(address, read);
    return read;
}

Record WorkingState::record(const Address& module, const Slot& slot) const {
    const auto found = records_.find({module, slot});
    if (found != records_.end()) return found->second;
    Record record = base_->record(module, slot);
    blob_bytes_ += record.blob.size();
    return records_.emplace(RecordKey{module, slot}, std::move(record)).first->second;
}

void WorkingState::apply(const StateDiff& diff, std::span<const TrieUpdate> tries,
                         const StateCommitment& after) {
    for (const AccountChange& change : diff.accounts) accounts_.put(change.address, change.after);
    for (const RecordChange& change : diff.records) {
        Record& record = records_[{change.module, change.slot}];
        blob_bytes_ += change.after.blob.size() - record.blob.size();
        record = change.after;
    }
    for (const TrieUpdate& trie : tries) nodes_.apply(trie);
    commitment_ = after;
}

}  // namespace ambag::node
