// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "chain/base/bytes.hpp"
#include "chain/base/result.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/crypto/keccak_constant.hpp"
#include "chain/trie/node_store.hpp"

// The Merkle-Patricia trie of Ethereum (yellow paper, appendix D): one implementation for the
// state trie, storage tries, and the tries of a block's transactions and receipts. The format and
// a worked example stand in chain/trie/README.md.

namespace ambag::chain {

// keccak256(rlp("")): the root of a trie without entries.
inline constexpr Hash empty_trie_root = keccak256_constant("\x80");

// The key under which an address or a slot stands in a state or storage trie. Many at once:
// keccak256_batch of chain/crypto/keccak_batch.hpp.
inline Hash secure_key(BytesView plain) {
    return keccak256(plain);
}

// One entry to set, or to delete when `value` is empty (a trie holds no empty values).
struct TrieChange {
    Hash key;
    Bytes value;
};

// The trie `root` of `store` after `changes`, which must be strictly ascending by key. The store
// is only read; apply the returned nodes to it afterwards. Every node that the changes reach is
// read once and hashed once, however many changes pass through it.
// Fault: the store lacks a node of this trie, or holds one that is not a trie node.
Result<TrieUpdate, Fault> update_trie(const TrieOwner& owner, const Hash& root,
                                      std::span<const TrieChange> changes, const NodeStore& store);

// The value under `key`, or nothing. Faults as above.
Result<std::optional<Bytes>, Fault> trie_value(const TrieOwner& owner, const Hash& root,
                                               const Hash& key, const NodeStore& store);

// The root of the trie {rlp(i): values[i]}: transactionsRoot and receiptsRoot. No value is empty.
Hash ordered_root(std::span<const Bytes> values);

}  // namespace ambag::chain
