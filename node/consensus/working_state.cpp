// SPDX-License-Identifier: Apache-2.0
#include "node/consensus/working_state.hpp"

namespace ambag::node {

using namespace chain;

namespace {

// Rough sizes of a map entry, for the budget.
constexpr std::size_t account_bytes = 80;
constexpr std::size_t record_bytes = 160;
constexpr std::size_t node_bytes = 120;

}  // namespace

std::size_t WorkingState::PathHash::operator()(const TriePath& path) const noexcept {
    std::size_t mixed = FixedBytesHash{}(FixedBytes<32>{path.nibbles.bytes});
    if (path.owner) mixed ^= FixedBytesHash{}(*path.owner) * 31;
    return mixed * 67 + path.nibbles.size;
}

WorkingState::WorkingState(std::shared_ptr<const StoreSnapshot> base) {
    rebase(std::move(base));
}

void WorkingState::rebase(std::shared_ptr<const StoreSnapshot> base) {
    base_ = std::move(base);
    commitment_ = base_->commitment();
    accounts_ = {};
    records_ = {};
    nodes_ = {};
    bytes_ = 0;
}

AccountState WorkingState::account(const Address& address) const {
    const auto found = accounts_.find(address);
    if (found != accounts_.end()) return found->second;
    bytes_ += account_bytes;
    return accounts_.emplace(address, base_->account(address)).first->second;
}

Record WorkingState::record(const Address& module, const Slot& slot) const {
    const auto found = records_.find({module, slot});
    if (found != records_.end()) return found->second;
    Record record = base_->record(module, slot);
    bytes_ += record_bytes + record.blob.size();
    return records_.emplace(RecordKey{module, slot}, std::move(record)).first->second;
}

std::optional<Bytes> WorkingState::node(const TriePath& path) const {
    const auto found = nodes_.find(path);
    if (found != nodes_.end()) return found->second;
    std::optional<Bytes> node = base_->node(path);
    bytes_ += node_bytes + (node ? node->size() : 0);
    return nodes_.emplace(path, std::move(node)).first->second;
}

void WorkingState::apply(const StateDiff& diff, std::span<const TrieUpdate> tries,
                         const StateCommitment& after) {
    for (const AccountChange& change : diff.accounts) {
        bytes_ += account_bytes;
        accounts_[change.address] = change.after;
    }
    for (const RecordChange& change : diff.records) {
        bytes_ += record_bytes + change.after.blob.size();
        records_[{change.module, change.slot}] = change.after;
    }
    for (const TrieUpdate& trie : tries) {
        for (const NodeChange& node : trie.nodes) {
            bytes_ += node_bytes + (node.encoding ? node.encoding->size() : 0);
            nodes_[{trie.owner, node.path}] = node.encoding;
        }
    }
    commitment_ = after;
}

}  // namespace ambag::node
