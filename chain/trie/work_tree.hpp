// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "chain/base/bytes.hpp"
#include "chain/trie/nibble_path.hpp"
#include "chain/trie/work_node.hpp"

// The part of a trie that one update touches, decoded.

namespace ambag::chain::trie_detail {

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
