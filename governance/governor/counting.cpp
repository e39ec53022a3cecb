// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/counting.hpp"

#include "governance/governor/lifecycle.hpp"

namespace ambag::governance::governor {

using namespace chain;

Result<VoteType> vote_type(std::uint8_t support) {
    if (support > static_cast<std::uint8_t>(VoteType::abstain))
        return fail(GovernorInvalidVoteType{});
    return static_cast<VoteType>(support);
}

Result<> add_to_tally(const Context& ctx, const TallyKey& key, const Amount& votes) {
    tallies.set(ctx, key, TRY(add(tallies.get(ctx, key), votes)));
    return {};
}

Result<Amount> count_simple(Context& ctx, const Timeline& timeline, const Vote& vote,
                            const Amount& weight) {
    const BallotKey key{timeline.number, vote.voter};
    if (ballots.has(ctx, key)) return fail(GovernorAlreadyCastVote{vote.voter});
    const TallyKey tally{timeline.number, TRY(vote_type(vote.support))};
    const Amount sum = TRY(add(tallies.get(ctx, tally), weight));
    const Uint208 narrow = TRY(or_panic(Uint208::from(weight.units)));
    // Must succeed from here.
    ballots.set(ctx, key, {static_cast<std::uint8_t>(vote.support + 1), narrow});
    tallies.set(ctx, tally, sum);
    return weight;
}

Result<Amount> count_vote(Context& ctx, const Timeline& timeline, const Vote& vote,
                          const Amount& weight) {
    switch (options.get(ctx).counting) {
        case CountingMode::simple:
            return count_simple(ctx, timeline, vote, weight);
        case CountingMode::fractional:
            return count_fractional(ctx, timeline, vote, weight);
        case CountingMode::overridable:
            return count_overridable(ctx, timeline, vote, weight);
        case CountingMode::conviction:
            return count_conviction(ctx, timeline, vote, weight);
    }
    CHECK(false);
}

Amount turnout_of(const ViewContext& ctx, Number proposal) {
    if (options.get(ctx).counting == CountingMode::conviction)
        return tallies.get(ctx, {proposal, VoteType::turnout});
    const auto sum = checked_add(tallies.get(ctx, {proposal, VoteType::in_favour}),
                                 tallies.get(ctx, {proposal, VoteType::abstain}));
    CHECK(sum);  // votes of one snapshot are at most its supply
    return *sum;
}

std::string counting_mode(const ViewContext& ctx) {
    switch (options.get(ctx).counting) {
        case CountingMode::simple:
            return "support=bravo&quorum=for,abstain";
        case CountingMode::fractional:
            return "support=bravo,fractional&quorum=for,abstain&params=fractional";
        case CountingMode::overridable:
            return "support=bravo,override&quorum=for,abstain&overridable=true";
        case CountingMode::conviction:
            return "support=bravo,fractional&quorum=for,abstain&params=conviction";
    }
    CHECK(false);
}

}  // namespace ambag::governance::governor
