// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "chain/base/bytes.hpp"
#include "chain/trie/nibble_path.hpp"
#include "chain/trie/node.hpp"

// The nodes of a WorkTree. Paths are absolute (from the root), so that merging a node into its
// parent changes its depth and nothing else. Nodes name each other by handle; a child that no
// change reaches stays where its parent's encoding names it.

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

}  // namespace ambag::chain::trie_detail
