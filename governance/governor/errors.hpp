// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"

// Errors of the governor, with the names and the argument order of OpenZeppelin 5.7 (IGovernor.sol
// and the extensions; SafeCast.sol).

namespace ambag::governance::governor {

using chain::Address;
using chain::Amount;
using chain::Bytes;
using chain::Hash;
using chain::Literal;
using chain::U256;
using chain::Uint208;
using chain::Uint48;

// How votes are counted (counting.hpp).
enum class CountingMode : std::uint8_t { simple, fractional, overridable, conviction };

// In OpenZeppelin's order; `expired` is never reached with this timelock.
enum class ProposalState : std::uint8_t {
    pending,
    active,
    canceled,
    defeated,
    succeeded,
    queued,
    expired,
    executed,
};

struct GovernorInvalidProposalLength {
    static constexpr Literal abi{"GovernorInvalidProposalLength(targets,calldatas,values)"};
    U256 targets;
    U256 calldatas;
    U256 values;
};

struct GovernorAlreadyCastVote {
    static constexpr Literal abi{"GovernorAlreadyCastVote(voter)"};
    Address voter;
};

struct GovernorDisabledDeposit {
    static constexpr Literal abi{"GovernorDisabledDeposit()"};
};

struct GovernorOnlyExecutor {
    static constexpr Literal abi{"GovernorOnlyExecutor(account)"};
    Address account;
};

struct GovernorNonexistentProposal {
    static constexpr Literal abi{"GovernorNonexistentProposal(proposalId)"};
    U256 proposal_id;
};

// `expected_states` has bit n set when state n would do; none for an id that is taken.
struct GovernorUnexpectedProposalState {
    static constexpr Literal abi{
        "GovernorUnexpectedProposalState(proposalId,current,expectedStates)"};
    U256 proposal_id;
    ProposalState current;
    Hash expected_states;
};

struct GovernorInvalidVotingPeriod {
    static constexpr Literal abi{"GovernorInvalidVotingPeriod(votingPeriod)"};
    U256 voting_period;
};

struct GovernorInsufficientProposerVotes {
    static constexpr Literal abi{"GovernorInsufficientProposerVotes(proposer,votes,threshold)"};
    Address proposer;
    Amount votes;
    Amount threshold;
};

struct GovernorRestrictedProposer {
    static constexpr Literal abi{"GovernorRestrictedProposer(proposer)"};
    Address proposer;
};

struct GovernorInvalidVoteType {
    static constexpr Literal abi{"GovernorInvalidVoteType()"};
};

struct GovernorInvalidSignature {
    static constexpr Literal abi{"GovernorInvalidSignature(voter)"};
    Address voter;
};

struct GovernorUnableToCancel {
    static constexpr Literal abi{"GovernorUnableToCancel(proposalId,account)"};
    U256 proposal_id;
    Address account;
};

struct GovernorInvalidQuorumFraction {
    static constexpr Literal abi{
        "GovernorInvalidQuorumFraction(quorumNumerator,quorumDenominator)"};
    U256 quorum_numerator;
    U256 quorum_denominator;
};

struct GovernorPreventLateQuorumVoteExtensionTooLarge {
    static constexpr Literal abi{
        "GovernorPreventLateQuorumVoteExtensionTooLarge(newVoteExtension,maxVoteExtension)"};
    U256 new_vote_extension;
    U256 max_vote_extension;
};

struct SafeCastOverflowedUintDowncast {
    static constexpr Literal abi{"SafeCastOverflowedUintDowncast(bits,value)"};
    std::uint8_t bits;
    U256 value;
};

}  // namespace ambag::governance::governor
