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
    Bytes encoding;           // after hashing
    NodeReference reference;  // after hashing
    std::uint8_t depth = 0;   // nibbles above the node
    bool dirty = false;       // its encoding is to be made anew
    bool replaces = false;    // the store has a node at the path where this one stands
};

struct WorkBranch : WorkNode {
    Children references;                // of children that are not handles, or clean
    std::array<Handle, 16> children{};  // those in work
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
    void hash_level(std::span<const Handle> level);

    Pool<WorkBranch> branches_;
    Pool<WorkExtension> extensions_;
    Pool<WorkLeaf> leaves_;
};

}  // namespace ambag::chain::trie_detail
