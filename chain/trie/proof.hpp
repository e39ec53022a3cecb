// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "chain/base/bytes.hpp"
#include "chain/base/result.hpp"
#include "chain/trie/node_store.hpp"

// Merkle proofs in the form of eth_getProof (EIP-1186): the encodings of the nodes from the root
// towards the key, root first; a node that stands inside its parent is not listed again. A proof
// of absence ends at the node that shows there is no such key; that of an empty trie is empty.

namespace ambag::chain {

// The proof for `key`, whether it is present or not, from a trie whose nodes are in `store`.
// Fault: a node is missing, malformed, or does not hash to what its parent says.
Result<std::vector<Bytes>, Fault> prove(const TrieOwner& owner, const Hash& root, const Hash& key,
                                        const NodeStore& store);

// The proof for the entry rlp(index) of the trie of ordered_root(values).
std::vector<Bytes> prove_ordered(std::span<const Bytes> values, std::size_t index);

enum class ProofError : std::uint8_t {
    truncated,       // the proof ends before it says anything about the key
    surplus,         // nodes are left after the key's fate is settled
    hash_mismatch,   // a node does not hash to its reference (the first: to the root)
    malformed_node,  // not the canonical encoding of a trie node
};

std::string_view describe(ProofError error);

// The value that `root` commits to under `key` (already hashed for secure tries), or nothing when
// the proof shows that there is none. Strict: exactly the nodes on the way, each canonical.
Result<std::optional<Bytes>, ProofError> verify_proof(const Hash& root, BytesView key,
                                                      std::span<const Bytes> proof);

}  // namespace ambag::chain
