// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/counting_overridable.hpp"

#include "chain/module/addresses.hpp"
#include "governance/governor/events.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/voting.hpp"
#include "governance/token/holder_history.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

bool is_overridable(const ViewContext& ctx) {
    return options.get(ctx).counting == CountingMode::overridable;
}

// Takes `weight` out of what `delegatee` has cast, or of what he may still cast.
Result<> reduce_delegate(Context& ctx, const U256& id, const BallotKey& delegatee,
                         const Amount& weight) {
    Ballot ballot = ballots.get(ctx, delegatee);
    if (ballot.support_plus_one == 0) {
        reductions.set(ctx, delegatee, TRY(add(reductions.get(ctx, delegatee), weight)));
        return {};
    }
    const auto support = static_cast<std::uint8_t>(ballot.support_plus_one - 1);
    const TallyKey tally{delegatee.proposal, static_cast<VoteType>(support)};
    tallies.set(ctx, tally, TRY(subtract(tallies.get(ctx, tally), weight)));
    const Amount rest = TRY(subtract(Amount{ballot.weight.value}, weight));
    ballot.weight = Uint208{rest.units};
    ballots.set(ctx, delegatee, ballot);
    ctx.emit(VoteReduced{delegatee.voter, id, support, weight});
    return {};
}

Result<Amount> count_override(Context& ctx, const Timeline& timeline, const U256& id,
                              const Address& account, std::uint8_t support) {
    const VoteType type = TRY(vote_type(support));
    const BallotKey key{timeline.number, account};
    if (overrides.has(ctx, key)) return fail(GovernorAlreadyOverriddenVote{account});
    const ViewContext token = ctx.view_of(chain::token_address);
    const U256 snapshot{timeline.vote_start.value};
    const Amount weight = TRY(token::get_past_balance_of(token, account, snapshot));
    const Address delegatee = TRY(token::get_past_delegate(token, account, snapshot));
    overrides.set(
        ctx, key,
        {static_cast<std::uint8_t>(support + 1), TRY(or_panic(Uint208::from(weight.units)))});
    TRY(add_to_tally(ctx, {timeline.number, type}, weight));
    TRY(reduce_delegate(ctx, id, {timeline.number, delegatee}, weight));
    return weight;
}

Result<Amount> cast_override(Context& ctx, const U256& id, const Address& voter,
                             std::uint8_t support, std::string reason) {
    TRY(ctx.charge(Gas{gas::stored_byte * reason.size()}));
    const Timeline timeline = timelines.get(ctx, id);
    TRY(check_state(ctx, id, timeline, ProposalState::active));
    const auto before = TRY(before_count(ctx, timeline, voter));
    const Amount weight = TRY(count_override(ctx, timeline, id, voter, support));
    ctx.emit(OverrideVoteCast{voter, id, support, weight, std::move(reason)});
    TRY(after_count(ctx, id, timeline, before));
    return weight;
}

}  // namespace

Result<Amount> count_overridable(Context& ctx, const Timeline& timeline, const Vote& vote,
                                 const Amount& weight) {
    const VoteType type = TRY(vote_type(vote.support));
    const BallotKey key{timeline.number, vote.voter};
    if (ballots.has(ctx, key)) return fail(GovernorAlreadyCastVote{vote.voter});
    const Amount rest = TRY(subtract(weight, reductions.get(ctx, key)));
    TRY(add_to_tally(ctx, {timeline.number, type}, rest));
    ballots.set(
        ctx, key,
        {static_cast<std::uint8_t>(vote.support + 1), TRY(or_panic(Uint208::from(rest.units)))});
    return rest;
}

Result<Hash> get_override_ballot_type(const ViewContext& ctx) {
    if (!is_overridable(ctx)) return fail_empty();
    return override_ballot_type;
}

Result<bool> has_voted_override(const ViewContext& ctx, U256 id, Address account) {
    if (!is_overridable(ctx)) return fail_empty();
    if (!timelines.has(ctx, id)) return false;
    return overrides.has(ctx, {timelines.get(ctx, id).number, account});
}

Result<Amount> cast_override_vote(Context& ctx, U256 id, std::uint8_t support, std::string reason) {
    if (!is_overridable(ctx)) return fail_empty();
    return cast_override(ctx, id, ctx.sender(), support, std::move(reason));
}

Result<Amount> cast_override_vote_by_sig(Context& ctx, U256 id, std::uint8_t support, Address voter,
                                         std::string reason, Bytes signature) {
    if (!is_overridable(ctx)) return fail_empty();
    const Hash ballot = struct_hash(override_ballot_type, id, support, voter, use_nonce(ctx, voter),
                                    keccak256(as_bytes(reason)));
    TRY(check_signature(ctx, voter, ballot, signature));
    return cast_override(ctx, id, voter, support, std::move(reason));
}

}  // namespace ambag::governance::governor
