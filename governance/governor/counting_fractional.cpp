// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/counting.hpp"

// GovernorCountingFractional.sol of OpenZeppelin 5.7. A ballot may be cast in parts until its
// weight is used up; a nominal vote (support 0, 1, 2) spends all that is left. What an account cast
// stands in one word with the weight used, and how it was split in a record beside it.

namespace ambag::governance::governor {

using namespace chain;

namespace {

Amount packed(const Bytes& params, std::size_t index) {
    constexpr std::size_t width = split_width / 3;
    return Amount{U256::from_big_endian(BytesView{params}.subspan(index * width, width))};
}

// All that is left on one side, or the parts that the voter asks for.
Result<Split> parts_of(const Vote& vote, const Amount& remaining) {
    if (vote.support == split_support) {
        if (vote.params.size() != split_width) return fail(GovernorInvalidVoteParams{});
        const Split split = split_of(vote.params);
        if (const Amount used = total_of(split); used > remaining)
            return fail(GovernorExceedRemainingWeight{vote.voter, used, remaining});
        return split;
    }
    const VoteType type = TRY(vote_type(vote.support));
    if (!vote.params.empty()) return fail(GovernorInvalidVoteParams{});
    return Split{type == VoteType::against ? remaining : Amount{},
                 type == VoteType::in_favour ? remaining : Amount{},
                 type == VoteType::abstain ? remaining : Amount{}};
}

Result<> remember_split(const Context& ctx, const BallotKey& key, const Split& parts) {
    const Split before = splits.get(ctx, key);
    splits.set(
        ctx, key,
        {TRY(add(before.against, parts.against)), TRY(add(before.in_favour, parts.in_favour)),
         TRY(add(before.abstain, parts.abstain))});
    return {};
}

}  // namespace

Split split_of(const Bytes& params) {
    CHECK(params.size() == split_width);
    return {packed(params, 0), packed(params, 1), packed(params, 2)};
}

Amount total_of(const Split& split) {
    const auto pair = checked_add(split.against, split.in_favour);
    const auto all = pair ? checked_add(*pair, split.abstain) : std::nullopt;
    CHECK(all);
    return *all;
}

Result<Amount> count_fractional(Context& ctx, const Timeline& timeline, const Vote& vote,
                                const Amount& weight) {
    const BallotKey key{timeline.number, vote.voter};
    const Ballot before = ballots.get(ctx, key);
    const Amount spent{before.weight.value};
    if (weight <= spent) return fail(GovernorAlreadyCastVote{vote.voter});
    const Split parts = TRY(parts_of(vote, TRY(subtract(weight, spent))));
    const Amount used = total_of(parts);
    if (used.is_zero()) return used;  // allowed, and leaves no trace but its event
    TRY(ctx.charge({.reads = 3, .writes = 3}));
    TRY(add_to_tally(ctx, {timeline.number, VoteType::against}, parts.against));
    TRY(add_to_tally(ctx, {timeline.number, VoteType::in_favour}, parts.in_favour));
    TRY(add_to_tally(ctx, {timeline.number, VoteType::abstain}, parts.abstain));
    const bool split = vote.support == split_support || before.support_plus_one == split_marker;
    if (split) TRY(remember_split(ctx, key, parts));
    const Amount total = TRY(add(spent, used));
    ballots.set(ctx, key,
                {split ? split_marker : static_cast<std::uint8_t>(vote.support + 1),
                 TRY(or_panic(Uint208::from(total.units)))});
    return used;
}

Result<Amount> used_votes(const ViewContext& ctx, U256 id, Address account) {
    if (options.get(ctx).counting != CountingMode::fractional) return fail_empty();
    if (!timelines.has(ctx, id)) return Amount{};
    return Amount{ballots.get(ctx, {timelines.get(ctx, id).number, account}).weight.value};
}

}  // namespace ambag::governance::governor
