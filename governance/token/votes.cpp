// SPDX-License-Identifier: Apache-2.0
#include "governance/token/votes.hpp"

#include "governance/token/bonding.hpp"
#include "governance/token/checkpoints.hpp"
#include "governance/token/delegated_supply.hpp"
#include "governance/token/holder_history.hpp"
#include "governance/token/interface.hpp"
#include "governance/token/partial_delegation.hpp"

namespace ambag::governance::token {

using chain::Context;
using chain::fail;
using chain::Result;
using chain::ViewContext;

namespace {

Result<> move_delegate_votes(Context& ctx, const Address& from, const Address& to,
                             const Amount& amount) {
    if (from == to || amount.is_zero()) return {};
    if (!from.is_zero()) {
        const Amount before = votes(ctx, from);
        TRY(change_votes(ctx, from, before, TRY(chain::subtract(before, amount))));
    }
    if (!to.is_zero()) {
        const Amount before = votes(ctx, to);
        TRY(change_votes(ctx, to, before, TRY(chain::add(before, amount))));
    }
    return change_delegated(ctx, from.is_zero() ? Amount{} : amount,
                            to.is_zero() ? Amount{} : amount);
}

}  // namespace

Result<> change_votes(Context& ctx, const Address& delegatee, const Amount& before,
                      const Amount& after) {
    remember_delegatee(ctx, delegatee);
    TRY(votes_of(delegatee).push(ctx, ctx.clock(), after));
    ctx.emit(DelegateVotesChanged{delegatee, before, after});
    return {};
}

// A timepoint that does not fit 48 bits is in the future of every clock.
Result<Uint48> past_timepoint(const ViewContext& ctx, const U256& timepoint) {
    const auto narrow = Uint48::from(timepoint);
    if (!narrow || *narrow >= ctx.clock()) return fail(ERC5805FutureLookup{timepoint, ctx.clock()});
    return *narrow;
}

Result<Amount> past_votes(const ViewContext& token, const Address& account, Uint48 timepoint) {
    const Uint48 past = TRY(past_timepoint(token, U256{timepoint.value}));
    return votes_of(account).upper_lookup_recent(token, past);
}

Result<Amount> past_total_supply(const ViewContext& token, Uint48 timepoint) {
    const Uint48 past = TRY(past_timepoint(token, U256{timepoint.value}));
    return supply_trace.upper_lookup_recent(token, past);
}

Amount votes(const ViewContext& token, const Address& account) {
    return votes_of(account).latest(token);
}

std::string clock_mode(const ViewContext& ctx) {
    return ctx.rules().clock == chain::ClockMode::timestamp ? "mode=timestamp"
                                                            : "mode=blocknumber&from=default";
}

Result<> move_voting_units(Context& ctx, const Address& from, const Address& to,
                           const Amount& amount) {
    if (from.is_zero() || to.is_zero()) {
        const Amount before = supply_trace.latest(ctx);
        const Amount after =
            TRY(from.is_zero() ? chain::add(before, amount) : chain::subtract(before, amount));
        TRY(supply_trace.push(ctx, ctx.clock(), after));
    }
    const Delegation giver = delegations.get(ctx, from);
    const Delegation taker = delegations.get(ctx, to);
    if (giver.split || taker.split)
        TRY(move_split_votes(ctx, from, to, amount));
    else
        TRY(move_delegate_votes(ctx, giver.delegatee, taker.delegatee, amount));
    TRY(change_delegating(ctx, is_delegating(giver) ? amount : Amount{},
                          is_delegating(taker) ? amount : Amount{}));
    if (from == to) return {};
    TRY(remember_balance(ctx, from));
    return remember_balance(ctx, to);
}

Result<> set_delegate(Context& ctx, const Address& account, const Address& delegatee) {
    const Delegation old = delegations.get(ctx, account);
    const Amount balance = balances.get(ctx, account);
    if (old.split) TRY(drop_split(ctx, account));
    const Delegation chosen{delegatee, true};
    delegations.set(ctx, account, chosen);
    ctx.emit(DelegateChanged{account, old.delegatee, delegatee});
    TRY(move_delegate_votes(ctx, old.delegatee, delegatee, balance));
    TRY(change_delegating(ctx, is_delegating(old) ? balance : Amount{},
                          is_delegating(chosen) ? balance : Amount{}));
    return remember_delegate(ctx, account, delegatee);
}

Result<Uint48> clock(const ViewContext& ctx) {
    return ctx.clock();
}

Result<std::string> clock_mode_view(const ViewContext& ctx) {
    return clock_mode(ctx);
}

Result<Amount> get_votes(const ViewContext& ctx, const Address& account) {
    return votes(ctx, account);
}

Result<Amount> get_past_votes(const ViewContext& ctx, const Address& account,
                              const U256& timepoint) {
    return past_votes(ctx, account, TRY(past_timepoint(ctx, timepoint)));
}

Result<Amount> get_past_total_supply(const ViewContext& ctx, const U256& timepoint) {
    return past_total_supply(ctx, TRY(past_timepoint(ctx, timepoint)));
}

Result<Address> delegates(const ViewContext& ctx, const Address& account) {
    return delegations.get(ctx, account).delegatee;
}

Result<std::uint32_t> num_checkpoints(const ViewContext& ctx, const Address& account) {
    return votes_of(account).length(ctx);
}

Result<Checkpoint208> checkpoints(const ViewContext& ctx, const Address& account,
                                  std::uint32_t index) {
    const Trace trace = votes_of(account);
    if (index >= trace.length(ctx)) return chain::panic(chain::panic_index);
    return trace.at(ctx, index);
}

Result<> delegate(Context& ctx, const Address& delegatee) {
    TRY(settle(ctx, ctx.sender()));
    return set_delegate(ctx, ctx.sender(), delegatee);
}

}  // namespace ambag::governance::token
