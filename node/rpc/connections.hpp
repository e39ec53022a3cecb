// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

// The open connections of a port, bounded in total and per address.
//
// At the bound the connection that has been idle longest is closed to make room, so that a flood of
// silent connections cannot keep a working client out; only when none is idle is the new one
// refused. Thread-safe.

namespace ambag::node {

class Connections {
    struct Entry {
        std::string address;
        std::function<void()> close;
        bool busy = true;
    };
    using Place = std::list<Entry>::iterator;

 public:
    Connections(std::size_t total_max, std::size_t per_address_max)
        : total_max_{total_max}, per_address_max_{per_address_max} {}

    // Held by a connection as long as it is open.
    class Slot {
     public:
        Slot(Connections& owner, Place place) : owner_{owner}, place_{place} {}
        ~Slot() { owner_.remove(place_); }
        Slot(const Slot&) = delete;
        Slot& operator=(const Slot&) = delete;

        void set_busy(bool busy) { owner_.set_busy(place_, busy); }

     private:
        Connections& owner_;
        Place place_;
    };

    // Null when there is no room. `close` is called at most a few times, from any thread, and must
    // only schedule the closing.
    std::unique_ptr<Slot> open(const std::string& address, std::function<void()> close);

    void close_all();
    std::size_t size() const;
    std::uint64_t refused() const;

 private:
    void remove(Place place);
    void set_busy(Place place, bool busy);
    bool evict(const std::string* address);

    mutable std::mutex mutex_;
    std::size_t total_max_;
    std::size_t per_address_max_;
    std::list<Entry> entries_;  // idle longest first
    std::map<std::string, std::size_t> per_address_;
    std::uint64_t refused_ = 0;
};

}  // namespace ambag::node
