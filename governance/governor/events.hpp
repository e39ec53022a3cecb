// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/event.hpp"
#include "governance/governor/errors.hpp"

// Events of the governor, with the names and the argument order of OpenZeppelin 5.7 (IGovernor.sol
// and the extensions).

namespace ambag::governance::governor {

struct ProposalCreated {
    static constexpr Literal abi{
        "ProposalCreated(proposalId,proposer,targets,values,signatures,calldatas,voteStart,"
        "voteEnd,description)"};
    U256 proposal_id;
    Address proposer;
    std::vector<Address> targets;
    std::vector<Amount> values;
    std::vector<std::string> signatures;  // one empty text for each action
    std::vector<Bytes> calldatas;
    U256 vote_start;
    U256 vote_end;
    std::string description;
};

struct ProposalQueued {
    static constexpr Literal abi{"ProposalQueued(proposalId,etaSeconds)"};
    U256 proposal_id;
    U256 eta_seconds;
};

struct ProposalExecuted {
    static constexpr Literal abi{"ProposalExecuted(proposalId)"};
    U256 proposal_id;
};

struct ProposalCanceled {
    static constexpr Literal abi{"ProposalCanceled(proposalId)"};
    U256 proposal_id;
};

struct ProposalExtended {
    static constexpr Literal abi{"ProposalExtended(indexed proposalId,extendedDeadline)"};
    U256 proposal_id;
    std::uint64_t extended_deadline;
};

struct VoteCast {
    static constexpr Literal abi{"VoteCast(indexed voter,proposalId,support,weight,reason)"};
    Address voter;
    U256 proposal_id;
    std::uint8_t support;
    Amount weight;
    std::string reason;
};

struct VoteCastWithParams {
    static constexpr Literal abi{
        "VoteCastWithParams(indexed voter,proposalId,support,weight,reason,params)"};
    Address voter;
    U256 proposal_id;
    std::uint8_t support;
    Amount weight;
    std::string reason;
    Bytes params;
};

// A holder took `weight` out of what his delegate had cast.
struct VoteReduced {
    static constexpr Literal abi{"VoteReduced(indexed delegate,proposalId,support,weight)"};
    Address delegatee;
    U256 proposal_id;
    std::uint8_t support;
    Amount weight;
};

struct OverrideVoteCast {
    static constexpr Literal abi{
        "OverrideVoteCast(indexed voter,proposalId,support,weight,reason)"};
    Address voter;
    U256 proposal_id;
    std::uint8_t support;
    Amount weight;
    std::string reason;
};

struct SuperQuorumNumeratorUpdated {
    static constexpr Literal abi{
        "SuperQuorumNumeratorUpdated(oldSuperQuorumNumerator,newSuperQuorumNumerator)"};
    U256 old_super_quorum_numerator;
    U256 new_super_quorum_numerator;
};

struct ProposalGuardianSet {
    static constexpr Literal abi{"ProposalGuardianSet(oldProposalGuardian,newProposalGuardian)"};
    Address old_proposal_guardian;
    Address new_proposal_guardian;
};

struct VotingDelaySet {
    static constexpr Literal abi{"VotingDelaySet(oldVotingDelay,newVotingDelay)"};
    U256 old_voting_delay;
    U256 new_voting_delay;
};

struct VotingPeriodSet {
    static constexpr Literal abi{"VotingPeriodSet(oldVotingPeriod,newVotingPeriod)"};
    U256 old_voting_period;
    U256 new_voting_period;
};

struct ProposalThresholdSet {
    static constexpr Literal abi{"ProposalThresholdSet(oldProposalThreshold,newProposalThreshold)"};
    Amount old_proposal_threshold;
    Amount new_proposal_threshold;
};

struct QuorumNumeratorUpdated {
    static constexpr Literal abi{"QuorumNumeratorUpdated(oldQuorumNumerator,newQuorumNumerator)"};
    U256 old_quorum_numerator;
    U256 new_quorum_numerator;
};

struct LateQuorumVoteExtensionSet {
    static constexpr Literal abi{"LateQuorumVoteExtensionSet(oldVoteExtension,newVoteExtension)"};
    std::uint64_t old_vote_extension;
    std::uint64_t new_vote_extension;
};

struct TimelockChange {
    static constexpr Literal abi{"TimelockChange(oldTimelock,newTimelock)"};
    Address old_timelock;
    Address new_timelock;
};

}  // namespace ambag::governance::governor
