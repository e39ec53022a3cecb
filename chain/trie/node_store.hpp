// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "chain/base/bytes.hpp"
#include "chain/trie/nibble_path.hpp"

// Where trie nodes come from. Nodes are stored by the path at which they stand, the latest version
// only: the root of a trie always (path of no nibbles), any other node when its encoding has 32
// bytes or more. Shorter nodes stand inside their parent, as Ethereum encodes them, and nowhere
// else.

namespace ambag::chain {

// Which trie: nothing is the state trie; a storage trie has the keccak256 of its account's address.
using TrieOwner = std::optional<Hash>;

struct TriePath {
    TrieOwner owner;
    NibblePath nibbles;

    bool operator==(const TriePath&) const = default;
};

// The key of a node in an ordered store: 0x00, or 0x01 and the owner; then one byte per nibble.
// Keys sort as (owner, path) do, so that the changes of an update are written in ascending order.
Bytes store_key(const TriePath& path);

// One node of an update: its new encoding, or nothing when no node is stored there any more.
struct NodeChange {
    NibblePath path;
    std::optional<Bytes> encoding;

    bool operator==(const NodeChange&) const = default;
};

struct TrieUpdate {
    TrieOwner owner;
    Hash root;
    std::vector<NodeChange> nodes;  // ascending by path, each path once
};

class NodeStore {
 public:
    virtual ~NodeStore() = default;

    // The encoding stored at this path, or nothing.
    virtual std::optional<Bytes> node(const TriePath& path) const = 0;

    // The same for many paths of one trie, in the order asked; override where a store can do it
    // at once.
    virtual std::vector<std::optional<Bytes>> nodes(const TrieOwner& owner,
                                                    std::span<const NibblePath> paths) const;
};

// A store in memory, for genesis, simulations and tests.
class MemoryNodeStore final : public NodeStore {
 public:
    std::optional<Bytes> node(const TriePath& path) const override;
    void apply(const TrieUpdate& update);

    const std::map<Bytes, Bytes>& entries() const { return entries_; }  // by store_key

 private:
    std::map<Bytes, Bytes> entries_;
};

}  // namespace ambag::chain
