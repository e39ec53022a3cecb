// SPDX-License-Identifier: Apache-2.0
#include "emission/payouts/module.hpp"

#include "chain/module/addresses.hpp"
#include "emission/payouts/calls.hpp"
#include "emission/payouts/interface.hpp"

namespace ambag::emission::payouts {

using namespace chain;

namespace {

constexpr StateRow state_rows[]{
    state("totals", totals, "sums of what is promised without a pool, and of what was returned"),
    state("payoutCount", payout_count, "number of payouts; the last one's id"),
    state("payouts", payouts, "source, beneficiary, total and paid of a payout"),
    state("vestings", vestings, "dates and amounts of a linear vesting"),
    state("trancheTables", tranche_tables, "dates and amounts of a table"),
    state("streams", streams, "rate, dates and checkpoints of a stream"),
    state("claims", claims, "Merkle root and window of a list of claims"),
    state("usedWords", used_words, "256 bits each: which entries of a list were claimed"),
    state("poolReserved", pool_reserved, "of a pool, what payouts speak for"),
    state("returnedTo", returned_to, "what a funder may take back"),
};

constexpr Cost create_cost{.reads = 8, .writes = 5, .hashes = 6, .logs = 1};
constexpr Cost pay_cost{.reads = 8, .writes = 6, .hashes = 8, .logs = 2};
constexpr Cost record_write{.reads = 2, .writes = 1, .hashes = 2, .logs = 1};
constexpr Cost due_cost{.reads = 3, .hashes = 6};

constexpr CallRow call_rows[]{
    payable<"createVesting(pool,beneficiary,total,start,atStart,cliff,atCliff,end,fromStart,"
            "revocable) -> payout",
            &create_vesting>(create_cost),
    payable<"createTranches(pool,beneficiary,dates,amounts,revocable) -> payout", &create_tranches>(
        create_cost),
    payable<"createStream(pool,beneficiary,amount,perSeconds,start,stop,checkpoints,revocable) -> "
            "payout",
            &create_stream>(create_cost),
    payable<"createClaim(pool,root,opens,closes,funded) -> payout", &create_claim>(create_cost),
    call<"collect(payout) -> amount", &collect>(pay_cost),
    call<"claim(payout,index,account,amount,proof)", &claim>(pay_cost),
    call<"expire(payout) -> returned", &expire>({.reads = 5, .writes = 4, .logs = 1}),
    call<"approveCheckpoint(payout,checkpoint)", &approve_checkpoint>(record_write),
    call<"revoke(payout) -> returned", &revoke>({.reads = 6, .writes = 4, .hashes = 6, .logs = 1}),
    call<"setBeneficiary(payout,beneficiary)", &set_beneficiary>(record_write),
    call<"takeReturned() -> amount", &take_returned>({.reads = 4, .writes = 4, .logs = 1}),
    view<"payoutCount() -> count", &payout_count_view>({.reads = 1}),
    view<"payout(payout) -> payoutRecord,due", &payout_view>(due_cost),
    view<"vesting(payout) -> vestingRecord", &vesting_view>({.reads = 2}),
    view<"tranches(payout) -> tranches", &tranches_view>({.reads = 2}),
    view<"stream(payout) -> streamRecord", &stream_view>({.reads = 2}),
    view<"claimTerms(payout) -> claimRecord", &claim_view>({.reads = 2}),
    view<"isClaimed(payout,index) -> claimed", &claimed_view>({.reads = 2}),
    view<"reservedOf(pool) -> amount", &reserved_view>({.reads = 1, .hashes = 1}),
    view<"returnedTo(account) -> amount", &returned_view>({.reads = 1}),
    view<"totals() -> totalsRecord", &totals_view>({.reads = 1}),
};

constexpr EventRow event_rows[]{
    event<PayoutCreated>(), event<Collected>(),          event<payouts::Claimed>(),
    event<PayoutEnded>(),   event<CheckpointApproved>(), event<BeneficiaryChanged>(),
    event<ReturnTaken>(),
};

constexpr ErrorRow error_rows[]{
    error<PayoutsUnauthorized>(), error<PayoutsUnknown>(),
    error<PayoutsWrongKind>(),    error<PayoutsInvalid>(),
    error<PayoutsWrongPayment>(), error<PayoutsUnknownPool>(),
    error<PayoutsPoolShort>(),    error<PayoutsNothingDue>(),
    error<PayoutsNotRevocable>(), error<PayoutsNothingReturned>(),
    error<PayoutsClaimRefused>(), error<PayoutsUnknownCheckpoint>(),
};

Result<void, Fault> ledgers_equal_balance(const ViewContext& ctx) {
    const Totals all = totals.get(ctx);
    const auto sum = checked_add(all.escrow, all.returned);
    const Amount balance = ctx.balance_of(ctx.self());
    if (sum && *sum == balance) return {};
    return std::unexpected(Fault{"payouts: escrow + returned = balance",
                                 all.escrow.units.to_decimal() + " + " +
                                     all.returned.units.to_decimal() + ", balance " +
                                     balance.units.to_decimal()});
}

constexpr Invariant invariant_rows[]{
    {"escrow + returned = balance", &ledgers_equal_balance},
};

}  // namespace

constexpr chain::ModuleDescriptor descriptor{
    .name = "payouts",
    .address = chain::payouts_address,
    .purpose =
        "Payouts: vestings, tranches, streams and Merkle claims, paid when they are asked for.",
    .privileges = {},
    .state = state_rows,
    .calls = call_rows,
    .events = event_rows,
    .errors = error_rows,
    .parameters = {},
    .hooks = {},
    .invariants = invariant_rows,
};

}  // namespace ambag::emission::payouts
