// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/module.hpp"

#include "chain/module/addresses.hpp"
#include "governance/governor/authority.hpp"
#include "governance/governor/conviction.hpp"
#include "governance/governor/counting_overridable.hpp"
#include "governance/governor/events.hpp"
#include "governance/governor/guardian.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/participation.hpp"
#include "governance/governor/policy.hpp"
#include "governance/governor/proposals.hpp"
#include "governance/governor/queries.hpp"
#include "governance/governor/super_quorum.hpp"
#include "governance/governor/track_execution.hpp"
#include "governance/governor/track_interface.hpp"
#include "governance/governor/track_limits.hpp"
#include "governance/governor/track_rules.hpp"
#include "governance/governor/voting.hpp"
#include "governance/timelock/interface.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

// Tokens of other standards belong to the timelock: the governor refuses them, whoever asks.
Result<Selector> on_erc721_received(Context&, Address, Address, U256, Bytes) {
    return fail(GovernorDisabledDeposit{});
}

Result<Selector> on_erc1155_received(Context&, Address, Address, U256, U256, Bytes) {
    return fail(GovernorDisabledDeposit{});
}

Result<Selector> on_erc1155_batch_received(Context&, Address, Address, std::vector<U256>,
                                           std::vector<U256>, Bytes) {
    return fail(GovernorDisabledDeposit{});
}

U256 read_voting_delay(const ViewContext& ctx) {
    return U256{settings.get(ctx).voting_delay.value};
}

U256 read_voting_period(const ViewContext& ctx) {
    return U256{settings.get(ctx).voting_period};
}

U256 read_proposal_threshold(const ViewContext& ctx) {
    return proposal_threshold.get(ctx).units;
}

U256 read_late_quorum_extension(const ViewContext& ctx) {
    return U256{settings.get(ctx).late_quorum_extension.value};
}

constexpr Cost setting_read{.reads = 1};
constexpr Cost timeline_read{.reads = 1, .hashes = 1};
// What a state may need: timeline, tallies, quorum, two questions to the timelock.
constexpr Cost state_read{.reads = 8, .hashes = 2};
constexpr Cost quorum_read{.reads = 6};
constexpr Cost votes_read{.reads = 4};
// Guard with one allowed call, record, event.
constexpr Cost setting_change{.reads = 4, .writes = 3, .hashes = 1, .logs = 1};
constexpr Cost vote{.reads = 9, .writes = 3, .hashes = 3, .logs = 1};
constexpr Cost signed_vote{.reads = 11, .writes = 4, .hashes = 9, .logs = 1, .signatures = 1};
constexpr Cost override_vote{.reads = 24, .writes = 5, .hashes = 3, .logs = 2};
// Bytes of actions, descriptions, reasons and logs are charged as they are stored.
constexpr Cost proposing{.reads = 8, .writes = 5, .hashes = 6, .logs = 1};
constexpr Cost queuing{.reads = 10, .writes = 2, .hashes = 8, .logs = 1};
constexpr Cost executing{.reads = 12, .writes = 3, .hashes = 8, .logs = 1};
constexpr Cost track_read{.reads = 2};
constexpr Cost standing_read{.reads = 24, .hashes = 2};
constexpr Cost cancelling{.reads = 10, .writes = 3, .hashes = 4, .logs = 2};

