// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/rewards.hpp"

#include "chain/module/addresses.hpp"
#include "emission/staking/errors.hpp"
#include "emission/staking/events.hpp"
#include "emission/staking/settlement.hpp"
#include "emission/staking/stake.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

template <class T>
Result<T> or_overflow(AccumulatorResult<T> result) {
    if (!result) return panic(panic_arithmetic);
    return *std::move(result);
}

// What a validator has earned and not collected, divided.
struct Earned {
    AccumulatorAccount account;
    Amount commission;
    Accumulator shares;
    bool anything = false;
};

Result<Earned> earned(const ViewContext& ctx, const Address& validator) {
    Earned all{TRY(or_overflow(settle(reward_pool.get(ctx), earnings.get(ctx, validator)))),
               {},
               shares.get(ctx, validator)};
    const Amount gross = std::exchange(all.account.owed, Amount{});
    if (gross.is_zero()) return all;
    all.anything = true;
    all.commission = part_of(gross, commissions.get(ctx, validator).rate_ppm);
    all.shares = TRY(or_overflow(deposit(all.shares, minus(gross, all.commission))));
    return all;
}

Result<> pay(Context& ctx, const Address& to, const Amount& amount) {
    if (amount.is_zero()) return {};
    Totals all = totals.get(ctx);
    all.rewards = TRY(subtract(all.rewards, amount));
    totals.set(ctx, all);
    return ctx.send(to, amount);
}

void list_position(const Context& ctx, const PositionKey& key, bool open) {
    Holding holding = holdings.get(ctx, key.holder);
    const auto found =
        std::find(holding.validators.begin(), holding.validators.end(), key.validator);
    const bool listed = found != holding.validators.end();
    if (listed == open) return;
    if (open)
        holding.validators.push_back(key.validator);
    else
        holding.validators.erase(found);
    holdings.set(ctx, key.holder, holding);
}

// Nothing is lost of a closed position: coins go to the holder, the fraction to those who stay.
Result<> close_position(Context& ctx, const PositionKey& key, const Position& position,
                        Accumulator pool) {
    const auto carry = checked_add(pool.carry_q128, position.account.fraction_q128);
    if (!carry) return panic(panic_arithmetic);
    pool.carry_q128 = *carry;
    shares.set(ctx, key.validator, pool);
    positions.erase(ctx, key);
    list_position(ctx, key, false);
    if (position.account.owed.is_zero()) return {};
    TRY(pay(ctx, key.holder, position.account.owed));
    ctx.emit(RewardsClaimed{key.holder, key.validator, position.account.owed});
    return {};
}

}  // namespace

Result<> receive_from_pool(Context& ctx, std::string pool) {
    if (ctx.sender() != issuance_address) return fail(StakingUnauthorized{ctx.sender()});
    const Accumulator next = TRY(or_overflow(deposit(reward_pool.get(ctx), ctx.value())));
    Totals all = totals.get(ctx);
    all.rewards = TRY(add(all.rewards, ctx.value()));
    // Must succeed from here.
    reward_pool.set(ctx, next);
    totals.set(ctx, all);
    ctx.emit(RewardsReceived{std::move(pool), ctx.value()});
    return {};
}

Result<> receive_carry(Context& ctx) {
    if (ctx.sender() != token_address) return fail(StakingUnauthorized{ctx.sender()});
    Totals all = totals.get(ctx);
    all.carry = TRY(add(all.carry, ctx.value()));
    totals.set(ctx, all);
    return {};
}

Result<> collect(Context& ctx, const Address& validator) {
    const Earned all = TRY(earned(ctx, validator));
    if (!all.anything) return {};
    const Amount owed = TRY(add(commission_owed.get(ctx, validator), all.commission));
    // Must succeed from here.
    earnings.set(ctx, validator, all.account);
    commission_owed.set(ctx, validator, owed);
    shares.set(ctx, validator, all.shares);
    return {};
}

Result<> set_earning(Context& ctx, const Address& validator, const Amount& tokens) {
    const AccumulatorAccount before = earnings.get(ctx, validator);
    if (before.units == tokens.units) return {};
    const AccumulatorChange change =
        TRY(or_overflow(set_units(reward_pool.get(ctx), before, tokens.units)));
    Totals all = totals.get(ctx);
    all.earning = plus(minus(all.earning, Amount{before.units}), tokens);
    // Must succeed from here.
    reward_pool.set(ctx, change.pool);
    earnings.set(ctx, validator, change.account);
    totals.set(ctx, all);
    return {};
}

Result<> store_position(Context& ctx, const PositionKey& key, Position position,
                        const U256& factor) {
    const AccumulatorChange change = TRY(or_overflow(set_units(
        shares.get(ctx, key.validator), position.account, share_units(position.nominal, factor))));
    position.factor_q128 = factor;
    position.account = change.account;
    if (position.nominal.is_zero()) return close_position(ctx, key, position, change.pool);
    shares.set(ctx, key.validator, change.pool);
    positions.set(ctx, key, position);
    list_position(ctx, key, true);
    return {};
}

Result<Amount> pending_rewards(const ViewContext& ctx, const PositionKey& key) {
    const Earned all = TRY(earned(ctx, key.validator));
    return TRY(or_overflow(settle(all.shares, positions.get(ctx, key).account))).owed;
}

Result<Amount> pending_commission(const ViewContext& ctx, const Address& validator) {
    const Earned all = TRY(earned(ctx, validator));
    return add(commission_owed.get(ctx, validator), all.commission);
}

Result<Amount> claim(Context& ctx, Address validator) {
    const PositionKey key{ctx.sender(), validator};
    if (!positions.has(ctx, key)) return fail(StakingNothingDue{});
    TRY(settle_holder(ctx, ctx.sender()));
    TRY(collect(ctx, validator));
    // A slash of everything has closed the position and paid it.
    if (!positions.has(ctx, key)) return Amount{};
    Position position = positions.get(ctx, key);
    position.account = TRY(or_overflow(settle(shares.get(ctx, validator), position.account)));
    const Amount due = std::exchange(position.account.owed, Amount{});
    if (due.is_zero()) return fail(StakingNothingDue{});
    // Must succeed from here.
    positions.set(ctx, key, position);
    TRY(pay(ctx, ctx.sender(), due));
    ctx.emit(RewardsClaimed{ctx.sender(), validator, due});
    return due;
}

Result<Amount> claim_commission(Context& ctx) {
    const Address validator = ctx.sender();
    TRY(collect(ctx, validator));
    const Amount due = commission_owed.get(ctx, validator);
    if (due.is_zero()) return fail(StakingNothingDue{});
    // Must succeed from here.
    commission_owed.erase(ctx, validator);
    TRY(pay(ctx, validator, due));
    ctx.emit(CommissionClaimed{validator, due});
    return due;
}

}  // namespace ambag::emission::staking
