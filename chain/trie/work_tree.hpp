// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "chain/base/bytes.hpp"
#include "chain/trie/nibble_path.hpp"
#include "chain/trie/node.hpp"

// The part of a trie that one update touches, decoded. Paths are absolute (from the root), so that
// merging a node into its parent changes its depth and nothing else. Nodes name each other by
// handle; a child that no change reaches stays a reference.

namespace ambag::chain::trie_detail {

class Handle {
 public:
    Handle() = default;
    Handle(NodeKind kind, std::size_t index)
        : bits_{static_cast<std::uint32_t>(index << 2) | (static_cast<std::uint32_t>(kind) + 1)} {}

    explicit operator bool() const { return bits_ != 0; }
    NodeKind kind() const { return static_cast<NodeKind>((bits_ & 3) - 1); }
    std::size_t index() const { return bits_ >> 2; }

 private:
    std::uint32_t bits_ = 0;
};

struct WorkNode {
    Bytes encoding;           // of a branch as it was loaded; of every dirty node after hashing
    NodeReference reference;  // after hashing
    std::uint8_t depth = 0;   // nibbles above the node
    bool dirty = false;       // its encoding is to be made anew
    bool replaces = false;    // the store has a node at the path where this one stands
};

// A child is in work, or stands in `encoding` as it was loaded, or both while it is clean.
struct WorkBranch : WorkNode {
    BranchItems items{};                // of `encoding` as it was loaded
    std::uint16_t kept = 0;             // bit i: child i of `encoding` is still there
    std::array<Handle, 16> children{};  // those in work

    bool keeps(std::size_t i) const { return (kept >> i & 1) != 0; }
    bool has(std::size_t i) const { return keeps(i) || children[i]; }
    BytesView item(std::size_t i) const { return branch_item(encoding, items, i); }
    NodeReference reference_of(std::size_t i) const {
        return keeps(i) ? reference_of_item(item(i)) : NodeReference{};
    }
    void drop(std::size_t i) {
        kept = static_cast<std::uint16_t>(kept & ~(1U << i));
        children[i] = Handle{};
    }
    void load(Bytes loaded, const BranchItems& decoded);
    void load_only(std::size_t i, const NodeReference& child);  // a branch of one child
};

struct WorkExtension : WorkNode {
    NibblePath end;  // the path of the child
    NodeReference reference_below;
    Handle child;
};

struct WorkLeaf : WorkNode {
    NibblePath key;
    BytesView value;
};

// Elements that stay where they are, addressed by index, in blocks.
template <class T>
class Pool {
 public:
    std::size_t add() {
        if (size_ % block == 0) blocks_.push_back(std::make_unique<T[]>(block));
        return size_++;
    }
    T& operator[](std::size_t i) { return blocks_[i / block][i % block]; }

 private:
    static constexpr std::size_t block = 128;
    std::vector<std::unique_ptr<T[]>> blocks_;
    std::size_t size_ = 0;
};

struct Entry {
    NibblePath key;
    BytesView value;
};

class WorkTree {
 public:
    struct Placed {
        NibblePath path;
        Handle node;
    };

    WorkBranch& branch(Handle handle) { return branches_[handle.index()]; }
    WorkExtension& extension(Handle handle) { return extensions_[handle.index()]; }
    WorkLeaf& leaf(Handle handle) { return leaves_[handle.index()]; }
    WorkNode& node(Handle handle);

    Handle add_branch(std::size_t depth);
    Handle add_extension(std::size_t depth, const NibblePath& end);
    Handle add_leaf(std::size_t depth, const NibblePath& key, BytesView value);

    // A new subtree at `depth` over entries that share the nibbles above it: ascending, at least
    // one, no key a beginning of another. All its nodes are dirty.
    Handle build(std::size_t depth, std::span<const Entry> entries);

    // Encodes and hashes all dirty nodes at or below `root`, level by level from the deepest up,
    // and lists them with their paths, ascending.
    std::vector<Placed> hash(Handle root);

 private:
    void place(Handle handle, const NibblePath& path, std::vector<Placed>& placed);
    void encode(Handle handle);
    void encode_branch_in_work(WorkBranch& made);
    void hash_level(std::span<const Handle> level);

    Pool<WorkBranch> branches_;
    Pool<WorkExtension> extensions_;
    Pool<WorkLeaf> leaves_;
};

}  // namespace ambag::chain::trie_detail
