// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/lifecycle.hpp"

#include "chain/module/addresses.hpp"
#include "governance/governor/timelock_calls.hpp"
#include "governance/token/votes.hpp"

namespace ambag::governance::governor {

using namespace chain;

Result<bool> quorum_reached(const Amount& quorum, const Tally& tally) {
    return quorum <= TRY(add(tally.in_favour, tally.abstain));
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

U256 latest_numerator(const ViewContext& ctx) {
    const std::uint64_t size = quorum_numerators.size(ctx);
    return size == 0 ? U256{} : quorum_numerators.get(ctx, size - 1).numerator.value;
}

U256 numerator_at(const ViewContext& ctx, const U256& timepoint) {
    // The newest answers nearly always; else the last one that is not after `timepoint`.
    std::uint64_t low = 0;
    std::uint64_t high = quorum_numerators.size(ctx);
    std::uint64_t middle = high == 0 ? 0 : high - 1;
    U256 found;
    while (low < high) {
        const NumeratorCheckpoint checkpoint = quorum_numerators.get(ctx, middle);
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

Result<Amount> quorum_at(const ViewContext& ctx, const U256& timepoint) {
    const Amount supply =
        TRY(token::get_past_total_supply(ctx.view_of(chain::token_address), timepoint));
    return or_panic(
        mul_div(supply, numerator_at(ctx, timepoint), U256{quorum_denominator}, Rounding::down));
}

Result<Amount> quorum_of(const ViewContext& ctx, const Timeline& timeline) {
    const Amount stored = snapshot_quorums.get(ctx, timeline.number);
    if (!stored.is_zero()) return stored;
    return quorum_at(ctx, U256{timeline.vote_start.value});
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
    if (TRY(deadline_of(timeline)) >= now) return ProposalState::active;
    const Tally tally = tally_of(ctx, timeline.number);
    if (!TRY(quorum_reached(TRY(quorum_of(ctx, timeline)), tally))) return ProposalState::defeated;
    if (!vote_succeeded(tally)) return ProposalState::defeated;
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
                     ProposalState expected) {
    const ProposalState current = TRY(state_of(ctx, id, timeline));
    if (current == expected) return {};
    return fail(GovernorUnexpectedProposalState{id, current, bitmap({expected})});
}

}  // namespace ambag::governance::governor