constexpr CallRow calls[]{
    view<"BALLOT_TYPEHASH()", &get_ballot_type>({}),
    view<"EXTENDED_BALLOT_TYPEHASH()", &get_extended_ballot_type>({}),
    view<"name()", &get_name>(setting_read),
    view<"version()", &get_version>({}),
    view<"COUNTING_MODE()", &get_counting_mode>({}),
    view<"CLOCK_MODE()", &get_clock_mode>({}),
    view<"clock()", &get_clock>({}),
    view<"token()", &get_token>({}),
    view<"timelock()", &get_timelock>(setting_read),
    view<"eip712Domain() -> "
         "fields,name,version,chainId,verifyingContract,salt,extensions",
         &get_domain>(setting_read),
    view<"nonces(owner)", &get_nonce>(setting_read),
    view<"supportsInterface(interfaceId)", &supports_interface>({}),
    view<"hashProposal(targets,values,calldatas,descriptionHash)", &get_proposal_id>({.hashes = 4}),
    view<"getProposalId(targets,values,calldatas,descriptionHash)", &get_proposal_id>(
        {.hashes = 4}),
    view<"state(proposalId)", &get_state>(state_read),
    view<"proposalSnapshot(proposalId)", &get_snapshot>(timeline_read),
    view<"proposalDeadline(proposalId)", &get_deadline>(timeline_read),
    view<"proposalProposer(proposalId)", &get_proposer>({.reads = 2, .hashes = 1}),
    view<"proposalEta(proposalId)", &get_eta>(timeline_read),
    view<"proposalNeedsQueuing(proposalId)", &needs_queuing>({}),
    view<"hasVoted(proposalId,account)", &has_voted>({.reads = 2, .hashes = 1}),
    view<"proposalVotes(proposalId) -> againstVotes,forVotes,abstainVotes", &get_proposal_votes>(
        {.reads = 4, .hashes = 1}),
    view<"votingDelay()", &get_voting_delay>(setting_read),
    view<"votingPeriod()", &get_voting_period>(setting_read),
    view<"proposalThreshold()", &get_proposal_threshold>(setting_read),
    view<"lateQuorumVoteExtension()", &get_late_quorum_extension>(setting_read),
    view<"quorum(timepoint)", &get_quorum>(quorum_read),
    view<"quorumNumerator()", &get_numerator>({.reads = 2}),
    view<"quorumNumerator(timepoint)", &get_numerator_at>({.reads = 3}),
    view<"quorumDenominator()", &get_denominator>({}),
    view<"getVotes(account,timepoint)", &get_votes>(votes_read),
    view<"getVotesWithParams(account,timepoint,params)", &get_votes_with_params>(votes_read),
    call<"propose(targets,values,calldatas,description) -> proposalId", &propose>(proposing),
    payable<"proposeWithDeposit(targets,values,calldatas,description) -> proposalId",
            &propose_with_deposit>(proposing),
    call<"queue(targets,values,calldatas,descriptionHash) -> proposalId", &queue>(queuing),
    payable<"execute(targets,values,calldatas,descriptionHash) -> proposalId", &execute>(executing),
    call<"cancel(targets,values,calldatas,descriptionHash) -> proposalId", &cancel>(cancelling),
    call<"castVote(proposalId,support) -> balance", &cast_vote>(vote),
    call<"castVoteWithReason(proposalId,support,reason) -> balance", &cast_vote_with_reason>(vote),
    call<"castVoteWithReasonAndParams(proposalId,support,reason,params) -> balance",
         &cast_vote_with_reason_and_params>(vote),
    call<"castVoteBySig(proposalId,support,voter,signature) -> balance", &cast_vote_by_sig>(
        signed_vote),
    call<"castVoteWithReasonAndParamsBySig(proposalId,support,voter,reason,params,signature) -> "
         "balance",
         &cast_vote_with_reason_and_params_by_sig>(signed_vote),
    call<"setVotingDelay(newVotingDelay)", &set_voting_delay>(setting_change),
    call<"setVotingPeriod(newVotingPeriod)", &set_voting_period>(setting_change),
    call<"setProposalThreshold(newProposalThreshold)", &set_proposal_threshold>(setting_change),
    call<"updateQuorumNumerator(newQuorumNumerator)", &update_quorum_numerator>(
        {.reads = 6, .writes = 4, .hashes = 1, .logs = 1}),
    call<"setLateQuorumVoteExtension(newVoteExtension)", &set_late_quorum_extension>(
        setting_change),
    call<"updateTimelock(newTimelock)", &update_timelock>(setting_change),
    payable<"relay(target,value,data)", &relay>({.reads = 5, .writes = 4, .hashes = 1}),
    view<"usedVotes(proposalId,account)", &used_votes>({.reads = 3, .hashes = 1}),
    view<"OVERRIDE_BALLOT_TYPEHASH()", &get_override_ballot_type>(setting_read),
    view<"hasVotedOverride(proposalId,account)", &has_voted_override>({.reads = 3, .hashes = 1}),
    call<"castOverrideVote(proposalId,support,reason) -> weight", &cast_override_vote>(
        override_vote),
    call<"castOverrideVoteBySig(proposalId,support,voter,reason,signature) -> weight",
         &cast_override_vote_by_sig>(
        {.reads = 26, .writes = 6, .hashes = 9, .logs = 2, .signatures = 1}),
    view<"superQuorum(timepoint)", &get_super_quorum>(quorum_read),
    view<"superQuorumNumerator()", &get_super_numerator>({.reads = 2}),
    view<"superQuorumNumerator(timepoint)", &get_super_numerator_at>({.reads = 3}),
    call<"updateSuperQuorumNumerator(newSuperQuorumNumerator)", &update_super_numerator>(
        {.reads = 8, .writes = 4, .hashes = 1, .logs = 1}),
    view<"proposalGuardian()", &get_guardian>({.reads = 2}),
    call<"setProposalGuardian(newProposalGuardian)", &set_guardian>(setting_change),
    view<"proposalTurnout(proposalId) -> turnout", &get_turnout>({.reads = 3, .hashes = 1}),
    call<"unlock(holder) -> locked", &unlock>({.reads = 4, .writes = 2, .logs = 1}),
    view<"lockCount(holder) -> count", &lock_count>({.reads = 2}),
    view<"lockAt(holder,index) -> proposalId,support,conviction,tokens,endsAt", &lock_at>(
        {.reads = 12, .hashes = 1}),
    view<"trackCount() -> count", &get_track_count>(setting_read),
    view<"track(id) -> track", &get_track>(track_read),
    view<"tracks() -> tracks", &get_tracks>({.reads = 33}),
    view<"trackRules(target,selector) -> rules", &get_track_rules>({.reads = 1, .hashes = 1}),
    view<"trackOfActions(targets,values,calldatas) -> track,spend", &get_track_of_actions>(
        {.reads = 8, .hashes = 2}),
    view<"trackSpending(id) -> periodStart,spent", &get_track_spending>({.reads = 3}),
    view<"proposalTrack(proposalId) -> track,spend", &get_proposal_track>(
        {.reads = 3, .hashes = 1}),
    view<"proposalStanding(proposalId) -> standing", &get_standing>(standing_read),
    view<"proposalDeposit(proposalId) -> amount", &get_deposit>({.reads = 2, .hashes = 1}),
    view<"lastFailure(proposalId) -> time,data", &get_failure>({.reads = 2, .hashes = 1}),
    call<"returnDeposit(proposalId)", &return_deposit>(
        {.reads = 14, .writes = 4, .hashes = 2, .logs = 1}),
    call<"cancelProposal(proposalId)", &cancel_proposal>(
        {.reads = 16, .writes = 4, .hashes = 4, .logs = 1}),
    call<"killProposal(proposalId)", &kill_proposal>(
        {.reads = 18, .writes = 7, .hashes = 4, .logs = 2}),
    call<"tryExecute(proposalId) -> success", &try_execute>(
        {.reads = 14, .writes = 2, .hashes = 8, .logs = 1}),
    view<"votingSet(timepoint) -> votes", &get_voting_set>({.reads = 12}),
    view<"quorumExclusions(timepoint) -> accounts", &get_exclusions>({.reads = 8}),
    call<"setQuorumExclusion(account,excluded)", &set_quorum_exclusion>(
        {.reads = 8, .writes = 4, .hashes = 1, .logs = 1}),
    view<"participation(account) -> could,voted,withReason,judged", &get_participation>(
        {.reads = 64}),
    // What is judged is charged as it is.
    call<"settleParticipation(account,count) -> judged", &settle_participation>(
        {.reads = 26, .writes = 1}),
    call<"onERC721Received(operator,from,tokenId,data)", &on_erc721_received>({}),
    call<"onERC1155Received(operator,from,id,value,data)", &on_erc1155_received>({}),
    call<"onERC1155BatchReceived(operator,from,ids,values,data)", &on_erc1155_batch_received>({}),
};

