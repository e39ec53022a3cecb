// SPDX-License-Identifier: Apache-2.0
#include "chain/trie/work_node.hpp"

namespace ambag::chain::trie_detail {

void WorkBranch::load(Bytes loaded, const BranchItems& decoded) {
    encoding = std::move(loaded);
    items = decoded;
    for (std::size_t i = 0; i < 16; ++i)
        if (encoding[items[i]] != no_child_item) kept.add(i);
}

void WorkBranch::load_only(std::size_t i, const NodeReference& child) {
    static constexpr std::array<Byte, 1> none{no_child_item};
    std::array<Byte, 33> written;
    std::array<BytesView, 16> of_children;
    of_children.fill(none);
    of_children[i] = write_item(child, written);
    Bytes made = encode_branch(of_children);
    BranchItems places{};
    std::size_t at = made.size() - 1;  // from the value at the end backwards
    places[16] = static_cast<std::uint16_t>(at);
    for (std::size_t place = 16; place-- > 0;)
        places[place] = static_cast<std::uint16_t>(at -= of_children[place].size());
    load(std::move(made), places);
}

}  // namespace ambag::chain::trie_detail
