// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "node/storage/keys.hpp"

// What one block, or several blocks in a row, changed in the state families of the database: keys
// in ascending order with their last value, in one block of memory and never changed once made. A
// hash index beside the order makes a lookup, and above all a miss, one probe.

namespace ambag::node {

class SortedRun {
 public:
    // Of a key that the run has; an erased one hides whatever lies below the run.
    struct Found {
        bool erased;
        chain::BytesView value;
    };

    std::size_t size() const { return entries_.size(); }
    std::size_t bytes() const;                               // of memory
    std::size_t data_bytes() const { return data_.size(); }  // of keys and values
    chain::BytesView key(std::size_t i) const {
        return chain::BytesView{data_}.subspan(entries_[i].at, entries_[i].key_size);
    }
    Found value(std::size_t i) const {
        const Entry& entry = entries_[i];
        return {entry.erased,
                chain::BytesView{data_}.subspan(entry.at + entry.key_size, entry.value_size)};
    }

    // `hash` is hash_of(key): computed once for a look through many runs.
    std::optional<Found> find(chain::BytesView key, std::uint64_t hash) const;
    // The first entry whose key is not below `key`; size() when there is none.
    std::size_t lower_bound(chain::BytesView key) const;

    // Seeded anew in each process: who chooses keys cannot choose where they collide.
    static std::uint64_t hash_of(chain::BytesView key);
    // The first eight bytes as a number of the same order, for comparing quickly.
    static std::uint64_t beginning_of(chain::BytesView key);

 private:
    friend class RunBuilder;
    struct Entry {
        std::uint32_t at;  // of the key in data_; the value follows
        std::uint32_t value_size;
        std::uint16_t key_size;
        bool erased;
    };

    void build_index();

    chain::Bytes data_;
    std::vector<Entry> entries_;
    // Open addressing over entries: the entry's number plus one, under bits of its hash; 0: free.
    struct Place {
        std::uint32_t tag = 0;
        std::uint32_t entry = 0;
    };
    std::vector<Place> index_;
};

using RunPointer = std::shared_ptr<const SortedRun>;

// Collects entries, each key once, in any order. Most of a block comes in order within its family
// and is not sorted again. One run holds less than 4 GiB.
class RunBuilder {
 public:
    explicit RunBuilder(std::size_t bytes_expected = 0) { run_.data_.reserve(bytes_expected); }

    void put(chain::BytesView key, chain::BytesView value) { add(key, value, false); }
    void erase(chain::BytesView key) { add(key, {}, true); }
    void put_or_erase(chain::BytesView key, chain::BytesView value) {
        add(key, value, value.empty());
    }

    RunPointer finish();

 private:
    struct FamilyEntries {
        std::vector<SortedRun::Entry> entries;
        bool sorted = true;
    };
    void add(chain::BytesView key, chain::BytesView value, bool erased);
    bool before(const SortedRun::Entry& a, const SortedRun::Entry& b) const;

    SortedRun run_;
    std::map<chain::Byte, FamilyEntries> families_;  // by the first byte of a key
};

// Ascending over several runs, given newest first: each key once, with its newest value.
class RunMerge {
 public:
    // From the first key that is not below `from`.
    explicit RunMerge(std::span<const RunPointer> newest_first, chain::BytesView from = {});

    bool done() const { return heap_.empty(); }
    chain::BytesView key() const;
    SortedRun::Found value() const;
    void next();

 private:
    struct Cursor {
        std::uint64_t beginning;
        std::size_t age;  // 0: the newest run
        const SortedRun* run;
        std::size_t at;
    };
    static bool after(const Cursor& a, const Cursor& b);
    void step_first();

    std::vector<Cursor> heap_;  // the least key, of equal ones the newest, in front
};

}  // namespace ambag::node