constexpr EventRow events[]{event<ProposalCreated>(),        event<ProposalQueued>(),
                            event<ProposalExecuted>(),       event<ProposalCanceled>(),
                            event<ProposalExtended>(),       event<VoteCast>(),
                            event<VoteCastWithParams>(),     event<VotingDelaySet>(),
                            event<VotingPeriodSet>(),        event<ProposalThresholdSet>(),
                            event<QuorumNumeratorUpdated>(), event<LateQuorumVoteExtensionSet>(),
                            event<TimelockChange>(),         event<VoteReduced>(),
                            event<OverrideVoteCast>(),       event<SuperQuorumNumeratorUpdated>(),
                            event<ProposalGuardianSet>(),    event<ProposalTracked>(),
                            event<ProposalPassing>(),        event<DepositPlaced>(),
                            event<DepositReturned>(),        event<DepositSlashed>(),
                            event<ExecutionFailed>(),        event<QuorumExclusionSet>()};

constexpr ErrorRow errors[]{error<GovernorInvalidProposalLength>(),
                            error<GovernorAlreadyCastVote>(),
                            error<GovernorDisabledDeposit>(),
                            error<GovernorOnlyExecutor>(),
                            error<GovernorNonexistentProposal>(),
                            error<GovernorUnexpectedProposalState>(),
                            error<GovernorInvalidVotingPeriod>(),
                            error<GovernorInsufficientProposerVotes>(),
                            error<GovernorRestrictedProposer>(),
                            error<GovernorInvalidVoteType>(),
                            error<GovernorInvalidSignature>(),
                            error<GovernorUnableToCancel>(),
                            error<GovernorInvalidQuorumFraction>(),
                            error<GovernorPreventLateQuorumVoteExtensionTooLarge>(),
                            error<GovernorInvalidVoteParams>(),
                            error<GovernorExceedRemainingWeight>(),
                            error<GovernorAlreadyOverriddenVote>(),
                            error<GovernorInvalidSuperQuorumFraction>(),
                            error<GovernorInvalidSuperQuorumTooSmall>(),
                            error<GovernorInvalidQuorumTooLarge>(),
                            error<GovernorTooManyLocks>(),
                            error<GovernorUnknownTrack>(),
                            error<GovernorWrongDeposit>(),
                            error<GovernorTrackFull>(),
                            error<GovernorProposedTooEarly>(),
                            error<GovernorTrackSpendCapExceeded>(),
                            error<GovernorNoDeposit>(),
                            error<GovernorDepositsHeld>(),
                            error<GovernorNotYetExecutable>(),
                            error<GovernorExcludedVoter>(),
                            error<GovernorTooManyExclusions>(),
                            error<SafeCastOverflowedUintDowncast>(),
                            error<timelock::FailedCall>()};

