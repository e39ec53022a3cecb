// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/track_limits.hpp"

#include "chain/base/check.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/authority.hpp"
#include "governance/governor/guardian.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/timelock_calls.hpp"
#include "governance/governor/track_interface.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

constexpr Selector treasury_deposit = selector_of("deposit()");

Result<bool> is_live(const ViewContext& ctx, Number number) {
    const ProposalState state = TRY(state_of(ctx, proposal_ids.get(ctx, number)));
    return state == ProposalState::pending || state == ProposalState::active;
}

// The first place that is free or whose proposal is no longer live. A search costs what it reads;
// genesis bounds it.
Result<Admission> find_slot(const Context& ctx, TrackId track, std::uint32_t live_max) {
    for (std::uint32_t slot = 0; slot < live_max; ++slot) {
        const Number taken = live_slots.get(ctx, {track, slot});
        if (taken == 0) return Admission{slot, true};
        TRY(ctx.charge({.reads = 10, .hashes = 2}));
        if (!TRY(is_live(ctx, taken - 1))) return Admission{slot, true};
    }
    return fail(GovernorTrackFull{track, live_max});
}

// An executed proposal may be made again at once: payments recur. Any other waits for the end of
// the earlier vote and the cooldown after it.
Result<> check_cooldown(const ViewContext& ctx, const Terms& terms, std::uint64_t cooldown) {
    const Number last = last_of_actions.get(ctx, terms.actions);
    if (cooldown == 0 || last == 0) return {};
    const U256 id = proposal_ids.get(ctx, last - 1);
    const Timeline timeline = timelines.get(ctx, id);
    const ProposalState state = TRY(state_of(ctx, id, timeline));
    if (state == ProposalState::executed) return {};
    const U256 until = TRY(add(U256{TRY(deadline_of(ctx, timeline)).value}, U256{cooldown}));
    const bool is_over = state == ProposalState::defeated || state == ProposalState::canceled ||
                         state == ProposalState::expired;
    if (is_over && U256{ctx.clock().value} > until) return {};
    return fail(GovernorProposedTooEarly{id, until});
}

void release_deposit(const Context& ctx, Number number, const Amount& amount) {
    const auto rest = checked_sub(deposits_held.get(ctx), amount);
    CHECK(rest);  // the sum of all of them
    deposits_held.set(ctx, *rest);
    deposits.erase(ctx, number);
}

Result<Timeline> cancel_by_governance(Context& ctx, const U256& id) {
    TRY(check_governance(ctx));
    const Timeline timeline = timelines.get(ctx, id);
    const ProposalState state = TRY(state_of(ctx, id, timeline));
    const bool is_open = state == ProposalState::pending || state == ProposalState::active ||
                         state == ProposalState::succeeded || state == ProposalState::queued;
    if (!is_open)
        return fail(GovernorUnexpectedProposalState{
            id, state,
            bitmap({ProposalState::pending, ProposalState::active, ProposalState::succeeded,
                    ProposalState::queued})});
    TRY(mark_canceled(ctx, id, timeline));
    return timeline;
}

}  // namespace

Result<Terms> terms_of(const ViewContext& ctx, const std::vector<Address>& targets,
                       const std::vector<Amount>& values, const std::vector<Bytes>& calldatas) {
    Terms terms;
    if (tracks.size(ctx) == 0) {
        const Settings now = settings.get(ctx);
        terms.voting_delay = now.voting_delay;
        terms.voting_period = now.voting_period;
        terms.threshold = proposal_threshold.get(ctx);
        return terms;
    }
    if (targets.size() != values.size() || targets.size() != calldatas.size() || targets.empty())
        return fail(GovernorInvalidProposalLength{U256{targets.size()}, U256{calldatas.size()},
                                                  U256{values.size()}});
    terms.has_track = true;
    terms.derivation = TRY(derive_track(ctx, targets, values, calldatas));
    const Track track = tracks.get(ctx, terms.derivation.track);
    terms.voting_delay = track.voting.delay;
    terms.voting_period = track.voting.period;
    terms.threshold = track.admission.threshold;
    terms.deposit = track.admission.deposit;
    terms.actions = keccak256(abi::encode(targets, values, calldatas));
    return terms;
}

Result<Admission> check_admission(const Context& ctx, const Terms& terms, const Amount& deposit) {
    if (deposit != terms.deposit)
        return fail(GovernorWrongDeposit{terms.derivation.track, terms.deposit, deposit});
    if (!terms.has_track) return Admission{};
    const TrackAdmission limits = tracks.get(ctx, terms.derivation.track).admission;
    TRY(ctx.charge({.reads = 16, .writes = 6, .hashes = 4, .logs = 2}));
    TRY(check_cooldown(ctx, terms, limits.cooldown));
    if (limits.live_max == 0) return Admission{};
    return find_slot(ctx, terms.derivation.track, limits.live_max);
}

