// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/track_state.hpp"

// Whether and when a proposal of a track passes. Both shares, approval (For of For and Against) and
// turnout (For and Abstain of the voting set at the snapshot), must be at their curve or above, not
// strictly, at share x of the voting period, as in OpenGov.
//
// A track that confirms ends the vote early: once a proposal has been above both curves for the
// confirm period it has passed. The curves fall, so between two votes a proposal can begin to pass
// and cannot stop; a vote can do either. So nothing has to happen as time goes by: the tick at
// which it began is computed from the tally when somebody asks. A proposal that begins to pass by
// the end of the period stays open until its confirmation ends; one that fails after the end of the
// period is defeated. A track that does not confirm decides at the end of the period, at x = 1.

namespace ambag::governance::governor {

// Votes for which a proposal is judged.
struct Standing {
    Amount in_favour;
    Amount against;
    Amount turnout;
    Amount voting_set;
};

struct Outcome {
    Uint48 deadline;         // the last tick of the vote, if nobody votes any more
    bool passed = false;     // at the deadline
    Uint48 passing_since{};  // zero when it never is, or the track does not confirm
};

// Pure.
bool passes(const Track& track, const Standing& standing, Share x);
// The first tick in [from, end] at which it passes; zero when there is none. `start` is the
// snapshot, `end` the end of the period.
Uint48 first_passing(const Track& track, const Standing& standing, Uint48 start, Uint48 from,
                     Uint48 end);
// Votes that the curve asks of `voting_set`, rounded up: exactly those are enough.
Amount votes_needed(Share share, const Amount& voting_set);

// Of a proposal that has a track and whose snapshot is past.
chain::Result<Outcome> outcome_of(const chain::ViewContext& ctx, const Timeline& timeline,
                                  const TrackedProposal& proposal);
// The turnout that its quorum curve asks for now, or at the end of the period.
chain::Result<Amount> quorum_by_curve(const chain::ViewContext& ctx, const Timeline& timeline,
                                      const TrackedProposal& proposal, bool at_end);

// Where a vote stands: both shares and what the curves ask at this moment, in parts per billion,
// and since when it passes (zero when it does not, or the track does not confirm).
struct ProposalStanding {
    static constexpr Literal abi{
        "ProposalStanding(approval,approvalNeeded,turnout,turnoutNeeded,passingSince,deadline)"};
    Share approval;
    Share approval_needed;
    Share turnout;
    Share turnout_needed;
    Uint48 passing_since;
    Uint48 deadline;
};
chain::Result<ProposalStanding> standing_now(const chain::ViewContext& ctx,
                                             const Timeline& timeline,
                                             const TrackedProposal& proposal);

// Around the counting of a vote: what `judge_before` found goes to `judge_after`, which records
// whether the proposal passes now and since when, and says whether the track confirms. Nothing and
// false for a proposal without a track.
chain::Result<std::optional<Outcome>> judge_before(const chain::ViewContext& ctx,
                                                   const Timeline& timeline);
chain::Result<bool> judge_after(chain::Context& ctx, const U256& id, const Timeline& timeline,
                                const std::optional<Outcome>& before);

}  // namespace ambag::governance::governor
