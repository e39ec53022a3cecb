// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include "chain/state/view.hpp"

// A whole chain's state that can be changed, taken back and named in a few operations: the diff of
// a call is applied, its reverse takes it back, and a fingerprint of all entries follows each
// change. Nothing is copied, so that millions of states can be visited.

namespace ambag::model {

using namespace chain;

class CompactState : public StateView {
 public:
    AccountState account(const Address& address) const override;
    Record record(const Address& module, const Slot& slot) const override;

    void apply(const StateDiff& diff);
    void take_back(const StateDiff& diff);

    // Equal for equal states however they were reached. 64 bits: among 2 million states two are
    // mistaken for one with a probability of about 10^-7.
    std::uint64_t fingerprint() const { return fingerprint_; }

 private:
    struct RecordKey {
        Address module;
        Slot slot;
        bool operator==(const RecordKey&) const = default;
    };
    struct RecordKeyHash {
        std::size_t operator()(const RecordKey& key) const noexcept;
    };

    void put(const Address& address, const AccountState& state);
    void put(const RecordKey& key, const Record& record);

    boost::unordered_flat_map<Address, AccountState, FixedBytesHash> accounts_;
    boost::unordered_flat_map<RecordKey, Record, RecordKeyHash> records_;
    std::uint64_t fingerprint_ = 0;
};

// Mixes 64 bits (SplitMix64's finaliser).
std::uint64_t mixed(std::uint64_t value);

}  // namespace ambag::model
