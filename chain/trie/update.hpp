// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/trie/trie.hpp"
#include "chain/trie/work_tree.hpp"

// One batched update, in four passes: descend (read what the changes reach, one generation of
// nodes at a time, and put the changes in), settle (remove empty nodes, merge branches left with
// one child), hash (level by level, several nodes at once), and list what the store must change.
// Large batches go through the passes in portions, subtree by subtree.

namespace ambag::chain::trie_detail {

// What the store holds under a path is not there, no node, or not what its parent's hash says: the
// state is damaged. The Fault names the trie's owner and the path.
Fault missing_node(const TrieOwner& owner, const NibblePath& path);
Fault malformed_node(const TrieOwner& owner, const NibblePath& path);
Fault mismatched_node(const TrieOwner& owner, const NibblePath& path);

// Serves one update: what it holds between the passes belongs to this update alone.
class Updater {
 public:
    Updater(const TrieOwner& owner, std::span<const TrieChange> changes, const NodeStore& store)
        : owner_{owner}, changes_{changes}, store_{store} {}

    // From the trie with this root to the one with the changes: the new root, and the nodes to
    // write and to remove. Nothing is written here.
    Result<TrieUpdate, Fault> run(const Hash& root);

 private:
    // A child place with the changes that reach it; they share the nibbles above it.
    struct Item {
        Handle parent;  // none: the root
        Byte nibble;    // of a branch
        std::uint8_t depth;
        std::uint32_t from;  // changes_[from, to)
        std::uint32_t to;
    };
    Handle node_at(const Item& item);
    void set_node(const Item& item, Handle node);
    NodeReference reference_at(const Item& item);
    bool is_unread(const Item& item);  // a stored node, not yet in work
    void clear(const Item& item);
    NibblePath path_of(const Item& item) const;

    Result<void, Fault> descend(const Item& item);
    Result<void, Fault> descend_portion(const Item& item);
    Result<void, Fault> read_and_enter();
    Result<void, Fault> enter(const Item& item, std::optional<Bytes> stored);
    void enter_branch(const Item& item, Handle handle);
    void enter_extension(const Item& item, Handle handle);
    void split_extension(const Item& item, Handle handle, std::size_t at);
    void enter_leaf(const Item& item, Handle handle);
    void fill_empty(const Item& item);
    void push_matching(Handle parent, const NibblePath& prefix, const Item& item);
    void put(const Item& item, std::span<const Entry> entries, bool replaces);

    Result<Handle, Fault> settle(Handle handle, const NibblePath& path);
    Result<Handle, Fault> settle_extension(Handle handle, const NibblePath& path);
    Result<Handle, Fault> settle_branch(Handle handle, const NibblePath& path);
    Result<Handle, Fault> merge_only_child(Handle handle, const NibblePath& path, Byte nibble);
    Result<Handle, Fault> load(const NibblePath& path, const NodeReference& reference);
    Handle lift(Handle child, const WorkNode& above, const NibblePath& child_path);
    Result<Handle, Fault> decode(const NibblePath& path, Bytes encoding, bool replaces);

    TrieUpdate list_changes();

    TrieOwner owner_;
    std::span<const TrieChange> changes_;
    const NodeStore& store_;
    WorkTree tree_;
    NodeReference root_reference_;
    Handle root_;
    std::vector<Item> items_;       // this generation
    std::vector<Item> next_items_;  // the one below it
    std::deque<Bytes> kept_;        // encodings that leaves in work look into
    std::vector<Entry> entries_;    // scratch
    std::vector<NibblePath> vanished_;
    DecodedNode scratch_;
};

}  // namespace ambag::chain::trie_detail
