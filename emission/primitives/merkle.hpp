// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/bytes.hpp"

// The Merkle tree of payout lists, in the form of OpenZeppelin's StandardMerkleTree with the leaf
// types ["uint256", "address", "uint256"], so that a list made with that library is claimed here
// and a list made here is checked there.
//
//   leaf = keccak256(keccak256(abi.encode(index, account, amount)))   (hashed twice, so that no
//          inner node can pass for a leaf)
//   node = keccak256(smaller child ‖ larger child)                    (a proof needs no sides)
//
// The leaves are sorted by hash and stand at the end of a complete binary tree kept as an array:
// node 0 is the root, the children of node i are 2i + 1 and 2i + 2.

namespace ambag::emission {

struct ClaimLeaf {
    std::uint64_t index = 0;  // place in the list, each at most once: its bit says "claimed"
    chain::Address account;
    chain::Amount amount;
    bool operator==(const ClaimLeaf&) const = default;
};

chain::Hash leaf_hash(const ClaimLeaf& leaf);

// The root that `proof` (siblings from the leaf up) leads to. A proof of no step proves a tree of
// one leaf.
chain::Hash root_of(const chain::Hash& leaf, std::span<const chain::Hash> proof);

class MerkleTree {
 public:
    // Of at least one leaf; the order of the leaves does not change the tree.
    static std::optional<MerkleTree> of(std::span<const ClaimLeaf> leaves);

    const chain::Hash& root() const { return nodes_.front(); }
    // Siblings from the leaf up; nothing when the leaf is not in the tree.
    std::optional<std::vector<chain::Hash>> proof(const ClaimLeaf& leaf) const;

 private:
    std::vector<chain::Hash> nodes_;
};

}  // namespace ambag::emission
