// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
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
    bool portion = false;     // settled and hashed with what is below it, apart from the rest
};

// Sixteen children as bits, lowest first.
class ChildSet {
 public:
    ChildSet() = default;
    explicit ChildSet(std::uint16_t bits) : bits_{bits} {}

    bool has(std::size_t i) const { return (bits_ >> i & 1) != 0; }
    void add(std::size_t i) { bits_ = static_cast<std::uint16_t>(bits_ | 1U << i); }
    void remove(std::size_t i) { bits_ = static_cast<std::uint16_t>(bits_ & ~(1U << i)); }
    std::size_t size() const { return static_cast<std::size_t>(std::popcount(bits_)); }
    Byte first() const { return static_cast<Byte>(std::countr_zero(bits_)); }  // not when empty
    bool empty() const { return bits_ == 0; }
    ChildSet operator|(ChildSet o) const {
        return ChildSet{static_cast<std::uint16_t>(bits_ | o.bits_)};
    }

 private:
    std::uint16_t bits_ = 0;
};

// A child is in work, or stands in `encoding` as it was loaded, or both while it is clean.
struct WorkBranch : WorkNode {
    BranchItems items{};    // of `encoding` as it was loaded
    ChildSet kept;          // children of `encoding` that are still there
    ChildSet working;       // those of `children`
    bool reshaped = false;  // a child of `encoding` is gone
    std::array<Handle, 16> children{};

    NodeReference reference_of(std::size_t i) const {
        return kept.has(i) ? reference_of_item(branch_item(encoding, items, i)) : NodeReference{};
    }
    void set(std::size_t i, Handle child) {
        children[i] = child;
        if (child)
            working.add(i);
        else
            working.remove(i);
    }
    void drop(std::size_t i) {
        reshaped = reshaped || kept.has(i);
        kept.remove(i);
        set(i, Handle{});
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
    using Levels = std::array<std::vector<Handle>, 65>;

    void place_portion(Handle handle, const NibblePath& path, std::vector<Placed>& placed);
    void place(Handle handle, const NibblePath& path, std::vector<Placed>& placed, Levels& levels);
    void place_child(Handle child, const NibblePath& path, std::vector<Placed>& placed,
                     Levels& levels);
    void encode(Handle handle);
    bool patch(WorkBranch& made);
    void encode_branch_in_work(WorkBranch& made);
    void hash_level(std::span<const Handle> level);

    Pool<WorkBranch> branches_;
    Pool<WorkExtension> extensions_;
    Pool<WorkLeaf> leaves_;
};

}  // namespace ambag::chain::trie_detail
