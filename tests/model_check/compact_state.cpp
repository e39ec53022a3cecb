// SPDX-License-Identifier: Apache-2.0
#include "tests/model_check/compact_state.hpp"

#include <cstring>

namespace ambag::model {

namespace {

std::uint64_t hash_of(std::uint64_t seed, BytesView bytes) {
    for (std::size_t i = 0; i < bytes.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i, std::min<std::size_t>(8, bytes.size() - i));
        seed = mixed(seed ^ word);
    }
    return mixed(seed + bytes.size());
}

std::uint64_t hash_of(const Address& address, const AccountState& state) {
    if (!state.exists()) return 0;
    const std::uint64_t seed = hash_of(state.nonce.value, address);
    return hash_of(seed, state.balance.units.to_word());
}

}  // namespace

std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

std::size_t CompactState::RecordKeyHash::operator()(const RecordKey& key) const noexcept {
    return FixedBytesHash{}(key.slot) * 31 + key.module.bytes[19];
}

AccountState CompactState::account(const Address& address) const {
    const auto found = accounts_.find(address);
    return found == accounts_.end() ? AccountState{} : found->second;
}

Record CompactState::record(const Address& module, const Slot& slot) const {
    const auto found = records_.find({module, slot});
    return found == records_.end() ? Record{} : found->second;
}

void CompactState::put(const Address& address, const AccountState& state) {
    AccountState& entry = accounts_[address];
    fingerprint_ ^= hash_of(address, entry) ^ hash_of(address, state);
    entry = state;
}

void CompactState::put(const RecordKey& key, const Record& record) {
    const auto hash = [&](const Record& of) -> std::uint64_t {
        if (of.absent()) return 0;
        const std::uint64_t seed = hash_of(hash_of(1, key.module), key.slot);
        return of.is_blob() ? hash_of(seed, of.blob) : hash_of(seed, of.word);
    };
    Record& entry = records_[key];
    fingerprint_ ^= hash(entry) ^ hash(record);
    entry = record;
}

void CompactState::apply(const StateDiff& diff) {
    for (const AccountChange& change : diff.accounts) put(change.address, change.after);
    for (const RecordChange& change : diff.records) put({change.module, change.slot}, change.after);
}

void CompactState::take_back(const StateDiff& diff) {
    for (const AccountChange& change : diff.accounts) put(change.address, change.before);
    for (const RecordChange& change : diff.records)
        put({change.module, change.slot}, change.before);
}

}  // namespace ambag::model
