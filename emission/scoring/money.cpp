// SPDX-License-Identifier: Apache-2.0
#include "emission/scoring/money.hpp"

#include "emission/issuance/module.hpp"
#include "emission/scoring/guards.hpp"

namespace ambag::emission::scoring {

using namespace chain;

namespace {

// With room below the 2^104 that a rule's integers take.
constexpr unsigned stake_bits = 104;

template <class T>
Result<T> or_overflow(AccumulatorResult<T> result) {
    if (!result) return panic(panic_arithmetic);
    return *std::move(result);
}

// A position with other units; its pool and account are stored.
Result<> move_stake(const Context& ctx, const PositionKey& key, const Amount& units) {
    const MemberKey pool_key{key.subnet, key.validator};
    const AccumulatorChange change = TRY(or_overflow(
        set_units(stake_pools.get(ctx, pool_key), positions.get(ctx, key), units.units)));
    stake_pools.set(ctx, pool_key, change.pool);
    positions.set(ctx, key, change.account);
    ctx.emit(StakeChanged{key.subnet, key.validator, key.staker, units});
    return {};
}

Result<> pay_out(const Context& ctx, const Amount& amount) {
    Totals sums = totals.get(ctx);
    sums.owed = TRY(subtract(sums.owed, amount));
    totals.set(ctx, sums);
    TRY(ctx.send(ctx.sender(), amount));
    ctx.emit(ScoringClaimed{ctx.sender(), amount});
    return {};
}

}  // namespace

Result<> receive_from_pool(Context& ctx, std::string pool) {
    if (ctx.sender() != issuance_address) return fail(ScoringUnauthorized{ctx.sender()});
    const Accumulator next = TRY(or_overflow(deposit(emission_pool.get(ctx), ctx.value())));
    Totals sums = totals.get(ctx);
    sums.emission = TRY(add(sums.emission, ctx.value()));
    // Must succeed from here.
    emission_pool.set(ctx, next);
    totals.set(ctx, sums);
    ctx.emit(EmissionReceived{std::move(pool), ctx.value()});
    return {};
}

void draw(Context& ctx) {
    const std::string pool = pool_name.get(ctx);
    if (pool.empty() || emission_pool.get(ctx).units.is_zero()) return;
    const auto held = issuance::pool_balance(ctx.view_of(issuance_address), pool);
    if (!held || held->is_zero()) return;
    // A refusal leaves the pool as it is.
    [[maybe_unused]] const auto paid = issuance::pay_from_pool(ctx, pool, ctx.self(), *held);
}

Result<> return_to_pool(const Context& ctx, const Amount& amount) {
    static constexpr Selector selector = Selector::from(keccak256_constant("fundPool(string)"));
    if (amount.is_zero()) return {};
    const std::string pool = pool_name.get(ctx);
    if (pool.empty()) return ctx.burn(ctx.self(), amount);
    TRY(ctx.call(issuance_address, amount, abi::encode_call(selector, pool)));
    return {};
}

Result<> credit(const Context& ctx, const Address& account, const Amount& amount) {
    if (amount.is_zero()) return {};
    owed_to.set(ctx, account, TRY(add(owed_to.get(ctx, account), amount)));
    return {};
}

Result<> credit_validator(const Context& ctx, std::uint32_t subnet, const Address& validator,
                          const Amount& amount) {
    const MemberKey key{subnet, validator};
    const Accumulator pool = stake_pools.get(ctx, key);
    const auto kept = pool.units.is_zero() ? std::optional{amount}
                                           : mul_div(amount, U256{takes.get(ctx, key)},
                                                     U256{65'535U}, Rounding::down);
    const Amount rest = TRY(or_panic(checked_sub(amount, TRY(or_panic(kept)))));
    if (!rest.is_zero()) stake_pools.set(ctx, key, TRY(or_overflow(deposit(pool, rest))));
    return credit(ctx, validator, *kept);
}

Result<> stake(Context& ctx, std::uint32_t subnet, Address validator) {
    TRY(known_subnet(ctx, subnet));
    TRY(registered_uid(ctx, subnet, validator));
    if (ctx.value().is_zero()) return fail(ScoringNothingSent{});
    const PositionKey key{subnet, validator, ctx.sender()};
    const Amount before{positions.get(ctx, key).units};
    SubnetProgress state = progress.get(ctx, subnet);
    state.staked = TRY(add(state.staked, ctx.value()));
    if (state.staked.units.bit_length() > stake_bits)
        return fail(
            ScoringOutOfBounds{state.staked.units, U256{}, U256::max() >> (256 - stake_bits)});
    Totals sums = totals.get(ctx);
    sums.staked = TRY(add(sums.staked, ctx.value()));
    const Amount after = TRY(add(before, ctx.value()));
    // Must succeed from here.
    TRY(move_stake(ctx, key, after));
    progress.set(ctx, subnet, state);
    totals.set(ctx, sums);
    return {};
}

Result<> unstake(Context& ctx, std::uint32_t subnet, Address validator, Amount amount) {
    TRY(known_subnet(ctx, subnet));
    if (amount.is_zero()) return fail(ScoringNothingSent{});
    const PositionKey key{subnet, validator, ctx.sender()};
    const Amount before{positions.get(ctx, key).units};
    const auto after = checked_sub(before, amount);
    if (!after) return fail(ScoringStakeShort{amount, before});
    SubnetProgress state = progress.get(ctx, subnet);
    state.staked = TRY(subtract(state.staked, amount));
    Totals sums = totals.get(ctx);
    sums.staked = TRY(subtract(sums.staked, amount));
    // Must succeed from here.
    TRY(move_stake(ctx, key, *after));
    progress.set(ctx, subnet, state);
    totals.set(ctx, sums);
    return ctx.send(ctx.sender(), amount);
}

Result<> set_take(Context& ctx, std::uint32_t subnet, std::uint16_t take) {
    TRY(known_subnet(ctx, subnet));
    TRY(registered_uid(ctx, subnet, ctx.sender()));
    const std::uint64_t most = parameters.get(ctx).take_max;
    if (take > most) return fail(ScoringOutOfBounds{U256{take}, U256{}, U256{most}});
    // Must succeed from here.
    takes.set(ctx, {subnet, ctx.sender()}, take);
    ctx.emit(TakeChanged{subnet, ctx.sender(), take});
    return {};
}

Result<Amount> claim(Context& ctx) {
    const Amount amount = owed_to.get(ctx, ctx.sender());
    if (amount.is_zero()) return fail(ScoringNothingOwed{ctx.sender()});
    // Must succeed from here.
    owed_to.erase(ctx, ctx.sender());
    TRY(pay_out(ctx, amount));
    return amount;
}

Result<Amount> stake_owed(const ViewContext& ctx, const PositionKey& key) {
    return TRY(or_overflow(settle(stake_pools.get(ctx, {key.subnet, key.validator}),
                                  positions.get(ctx, key))))
        .owed;
}

Result<Amount> claim_stake(Context& ctx, std::uint32_t subnet, Address validator) {
    TRY(known_subnet(ctx, subnet));
    const PositionKey key{subnet, validator, ctx.sender()};
    AccumulatorAccount account = TRY(
        or_overflow(settle(stake_pools.get(ctx, {subnet, validator}), positions.get(ctx, key))));
    const Amount amount = std::exchange(account.owed, Amount{});
    if (amount.is_zero()) return fail(ScoringNothingOwed{ctx.sender()});
    // Must succeed from here.
    positions.set(ctx, key, account);
    TRY(pay_out(ctx, amount));
    return amount;
}

Result<void, Fault> ledgers_equal_balance(const ViewContext& ctx) {
    const Totals sums = totals.get(ctx);
    const auto staked = checked_add(sums.emission, sums.staked);
    const auto inside = staked ? checked_add(*staked, sums.owed) : std::nullopt;
    if (inside && *inside == ctx.balance_of(ctx.self())) return {};
    return std::unexpected(
        Fault{"scoring.ledgers", "emission, stake and owed are not the module's balance of " +
                                     ctx.balance_of(ctx.self()).units.to_decimal()});
}

}  // namespace ambag::emission::scoring
