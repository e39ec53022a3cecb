// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "chain/module/descriptor.hpp"
#include "governance/governor/errors.hpp"

// The governor: OpenZeppelin 5.7's Governor with Settings, CountingSimple, Votes,
// VotesQuorumFraction, PreventLateQuorum and TimelockControl, as a native module; by genesis also
// CountingFractional or CountingOverridable, VotesSuperQuorumFraction and ProposalGuardian. Holders
// of the voting token propose calls and vote on them; what passes goes through the timelock.
//
// Source: @openzeppelin/contracts 5.7.0, governance/Governor.sol and governance/extensions/: order
// of checks, errors, events, ids and return values are theirs. Delays, periods and deadlines are on
// the chain's ERC-6372 clock (seconds or blocks, by genesis), times of execution in seconds.

namespace ambag::governance::governor {

extern const chain::ModuleDescriptor descriptor;

struct GovernorGenesis {
    std::string name;                         // of the EIP-712 domain too: at most 31 bytes
    std::uint64_t voting_delay = 1;           // from proposal to snapshot; below 2^48
    std::uint64_t voting_period = 20;         // from snapshot to deadline; 1 to 2^32 - 1
    Amount proposal_threshold;                // votes that a proposer needs
    std::uint64_t quorum_numerator = 4;       // percent of the voting supply, at most 100
    std::uint64_t late_quorum_extension = 0;  // at most the voting period
    // Off unless named. Overridable and conviction need the token's holder history, conviction its
    // locks (token::TokenGenesis).
    CountingMode counting = CountingMode::simple;
    std::optional<std::uint64_t> super_quorum_numerator{};  // from the quorum's to 100
    std::optional<Address> guardian{};                      // zero: for now the proposer
    std::uint64_t conviction_period = 604'800;  // clock units of the shortest lock; below 2^40
};

// Emits what the constructor emits. Errors: Fault "genesis.governor" naming the bound.
chain::Result<void, chain::Fault> genesis(chain::Context& ctx, const GovernorGenesis& genesis);

// Direct reads for the node; `ctx` sees the governor's state.

struct Tally {
    Amount against;
    Amount in_favour;
    Amount abstain;
};

struct Action {
    Address target;
    Amount value;
    Bytes calldata;
};

struct ProposalSummary {
    U256 id;
    Address proposer;
    ProposalState state;
    Uint48 snapshot;
    Uint48 deadline;
    chain::Timestamp eta;  // zero until queued
    Tally tally;
    std::optional<Amount> quorum;  // known once the snapshot is past
    std::string description;
    std::vector<Action> actions;
    chain::Height created_height;
    chain::Timestamp created_time;
};

struct BallotSummary {
    std::uint8_t support;  // 0 against, 1 for, 2 abstain, 255 on more than one side
    Amount weight;         // votes that it made
};

// Errors: GovernorNonexistentProposal, or the timelock's when it does not answer.
chain::Result<ProposalSummary> summary_of(const chain::ViewContext& ctx, const U256& id);

// Proposals are numbered from zero in order of creation.
std::uint64_t proposal_count(const chain::ViewContext& ctx);
// At most `count` of them from number `first` on; fewer at the end.
chain::Result<std::vector<ProposalSummary>> summaries(const chain::ViewContext& ctx,
                                                      std::uint64_t first, std::uint64_t count);

// Nothing when `voter` has not voted or there is no such proposal.
std::optional<BallotSummary> ballot_of(const chain::ViewContext& ctx, const U256& id,
                                       const Address& voter);

// keccak256(abi.encode(targets, values, calldatas, descriptionHash)) as a number.
U256 proposal_id(const std::vector<Address>& targets, const std::vector<Amount>& values,
                 const std::vector<Bytes>& calldatas, const Hash& description_hash);

}  // namespace ambag::governance::governor
