// SPDX-License-Identifier: Apache-2.0
#include "node/service/overlay_state.hpp"

#include <set>

namespace ambag::node {

chain::StateDiff OverlayState::difference(const OverlayState& after) const {
    chain::StateDiff diff;
    std::set<chain::Address> addresses;
    std::set<std::pair<chain::Address, chain::Slot>> slots;
    for (const OverlayState* one : {this, &after}) {
        for (const auto& [address, account] : one->accounts_) addresses.insert(address);
        for (const auto& [key, record] : one->records_) slots.insert(key);
    }
    for (const chain::Address& address : addresses) {
        const auto now = account(address);
        const auto then = after.account(address);
        if (now != then) diff.accounts.push_back({address, now, then});
    }
    for (const auto& [module, slot] : slots) {
        auto now = record(module, slot);
        auto then = after.record(module, slot);
        if (now != then) diff.records.push_back({module, slot, std::move(now), std::move(then)});
    }
    return diff;
}

}  // namespace ambag::node
