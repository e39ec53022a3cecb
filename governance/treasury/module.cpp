// SPDX-License-Identifier: Apache-2.0
#include "governance/treasury/module.hpp"

#include "chain/module/addresses.hpp"
#include "governance/treasury/calls.hpp"
#include "governance/treasury/grant_interface.hpp"
#include "governance/treasury/grants.hpp"
#include "governance/treasury/interface.hpp"
#include "governance/treasury/queries.hpp"
#include "governance/treasury/spending.hpp"

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
    state("totalPaid", total_paid, "sum of all that receivers got"),
    state("grantCount", grant_count, "number of grants; the last one's id"),
    state("grants", grants, "receiver, amount, keccak256 of the memo, block time"),
    state("purse", purse, "coins that no grant holds"),
    state("committed", committed, "coins that grants hold"),
    state("awards", awards,
          "sponsor, guardian, operation, class, parts, status, paused since, seconds paused, held"),
    state("parts", parts, "terms, claimed, returned, open, approved, operation that approved"),
    state("classLimits", class_limits, "cap of a class, length of its window in seconds"),
    state("classSpending", class_spending, "newest slot, sums of it and of those before"),
    state("classIds", class_ids, "classes in the order of their first limit"),
    state("recipientCounts", recipient_counts, "grants with parts of a receiver"),
    state("recipientGrants", recipient_grants, "ids of a receiver's grants with parts"),
    state("totalGranted", total_granted, "sum of all grants at their making"),
    state("totalReturned", total_returned, "sum of all that grants gave back"),
};

// The units of paid receipts, asked of the attestation module.
constexpr std::uint32_t gate_reads = 4;

constexpr CallRow call_rows[]{
    payable<"deposit()", &deposit>({.reads = 1, .writes = 1, .logs = 1}),
    call<"pay(to,amount,memo) -> id", &pay>({.reads = 12, .writes = 9, .hashes = 4, .logs = 1}),
    call<"setSpendLimit(cap,periodSeconds)", &set_spend_limit>(
        {.writes = 1, .hashes = 1, .logs = 1}),
    // What grows with the parts, and the memo, are charged as they are written.
    call<"createGrant(to,spendClass,guardian,parts,memo) -> id", &create_grant>(
        {.reads = 14, .writes = 11, .hashes = 4, .logs = 1}),
    payable<"sponsorGrant(to,guardian,parts,memo) -> id", &sponsor_grant>(
        {.reads = 5, .writes = 9, .hashes = 4, .logs = 1}),
    call<"claim(id,part) -> amount", &claim>(
        {.reads = 7 + gate_reads, .writes = 6, .hashes = 4, .logs = 2}),
    call<"openGate(id,part)", &open_gate>(
        {.reads = 3 + gate_reads, .writes = 1, .hashes = 2, .logs = 1}),
    call<"approveMilestone(id,part)", &approve_milestone>(
        {.reads = 3, .writes = 1, .hashes = 2, .logs = 1}),
    call<"pauseGrant(id)", &pause_grant>({.reads = 1, .writes = 1, .hashes = 1, .logs = 1}),
    call<"resumeGrant(id)", &resume_grant>({.reads = 1, .writes = 1, .hashes = 1, .logs = 1}),
    call<"revokeGrant(id) -> returned", &revoke_grant>(
        {.reads = 5, .writes = 5, .hashes = 2, .logs = 1}),
    call<"reclaim(id,part) -> returned", &reclaim>(
        {.reads = 7, .writes = 6, .hashes = 3, .logs = 1}),
    call<"setClassLimit(spendClass,cap,periodSeconds)", &set_class_limit>(
        {.reads = 3, .writes = 4, .hashes = 2, .logs = 1}),
    view<"balance() -> amount", &balance>({.reads = 1}),
    view<"available() -> amount", &available>({.reads = 6}),
    view<"spendLimit() -> cap,periodSeconds", &spend_limit_view>({.reads = 1}),
    view<"spentInPeriod() -> periodStart,spent", &spent_in_period>({.reads = 2}),
    view<"totalPaid() -> amount", &total_paid_view>({.reads = 1}),
    view<"grantCount() -> count", &grant_count_view>({.reads = 1}),
    view<"grants(id) -> to,amount,memoHash,time", &grant>({.reads = 2}),
    view<"purse() -> amount", &purse_view>({.reads = 1}),
    view<"committed() -> amount", &committed_view>({.reads = 1}),
    view<"totals() -> granted,paid,returned", &totals_view>({.reads = 3}),
    view<"award(id) -> awardRecord", &award_view>({.reads = 1, .hashes = 1}),
    view<"grantParts(id) -> partRecords", &parts_view>({.reads = 1 + parts_max, .hashes = 2}),
    view<"claimable(id,part) -> amount,missing", &claimable_view>(
        {.reads = 4 + gate_reads, .hashes = 2}),
    view<"grantsOf(to,offset,limit) -> ids,total", &grants_of>({.reads = 1 + page_entries_max}),
    view<"classLimit(spendClass) -> cap,periodSeconds,spent,left", &class_limit_view>({.reads = 3}),
    view<"classes(offset,limit) -> ids,total", &classes_view>({.reads = 1 + page_entries_max}),
};

