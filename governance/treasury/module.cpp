// SPDX-License-Identifier: Apache-2.0
#include "governance/treasury/module.hpp"

#include "chain/module/addresses.hpp"
#include "governance/treasury/calls.hpp"
#include "governance/treasury/interface.hpp"

namespace ambag::governance::treasury {

using chain::call;
using chain::CallRow;
using chain::error;
using chain::ErrorRow;
using chain::event;
using chain::EventRow;
using chain::Fault;
using chain::Invariant;
using chain::ParameterRow;
using chain::payable;
using chain::Result;
using chain::state;
using chain::StateRow;
using chain::view;
using chain::ViewContext;

namespace {

constexpr StateRow state_rows[]{
    state("spendLimit", spend_limit, "cap per period, length of a period in seconds"),
    state("periodSpending", period_spending, "start of the last period with a payment, its sum"),
    state("totalPaid", total_paid, "sum of all grants"),
    state("grantCount", grant_count, "number of grants; the last one's id"),
    state("grants", grants, "receiver, amount, keccak256 of the memo, block time"),
};

constexpr CallRow call_rows[]{
    payable<"deposit()", &deposit>({.logs = 1}),
    call<"pay(to,amount,memo) -> id", &pay>({.reads = 8, .writes = 6, .hashes = 4, .logs = 1}),
    call<"setSpendLimit(cap,periodSeconds)", &set_spend_limit>(
        {.writes = 1, .hashes = 1, .logs = 1}),
    view<"balance() -> amount", &balance>({.reads = 1}),
    view<"available() -> amount", &available>({.reads = 4}),
    view<"spendLimit() -> cap,periodSeconds", &spend_limit_view>({.reads = 1}),
    view<"spentInPeriod() -> periodStart,spent", &spent_in_period>({.reads = 2}),
    view<"totalPaid() -> amount", &total_paid_view>({.reads = 1}),
    view<"grantCount() -> count", &grant_count_view>({.reads = 1}),
    view<"grants(id) -> to,amount,memoHash,time", &grant>({.reads = 2}),
};

constexpr EventRow event_rows[]{event<Deposited>(), event<GrantPaid>(), event<SpendLimitSet>()};

constexpr ErrorRow error_rows[]{
    error<TreasuryUnauthorized>(),      error<TreasuryInvalidReceiver>(),
    error<TreasuryZeroAmount>(),        error<TreasuryMemoTooLong>(),
    error<TreasuryInsufficientFunds>(), error<TreasurySpendCapExceeded>(),
    error<TreasuryInvalidPeriod>(),     error<TreasuryUnknownGrant>(),
};

constexpr std::string_view limit_setter = "setSpendLimit(uint256,uint64)";

constexpr ParameterRow parameter_rows[]{
    {"cap", limit_setter, "base units",
     [](const ViewContext& ctx) { return spend_limit.get(ctx).cap.units; }, "0", "2^256 - 1",
     "most that grants may take in one period"},
    {"periodSeconds", limit_setter, "seconds",
     [](const ViewContext& ctx) { return U256{spend_limit.get(ctx).period_seconds}; }, "3600",
     "31622400", "length of a period; periods are its multiples since 1970"},
};

Result<void, Fault> spending_is_part_of_total(const ViewContext& ctx) {
    const Amount spent = period_spending.get(ctx).spent;
    const Amount total = total_paid.get(ctx);
    if (spent <= total) return {};
    return std::unexpected(Fault{
        "treasury: period spending <= total paid",
        spent.units.to_decimal() + " in the period, " + total.units.to_decimal() + " in all"});
}

constexpr Invariant invariant_rows[]{
    {"period spending <= total paid", &spending_is_part_of_total},
};

}  // namespace

constexpr chain::ModuleDescriptor descriptor{
    .name = "treasury",
    .address = chain::treasury_address,
    .purpose = "Treasury: pays grants that governance decided, within a cap per period.",
    .privileges = {},
    .state = state_rows,
    .calls = call_rows,
    .events = event_rows,
    .errors = error_rows,
    .parameters = parameter_rows,
    .hooks = {},
    .invariants = invariant_rows,
};

Result<void, Fault> genesis(chain::Context& ctx, const TreasuryGenesis& section) {
    if (section.spend_period_seconds < period_seconds_min ||
        section.spend_period_seconds > period_seconds_max)
        return std::unexpected(Fault{"genesis treasury.spend_period_seconds",
                                     std::to_string(section.spend_period_seconds) +
                                         " is not within " + std::to_string(period_seconds_min) +
                                         " and " + std::to_string(period_seconds_max)});
    spend_limit.set(ctx, {section.spend_cap, section.spend_period_seconds});
    return {};
}

}  // namespace ambag::governance::treasury
