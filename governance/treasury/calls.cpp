// SPDX-License-Identifier: Apache-2.0
#include "governance/treasury/calls.hpp"

#include "chain/module/addresses.hpp"
#include "governance/treasury/interface.hpp"

namespace ambag::governance::treasury {

using chain::Context;
using chain::fail;
using chain::Gas;
using chain::Result;
using chain::ViewContext;

namespace {

Result<> only_authority(const ViewContext& ctx) {
    if (ctx.sender() != chain::authority_address) return fail(TreasuryUnauthorized{ctx.sender()});
    return {};
}

bool is_dead(const ViewContext& ctx, const Address& address) {
    return address.is_zero() || address == chain::system_address ||
           address == chain::multicall_address || ctx.is_module(address);
}

// A cap lowered below what was spent leaves nothing.
Amount left_of_cap(const ViewContext& ctx) {
    return checked_sub(spend_limit.get(ctx).cap, current_spending(ctx).spent).value_or(Amount{});
}

}  // namespace

PeriodSpending current_spending(const ViewContext& ctx) {
    const std::uint64_t now = ctx.block().time.value;
    const std::uint64_t start = now - now % spend_limit.get(ctx).period_seconds;
    const PeriodSpending last = period_spending.get(ctx);
    // After a change of the length, a last period that began inside the new one counts in full.
    return {start, last.start >= start ? last.spent : Amount{}};
}

Result<> deposit(Context& ctx) {
    if (ctx.value().is_zero()) return fail(TreasuryZeroAmount{});
    // Must succeed from here.
    ctx.emit(Deposited{ctx.sender(), ctx.value()});
    return {};
}

Result<std::uint64_t> pay(Context& ctx, const Address& to, const Amount& amount,
                          const std::string& memo) {
    TRY(only_authority(ctx));
    if (is_dead(ctx, to)) return fail(TreasuryInvalidReceiver{to});
    if (amount.is_zero()) return fail(TreasuryZeroAmount{});
    if (memo.size() > memo_bytes_max)
        return fail(TreasuryMemoTooLong{U256{memo.size()}, U256{memo_bytes_max}});
    const Amount held = ctx.balance_of(ctx.self());
    if (held < amount) return fail(TreasuryInsufficientFunds{held, amount});
    const Amount left = left_of_cap(ctx);
    if (left < amount) return fail(TreasurySpendCapExceeded{left, amount});
    PeriodSpending spending = current_spending(ctx);
    spending.spent = TRY(chain::add(spending.spent, amount));
    const Amount total = TRY(chain::add(total_paid.get(ctx), amount));
    TRY(ctx.charge(Gas{chain::gas::stored_byte * memo.size()}));
    // Must succeed from here.
    TRY(ctx.send(to, amount));
    period_spending.set(ctx, spending);
    total_paid.set(ctx, total);
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
    return std::min(ctx.balance_of(ctx.self()), left_of_cap(ctx));
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
