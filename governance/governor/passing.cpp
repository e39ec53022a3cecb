// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/passing.hpp"

#include <algorithm>

#include "chain/base/check.hpp"
#include "governance/governor/counting.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/track_interface.hpp"
#include "governance/governor/voting_set.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

// How far through its period a vote is; the whole of it after the end.
Share progress(const Timeline& timeline, Uint48 now) {
    return share_of(now.value - timeline.vote_start.value, std::uint64_t{timeline.vote_duration});
}

Result<Standing> standing_of(const ViewContext& ctx, const Timeline& timeline) {
    const Tally tally = tally_of(ctx, timeline.number);
    return Standing{tally.in_favour, tally.against, turnout_of(ctx, timeline.number),
                    TRY(voting_set_at(ctx, U256{timeline.vote_start.value}))};
}

Share approval_of(const Standing& standing) {
    const auto all = checked_add(standing.in_favour, standing.against);
    CHECK(all);  // votes of one snapshot, at most six times over, of a supply below 2^208
    return share_of(standing.in_favour, *all);
}

Result<Uint48> end_of_period(const Timeline& timeline) {
    return or_panic(Uint48::from(U256{timeline.vote_start.value + timeline.vote_duration}));
}

}  // namespace

bool passes(const Track& track, const Standing& standing, Share x) {
    return approval_of(standing) >= threshold_at(track.approval, x) &&
           share_of(standing.turnout, standing.voting_set) >= threshold_at(track.quorum, x);
}

Uint48 first_passing(const Track& track, const Standing& standing, Uint48 start, Uint48 from,
                     Uint48 end) {
    if (from > end) return {};
    const Share approval = approval_of(standing);
    const Share turnout = share_of(standing.turnout, standing.voting_set);
    const auto passes_at = [&](std::uint64_t tick) {
        const Share x = share_of(tick - start.value, end.value - start.value);
        return approval >= threshold_at(track.approval, x) &&
               turnout >= threshold_at(track.quorum, x);
    };
    if (!passes_at(end.value)) return {};
    std::uint64_t low = from.value;
    std::uint64_t high = end.value;
    while (low < high) {
        const std::uint64_t middle = low + (high - low) / 2;
        if (passes_at(middle))
            high = middle;
        else
            low = middle + 1;
    }
    return Uint48{low};
}

Amount votes_needed(Share share, const Amount& voting_set) {
    return mul_div(voting_set, U256{share}, U256{whole_share}, Rounding::up).value();
}

Result<Outcome> outcome_of(const ViewContext& ctx, const Timeline& timeline,
                           const TrackedProposal& proposal) {
    const Track track = tracks.get(ctx, proposal.track_plus_one - 1);
    const Standing standing = TRY(standing_of(ctx, timeline));
    const Uint48 end = TRY(end_of_period(timeline));
    if (!track.voting.confirms)
        return Outcome{
            std::max(end, timeline.extended_deadline), passes(track, standing, whole_share), {}};
    Uint48 since = proposal.passing_since;
    if (since == Uint48{}) {
        const Uint48 from{std::max(proposal.judged.value, timeline.vote_start.value + 1)};
        since = first_passing(track, standing, timeline.vote_start, from, end);
    }
    if (since == Uint48{}) return Outcome{end, false, {}};
    const U256 deadline{since.value + track.voting.confirm_period};
    return Outcome{TRY(or_panic(Uint48::from(deadline))), true, since};
}

Result<Amount> quorum_by_curve(const ViewContext& ctx, const Timeline& timeline,
                               const TrackedProposal& proposal, bool at_end) {
    const Track track = tracks.get(ctx, proposal.track_plus_one - 1);
    const Share x = at_end ? whole_share : progress(timeline, ctx.clock());
    return votes_needed(threshold_at(track.quorum, x),
                        TRY(voting_set_at(ctx, U256{timeline.vote_start.value})));
}

Result<ProposalStanding> standing_now(const ViewContext& ctx, const Timeline& timeline,
                                      const TrackedProposal& proposal) {
    const Track track = tracks.get(ctx, proposal.track_plus_one - 1);
    const Standing standing = TRY(standing_of(ctx, timeline));
    const Outcome outcome = TRY(outcome_of(ctx, timeline, proposal));
    const Share x = track.voting.confirms ? progress(timeline, ctx.clock()) : whole_share;
    const bool passing = outcome.passing_since <= ctx.clock();
    return ProposalStanding{approval_of(standing),
                            threshold_at(track.approval, x),
                            share_of(standing.turnout, standing.voting_set),
                            threshold_at(track.quorum, x),
                            passing ? outcome.passing_since : Uint48{},
                            outcome.deadline};
}

Result<std::optional<Outcome>> judge_before(const ViewContext& ctx, const Timeline& timeline) {
    const TrackedProposal proposal = tracked.get(ctx, timeline.number);
    if (proposal.track_plus_one == 0) return std::nullopt;
    return TRY(outcome_of(ctx, timeline, proposal));
}

Result<bool> judge_after(Context& ctx, const U256& id, const Timeline& timeline,
                         const std::optional<Outcome>& before) {
    if (!before) return false;
    constexpr Cost cost{.reads = 20, .writes = 1, .logs = 1};
    TRY(ctx.charge(cost));
    TrackedProposal proposal = tracked.get(ctx, timeline.number);
    const Track track = tracks.get(ctx, proposal.track_plus_one - 1);
    if (!track.voting.confirms) return false;
    const Uint48 now = ctx.clock();
    const bool passed = before->passing_since != Uint48{} && before->passing_since <= now;
    const bool passing = passes(track, TRY(standing_of(ctx, timeline)), progress(timeline, now));
    proposal.judged = now;
    proposal.passing_since = !passing ? Uint48{} : passed ? before->passing_since : now;
    tracked.set(ctx, timeline.number, proposal);
    if (passing == passed) return true;
    ctx.emit(ProposalPassing{id, passing, TRY(outcome_of(ctx, timeline, proposal)).deadline});
    return true;
}

}  // namespace ambag::governance::governor
