// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/queries.hpp"

#include "chain/module/addresses.hpp"
#include "governance/governor/counting.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/voting.hpp"
#include "governance/token/votes.hpp"

namespace ambag::governance::governor {

using namespace chain;

Result<Hash> get_ballot_type(const ViewContext&) {
    return ballot_type;
}

Result<Hash> get_extended_ballot_type(const ViewContext&) {
    return extended_ballot_type;
}

Result<std::string> get_name(const ViewContext& ctx) {
    return name.get(ctx);
}

Result<std::string> get_version(const ViewContext&) {
    return std::string{"1"};
}

Result<std::string> get_counting_mode(const ViewContext& ctx) {
    return counting_mode(ctx);
}

Result<std::string> get_clock_mode(const ViewContext& ctx) {
    return std::string{ctx.rules().clock == ClockMode::timestamp ? "mode=timestamp"
                                                                 : "mode=blocknumber&from=default"};
}

Result<Uint48> get_clock(const ViewContext& ctx) {
    return ctx.clock();
}

Result<Address> get_token(const ViewContext&) {
    return chain::token_address;
}

Result<Address> get_timelock(const ViewContext& ctx) {
    return executor.get(ctx);
}

Result<DomainFields> get_domain(const ViewContext& ctx) {
    return domain_fields(signing_domain(ctx));
}

Result<U256> get_nonce(const ViewContext& ctx, Address owner) {
    return nonces.get(ctx, owner);
}

Result<bool> supports_interface(const ViewContext&, Selector id) {
    constexpr Selector governor_interface{{0xcd, 0xbd, 0xfc, 0xee}};
    constexpr Selector before_get_proposal_id{{0x65, 0x45, 0x5a, 0x86}};  // of older clients
    constexpr Selector erc1155_receiver_interface{{0x4e, 0x23, 0x12, 0xe0}};
    constexpr Selector erc165_interface{{0x01, 0xff, 0xc9, 0xa7}};
    return id == governor_interface || id == before_get_proposal_id ||
           id == erc1155_receiver_interface || id == erc165_interface;
}

Result<U256> get_proposal_id(const ViewContext&, std::vector<Address> targets,
                             std::vector<Amount> values, std::vector<Bytes> calldatas,
                             Hash description_hash) {
    return proposal_id(targets, values, calldatas, description_hash);
}

Result<ProposalState> get_state(const ViewContext& ctx, U256 id) {
    return state_of(ctx, id);
}

// The parts of an unknown proposal are zero, as in OpenZeppelin; only its state reverts.
Result<U256> get_snapshot(const ViewContext& ctx, U256 id) {
    return U256{timelines.get(ctx, id).vote_start.value};
}

Result<U256> get_deadline(const ViewContext& ctx, U256 id) {
    return U256{TRY(deadline_of(ctx, timelines.get(ctx, id))).value};
}

Result<Address> get_proposer(const ViewContext& ctx, U256 id) {
    if (!timelines.has(ctx, id)) return Address{};
    return proposers.get(ctx, timelines.get(ctx, id).number);
}

Result<U256> get_eta(const ViewContext& ctx, U256 id) {
    return U256{timelines.get(ctx, id).eta.value};
}

Result<bool> needs_queuing(const ViewContext&, U256) {
    return true;
}

Result<bool> has_voted(const ViewContext& ctx, U256 id, Address account) {
    return ballot_of(ctx, id, account).has_value();
}

Result<std::tuple<Amount, Amount, Amount>> get_proposal_votes(const ViewContext& ctx, U256 id) {
    if (!timelines.has(ctx, id)) return std::tuple<Amount, Amount, Amount>{};
    const Tally tally = tally_of(ctx, timelines.get(ctx, id).number);
    return std::tuple{tally.against, tally.in_favour, tally.abstain};
}

Result<U256> get_voting_delay(const ViewContext& ctx) {
    return U256{settings.get(ctx).voting_delay.value};
}

Result<U256> get_voting_period(const ViewContext& ctx) {
    return U256{settings.get(ctx).voting_period};
}

Result<Amount> get_proposal_threshold(const ViewContext& ctx) {
    return proposal_threshold.get(ctx);
}

Result<Uint48> get_late_quorum_extension(const ViewContext& ctx) {
    return settings.get(ctx).late_quorum_extension;
}

Result<Amount> get_quorum(const ViewContext& ctx, U256 timepoint) {
    return quorum_at(ctx, timepoint);
}

Result<U256> get_numerator(const ViewContext& ctx) {
    return latest_numerator(ctx);
}

Result<U256> get_numerator_at(const ViewContext& ctx, U256 timepoint) {
    return numerator_at(ctx, quorum_numerators, timepoint);
}

Result<U256> get_denominator(const ViewContext&) {
    return U256{quorum_denominator};
}

Result<Amount> get_votes(const ViewContext& ctx, Address account, U256 timepoint) {
    return token::get_past_votes(ctx.view_of(chain::token_address), account, timepoint);
}

Result<Amount> get_votes_with_params(const ViewContext& ctx, Address account, U256 timepoint,
                                     Bytes) {
    return get_votes(ctx, account, timepoint);
}

}  // namespace ambag::governance::governor
