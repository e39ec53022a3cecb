// SPDX-License-Identifier: Apache-2.0
#include "governance/token/wrapper.hpp"

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
    TRY(settle(ctx, ctx.sender()));
    TRY(check_unlocked(ctx, ctx.sender(), value));
    TRY(burn_tokens(ctx, ctx.sender(), value));
    if (account.is_zero()) return fail(ERC20InvalidReceiver{account});
    TRY(ctx.send(account, value));
    return true;
}

}  // namespace ambag::governance::token
