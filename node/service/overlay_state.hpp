// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "chain/state/view.hpp"

// A state with changes on top that are never written: what would be. The base must outlive it.

namespace ambag::node {

class OverlayState final : public chain::StateView {
 public:
    explicit OverlayState(const chain::StateView& base) : base_{&base} {}

    chain::AccountState account(const chain::Address& address) const override {
        const auto found = accounts_.find(address);
        return found == accounts_.end() ? base_->account(address) : found->second;
    }
    chain::Record record(const chain::Address& module, const chain::Slot& slot) const override {
        const auto found = records_.find({module, slot});
        return found == records_.end() ? base_->record(module, slot) : found->second;
    }

    void apply(const chain::StateDiff& diff) {
        for (const chain::AccountChange& change : diff.accounts)
            accounts_.insert_or_assign(change.address, change.after);
        for (const chain::RecordChange& change : diff.records)
            records_.insert_or_assign(std::pair{change.module, change.slot}, change.after);
    }

    // What `after` has otherwise; both must stand on the same base.
    chain::StateDiff difference(const OverlayState& after) const;

 private:
    const chain::StateView* base_;
    std::map<chain::Address, chain::AccountState> accounts_;
    std::map<std::pair<chain::Address, chain::Slot>, chain::Record> records_;
};

}  // namespace ambag::node
