// SPDX-License-Identifier: Apache-2.0
#include "emission/issuance/hooks.hpp"

#include <algorithm>

#include "emission/issuance/interface.hpp"
#include "emission/issuance/state.hpp"

namespace ambag::emission::issuance {

using namespace chain;

namespace {

std::unexpected<Fault> fault(std::string rule, std::string detail) {
    return std::unexpected(Fault{std::move(rule), std::move(detail)});
}

// The total with a block's figure instead of the part of it that is booked already.
std::optional<Amount> rebooked(const Amount& total, const Amount& booked, const Amount& figure) {
    const auto rest = checked_sub(total, booked);
    return rest ? checked_add(*rest, figure) : std::nullopt;
}

Result<void, Fault> book_receipts(const Context& ctx) {
    const auto surplus = checked_sub(ctx.balance_of(ctx.self()), held(ctx));
    if (!surplus) return fault("issuance.pools", "the pools hold more than the module's account");
    if (surplus->is_zero()) return {};
    const std::uint32_t pool = settings.get(ctx).fee_pool;
    pool_balances.set(ctx, pool, *checked_add(pool_balances.get(ctx, pool), *surplus));
    ctx.emit(FeesBooked{pools.get(ctx, pool).name, *surplus});
    return {};
}

}  // namespace

std::uint64_t ticks_due(const ViewContext& ctx) {
    const Clock now = clock.get(ctx);
    const std::uint64_t time = ctx.block().time.value;
    if (time <= now.start.value) return 0;
    const std::uint64_t due = ticks_in(time - now.start.value, ctx.rules().block_interval_ms);
    return due > now.ticks ? due - now.ticks : 0;
}

Result<void, Fault> begin_block(Context& ctx) {
    const std::uint64_t ticks = std::min(ticks_due(ctx), settings.get(ctx).catch_up_ticks_max);
    if (ticks == 0) return {};
    auto plan = load_plan(ctx);
    if (!plan) return fault("issuance.supply", "more than 2^256 - 1 base units were minted");
    const auto minted = TRY(run(*plan, ticks));
    for (std::uint32_t i = 0; i < minted.size(); ++i) {
        if (minted[i].amount.is_zero()) continue;
        if (!ctx.mint(ctx.self(), minted[i].amount))
            return fault("issuance.mint", "the module's balance would exceed 2^256 - 1");
        ctx.emit(Emitted{i, ticks, minted[i].amount, minted[i].parts});
    }
    store_plan(ctx, *plan);
    Clock now = clock.get(ctx);
    now.ticks += ticks;
    clock.set(ctx, now);
    return {};
}

Result<void, Fault> end_block(Context& ctx) {
    TRY(book_receipts(ctx));
    TRY(book_supply(ctx));
    Clock now = clock.get(ctx);
    now.closed = ctx.block().height;
    clock.set(ctx, now);
    return {};
}

Result<void, Fault> book_supply(const Context& ctx) {
    const Height height = ctx.block().height;
    const auto totals = ctx.supply_totals();
    const auto minted = rebooked(minted_total.get(ctx), minted_in.get(ctx, height), totals.minted);
    const auto burned = rebooked(burned_total.get(ctx), burned_in.get(ctx, height), totals.burned);
    if (!minted || !burned)
        return fault("issuance.supply", "more than 2^256 - 1 base units were minted");
    minted_in.set(ctx, height, totals.minted);
    burned_in.set(ctx, height, totals.burned);
    minted_total.set(ctx, *minted);
    burned_total.set(ctx, *burned);
    return {};
}

Result<void, Fault> pools_equal_balance(const ViewContext& ctx) {
    const Amount balance = ctx.balance_of(ctx.self());
    const Amount inside = held(ctx);
    // Until the block is closed, fees that no pool has yet are on their way.
    const bool closed = clock.get(ctx).closed == ctx.block().height;
    if (closed ? inside == balance : inside <= balance) return {};
    return fault("issuance.pools", "the pools hold " + inside.units.to_decimal() +
                                       ", the module's account " + balance.units.to_decimal());
}

Result<void, Fault> figures_equal_ledger(const ViewContext& ctx) {
    const Height height = ctx.block().height;
    if (clock.get(ctx).closed != height) return {};
    const auto totals = ctx.supply_totals();
    if (minted_in.get(ctx, height) == totals.minted && burned_in.get(ctx, height) == totals.burned)
        return {};
    return fault("issuance.figures",
                 "minted or burned of block " + std::to_string(height.value) +
                     " is not what the ledger says; issuance must come last in the module table");
}

}  // namespace ambag::emission::issuance
