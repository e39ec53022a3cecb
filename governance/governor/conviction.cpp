// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/conviction.hpp"

#include <algorithm>

#include "chain/module/addresses.hpp"
#include "governance/governor/events.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/timelock_calls.hpp"
#include "governance/token/holder_history.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

constexpr Selector set_vote_lock = selector_of("setVoteLock(address,uint256)");
constexpr Selector balance_of = selector_of("balanceOf(address)");
constexpr Selector vote_locked = selector_of("voteLocked(address)");
// One lock of a walk: the lock, its proposal, its tally and quorum.
constexpr Cost walk_cost{.reads = 9};

bool by_conviction(const ViewContext& ctx) {
    return options.get(ctx).counting == CountingMode::conviction;
}

template <class T>
Result<T> ask_token(const ViewContext& ctx, const Selector& selector, const Address& holder) {
    const Bytes answer =
        TRY(ctx.static_call(chain::token_address, abi::encode_call(selector, holder)));
    const auto value = abi::decode<T>(answer);
    CHECK(value);  // the chain's own token
    return std::get<0>(*value);
}

Result<> tell_token(const Context& ctx, const Address& holder, const Amount& locked) {
    TRY(ctx.call(chain::token_address, Amount{}, abi::encode_call(set_vote_lock, holder, locked)));
    return {};
}

// The voter's own tokens that stand behind his vote, at most `weight`.
Result<Amount> own_tokens(const ViewContext& ctx, const Address& voter, Uint48 snapshot,
                          const Amount& weight) {
    const ViewContext token = ctx.view_of(chain::token_address);
    const U256 timepoint{snapshot.value};
    if (TRY(token::get_past_delegate(token, voter, timepoint)) != voter) return Amount{};
    const Amount then = TRY(token::get_past_balance_of(token, voter, timepoint));
    const Amount now = TRY(ask_token<Amount>(ctx, balance_of, voter));
    return std::min({then, now, weight});
}

Result<std::uint8_t> conviction_of(const Vote& vote, VoteType side) {
    if (vote.params.empty()) return std::uint8_t{0};
    const std::uint8_t most = side == VoteType::abstain ? 0 : conviction_max;
    if (vote.params.size() != 1 || vote.params.front() > most)
        return fail(GovernorInvalidVoteParams{});
    return std::uint8_t{vote.params.front()};
}

Result<> add_lock(Context& ctx, const Address& voter, const Lock& lock) {
    const std::uint32_t count = lock_counts.get(ctx, voter);
    if (count >= conviction_locks_max) return fail(GovernorTooManyLocks{voter, U256{count}});
    TRY(ctx.charge({.reads = 6, .writes = 3, .logs = 1}));
    lock_list.set(ctx, {voter, count}, lock);
    lock_counts.set(ctx, voter, count + 1);
    const Amount locked = TRY(ask_token<Amount>(ctx, vote_locked, voter));
    const Amount tokens{lock.tokens.value};
    return tokens > locked ? tell_token(ctx, voter, tokens) : Result<>{};
}

// Votes on each side, and For and Abstain as they were before conviction.
Result<Amount> count(Context& ctx, const Timeline& timeline, const Split& votes,
                     const Amount& turnout) {
    const Number number = timeline.number;
    TRY(add_to_tally(ctx, {number, VoteType::against}, votes.against));
    TRY(add_to_tally(ctx, {number, VoteType::in_favour}, votes.in_favour));
    TRY(add_to_tally(ctx, {number, VoteType::abstain}, votes.abstain));
    TRY(add_to_tally(ctx, {number, VoteType::turnout}, turnout));
    return total_of(votes);
}

Result<Amount> count_split(Context& ctx, const Timeline& timeline, const Vote& vote,
                           const Amount& weight) {
    if (vote.params.size() != split_width) return fail(GovernorInvalidVoteParams{});
    const Split tokens = split_of(vote.params);
    if (const Amount used = total_of(tokens); used > weight)
        return fail(GovernorExceedRemainingWeight{vote.voter, used, weight});
    splits.set(ctx, {timeline.number, vote.voter}, tokens);
    return count(
        ctx, timeline,
        {votes_with_conviction(tokens.against, 0), votes_with_conviction(tokens.in_favour, 0),
         votes_with_conviction(tokens.abstain, 0)},
        TRY(add(tokens.in_favour, tokens.abstain)));
}

Result<Amount> count_side(Context& ctx, const Timeline& timeline, const Vote& vote,
                          const Amount& weight) {
    const VoteType side = TRY(vote_type(vote.support));
    const std::uint8_t conviction = TRY(conviction_of(vote, side));
    const Amount own =
        conviction == 0 ? Amount{} : TRY(own_tokens(ctx, vote.voter, timeline.vote_start, weight));
    if (!own.is_zero())
        TRY(add_lock(ctx, vote.voter,
                     {timeline.number, side, conviction, TRY(or_panic(Uint208::from(own.units)))}));
    const Amount others = TRY(subtract(weight, own));
    const Amount votes =
        TRY(add(votes_with_conviction(own, conviction), votes_with_conviction(others, 0)));
    Split sides;
    (side == VoteType::against     ? sides.against
     : side == VoteType::in_favour ? sides.in_favour
                                   : sides.abstain) = votes;
    return count(ctx, timeline, sides, side == VoteType::against ? Amount{} : weight);
}

