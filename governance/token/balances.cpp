// SPDX-License-Identifier: Apache-2.0
#include "governance/token/balances.hpp"

#include "governance/token/bonding.hpp"
#include "governance/token/interface.hpp"
#include "governance/token/vote_locks.hpp"
#include "governance/token/votes.hpp"

namespace ambag::governance::token {

using chain::Context;
using chain::fail;
using chain::Result;
using chain::ViewContext;

namespace {

Amount minus(const Amount& a, const Amount& b) {
    const auto difference = checked_sub(a, b);
    CHECK(difference);
    return *difference;
}

Amount plus(const Amount& a, const Amount& b) {
    const auto sum = checked_add(a, b);
    CHECK(sum);  // balances sum to the supply
    return *sum;
}

Result<> write_allowance(Context& ctx, const Address& owner, const Address& spender,
                         const Amount& value) {
    if (owner.is_zero()) return fail(ERC20InvalidApprover{owner});
    if (spender.is_zero()) return fail(ERC20InvalidSpender{spender});
    // Must succeed from here.
    allowances.set(ctx, {owner, spender}, value);
    return {};
}

// An allowance of 2^256 - 1 is never used up; no event, as in OpenZeppelin.
Result<> spend_allowance(Context& ctx, const Address& owner, const Address& spender,
                         const Amount& value) {
    const Amount allowed = allowances.get(ctx, {owner, spender});
    if (allowed.units == U256::max()) return {};
    if (allowed < value) return fail(ERC20InsufficientAllowance{spender, allowed, value});
    return write_allowance(ctx, owner, spender, minus(allowed, value));
}

Result<> move_tokens(Context& ctx, const Address& from, const Address& to, const Amount& value) {
    if (from.is_zero()) return fail(ERC20InvalidSender{from});
    if (to.is_zero()) return fail(ERC20InvalidReceiver{to});
    TRY(settle(ctx, from));
    TRY(check_unlocked(ctx, from, value));
    return update(ctx, from, to, value);
}

}  // namespace

Amount supply_max() {
    return minus(Amount{U256::power_of_two(208)}, Amount{U256{1U}});
}

Result<> update(Context& ctx, const Address& from, const Address& to, const Amount& value) {
    if (from.is_zero()) {
        const Amount increased = TRY(chain::add(supply.get(ctx), value));
        if (increased > supply_max()) return fail(ERC20ExceededSafeSupply{increased, supply_max()});
        supply.set(ctx, increased);
    } else {
        const Amount balance = balances.get(ctx, from);
        if (balance < value) return fail(ERC20InsufficientBalance{from, balance, value});
        const Amount transferable = minus(balance, bonds.get(ctx, from));
        if (transferable < value) return fail(TokenInsufficientUnbonded{from, transferable, value});
        balances.set(ctx, from, minus(balance, value));
    }
    // Must succeed from here.
    if (to.is_zero())
        supply.set(ctx, minus(supply.get(ctx), value));
    else
        balances.set(ctx, to, plus(balances.get(ctx, to), value));
    ctx.emit(Transfer{from, to, value});
    return move_voting_units(ctx, from, to, value);
}

Result<> mint_tokens(Context& ctx, const Address& account, const Amount& value) {
    if (account.is_zero()) return fail(ERC20InvalidReceiver{account});
    return update(ctx, Address{}, account, value);
}

Result<> burn_tokens(Context& ctx, const Address& account, const Amount& value) {
    if (account.is_zero()) return fail(ERC20InvalidSender{account});
    return update(ctx, account, Address{}, value);
}

Result<> set_allowance(Context& ctx, const Address& owner, const Address& spender,
                       const Amount& value) {
    TRY(write_allowance(ctx, owner, spender, value));
    ctx.emit(Approval{owner, spender, value});
    return {};
}

Result<std::string> name(const ViewContext& ctx) {
    return token_name.get(ctx);
}

Result<std::string> symbol(const ViewContext& ctx) {
    return token_symbol.get(ctx);
}

Result<std::uint8_t> decimals(const ViewContext&) {
    return std::uint8_t{18};  // as the native coin
}

Result<Amount> total_supply(const ViewContext& ctx) {
    return supply.get(ctx);
}

Result<Amount> balance_of(const ViewContext& ctx, const Address& account) {
    return balances.get(ctx, account);
}

Result<Amount> allowance(const ViewContext& ctx, const Address& owner, const Address& spender) {
    return allowances.get(ctx, {owner, spender});
}

Result<bool> transfer(Context& ctx, const Address& to, const Amount& value) {
    TRY(move_tokens(ctx, ctx.sender(), to, value));
    return true;
}

Result<bool> approve(Context& ctx, const Address& spender, const Amount& value) {
    TRY(set_allowance(ctx, ctx.sender(), spender, value));
    return true;
}

Result<bool> transfer_from(Context& ctx, const Address& from, const Address& to,
                           const Amount& value) {
    TRY(spend_allowance(ctx, from, ctx.sender(), value));
    TRY(move_tokens(ctx, from, to, value));
    return true;
}

}  // namespace ambag::governance::token
