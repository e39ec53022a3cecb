// SPDX-License-Identifier: Apache-2.0
#include "emission/payouts/money.hpp"

#include "chain/module/addresses.hpp"
#include "emission/issuance/module.hpp"
#include "emission/payouts/interface.hpp"

namespace ambag::emission::payouts {

using namespace chain;

namespace {

Hash pool_key(const std::string& pool) {
    return keccak256(as_bytes(pool));
}

// What is promised and not paid, in the pool's reserve or in the module's escrow.
Result<> reserve(const Context& ctx, const Payout& payout) {
    if (payout.pool.empty()) {
        Totals all = totals.get(ctx);
        all.escrow = TRY(add(all.escrow, payout.total));
        totals.set(ctx, all);
        return {};
    }
    const Hash key = pool_key(payout.pool);
    pool_reserved.set(ctx, key, TRY(add(pool_reserved.get(ctx, key), payout.total)));
    return {};
}

Result<> release(const Context& ctx, const Payout& payout, const Amount& amount) {
    if (payout.pool.empty()) {
        Totals all = totals.get(ctx);
        all.escrow = TRY(subtract(all.escrow, amount));
        totals.set(ctx, all);
        return {};
    }
    const Hash key = pool_key(payout.pool);
    pool_reserved.set(ctx, key, TRY(subtract(pool_reserved.get(ctx, key), amount)));
    return {};
}

}  // namespace

Result<Payout> known_payout(const ViewContext& ctx, std::uint64_t id) {
    Payout payout = payouts.get(ctx, id);
    if (payout.kind == PayoutKind::none) return fail(PayoutsUnknown{id});
    return payout;
}

std::optional<Amount> free_of_pool(const ViewContext& ctx, const std::string& pool) {
    const auto balance = issuance::pool_balance(ctx.view_of(issuance_address), pool);
    if (!balance) return std::nullopt;
    return checked_sub(*balance, pool_reserved.get(ctx, pool_key(pool))).value_or(Amount{});
}

Result<std::uint64_t> promise(const Context& ctx, Payout payout) {
    payout.funder = ctx.sender();
    TRY(reserve(ctx, payout));
    const std::uint64_t id = payout_count.get(ctx) + 1;
    payout_count.set(ctx, id);
    payouts.set(ctx, id, payout);
    ctx.emit(PayoutCreated{id, payout.beneficiary, payout.kind, payout.pool, payout.total});
    return id;
}

Result<> pay(const Context& ctx, std::uint64_t id, Payout& payout, const Address& to,
             const Amount& amount) {
    payout.paid = TRY(add(payout.paid, amount));
    TRY(release(ctx, payout, amount));
    payouts.set(ctx, id, payout);
    if (payout.pool.empty()) return ctx.send(to, amount);
    return issuance::pay_from_pool(ctx, payout.pool, to, amount);
}

Result<Amount> end(const Context& ctx, std::uint64_t id, Payout& payout,
                   const Amount& final_total) {
    const Amount rest = TRY(subtract(payout.total, final_total));
    TRY(release(ctx, payout, rest));
    if (payout.pool.empty()) {
        Totals all = totals.get(ctx);
        all.returned = TRY(add(all.returned, rest));
        totals.set(ctx, all);
        returned_to.set(ctx, payout.funder, TRY(add(returned_to.get(ctx, payout.funder), rest)));
    }
    payout.total = final_total;
    payout.ended = true;
    payouts.set(ctx, id, payout);
    ctx.emit(PayoutEnded{id, rest});
    return rest;
}

}  // namespace ambag::emission::payouts