constexpr StateRow state_rows[]{
    state("timelines", timelines,
          "snapshot, duration, executed, canceled, extended deadline, eta, number"),
    state("proposers", proposers, "who proposed, by number"),
    state("ballots", ballots, "support + 1 and weight of each vote; kept for ever"),
    state("tallies", tallies, "votes against (0), for (1) and abstaining (2), running"),
    state("snapshot_quorums", snapshot_quorums, "quorum of a proposal, from its first vote on"),
    state("timelock_ids", timelock_ids, "operation of a queued proposal in the timelock"),
    state("proposal_ids", proposal_ids, "ids in order of creation"),
    state("contents", contents, "actions, description, height and time of creation"),
    state("settings", settings, "voting delay, voting period, late quorum extension"),
    state("proposal_threshold", proposal_threshold, "votes that a proposer needs"),
    state("quorum_numerators", quorum_numerators, "percent of supply and since when it holds"),
    state("nonces", nonces, "next nonce of a voter's signed ballots"),
    state("executor", executor, "the timelock"),
    state("name", name, "name of the governor and of its signing domain"),
    state("whitelist_window", whitelist_window, "first and past-the-end index of the whitelist"),
    state("whitelist", whitelist, "calls upon the governor that the running execution may make"),
    state("options", options, "way of counting, super quorum, guardian, conviction period"),
    state("splits", splits, "votes or tokens of a split ballot: against, for, abstain"),
    state("overrides", overrides, "support + 1 and weight of a holder's vote past his delegate"),
    state("reductions", reductions, "votes taken out of a delegate before he voted"),
    state("super_numerators", super_numerators, "super quorum in percent and since when it holds"),
    state("guardian", guardian, "who may cancel at any stage"),
    state("lock_counts", lock_counts, "locks of a holder behind votes with conviction"),
    state("lock_list", lock_list, "number of the proposal, side, conviction, tokens"),
    state("tracks", tracks, "name, voting, curves and limits of each track, the strictest first"),
    state("track_rules", track_rules, "by target and selector: which calls a track admits"),
    state("tracked", tracked, "track + 1 of a proposal, since when it passes, its last vote"),
    state("spends", spends, "what the actions of a proposal spend"),
    state("live_slots", live_slots, "number + 1 of the proposal that takes a track's place"),
    state("spending_periods", spending_periods, "start of a track's last period and what it spent"),
    state("deposits", deposits, "from whom, and how much, until it is returned"),
    state("deposits_held", deposits_held, "sum of the deposits"),
    state("last_of_actions", last_of_actions, "number + 1 of the last proposal with these actions"),
    state("failures", failures, "time and revert data of the last failed execution"),
    state("due_ends", due_ends, "ends of a track's queue for execution by the chain"),
    state("due", due, "by track and index: number of the proposal"),
    state("automatic_gas", automatic_gas_per_block, "gas of a block for these executions"),
    state("quorum_base", quorum_base, "0: quorums are shares of the supply, 1: of delegated votes"),
    state("exclusions", exclusions, "accounts left out of the voting set, and since when"),
    state("participation_kept", participation_kept, "whether participation is counted"),
    state("participations", participations,
          "proposals judged, could vote, voted, with reason, begun"),
};

