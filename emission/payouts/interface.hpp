// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"
#include "chain/module/event.hpp"
#include "emission/payouts/state.hpp"

// Events and custom errors of the payouts module.

namespace ambag::emission::payouts {

// Events.

struct PayoutCreated {
    static constexpr Literal abi{
        "PayoutCreated(indexed payout,indexed beneficiary,kind,pool,total)"};
    std::uint64_t payout;
    Address beneficiary;
    PayoutKind kind;
    std::string pool;
    Amount total;
};
struct Collected {
    static constexpr Literal abi{"Collected(indexed payout,indexed beneficiary,amount)"};
    std::uint64_t payout;
    Address beneficiary;
    Amount amount;
};
struct Claimed {
    static constexpr Literal abi{"Claimed(indexed payout,indexed account,index,amount)"};
    std::uint64_t payout;
    Address account;
    std::uint64_t index;
    Amount amount;
};
struct CheckpointApproved {
    static constexpr Literal abi{"CheckpointApproved(indexed payout,checkpoint)"};
    std::uint64_t payout;
    std::uint8_t checkpoint;
};
// `returned` went back to where the coins came from.
struct PayoutEnded {
    static constexpr Literal abi{"PayoutEnded(indexed payout,returned)"};
    std::uint64_t payout;
    Amount returned;
};
struct BeneficiaryChanged {
    static constexpr Literal abi{"BeneficiaryChanged(indexed payout,indexed beneficiary)"};
    std::uint64_t payout;
    Address beneficiary;
};
struct ReturnTaken {
    static constexpr Literal abi{"ReturnTaken(indexed account,amount)"};
    Address account;
    Amount amount;
};

// Errors.

struct PayoutsUnauthorized {
    static constexpr Literal abi{"PayoutsUnauthorized(caller)"};
    Address caller;
};
struct PayoutsUnknown {
    static constexpr Literal abi{"PayoutsUnknown(payout)"};
    std::uint64_t payout;
};
struct PayoutsWrongKind {
    static constexpr Literal abi{"PayoutsWrongKind(payout,kind)"};
    std::uint64_t payout;
    PayoutKind kind;
};
// `accepted` says what is, in one sentence.
struct PayoutsInvalid {
    static constexpr Literal abi{"PayoutsInvalid(accepted)"};
    std::string accepted;
};
// Coins come from the pool, without value, or with the call, exactly.
struct PayoutsWrongPayment {
    static constexpr Literal abi{"PayoutsWrongPayment(given,required)"};
    Amount given, required;
};
struct PayoutsUnknownPool {
    static constexpr Literal abi{"PayoutsUnknownPool(pool)"};
    std::string pool;
};
// Less of the pool is free than the payout would promise.
struct PayoutsPoolShort {
    static constexpr Literal abi{"PayoutsPoolShort(pool,free,required)"};
    std::string pool;
    Amount free, required;
};
struct PayoutsNothingDue {
    static constexpr Literal abi{"PayoutsNothingDue(payout)"};
    std::uint64_t payout;
};
struct PayoutsNothingReturned {
    static constexpr Literal abi{"PayoutsNothingReturned(account)"};
    Address account;
};
struct PayoutsNotRevocable {
    static constexpr Literal abi{"PayoutsNotRevocable(payout)"};
    std::uint64_t payout;
};
struct PayoutsUnknownCheckpoint {
    static constexpr Literal abi{"PayoutsUnknownCheckpoint(payout,checkpoint)"};
    std::uint64_t payout;
    std::uint8_t checkpoint;
};
// `reason` is the primitive's: the window, the proof, an entry that was claimed before.
struct PayoutsClaimRefused {
    static constexpr Literal abi{"PayoutsClaimRefused(payout,index,reason)"};
    std::uint64_t payout, index;
    std::string reason;
};

}  // namespace ambag::emission::payouts
