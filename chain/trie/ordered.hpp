// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "chain/base/bytes.hpp"
#include "chain/trie/work_tree.hpp"

// Tries keyed by rlp(index), built whole and held nowhere. No such key begins another, since RLP
// is prefix-free.

namespace ambag::chain::trie_detail {

NibblePath ordered_key(std::uint64_t index);

// The tree of {rlp(i): values[i]}, not yet hashed; at least one value, none empty.
Handle build_ordered(WorkTree& tree, std::span<const Bytes> values);

}  // namespace ambag::chain::trie_detail