constexpr ParameterRow parameters[]{
    {"votingDelay", "setVotingDelay(uint48)", "clock", &read_voting_delay, "0", "2^48 - 1",
     "from proposal to snapshot; only for later proposals"},
    {"votingPeriod", "setVotingPeriod(uint32)", "clock", &read_voting_period, "1", "2^32 - 1",
     "from snapshot to deadline; only for later proposals"},
    {"proposalThreshold", "setProposalThreshold(uint256)", "votes", &read_proposal_threshold, "0",
     "2^256 - 1", "votes that a proposer needs, one tick of the clock before"},
    {"quorumNumerator", "updateQuorumNumerator(uint256)", "percent", &latest_numerator, "0", "100",
     "share of the voting supply at the snapshot; proposals keep what held at theirs"},
    {"lateQuorumVoteExtension", "setLateQuorumVoteExtension(uint48)", "clock",
     &read_late_quorum_extension, "0", "votingPeriod",
     "least time left to vote once the quorum is reached"},
    {"superQuorumNumerator", "updateSuperQuorumNumerator(uint256)", "percent",
     &latest_super_numerator, "quorumNumerator", "100",
     "share of the supply that ends a vote early when it is For; 0: there is none"},
};

constexpr Invariant invariants[]{{"coins held cover the deposits", &check_deposits}};

}  // namespace

constexpr ModuleDescriptor descriptor{
    .name = "governor",
    .address = governor_address,
    .purpose =
        "Holders of the voting token propose calls and vote on them; what passes is queued "
        "in the timelock and executed.",
    .privileges = {},
    .state = state_rows,
    .calls = calls,
    .events = events,
    .errors = errors,
    .parameters = parameters,
    .hooks = {.begin_block = &execute_due},
    .invariants = invariants};

}  // namespace ambag::governance::governor
