// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/authority.hpp"

#include "governance/governor/events.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/super_quorum.hpp"
#include "governance/governor/track_limits.hpp"
#include "governance/timelock/module.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

Result<Hash> take_allowed_call(Context& ctx) {
    Window window = whitelist_window.get(ctx);
    if (window.begin == window.end) return panic(panic_empty_pop);
    const Hash hash = whitelist.get(ctx, window.begin);
    whitelist.erase(ctx, window.begin);
    ++window.begin;
    whitelist_window.set(ctx, window);
    return hash;
}

}  // namespace

Result<> check_governance(Context& ctx) {
    const Address governing = executor.get(ctx);
    if (ctx.sender() != governing) return fail(GovernorOnlyExecutor{ctx.sender()});
    if (governing == ctx.self()) return {};
    const Hash call = keccak256(ctx.data());
    while (TRY(take_allowed_call(ctx)) != call) {
    }
    return {};
}

Result<> allow_call(Context& ctx, const Bytes& calldata) {
    if (executor.get(ctx) == ctx.self()) return {};
    TRY(ctx.charge({.reads = 1, .writes = 2, .hashes = 1}));
    Window window = whitelist_window.get(ctx);
    whitelist.set(ctx, window.end, keccak256(calldata));
    ++window.end;
    whitelist_window.set(ctx, window);
    return {};
}

void forget_allowed_calls(Context& ctx) {
    const Window window = whitelist_window.get(ctx);
    for (std::uint64_t i = window.begin; i < window.end; ++i) whitelist.erase(ctx, i);
    whitelist_window.erase(ctx);
}

Result<> set_voting_delay(Context& ctx, Uint48 delay) {
    TRY(check_governance(ctx));
    return change_voting_delay(ctx, delay);
}

Result<> set_voting_period(Context& ctx, std::uint32_t period) {
    TRY(check_governance(ctx));
    return change_voting_period(ctx, period);
}

Result<> set_proposal_threshold(Context& ctx, Amount threshold) {
    TRY(check_governance(ctx));
    return change_proposal_threshold(ctx, threshold);
}

Result<> update_quorum_numerator(Context& ctx, U256 numerator) {
    TRY(check_governance(ctx));
    return change_quorum_numerator(ctx, numerator);
}

Result<> set_late_quorum_extension(Context& ctx, Uint48 extension) {
    TRY(check_governance(ctx));
    return change_late_quorum_extension(ctx, extension);
}

Result<> update_timelock(Context& ctx, Address timelock) {
    TRY(check_governance(ctx));
    return change_timelock(ctx, timelock);
}

Result<> relay(Context& ctx, Address target, Amount value, Bytes data) {
    TRY(check_governance(ctx));
    TRY(check_deposits_stay(ctx, value));
    return timelock::call_or_fail(ctx, target, value, data);
}

Result<> change_voting_delay(Context& ctx, Uint48 delay) {
    Settings now = settings.get(ctx);
    ctx.emit(VotingDelaySet{U256{now.voting_delay.value}, U256{delay.value}});
    now.voting_delay = delay;
    settings.set(ctx, now);
    return {};
}

Result<> change_voting_period(Context& ctx, std::uint32_t period) {
    if (period == 0) return fail(GovernorInvalidVotingPeriod{U256{}});
    Settings now = settings.get(ctx);
    ctx.emit(VotingPeriodSet{U256{now.voting_period}, U256{period}});
    now.voting_period = period;
    settings.set(ctx, now);
    return {};
}

Result<> change_proposal_threshold(Context& ctx, const Amount& threshold) {
    ctx.emit(ProposalThresholdSet{proposal_threshold.get(ctx), threshold});
    proposal_threshold.set(ctx, threshold);
    return {};
}

Result<> change_quorum_numerator(Context& ctx, const U256& numerator) {
    TRY(check_below_super_quorum(ctx, numerator));
    if (numerator > U256{quorum_denominator})
        return fail(GovernorInvalidQuorumFraction{numerator, U256{quorum_denominator}});
    const U256 old = latest_numerator(ctx);
    push_numerator(ctx, quorum_numerators, numerator);
    ctx.emit(QuorumNumeratorUpdated{old, numerator});
    return {};
}

Result<> change_late_quorum_extension(Context& ctx, Uint48 extension) {
    Settings now = settings.get(ctx);
    if (extension.value > now.voting_period)
        return fail(GovernorPreventLateQuorumVoteExtensionTooLarge{U256{extension.value},
                                                                   U256{now.voting_period}});
    ctx.emit(LateQuorumVoteExtensionSet{now.late_quorum_extension.value, extension.value});
    now.late_quorum_extension = extension;
    settings.set(ctx, now);
    return {};
}

Result<> change_timelock(Context& ctx, const Address& timelock) {
    ctx.emit(TimelockChange{executor.get(ctx), timelock});
    executor.set(ctx, timelock);
    return {};
}

}  // namespace ambag::governance::governor
