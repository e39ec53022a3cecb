// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/errors.hpp"

// Errors of what genesis turns on: those of GovernorCountingFractional, GovernorCountingOverridable
// and GovernorVotesSuperQuorumFraction of OpenZeppelin 5.7, and one of votes with conviction.

namespace ambag::governance::governor {

struct GovernorInvalidVoteParams {
    static constexpr Literal abi{"GovernorInvalidVoteParams()"};
};

// The part that was asked for, and what is left of the voter's weight.
struct GovernorExceedRemainingWeight {
    static constexpr Literal abi{"GovernorExceedRemainingWeight(voter,usedVotes,remainingWeight)"};
    Address voter;
    Amount used_votes;
    Amount remaining_weight;
};

struct GovernorAlreadyOverriddenVote {
    static constexpr Literal abi{"GovernorAlreadyOverriddenVote(account)"};
    Address account;
};

struct GovernorInvalidSuperQuorumFraction {
    static constexpr Literal abi{
        "GovernorInvalidSuperQuorumFraction(superQuorumNumerator,denominator)"};
    U256 super_quorum_numerator;
    U256 denominator;
};

struct GovernorInvalidSuperQuorumTooSmall {
    static constexpr Literal abi{
        "GovernorInvalidSuperQuorumTooSmall(superQuorumNumerator,quorumNumerator)"};
    U256 super_quorum_numerator;
    U256 quorum_numerator;
};

struct GovernorInvalidQuorumTooLarge {
    static constexpr Literal abi{
        "GovernorInvalidQuorumTooLarge(quorumNumerator,superQuorumNumerator)"};
    U256 quorum_numerator;
    U256 super_quorum_numerator;
};

// Ours: a vote with conviction needs a free place among the voter's locks; `unlock` makes some.
struct GovernorTooManyLocks {
    static constexpr Literal abi{"GovernorTooManyLocks(voter,locks)"};
    Address voter;
    U256 locks;
};

}  // namespace ambag::governance::governor
