// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/merkle.hpp"

#include <algorithm>

#include "chain/crypto/hash.hpp"

namespace ambag::emission {

using chain::Byte;
using chain::Hash;
using chain::U256;

namespace {

Hash parent_of(const Hash& a, const Hash& b) {
    std::array<Byte, 64> pair{};
    std::copy_n(std::min(a, b).bytes.begin(), 32, pair.begin());
    std::copy_n(std::max(a, b).bytes.begin(), 32, pair.begin() + 32);
    return chain::keccak256(pair);
}

}  // namespace

Hash leaf_hash(const ClaimLeaf& leaf) {
    std::array<Byte, 96> words{};
    std::copy_n(U256{leaf.index}.to_word().bytes.begin(), 32, words.begin());
    std::copy_n(leaf.account.bytes.begin(), 20, words.begin() + 32 + 12);
    std::copy_n(leaf.amount.units.to_word().bytes.begin(), 32, words.begin() + 64);
    return chain::keccak256(chain::keccak256(words));
}

Hash root_of(const Hash& leaf, std::span<const Hash> proof) {
    Hash node = leaf;
    for (const Hash& sibling : proof) node = parent_of(node, sibling);
    return node;
}

std::optional<MerkleTree> MerkleTree::of(std::span<const ClaimLeaf> leaves) {
    if (leaves.empty()) return std::nullopt;
    std::vector<Hash> hashes(leaves.size());
    std::transform(leaves.begin(), leaves.end(), hashes.begin(), leaf_hash);
    std::sort(hashes.begin(), hashes.end());
    MerkleTree tree;
    tree.nodes_.resize(2 * leaves.size() - 1);
    // The smallest leaf stands last.
    std::copy(hashes.begin(), hashes.end(), tree.nodes_.rbegin());
    for (std::size_t i = leaves.size() - 1; i-- > 0;)
        tree.nodes_[i] = parent_of(tree.nodes_[2 * i + 1], tree.nodes_[2 * i + 2]);
    return tree;
}

std::optional<std::vector<Hash>> MerkleTree::proof(const ClaimLeaf& leaf) const {
    const auto first_leaf = nodes_.begin() + static_cast<std::ptrdiff_t>(nodes_.size() / 2);
    const auto found = std::find(first_leaf, nodes_.end(), leaf_hash(leaf));
    if (found == nodes_.end()) return std::nullopt;
    std::vector<Hash> siblings;
    for (auto i = static_cast<std::size_t>(found - nodes_.begin()); i > 0; i = (i - 1) / 2)
        siblings.push_back(nodes_[i % 2 == 1 ? i + 1 : i - 1]);
    return siblings;
}

}  // namespace ambag::emission
