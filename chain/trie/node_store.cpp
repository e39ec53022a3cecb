// SPDX-License-Identifier: Apache-2.0
#include "chain/trie/node_store.hpp"

namespace ambag::chain {

Bytes store_key(const TriePath& path) {
    Bytes key;
    key.reserve(1 + (path.owner ? Hash::width : 0) + path.nibbles.size);
    key.push_back(path.owner ? 0x01 : 0x00);
    if (path.owner) append(key, *path.owner);
    for (std::size_t i = 0; i < path.nibbles.size; ++i) key.push_back(path.nibbles.at(i));
    return key;
}

std::vector<std::optional<Bytes>> NodeStore::nodes(const TrieOwner& owner,
                                                   std::span<const NibblePath> paths) const {
    std::vector<std::optional<Bytes>> encodings;
    encodings.reserve(paths.size());
    for (const NibblePath& path : paths) encodings.push_back(node({owner, path}));
    return encodings;
}

std::optional<Bytes> MemoryNodeStore::node(const TriePath& path) const {
    const auto found = entries_.find(store_key(path));
    if (found == entries_.end()) return std::nullopt;
    return found->second;
}

void MemoryNodeStore::apply(const TrieUpdate& update) {
    for (const auto& [path, encoding] : update.nodes) {
        if (encoding)
            entries_.insert_or_assign(store_key({update.owner, path}), *encoding);
        else
            entries_.erase(store_key({update.owner, path}));
    }
}

}  // namespace ambag::chain
