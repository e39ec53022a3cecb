// SPDX-License-Identifier: Apache-2.0
#include "chain/trie/ordered.hpp"

#include "chain/base/check.hpp"
#include "chain/codec/rlp.hpp"
#include "chain/trie/trie.hpp"

namespace ambag::chain {

namespace trie_detail {

NibblePath ordered_key(std::uint64_t index) {
    Bytes key;
    rlp::write_integer(key, index);
    NibblePath path;
    std::copy(key.begin(), key.end(), path.bytes.begin());
    path.size = static_cast<std::uint8_t>(2 * key.size());
    return path;
}

Handle build_ordered(WorkTree& tree, std::span<const Bytes> values) {
    std::vector<Entry> entries;
    entries.reserve(values.size());
    const auto add = [&](std::size_t index) {
        CHECK(!values[index].empty());
        entries.push_back({ordered_key(index), values[index]});
    };
    // Ascending by key: 1 to 127 are their own encoding, 0 is 0x80, 128 begins with 0x81.
    constexpr std::size_t first_long = 128;
    for (std::size_t i = 1; i < std::min(values.size(), first_long); ++i) add(i);
    add(0);
    for (std::size_t i = first_long; i < values.size(); ++i) add(i);
    return tree.build(0, entries);
}

}  // namespace trie_detail

Hash ordered_root(std::span<const Bytes> values) {
    if (values.empty()) return empty_trie_root;
    trie_detail::WorkTree tree;
    const trie_detail::Handle root = trie_detail::build_ordered(tree, values);
    tree.hash(root);
    return tree.node(root).reference.hash();
}

}  // namespace ambag::chain
