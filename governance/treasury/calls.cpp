// SPDX-License-Identifier: Apache-2.0
#include "governance/treasury/calls.hpp"

#include "governance/treasury/guards.hpp"
#include "governance/treasury/interface.hpp"
#include "governance/treasury/spending.hpp"

namespace ambag::governance::treasury {

using chain::Context;
using chain::fail;
using chain::Gas;
using chain::Result;
using chain::ViewContext;

Result<> deposit(Context& ctx) {
    if (ctx.value().is_zero()) return fail(TreasuryZeroAmount{});
    // Must succeed from here.
    TRY(put_into_purse(ctx, ctx.value()));
    ctx.emit(Deposited{ctx.sender(), ctx.value()});
    return {};
}

Result<std::uint64_t> pay(Context& ctx, const Address& to, const Amount& amount,
                          const std::string& memo) {
    TRY(only_authority(ctx));
    if (is_dead(ctx, to)) return fail(TreasuryInvalidReceiver{to});
    if (amount.is_zero()) return fail(TreasuryZeroAmount{});
    TRY(check_memo(memo));
    TRY(check_purse(ctx, amount, 0));
    const Amount granted = TRY(chain::add(total_granted.get(ctx), amount));
    const Amount paid = TRY(chain::add(total_paid.get(ctx), amount));
    TRY(ctx.charge(Gas{chain::gas::stored_byte * memo.size()}));
    TRY(take_from_purse(ctx, amount, 0));
    // Must succeed from here.
    TRY(ctx.send(to, amount));
    total_granted.set(ctx, granted);
    total_paid.set(ctx, paid);
    const std::uint64_t id = grant_count.get(ctx) + 1;
    grant_count.set(ctx, id);
    grants.set(ctx, id, {to, amount, chain::keccak256(chain::as_bytes(memo)), ctx.block().time});
    ctx.emit(GrantPaid{id, to, amount, memo});
    return id;
}

Result<> set_spend_limit(Context& ctx, const Amount& cap, std::uint64_t period_seconds) {
    TRY(only_authority(ctx));
    if (period_seconds < period_seconds_min || period_seconds > period_seconds_max)
        return fail(TreasuryInvalidPeriod{period_seconds, period_seconds_min, period_seconds_max});
    // Must succeed from here.
    spend_limit.set(ctx, {cap, period_seconds});
    ctx.emit(SpendLimitSet{cap, period_seconds});
    return {};
}

Result<Amount> balance(const ViewContext& ctx) {
    return ctx.balance_of(ctx.self());
}

Result<Amount> available(const ViewContext& ctx) {
    return std::min({purse.get(ctx), left_of_cap(ctx), left_of_class(ctx, 0)});
}

Result<std::tuple<Amount, std::uint64_t>> spend_limit_view(const ViewContext& ctx) {
    const SpendLimit limit = spend_limit.get(ctx);
    return std::tuple{limit.cap, limit.period_seconds};
}

Result<std::tuple<std::uint64_t, Amount>> spent_in_period(const ViewContext& ctx) {
    const PeriodSpending spending = current_spending(ctx);
    return std::tuple{spending.start, spending.spent};
}

Result<Amount> total_paid_view(const ViewContext& ctx) {
    return total_paid.get(ctx);
}

Result<std::uint64_t> grant_count_view(const ViewContext& ctx) {
    return grant_count.get(ctx);
}

Result<std::tuple<Address, Amount, Hash, Timestamp>> grant(const ViewContext& ctx,
                                                           std::uint64_t id) {
    if (!grants.has(ctx, id)) return fail(TreasuryUnknownGrant{id});
    const Grant paid = grants.get(ctx, id);
    return std::tuple{paid.to, paid.amount, paid.memo_hash, paid.time};
}

}  // namespace ambag::governance::treasury
