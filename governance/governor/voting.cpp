// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/voting.hpp"

#include "chain/module/addresses.hpp"
#include "chain/module/ecdsa.hpp"
#include "governance/governor/counting.hpp"
#include "governance/governor/events.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/participation.hpp"
#include "governance/governor/voting_set.hpp"
#include "governance/token/bonding.hpp"
#include "governance/token/votes.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

Result<Amount> cast(Context& ctx, Vote vote) {
    TRY(ctx.charge(Gas{gas::stored_byte * (vote.reason.size() + vote.params.size())}));
    const Timeline timeline = timelines.get(ctx, vote.id);
    TRY(check_state(ctx, vote.id, timeline, ProposalState::active));
    TRY(token::settle_holder(ctx, vote.voter));
    const Amount weight =
        TRY(token::past_votes(ctx.view_of(chain::token_address), vote.voter, timeline.vote_start));
    const auto before = TRY(before_count(ctx, timeline, vote.voter));
    if (!weight.is_zero()) TRY(note_vote(ctx, timeline.number, vote.voter, !vote.reason.empty()));
    const Amount votes = TRY(count_vote(ctx, timeline, vote, weight));
    if (vote.params.empty())
        ctx.emit(VoteCast{vote.voter, vote.id, vote.support, votes, std::move(vote.reason)});
    else
        ctx.emit(VoteCastWithParams{vote.voter, vote.id, vote.support, votes,
                                    std::move(vote.reason), std::move(vote.params)});
    TRY(after_count(ctx, vote.id, timeline, before));
    return votes;
}

// ERC-1271, for voters with code: the answer must be the function's own selector.
bool is_approved_by_module(const ViewContext& ctx, const Address& module, const Hash& digest,
                           const Bytes& signature) {
    constexpr Selector is_valid_signature{{0x16, 0x26, 0xba, 0x7e}};
    const auto answer =
        ctx.static_call(module, abi::encode_call(is_valid_signature, digest, signature));
    const auto said = answer ? abi::decode<Selector>(*answer) : std::nullopt;
    return said && std::get<0>(*said) == is_valid_signature;
}

}  // namespace

Result<std::optional<Outcome>> before_count(const Context& ctx, const Timeline& timeline,
                                            const Address& voter) {
    TRY(check_may_vote(ctx, voter, timeline.vote_start));
    return judge_before(ctx, timeline);
}

Result<> after_count(Context& ctx, const U256& id, const Timeline& timeline,
                     const std::optional<Outcome>& before) {
    if (TRY(judge_after(ctx, id, timeline, before))) return {};
    return extend_after_late_quorum(ctx, id, timeline);
}

Result<> extend_after_late_quorum(Context& ctx, const U256& id, Timeline timeline) {
    if (timeline.extended_deadline != Uint48{}) return {};
    Amount quorum = snapshot_quorums.get(ctx, timeline.number);
    if (quorum.is_zero()) {
        quorum = TRY(final_quorum(ctx, timeline));
        snapshot_quorums.set(ctx, timeline.number, quorum);
    }
    if (!quorum_reached(quorum, turnout_of(ctx, timeline.number))) return {};
    const Uint48 extension = settings.get(ctx).late_quorum_extension;
    const Uint48 extended = TRY(or_panic(Uint48::from(U256{ctx.clock().value + extension.value})));
    if (extended > TRY(deadline_of(timeline))) ctx.emit(ProposalExtended{id, extended.value});
    timeline.extended_deadline = extended;
    timelines.set(ctx, id, timeline);
    return {};
}

U256 use_nonce(Context& ctx, const Address& voter) {
    const U256 nonce = nonces.get(ctx, voter);
    nonces.set(ctx, voter, wrapping_add(nonce, U256{1U}));
    return nonce;
}

Result<> check_signature(const ViewContext& ctx, const Address& voter, const Hash& ballot,
                         const Bytes& signature) {
    const Hash digest = typed_data_digest(domain_separator(signing_domain(ctx)), ballot);
    const bool valid = ctx.is_module(voter) ? is_approved_by_module(ctx, voter, digest, signature)
                                            : is_signature_of(voter, digest, signature);
    if (!valid) return fail(GovernorInvalidSignature{voter});
    return {};
}

SigningDomain signing_domain(const ViewContext& ctx) {
    return {name.get(ctx), "1", ctx.rules().chain_id, ctx.self()};
}

Result<Amount> cast_vote(Context& ctx, U256 id, std::uint8_t support) {
    return cast(ctx, {id, ctx.sender(), support, {}, {}});
}

Result<Amount> cast_vote_with_reason(Context& ctx, U256 id, std::uint8_t support,
                                     std::string reason) {
    return cast(ctx, {id, ctx.sender(), support, std::move(reason), {}});
}

Result<Amount> cast_vote_with_reason_and_params(Context& ctx, U256 id, std::uint8_t support,
                                                std::string reason, Bytes params) {
    return cast(ctx, {id, ctx.sender(), support, std::move(reason), std::move(params)});
}

Result<Amount> cast_vote_by_sig(Context& ctx, U256 id, std::uint8_t support, Address voter,
                                Bytes signature) {
    const Hash ballot = struct_hash(ballot_type, id, support, voter, use_nonce(ctx, voter));
    TRY(check_signature(ctx, voter, ballot, signature));
    return cast(ctx, {id, voter, support, {}, {}});
}

Result<Amount> cast_vote_with_reason_and_params_by_sig(Context& ctx, U256 id, std::uint8_t support,
                                                       Address voter, std::string reason,
                                                       Bytes params, Bytes signature) {
    const Hash ballot = struct_hash(extended_ballot_type, id, support, voter, use_nonce(ctx, voter),
                                    keccak256(as_bytes(reason)), keccak256(params));
    TRY(check_signature(ctx, voter, ballot, signature));
    return cast(ctx, {id, voter, support, std::move(reason), std::move(params)});
}

}  // namespace ambag::governance::governor
