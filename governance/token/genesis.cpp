// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "governance/token/holder_history.hpp"
#include "governance/token/module.hpp"
#include "governance/token/state.hpp"
#include "governance/token/vote_locks.hpp"
#include "governance/token/wrapper.hpp"

namespace ambag::governance::token {

using chain::Context;
using chain::Fault;
using chain::Result;

namespace {

std::unexpected<Fault> refuse(std::string detail) {
    return std::unexpected(Fault{"genesis token.wrapped", std::move(detail)});
}

}  // namespace

Result<void, Fault> genesis(Context& ctx, const TokenGenesis& section) {
    token_name.set(ctx, section.name);
    token_symbol.set(ctx, section.symbol);
    self_delegate.set(ctx, section.self_delegate);
    if (section.holder_history) keep_holder_history(ctx);
    if (section.vote_locks) allow_vote_locks(ctx);
    for (const auto& [account, amount] : section.wrapped) {
        if (account.is_zero() || account == ctx.self())
            return refuse(chain::to_checksum(account) + " cannot hold voting tokens");
        if (!wrap(ctx, account, amount)) return refuse("the sum is above 2^208 - 1 base units");
    }
    if (ctx.balance_of(ctx.self()) != supply.get(ctx))
        return refuse("the token module holds " + ctx.balance_of(ctx.self()).units.to_decimal() +
                      " base units of coins, " + supply.get(ctx).units.to_decimal() +
                      " are wrapped");
    return {};
}

}  // namespace ambag::governance::token
