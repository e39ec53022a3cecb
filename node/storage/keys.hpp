// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/state/storage_codec.hpp"
#include "chain/trie/node_store.hpp"

// Keys of the database: one byte that names the family, then fixed-width parts, so that no key is
// the beginning of another family's and ranges are plain prefixes.

namespace ambag::node::keys {

using chain::Address;
using chain::Bytes;
using chain::BytesView;
using chain::Hash;
using chain::Height;
using chain::Slot;

enum class Family : std::uint8_t {
    account = 'a',          // address -> account
    account_before = 'A',   // address, height -> account before that block
    body = 'b',             // height -> dev balances and transactions
    change_set = 'c',       // height -> state diff
    head = 'h',             // height -> header, hash, seal
    block_hash = 'H',       // hash -> height
    meta = 'm',             // name -> value
    record = 's',           // module, slot -> record
    record_before = 'S',    // module, slot, height -> record before that block
    trie_node = 't',        // trie path -> node
    transaction_hash = 'x'  // hash -> height, index
};

inline Bytes make(Family family, BytesView first = {}, BytesView second = {}) {
    Bytes key;
    key.reserve(1 + first.size() + second.size() + 8);
    key.push_back(static_cast<chain::Byte>(family));
    chain::append(key, first);
    chain::append(key, second);
    return key;
}

inline Bytes at_height(Bytes key, Height height) {
    chain::write_big_endian(key, height.value, 8);
    return key;
}

}  // namespace ambag::node::keys
