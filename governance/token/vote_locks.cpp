// SPDX-License-Identifier: Apache-2.0
#include "governance/token/vote_locks.hpp"

#include "chain/module/addresses.hpp"
#include "governance/token/interface.hpp"

namespace ambag::governance::token {

using chain::Context;
using chain::fail;
using chain::fail_empty;
using chain::Result;
using chain::ViewContext;

void allow_vote_locks(Context& ctx) {
    locks_allowed.set(ctx, true);
}

Result<> check_unlocked(const ViewContext& ctx, const Address& holder, const Amount& value) {
    if (!locks_allowed.get(ctx)) return {};
    const Amount balance = balances.get(ctx, holder);
    if (balance < value) return {};
    const Amount transferable = checked_sub(balance, locks.get(ctx, holder)).value_or(Amount{});
    if (transferable < value) return fail(TokenLockedByVote{holder, transferable, value});
    return {};
}

Result<Amount> vote_locked(const ViewContext& ctx, const Address& holder) {
    if (!locks_allowed.get(ctx)) return fail_empty();
    return locks.get(ctx, holder);
}

Result<> set_vote_lock(Context& ctx, const Address& holder, const Amount& amount) {
    if (!locks_allowed.get(ctx)) return fail_empty();
    if (ctx.sender() != chain::governor_address) return fail(TokenUnauthorized{ctx.sender()});
    const Amount before = locks.get(ctx, holder);
    if (before == amount) return {};
    // Must succeed from here.
    locks.set(ctx, holder, amount);
    ctx.emit(VoteLockChanged{holder, before, amount});
    return {};
}

}  // namespace ambag::governance::token