constexpr EventRow event_rows[]{
    event<Deposited>(),         event<GrantPaid>(),     event<SpendLimitSet>(),
    event<GrantCreated>(),      event<GateOpened>(),    event<GrantClaimed>(),
    event<MilestoneApproved>(), event<GrantPaused>(),   event<GrantResumed>(),
    event<GrantRevoked>(),      event<GrantReturned>(), event<ClassLimitSet>(),
};

constexpr ErrorRow error_rows[]{
    error<TreasuryUnauthorized>(),      error<TreasuryInvalidReceiver>(),
    error<TreasuryZeroAmount>(),        error<TreasuryMemoTooLong>(),
    error<TreasuryInsufficientFunds>(), error<TreasurySpendCapExceeded>(),
    error<TreasuryInvalidPeriod>(),     error<TreasuryUnknownGrant>(),
    error<TreasuryClassCapExceeded>(),  error<TreasuryUnknownClass>(),
    error<TreasuryInvalidSponsor>(),    error<TreasuryInvalidPartCount>(),
    error<TreasuryInvalidPart>(),       error<TreasuryWrongValue>(),
    error<TreasuryUnknownPart>(),       error<TreasuryNotReceiver>(),
    error<TreasuryGateClosed>(),        error<TreasuryNothingToClaim>(),
    error<TreasuryNoSuchMilestone>(),   error<TreasuryGrantPaused>(),
    error<TreasuryGrantNotPaused>(),    error<TreasuryGrantRevoked>(),
    error<TreasuryNotLapsed>(),
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

std::string text_of(const Amount& amount) {
    return amount.units.to_decimal();
}

Result<void, Fault> spending_is_part_of_total(const ViewContext& ctx) {
    const Amount spent = period_spending.get(ctx).spent;
    const Amount total = total_granted.get(ctx);
    if (spent <= total) return {};
    return std::unexpected(Fault{"treasury: period spending <= total granted",
                                 text_of(spent) + " in the period, " + text_of(total) + " in all"});
}

Result<void, Fault> ledgers_sum_to_balance(const ViewContext& ctx) {
    const auto sum = checked_add(purse.get(ctx), committed.get(ctx));
    const Amount held = ctx.balance_of(ctx.self());
    if (sum == held) return {};
    return std::unexpected(Fault{"treasury: purse + committed = balance",
                                 text_of(purse.get(ctx)) + " and " + text_of(committed.get(ctx)) +
                                     " are not " + text_of(held)});
}

Result<void, Fault> grants_are_accounted_for(const ViewContext& ctx) {
    const Amount granted = total_granted.get(ctx);
    const auto gone = checked_add(total_paid.get(ctx), total_returned.get(ctx));
    const auto sum = gone ? checked_add(*gone, committed.get(ctx)) : std::nullopt;
    if (sum == granted) return {};
    return std::unexpected(Fault{"treasury: granted = paid + returned + committed",
                                 text_of(granted) + " granted, " + text_of(total_paid.get(ctx)) +
                                     " paid, " + text_of(total_returned.get(ctx)) + " returned, " +
                                     text_of(committed.get(ctx)) + " committed"});
}

constexpr Invariant invariant_rows[]{
    {"period spending <= total granted", &spending_is_part_of_total},
    {"purse + committed = balance", &ledgers_sum_to_balance},
    {"granted = paid + returned + committed", &grants_are_accounted_for},
};

}  // namespace

constexpr chain::ModuleDescriptor descriptor{
    .name = "treasury",
    .address = chain::treasury_address,
    .purpose =
        "Treasury: pays grants that governance decided, at once or in parts behind gates, within "
        "caps.",
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
    const TreasuryGenesis none;
    if (section.spend_cap != none.spend_cap ||
        section.spend_period_seconds != none.spend_period_seconds)
        spend_limit.set(ctx, {section.spend_cap, section.spend_period_seconds});
    purse.set(ctx, ctx.balance_of(ctx.self()));
    return {};
}

}  // namespace ambag::governance::treasury
