// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "chain/base/bytes.hpp"
#include "chain/trie/node_store.hpp"

// Trie nodes in memory in front of a store: what was read, and what was applied and the store may
// not have yet. Compact: an entry is its packed path and its encoding in a common block of memory,
// and a leaf of an account without code and storage is kept without its last 66 bytes, which are
// the same for all. About 130 bytes an account at a million accounts, branches included.
// One thread at a time, reads included.

namespace ambag::chain {

namespace trie_detail {

// Entries of one age. Space is given back only as a whole.
class NodeGeneration {
 public:
    struct Key {
        std::array<Byte, 36> bytes{};
        std::size_t size = 0;
        std::uint32_t hash = 0;

        Key(std::size_t owner_index, const NibblePath& path);
        operator BytesView() const { return BytesView{bytes}.first(size); }
    };

    enum class Found : std::uint8_t { unknown, absent, present };

    void prefetch_slot(const Key& key) const;
    void prefetch_entry(const Key& key) const;
    Found find(const Key& key, Bytes& encoding) const;
    void put(const Key& key, const std::optional<Bytes>& encoding);
    std::size_t bytes() const { return blocks_.size() * block_size + slots_.size() * sizeof(Slot); }

 private:
    static constexpr std::size_t block_size = std::size_t{1} << 20;
    static constexpr std::size_t granule = 8;

    struct Slot {
        std::uint32_t tag = 0;
        std::uint32_t place = 0;  // in granules, plus one; 0: free
    };

    Byte* entry_at(std::uint32_t place) const;
    std::uint32_t allocate(std::size_t size);
    std::size_t slot_of(const Key& key) const;  // where the key is or belongs
    void grow();

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
    std::vector<std::unique_ptr<Byte[]>> blocks_;
    std::size_t block_used_ = block_size;
};

}  // namespace trie_detail

class NodeCache final : public NodeStore {
 public:
    // `base` holds the tries as they are before the first `apply`.
    NodeCache(std::shared_ptr<const NodeStore> base, std::size_t bytes_max);

    std::optional<Bytes> node(const TriePath& path) const override;
    std::vector<std::optional<Bytes>> nodes(const TrieOwner& owner,
                                            std::span<const NibblePath> paths) const override;

    // Takes an update in. It stays until a `rebase`, whatever the budget.
    void apply(const TrieUpdate& update);

    std::size_t bytes() const { return young_.bytes() + old_.bytes(); }
    // Half of the budget is for what was used since the last rebase that dropped something.
    bool wants_rebase() const { return young_.bytes() > bytes_max_ / 2; }

    // From now on `base` is read; it holds all that was applied. When `wants_rebase`, drops what
    // has not been used since the last time that this happened.
    void rebase(std::shared_ptr<const NodeStore> base);

 private:
    using Key = trie_detail::NodeGeneration::Key;

    std::size_t index_of(const TrieOwner& owner) const;
    std::optional<Bytes> read(const Key& key, const TriePath& path) const;

    std::shared_ptr<const NodeStore> base_;
    std::size_t bytes_max_;
    mutable std::vector<TrieOwner> owners_;  // few: the state trie and one per module
    mutable trie_detail::NodeGeneration young_;
    mutable trie_detail::NodeGeneration old_;
};

}  // namespace ambag::chain