void enter_track(const Context& ctx, const U256& id, Number number, const Terms& terms,
                 const Admission& admission) {
    if (!terms.has_track) return;
    const TrackId track = terms.derivation.track;
    tracked.set(ctx, number, {track + 1, {}, {}});
    if (!terms.derivation.spend.is_zero()) spends.set(ctx, number, terms.derivation.spend);
    if (admission.has_slot) live_slots.set(ctx, {track, admission.slot}, number + 1);
    last_of_actions.set(ctx, terms.actions, number + 1);
    ctx.emit(ProposalTracked{id, track, terms.derivation.spend});
    if (terms.deposit.is_zero()) return;
    const auto held = checked_add(deposits_held.get(ctx), terms.deposit);
    CHECK(held);  // all of it is in the governor's balance
    deposits_held.set(ctx, *held);
    deposits.set(ctx, number, {ctx.sender(), terms.deposit});
    ctx.emit(DepositPlaced{id, ctx.sender(), terms.deposit});
}

SpendingPeriod current_period(const ViewContext& ctx, TrackId track) {
    const std::uint64_t length = tracks.get(ctx, track).spending.period_seconds;
    const std::uint64_t now = ctx.block().time.value;
    const std::uint64_t start = length == 0 ? 0 : now - now % length;
    const SpendingPeriod last = spending_periods.get(ctx, track);
    return {start, last.start >= start ? last.spent : Amount{}};
}

Result<> count_spending(const Context& ctx, Number number) {
    const TrackedProposal proposal = tracked.get(ctx, number);
    const Amount spend = spends.get(ctx, number);
    if (proposal.track_plus_one == 0 || spend.is_zero()) return {};
    const TrackId track = proposal.track_plus_one - 1;
    const TrackSpending spending = tracks.get(ctx, track).spending;
    SpendingPeriod period = current_period(ctx, track);
    const Amount left = checked_sub(spending.per_period, period.spent).value_or(Amount{});
    if (spend > left) return fail(GovernorTrackSpendCapExceeded{track, left, spend});
    // Never beyond the cap, hence no overflow.
    period.spent = TRY(add(period.spent, spend));
    spending_periods.set(ctx, track, period);
    return {};
}

Result<> check_deposits_stay(const ViewContext& ctx, const Amount& value) {
    const Amount held = deposits_held.get(ctx);
    if (held.is_zero()) return {};
    const Amount available = TRY(subtract(ctx.balance_of(ctx.self()), held));
    if (value > available) return fail(GovernorDepositsHeld{available, value});
    return {};
}

Result<> return_deposit(Context& ctx, U256 id) {
    const Timeline timeline = timelines.get(ctx, id);
    const ProposalState state = TRY(state_of(ctx, id, timeline));
    if (state == ProposalState::pending || state == ProposalState::active)
        return fail(GovernorUnexpectedProposalState{
            id, state,
            bitmap({ProposalState::canceled, ProposalState::defeated, ProposalState::succeeded,
                    ProposalState::queued, ProposalState::expired, ProposalState::executed})});
    const Deposit deposit = deposits.get(ctx, timeline.number);
    if (deposit.amount.is_zero()) return fail(GovernorNoDeposit{id});
    // A module proposes by a call of its own and takes its coins back by no other way.
    TRY(ctx.send(deposit.from, deposit.amount));
    // Must succeed from here.
    release_deposit(ctx, timeline.number, deposit.amount);
    ctx.emit(DepositReturned{id, deposit.from, deposit.amount});
    return {};
}

Result<> cancel_proposal(Context& ctx, U256 id) {
    TRY(cancel_by_governance(ctx, id));
    return {};
}

Result<> kill_proposal(Context& ctx, U256 id) {
    const Timeline timeline = TRY(cancel_by_governance(ctx, id));
    const Deposit deposit = deposits.get(ctx, timeline.number);
    if (deposit.amount.is_zero()) return {};
    release_deposit(ctx, timeline.number, deposit.amount);
    TRY(ctx.call(treasury_address, deposit.amount, abi::encode_call(treasury_deposit)));
    ctx.emit(DepositSlashed{id, deposit.from, deposit.amount});
    return {};
}

Result<void, Fault> check_deposits(const ViewContext& ctx) {
    const Amount held = deposits_held.get(ctx);
    const Amount coins = ctx.balance_of(ctx.self());
    if (coins >= held) return {};
    return std::unexpected(
        Fault{"governor: coins held cover the deposits",
              coins.units.to_decimal() + " coins, " + held.units.to_decimal() + " of deposits"});
}

}  // namespace ambag::governance::governor
