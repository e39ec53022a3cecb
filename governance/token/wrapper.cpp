// SPDX-License-Identifier: Apache-2.0
#include "governance/token/wrapper.hpp"

#include "chain/module/addresses.hpp"
#include "governance/token/balances.hpp"
#include "governance/token/interface.hpp"
#include "governance/token/vote_locks.hpp"
#include "governance/token/votes.hpp"

namespace ambag::governance::token {

using chain::Context;
using chain::fail;
using chain::Result;
using chain::ViewContext;

namespace {

Result<> only_staking(const ViewContext& ctx) {
    if (ctx.sender() != chain::staking_address) return fail(TokenUnauthorized{ctx.sender()});
    return {};
}

// What is bonded after `amount` less.
Result<Amount> released(const ViewContext& ctx, const Address& holder, const Amount& amount) {
    const Amount held = bonds.get(ctx, holder);
    const auto rest = checked_sub(held, amount);
    if (!rest) return fail(TokenInsufficientBond{holder, held, amount});
    return *rest;
}

}  // namespace

Result<> wrap(Context& ctx, const Address& account, const Amount& value) {
    TRY(mint_tokens(ctx, account, value));
    if (value.is_zero() || !self_delegate.get(ctx) || delegations.get(ctx, account).chosen)
        return {};
    return set_delegate(ctx, account, account);
}

Result<bool> deposit_for(Context& ctx, const Address& account) {
    if (ctx.sender() == ctx.self()) return fail(ERC20InvalidSender{ctx.sender()});
    if (account == ctx.self()) return fail(ERC20InvalidReceiver{account});
    TRY(wrap(ctx, account, ctx.value()));
    return true;
}

// Coins never go to a module's account past its own calls: its sub-ledgers would not know of them.
Result<bool> withdraw_to(Context& ctx, const Address& account, const Amount& value) {
    if (ctx.is_module(account)) return fail(ERC20InvalidReceiver{account});
    TRY(check_unlocked(ctx, ctx.sender(), value));
    TRY(burn_tokens(ctx, ctx.sender(), value));
    if (account.is_zero()) return fail(ERC20InvalidReceiver{account});
    TRY(ctx.send(account, value));
    return true;
}

Result<Amount> bonded(const ViewContext& ctx, const Address& holder) {
    return bonds.get(ctx, holder);
}

Result<> bond(Context& ctx, const Address& holder, const Amount& amount) {
    TRY(only_staking(ctx));
    const Amount held = bonds.get(ctx, holder);
    const Amount transferable = TRY(chain::subtract(balances.get(ctx, holder), held));
    if (transferable < amount) return fail(TokenInsufficientUnbonded{holder, transferable, amount});
    const Amount sum = TRY(chain::add(held, amount));
    // Must succeed from here.
    bonds.set(ctx, holder, sum);
    ctx.emit(Bonded{holder, amount});
    return {};
}

Result<> unbond(Context& ctx, const Address& holder, const Amount& amount) {
    TRY(only_staking(ctx));
    const Amount rest = TRY(released(ctx, holder, amount));
    // Must succeed from here.
    bonds.set(ctx, holder, rest);
    ctx.emit(Unbonded{holder, amount});
    return {};
}

Result<> burn_bonded(Context& ctx, const Address& holder, const Amount& amount) {
    TRY(only_staking(ctx));
    const Amount rest = TRY(released(ctx, holder, amount));
    // Must succeed from here.
    bonds.set(ctx, holder, rest);
    TRY(burn_tokens(ctx, holder, amount));
    TRY(ctx.burn(ctx.self(), amount));
    ctx.emit(BondBurned{holder, amount});
    return {};
}

}  // namespace ambag::governance::token
