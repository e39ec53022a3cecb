// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/event.hpp"
#include "governance/governor/errors.hpp"

// Events and custom errors of tracks, deposits and execution, none of which OpenZeppelin has.

namespace ambag::governance::governor {

struct ProposalTracked {
    static constexpr Literal abi{"ProposalTracked(indexed proposalId,indexed track,spend)"};
    U256 proposal_id;
    std::uint32_t track;
    Amount spend;
};
struct ProposalPassing {
    static constexpr Literal abi{"ProposalPassing(indexed proposalId,passing,deadline)"};
    U256 proposal_id;
    bool passing;
    Uint48 deadline;  // when the vote ends if nobody votes any more
};
struct DepositPlaced {
    static constexpr Literal abi{"DepositPlaced(indexed proposalId,indexed from,amount)"};
    U256 proposal_id;
    Address from;
    Amount amount;
};
struct DepositReturned {
    static constexpr Literal abi{"DepositReturned(indexed proposalId,indexed to,amount)"};
    U256 proposal_id;
    Address to;
    Amount amount;
};
struct DepositSlashed {
    static constexpr Literal abi{"DepositSlashed(indexed proposalId,indexed from,amount)"};
    U256 proposal_id;
    Address from;
    Amount amount;
};
struct ExecutionFailed {
    static constexpr Literal abi{"ExecutionFailed(indexed proposalId,data)"};
    U256 proposal_id;
    Bytes data;
};

struct GovernorUnknownTrack {
    static constexpr Literal abi{"GovernorUnknownTrack(track,count)"};
    std::uint32_t track;
    std::uint64_t count;
};
// A proposal comes with exactly its track's deposit: `proposeWithDeposit` takes it.
struct GovernorWrongDeposit {
    static constexpr Literal abi{"GovernorWrongDeposit(track,required,given)"};
    std::uint32_t track;
    Amount required;
    Amount given;
};
struct GovernorTrackFull {
    static constexpr Literal abi{"GovernorTrackFull(track,maximum)"};
    std::uint32_t track;
    std::uint32_t maximum;
};
// The same actions were proposed before, and that vote is not over or not for long enough.
struct GovernorProposedTooEarly {
    static constexpr Literal abi{"GovernorProposedTooEarly(previousId,until)"};
    U256 previous_id;
    U256 until;  // on the clock
};
struct GovernorTrackSpendCapExceeded {
    static constexpr Literal abi{"GovernorTrackSpendCapExceeded(track,remaining,needed)"};
    std::uint32_t track;
    Amount remaining;
    Amount needed;
};
struct GovernorNoDeposit {
    static constexpr Literal abi{"GovernorNoDeposit(proposalId)"};
    U256 proposal_id;
};
// Coins that the governor holds are deposits: a relayed call cannot spend them.
struct GovernorDepositsHeld {
    static constexpr Literal abi{"GovernorDepositsHeld(available,needed)"};
    Amount available;
    Amount needed;
};

}  // namespace ambag::governance::governor
