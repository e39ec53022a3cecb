// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <variant>
#include <vector>

#include "chain/state/view.hpp"

// The working copy of a block: reads fall through to the base view, writes stay here, and every
// write can be undone to a checkpoint. Balances are written by the Ledger alone.
//
// One journal lives for a block. A transaction takes a checkpoint, a frame of a call another one
// within it: reverting the inner keeps what the outer did. References stay good until the next
// account or record is touched, because the tables move when they grow.

namespace ambag::chain {

class Journal {
 public:
    using Checkpoint = std::size_t;

    // `base` must outlive the journal and stay as it is.
    explicit Journal(const StateView& base) : base_{base} {}

    // An account that does not exist reads as all zero; reading does not make it.
    const AccountState& account(const Address& address);
    void set_nonce(const Address& address, Nonce nonce);
    void mark_module(const Address& address);  // nonce 1 and code, at genesis

    // Absent where nothing was written; setting an absent record erases.
    const Record& record(const Address& module, const Slot& slot);
    void set_record(const Address& module, const Slot& slot, Record record);

    // A checkpoint is good until one before it is reverted to, or `settle`.
    Checkpoint checkpoint() const { return undo_.size(); }
    void revert_to(Checkpoint checkpoint);
    // Forgets the undo log: what was done until now is kept.
    void settle() { undo_.clear(); }

    // What changed against the base, sorted by address and slot, so that no hash table's order
    // reaches a result. What was written and written back is no change.
    StateDiff diff() const;

 private:
    friend class Ledger;
    void set_balance(const Address& address, const Amount& balance);

    struct RecordKey {
        Address module;
        Slot slot;
        bool operator==(const RecordKey&) const = default;
    };
    struct RecordKeyHash {
        std::size_t operator()(const RecordKey& key) const noexcept {
            return FixedBytesHash{}(key.slot) * 31 + key.module.bytes[19];
        }
    };
    // The value in the base, read once, and the value now.
    template <class T>
    struct Entry {
        T before;
        T now;
    };
    struct AccountUndo {
        Address address;
        AccountState old;
    };
    struct RecordUndo {
        RecordKey key;
        Record old;
    };

    Entry<AccountState>& account_entry(const Address& address);
    Entry<Record>& record_entry(const RecordKey& key);
    AccountState& write_account(const Address& address);

    const StateView& base_;
    boost::unordered_flat_map<Address, Entry<AccountState>, FixedBytesHash> accounts_;
    boost::unordered_flat_map<RecordKey, Entry<Record>, RecordKeyHash> records_;
    std::vector<std::variant<AccountUndo, RecordUndo>> undo_;
};

}  // namespace ambag::chain
