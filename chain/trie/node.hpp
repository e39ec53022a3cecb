// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "chain/base/bytes.hpp"
#include "chain/trie/nibble_path.hpp"

// The encoding of one trie node (yellow paper, appendix D). A branch is a list of 17 items whose
// last, its value, is always empty here: no key of our tries begins another. An extension and a
// leaf are lists of two whose first item is a path in hex-prefix form.

namespace ambag::chain::trie_detail {

// How a parent names a child: nothing (size 0), the child's keccak256 (size 32), or the child
// itself when its encoding is shorter than that.
struct NodeReference {
    std::uint8_t size = 0;
    std::array<Byte, 32> bytes{};

    static constexpr std::uint8_t hash_size = 32;

    static NodeReference of_hash(const Hash& hash) { return {hash_size, hash.bytes}; }
    static NodeReference of_embedded(BytesView encoding);  // fewer than 32 bytes

    bool is_none() const { return size == 0; }
    bool is_hash() const { return size == hash_size; }
    bool is_embedded() const { return size != 0 && size != hash_size; }
    BytesView view() const { return BytesView{bytes}.first(size); }
    Hash hash() const { return {bytes}; }
};

// Where the items of a branch begin in its encoding: sixteen children and the (empty) value.
using BranchItems = std::array<std::uint16_t, 17>;

inline BytesView branch_item(BytesView encoding, const BranchItems& items, std::size_t child) {
    const std::size_t at = items[child];
    return encoding.subspan(at, items[child + 1] - at);
}

inline constexpr Byte no_child_item = 0x80;
NodeReference reference_of_item(BytesView item);  // of a canonical branch

enum class NodeKind : std::uint8_t { branch, extension, leaf };

// A decoded node; views look into the encoding.
struct DecodedNode {
    NodeKind kind = NodeKind::leaf;
    BytesView compact_path;  // extension, leaf: hex-prefix form, not empty
    BytesView value;         // leaf
    NodeReference child;     // extension
    BranchItems items{};     // branch
};

// False unless `encoding` is canonical: strict RLP, a branch of at least two children, a non-empty
// extension, a leaf with a value. A child inside its parent is only checked to be a short list.
bool decode_node(BytesView encoding, DecodedNode& node);

// `path` lengthened by a path in hex-prefix form; nothing when that would pass 64 nibbles.
std::optional<NibblePath> appended(const NibblePath& path, BytesView compact);

// `items` are children as they stand in a branch: RLP, 0x80 for none.
Bytes encode_branch(const std::array<BytesView, 16>& items);
// `reference` as such an item, written to `out` (33 bytes at most); returns the item.
BytesView write_item(const NodeReference& reference, std::array<Byte, 33>& out);
Bytes encode_extension(const NibblePath& end, std::size_t from, const NodeReference& child);
// A leaf at depth `from` for the first `size` nibbles of `key`.
Bytes encode_leaf(const NibblePath& key, std::size_t from, BytesView value);

}  // namespace ambag::chain::trie_detail
