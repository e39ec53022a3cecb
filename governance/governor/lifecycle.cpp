// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/lifecycle.hpp"

#include <algorithm>

#include "chain/module/addresses.hpp"
#include "governance/governor/counting.hpp"
#include "governance/governor/passing.hpp"
#include "governance/governor/super_quorum.hpp"
#include "governance/governor/timelock_calls.hpp"
#include "governance/governor/track_execution.hpp"
#include "governance/governor/voting_set.hpp"

namespace ambag::governance::governor {

using namespace chain;

bool quorum_reached(const Amount& quorum, const Amount& turnout) {
    return quorum <= turnout;
}

bool vote_succeeded(const Tally& tally) {
    return tally.in_favour > tally.against;
}

Tally tally_of(const ViewContext& ctx, Number proposal) {
    return {tallies.get(ctx, {proposal, VoteType::against}),
            tallies.get(ctx, {proposal, VoteType::in_favour}),
            tallies.get(ctx, {proposal, VoteType::abstain})};
}

Result<Uint48> deadline_of(const Timeline& timeline) {
    const auto end = Uint48::from(U256{timeline.vote_start.value + timeline.vote_duration});
    if (!end) return panic(panic_arithmetic);
    return std::max(*end, timeline.extended_deadline);
}

Result<Uint48> deadline_of(const ViewContext& ctx, const Timeline& timeline) {
    const TrackedProposal proposal = tracked.get(ctx, timeline.number);
    if (proposal.track_plus_one == 0 || timeline.vote_start >= ctx.clock())
        return deadline_of(timeline);
    return TRY(outcome_of(ctx, timeline, proposal)).deadline;
}

U256 latest_of(const ViewContext& ctx, const Numerators& history) {
    const std::uint64_t size = history.size(ctx);
    return size == 0 ? U256{} : history.get(ctx, size - 1).numerator.value;
}

U256 latest_numerator(const ViewContext& ctx) {
    return latest_of(ctx, quorum_numerators);
}

void push_numerator(const Context& ctx, const Numerators& history, const U256& numerator) {
    const NumeratorCheckpoint checkpoint{ctx.clock(), Uint208{numerator}};
    const std::uint64_t size = history.size(ctx);
    if (size > 0 && history.get(ctx, size - 1).since == checkpoint.since)
        history.set(ctx, size - 1, checkpoint);
    else
        history.push(ctx, checkpoint);
}

U256 numerator_at(const ViewContext& ctx, const Numerators& history, const U256& timepoint) {
    // The newest answers nearly always; else the last one that is not after `timepoint`.
    std::uint64_t low = 0;
    std::uint64_t high = history.size(ctx);
    std::uint64_t middle = high == 0 ? 0 : high - 1;
    U256 found;
    while (low < high) {
        const NumeratorCheckpoint checkpoint = history.get(ctx, middle);
        if (U256{checkpoint.since.value} > timepoint) {
            high = middle;
        } else {
            found = checkpoint.numerator.value;
            low = middle + 1;
        }
        middle = low + (high - low) / 2;
    }
    return found;
}

Result<Amount> share_of_supply(const ViewContext& ctx, const U256& timepoint,
                               const U256& numerator) {
    const Amount set = TRY(voting_set_at(ctx, timepoint));
    return or_panic(mul_div(set, numerator, U256{quorum_denominator}, Rounding::down));
}

Result<Amount> quorum_at(const ViewContext& ctx, const U256& timepoint) {
    return share_of_supply(ctx, timepoint, numerator_at(ctx, quorum_numerators, timepoint));
}

Result<Amount> quorum_of(const ViewContext& ctx, const Timeline& timeline) {
    const Amount stored = snapshot_quorums.get(ctx, timeline.number);
    if (!stored.is_zero()) return stored;
    return final_quorum(ctx, timeline);
}

Result<Amount> final_quorum(const ViewContext& ctx, const Timeline& timeline) {
    const TrackedProposal proposal = tracked.get(ctx, timeline.number);
    if (proposal.track_plus_one != 0) return quorum_by_curve(ctx, timeline, proposal, true);
    return quorum_at(ctx, U256{timeline.vote_start.value});
}

Result<bool> vote_passed(const ViewContext& ctx, const Timeline& timeline) {
    const TrackedProposal proposal = tracked.get(ctx, timeline.number);
    if (proposal.track_plus_one != 0) return TRY(outcome_of(ctx, timeline, proposal)).passed;
    const Tally tally = tally_of(ctx, timeline.number);
    const Amount quorum = TRY(quorum_of(ctx, timeline));
    return quorum_reached(quorum, turnout_of(ctx, timeline.number)) && vote_succeeded(tally);
}

Result<ProposalState> state_of(const ViewContext& ctx, const U256& id) {
    return state_of(ctx, id, timelines.get(ctx, id));
}

Result<ProposalState> state_of(const ViewContext& ctx, const U256& id, const Timeline& timeline) {
    if (timeline.executed) return ProposalState::executed;
    if (timeline.canceled) return ProposalState::canceled;
    if (timeline.vote_start == Uint48{}) return fail(GovernorNonexistentProposal{id});
    const Uint48 now = ctx.clock();
    if (timeline.vote_start >= now) return ProposalState::pending;
    if (TRY(deadline_of(ctx, timeline)) >= now) {
        if (!TRY(super_quorum_reached(ctx, timeline))) return ProposalState::active;
    } else if (!TRY(vote_passed(ctx, timeline))) {
        return ProposalState::defeated;
    }
    if (TRY(has_expired(ctx, timeline))) return ProposalState::expired;
    if (timeline.eta == Uint48{}) return ProposalState::succeeded;
    // The timelock knows whether it was executed or cancelled there behind the governor's back.
    const Hash operation = timelock_ids.get(ctx, timeline.number);
    if (TRY(ask_timelock<bool>(ctx, is_operation_pending, operation))) return ProposalState::queued;
    return TRY(ask_timelock<bool>(ctx, is_operation_done, operation)) ? ProposalState::executed
                                                                      : ProposalState::canceled;
}

Hash bitmap(std::initializer_list<ProposalState> states) {
    U256 bits;
    for (const ProposalState state : states)
        bits = bits | U256::power_of_two(static_cast<unsigned>(state));
    return bits.to_word();
}

Result<> check_state(const ViewContext& ctx, const U256& id, const Timeline& timeline,
                     std::initializer_list<ProposalState> expected) {
    const ProposalState current = TRY(state_of(ctx, id, timeline));
    if (std::find(expected.begin(), expected.end(), current) != expected.end()) return {};
    return fail(GovernorUnexpectedProposalState{id, current, bitmap(expected)});
}

Result<> check_state(const ViewContext& ctx, const U256& id, const Timeline& timeline,
                     ProposalState expected) {
    return check_state(ctx, id, timeline, {expected});
}

}  // namespace ambag::governance::governor
