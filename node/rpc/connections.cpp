// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/connections.hpp"

#include <algorithm>

namespace ambag::node {

std::unique_ptr<Connections::Slot> Connections::open(const std::string& address,
                                                     std::function<void()> close) {
    const std::lock_guard lock{mutex_};
    const auto known = per_address_.find(address);
    const bool address_full = known != per_address_.end() && known->second >= per_address_max_;
    const bool full = entries_.size() >= total_max_;
    if ((address_full && !evict(&address)) || (!address_full && full && !evict(nullptr))) {
        ++refused_;
        return nullptr;
    }
    entries_.push_back(Entry{address, std::move(close)});
    ++per_address_[address];
    return std::make_unique<Slot>(*this, std::prev(entries_.end()));
}

// The entry stays until its connection has really gone; marked busy so that the next newcomer
// evicts another one.
bool Connections::evict(const std::string* address) {
    const auto idle = std::ranges::find_if(entries_, [&](const Entry& entry) {
        return !entry.busy && (!address || entry.address == *address);
    });
    if (idle == entries_.end()) return false;
    idle->busy = true;
    idle->close();
    return true;
}

void Connections::remove(Place place) {
    const std::lock_guard lock{mutex_};
    const auto known = per_address_.find(place->address);
    if (--known->second == 0) per_address_.erase(known);
    entries_.erase(place);
}

void Connections::set_busy(Place place, bool busy) {
    const std::lock_guard lock{mutex_};
    place->busy = busy;
    entries_.splice(entries_.end(), entries_, place);
}

void Connections::close_all() {
    const std::lock_guard lock{mutex_};
    for (const auto& entry : entries_) entry.close();
}

std::size_t Connections::size() const {
    const std::lock_guard lock{mutex_};
    return entries_.size();
}

std::uint64_t Connections::refused() const {
    const std::lock_guard lock{mutex_};
    return refused_;
}

}  // namespace ambag::node
