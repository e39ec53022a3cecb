// SPDX-License-Identifier: Apache-2.0
#include "emission/issuance/calls.hpp"

#include <algorithm>

#include "emission/issuance/guards.hpp"
#include "emission/issuance/module.hpp"

namespace ambag::emission::issuance {

using namespace chain;

namespace {

// A changed rule goes on from where it was, without the fraction of the old one.
void store_changed(const Context& ctx, std::uint32_t schedule, const ScheduleRecord& record) {
    schedules.set(ctx, schedule, record);
    schedule_states.set(ctx, schedule, after_change(schedule_states.get(ctx, schedule)));
}

// A module books what it receives, so it gets its coins in a call: receiveFromPool(pool). One that
// has no such function receives nothing and the payment reverts.
Result<> pay(Context& ctx, const std::string& pool, const Address& to, const Amount& amount) {
    static constexpr Selector receive =
        Selector::from(keccak256_constant("receiveFromPool(string)"));
    if (!ctx.is_module(to)) return ctx.send(to, amount);
    TRY(ctx.call(to, amount, abi::encode_call(receive, pool)));
    return {};
}

}  // namespace

Result<> pay_from_pool_call(Context& ctx, std::string pool, Address to, Amount amount) {
    const std::uint32_t index = TRY(known_pool(ctx, pool));
    const auto spenders = pools.get(ctx, index).spenders;
    if (ctx.sender() != authority_address &&
        std::find(spenders.begin(), spenders.end(), ctx.sender()) == spenders.end())
        return fail(IssuanceNotSpender{pool, ctx.sender()});
    if (to.is_zero() || to == ctx.self()) return fail(IssuanceInvalidReceiver{to});
    const Amount balance = pool_balances.get(ctx, index);
    const auto left = checked_sub(balance, amount);
    if (!left) return fail(IssuancePoolShort{pool, amount, balance});
    // Must succeed from here: the pool's coins are in the module's account.
    pool_balances.set(ctx, index, *left);
    TRY(pay(ctx, pool, to, amount));
    ctx.emit(PoolPaid{std::move(pool), to, ctx.sender(), amount});
    return {};
}

Result<> fund_pool(Context& ctx, std::string pool) {
    const std::uint32_t index = TRY(known_pool(ctx, pool));
    const Amount balance = TRY(add(pool_balances.get(ctx, index), ctx.value()));
    // Must succeed from here.
    pool_balances.set(ctx, index, balance);
    ctx.emit(PoolFunded{std::move(pool), ctx.sender(), ctx.value()});
    return {};
}

Result<> set_split_weights(Context& ctx, std::uint32_t schedule, std::vector<U256> weights) {
    TRY(only_authority(ctx));
    TRY(known_schedule(ctx, schedule));
    const std::uint64_t count = pools.size(ctx);
    if (weights.size() != count || !split_running({}, weights, {}))
        return fail(IssuanceInvalidWeights{weights.size(), count});
    // Must succeed from here.
    split_weights.set(ctx, schedule, weights);
    splits.set(ctx, schedule, after_change(splits.get(ctx, schedule)));
    ctx.emit(SplitWeightsChanged{schedule, std::move(weights)});
    return {};
}

Result<> set_schedule_amount(Context& ctx, std::uint32_t schedule, Amount amount) {
    TRY(only_authority(ctx));
    TRY(known_schedule(ctx, schedule));
    ScheduleRecord record = schedules.get(ctx, schedule);
    if (record.kind == RuleKind::table || record.kind == RuleKind::rate_on_supply)
        return fail(IssuanceWrongKind{schedule, record.kind});
    if (amount.units.bit_length() > 128)
        return fail(IssuanceOutOfBounds{amount.units, U256{}, U256::max() >> 128});
    // Must succeed from here.
    const Amount before = record.amount;
    record.amount = amount;
    store_changed(ctx, schedule, record);
    ctx.emit(ScheduleAmountChanged{schedule, before, amount});
    return {};
}

Result<> set_schedule_rate(Context& ctx, std::uint32_t schedule, std::uint64_t numerator,
                           std::uint64_t denominator) {
    TRY(only_authority(ctx));
    TRY(known_schedule(ctx, schedule));
    ScheduleRecord record = schedules.get(ctx, schedule);
    if (record.kind != RuleKind::rate_on_supply)
        return fail(IssuanceWrongKind{schedule, record.kind});
    if (denominator == 0)
        return fail(IssuanceOutOfBounds{U256{}, U256{1U}, U256{~std::uint64_t{0}}});
    if (numerator > denominator)
        return fail(IssuanceOutOfBounds{U256{numerator}, U256{}, U256{denominator}});
    // Must succeed from here.
    record.numerator = numerator;
    record.denominator = denominator;
    store_changed(ctx, schedule, record);
    ctx.emit(ScheduleRateChanged{schedule, numerator, denominator});
    return {};
}

Result<> set_catch_up_ticks_max(Context& ctx, std::uint64_t ticks) {
    TRY(only_authority(ctx));
    if (ticks == 0) return fail(IssuanceOutOfBounds{U256{}, U256{1U}, U256{~std::uint64_t{0}}});
    // Must succeed from here.
    Settings now = settings.get(ctx);
    const std::uint64_t before = std::exchange(now.catch_up_ticks_max, ticks);
    settings.set(ctx, now);
    ctx.emit(CatchUpTicksMaxChanged{before, ticks});
    return {};
}

Result<> set_fee_pool(Context& ctx, std::string pool) {
    TRY(only_authority(ctx));
    const std::uint32_t index = TRY(known_pool(ctx, pool));
    // Must succeed from here.
    Settings now = settings.get(ctx);
    now.fee_pool = index;
    settings.set(ctx, now);
    ctx.emit(FeePoolChanged{std::move(pool)});
    return {};
}

Result<> set_pool_spender(Context& ctx, std::string pool, Address spender, bool allowed) {
    TRY(only_authority(ctx));
    const std::uint32_t index = TRY(known_pool(ctx, pool));
    PoolRecord record = pools.get(ctx, index);
    std::erase(record.spenders, spender);
    if (allowed) record.spenders.push_back(spender);
    if (record.spenders.size() > spenders_max)
        return fail(IssuanceOutOfBounds{U256{record.spenders.size()}, U256{}, U256{spenders_max}});
    // Must succeed from here.
    pools.set(ctx, index, record);
    ctx.emit(PoolSpenderChanged{std::move(pool), spender, allowed});
    return {};
}

Result<> pay_from_pool(const Context& ctx, const std::string& pool, const Address& to,
                       const Amount& amount) {
    static constexpr Selector selector =
        Selector::from(keccak256_constant("payFromPool(string,address,uint256)"));
    TRY(ctx.call(issuance_address, {}, abi::encode_call(selector, pool, to, amount)));
    return {};
}

}  // namespace ambag::emission::issuance