// The clock from which a lock no longer holds; zero while its vote runs, nothing when it lost.
Result<std::optional<Uint48>> end_of(const ViewContext& ctx, const Lock& lock) {
    const Timeline timeline = timelines.get(ctx, proposal_ids.get(ctx, lock.proposal));
    if (timeline.canceled) return std::optional<Uint48>{};
    const Uint48 deadline = TRY(deadline_of(ctx, timeline));
    if (deadline >= ctx.clock()) return std::optional<Uint48>{Uint48{}};
    const VoteType winner =
        TRY(vote_passed(ctx, timeline)) ? VoteType::in_favour : VoteType::against;
    if (lock.side != winner) return std::optional<Uint48>{};
    const U256 end{deadline.value +
                   options.get(ctx).conviction_period * lock_periods(lock.conviction)};
    return std::optional<Uint48>{Uint48::from(end).value_or(Uint48{(1ULL << 48) - 1})};
}

Result<bool> has_ended(const ViewContext& ctx, const Lock& lock) {
    const auto end = TRY(end_of(ctx, lock));
    return !end || (*end != Uint48{} && *end <= ctx.clock());
}

}  // namespace

Amount votes_with_conviction(const Amount& tokens, std::uint8_t conviction) {
    CHECK(conviction <= conviction_max);
    const auto votes = conviction == 0
                           ? mul_div(tokens, U256{1U}, U256{10U}, Rounding::down)
                           : mul_div(tokens, U256{conviction}, U256{1U}, Rounding::down);
    CHECK(votes);  // tokens are below 2^208
    return *votes;
}

std::uint64_t lock_periods(std::uint8_t conviction) {
    return conviction == 0 ? 0 : std::uint64_t{1} << (conviction - 1);
}

Result<Amount> count_conviction(Context& ctx, const Timeline& timeline, const Vote& vote,
                                const Amount& weight) {
    const BallotKey key{timeline.number, vote.voter};
    if (ballots.has(ctx, key)) return fail(GovernorAlreadyCastVote{vote.voter});
    TRY(ctx.charge({.reads = 8, .writes = 4}));
    const bool split = vote.support == split_support;
    const Amount votes = TRY(split ? count_split(ctx, timeline, vote, weight)
                                   : count_side(ctx, timeline, vote, weight));
    const std::uint8_t marker = split ? split_marker : static_cast<std::uint8_t>(vote.support + 1);
    ballots.set(ctx, key, {marker, TRY(or_panic(Uint208::from(votes.units)))});
    return votes;
}

Result<Amount> unlock(Context& ctx, Address holder) {
    if (!by_conviction(ctx)) return fail_empty();
    std::uint32_t count = lock_counts.get(ctx, holder);
    Amount locked;
    for (std::uint32_t i = 0; i < count;) {
        TRY(ctx.charge(walk_cost));
        const Lock lock = lock_list.get(ctx, {holder, i});
        if (!TRY(has_ended(ctx, lock))) {
            locked = std::max(locked, Amount{lock.tokens.value});
            ++i;
            continue;
        }
        // The last one takes its place.
        --count;
        TRY(ctx.charge({.reads = 1, .writes = 2}));
        lock_list.set(ctx, {holder, i}, lock_list.get(ctx, {holder, count}));
        lock_list.erase(ctx, {holder, count});
    }
    lock_counts.set(ctx, holder, count);
    TRY(tell_token(ctx, holder, locked));
    return locked;
}

Result<std::uint32_t> lock_count(const ViewContext& ctx, Address holder) {
    if (!by_conviction(ctx)) return fail_empty();
    return lock_counts.get(ctx, holder);
}

Result<std::tuple<U256, std::uint8_t, std::uint8_t, Amount, Uint48>> lock_at(const ViewContext& ctx,
                                                                             Address holder,
                                                                             std::uint32_t index) {
    if (!by_conviction(ctx)) return fail_empty();
    if (index >= lock_counts.get(ctx, holder)) return panic(panic_index);
    const Lock lock = lock_list.get(ctx, {holder, index});
    // What lost, or was canceled, is free since now at the latest.
    const Uint48 end = TRY(end_of(ctx, lock)).value_or(ctx.clock());
    return std::tuple{proposal_ids.get(ctx, lock.proposal), static_cast<std::uint8_t>(lock.side),
                      lock.conviction, Amount{lock.tokens.value}, end};
}

Result<Amount> get_turnout(const ViewContext& ctx, U256 id) {
    if (!by_conviction(ctx)) return fail_empty();
    if (!timelines.has(ctx, id)) return Amount{};
    return turnout_of(ctx, timelines.get(ctx, id).number);
}

}  // namespace ambag::governance::governor
