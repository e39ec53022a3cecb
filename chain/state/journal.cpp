// SPDX-License-Identifier: Apache-2.0
#include "chain/state/journal.hpp"

#include "chain/base/check.hpp"

namespace ambag::chain {

const AccountState& Journal::account(const Address& address) {
    return account_entry(address).now;
}

void Journal::set_nonce(const Address& address, Nonce nonce) {
    write_account(address).nonce = nonce;
}

void Journal::mark_module(const Address& address) {
    AccountState& account = write_account(address);
    account.nonce = Nonce{1};
    account.is_module = true;
}

void Journal::set_balance(const Address& address, const Amount& balance) {
    write_account(address).balance = balance;
}

const Record& Journal::record(const Address& module, const Slot& slot) {
    return record_entry({module, slot}).now;
}

void Journal::set_record(const Address& module, const Slot& slot, Record record) {
    const RecordKey key{module, slot};
    Entry<Record>& entry = record_entry(key);
    if (entry.now == record) return;
    undo_.emplace_back(RecordUndo{key, std::move(entry.now)});
    entry.now = std::move(record);
}

void Journal::revert_to(Checkpoint checkpoint) {
    CHECK(checkpoint <= undo_.size());
    while (undo_.size() > checkpoint) {
        if (auto* account = std::get_if<AccountUndo>(&undo_.back()))
            accounts_.at(account->address).now = account->old;
        else if (auto* record = std::get_if<RecordUndo>(&undo_.back()))
            records_.at(record->key).now = std::move(record->old);
        undo_.pop_back();
    }
}

StateDiff Journal::diff() const {
    StateDiff diff;
    for (const auto& [address, entry] : accounts_)
        if (entry.before != entry.now) diff.accounts.push_back({address, entry.before, entry.now});
    for (const auto& [key, entry] : records_)
        if (entry.before != entry.now)
            diff.records.push_back({key.module, key.slot, entry.before, entry.now});
    // Hash order ends here.
    std::sort(diff.accounts.begin(), diff.accounts.end(),
              [](const auto& a, const auto& b) { return a.address < b.address; });
    std::sort(diff.records.begin(), diff.records.end(), [](const auto& a, const auto& b) {
        return std::tie(a.module, a.slot) < std::tie(b.module, b.slot);
    });
    return diff;
}

Journal::Entry<AccountState>& Journal::account_entry(const Address& address) {
    const auto found = accounts_.find(address);
    if (found != accounts_.end()) return found->second;
    const AccountState state = base_.account(address);
    return accounts_.emplace(address, Entry<AccountState>{state, state}).first->second;
}

Journal::Entry<Record>& Journal::record_entry(const RecordKey& key) {
    const auto found = records_.find(key);
    if (found != records_.end()) return found->second;
    Record record = base_.record(key.module, key.slot);
    return records_.emplace(key, Entry<Record>{record, record}).first->second;
}

AccountState& Journal::write_account(const Address& address) {
    Entry<AccountState>& entry = account_entry(address);
    undo_.emplace_back(AccountUndo{address, entry.now});
    return entry.now;
}

}  // namespace ambag::chain
