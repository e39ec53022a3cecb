// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"

// What the transition reads (StateView) and what it returns (StateDiff). Flat: accounts by
// address, records by (module, slot). The tries are computed from the diff (chain/exec/commitment).

namespace ambag::chain {

// The account record without the trie's part: storage root and code hash follow from the module's
// storage and from `is_module`. An account that is all zero does not exist (EIP-161).
struct AccountState {
    Nonce nonce;
    Amount balance;
    bool is_module = false;

    bool operator==(const AccountState&) const = default;
    bool exists() const { return nonce.value != 0 || !balance.is_zero() || is_module; }
};

// One record = one leaf of a module's storage trie. A record of known width of at most 32 bytes is
// a word, as Ethereum stores one (zero = absent). Any other is a blob: its leaf is
// keccak256(blob), its bytes stand in flat state; empty = absent.
struct Record {
    Hash word;
    Bytes blob;

    bool operator==(const Record&) const = default;
    bool is_blob() const { return !blob.empty(); }
    bool absent() const { return blob.empty() && word.is_zero(); }
    // The 32-byte value of the leaf, zero when absent: what eth_getStorageAt answers.
    Hash leaf_word() const;
};

class StateView {
 public:
    virtual ~StateView() = default;
    virtual AccountState account(const Address& address) const = 0;
    virtual Record record(const Address& module, const Slot& slot) const = 0;
};

struct AccountChange {
    Address address;
    AccountState before;
    AccountState after;
    bool operator==(const AccountChange&) const = default;
};

struct RecordChange {
    Address module;
    Slot slot;
    Record before;
    Record after;
    bool operator==(const RecordChange&) const = default;
};

// Sorted by address, and by (module, slot); only what really changed.
struct StateDiff {
    std::vector<AccountChange> accounts;
    std::vector<RecordChange> records;
    bool operator==(const StateDiff&) const = default;
};

}  // namespace ambag::chain
