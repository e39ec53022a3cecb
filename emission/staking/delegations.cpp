// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/delegations.hpp"

#include "emission/staking/election.hpp"
#include "emission/staking/errors.hpp"
#include "emission/staking/events.hpp"
#include "emission/staking/exits.hpp"
#include "emission/staking/rewards.hpp"
#include "emission/staking/settlement.hpp"
#include "emission/staking/stake.hpp"
#include "emission/staking/token_calls.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

enum class Direction : std::uint8_t { in, out };

// The holder and the validator are settled and known, the bond of the token is right.
Result<> change_position(Context& ctx, const PositionKey& key, const Amount& amount,
                         Direction direction) {
    TRY(collect(ctx, key.validator));
    Position position = positions.get(ctx, key);
    Stake stake = stakes.get(ctx, key.validator);
    Totals all = totals.get(ctx);
    const auto apply = direction == Direction::in ? &plus : &minus;
    position.nominal = apply(position.nominal, amount);
    stake.tokens = apply(stake.tokens, amount);
    all.staked = apply(all.staked, amount);
    stakes.set(ctx, key.validator, stake);
    totals.set(ctx, all);
    TRY(store_position(ctx, key, position, stake.factor_q128));
    return reseat(ctx, key.validator);
}

Result<> may_receive(const ViewContext& ctx, const PositionKey& key, const Amount& amount) {
    if (!profiles.has(ctx, key.validator)) return fail(StakingUnknownValidator{key.validator});
    if (standings.get(ctx, key.validator).tombstoned) return fail(StakingTombstoned{key.validator});
    const Amount least = parameters.get(ctx).delegation_min;
    if (amount < least) return fail(StakingAmountTooSmall{amount, least});
    if (!positions.has(ctx, key) &&
        holdings.get(ctx, key.holder).validators.size() >= positions_max)
        return fail(StakingTooManyPositions{positions_max});
    return {};
}

// Stake may leave that is there, mature, and does not leave dust behind.
Result<> may_leave(const ViewContext& ctx, const PositionKey& key, const Amount& amount) {
    const Amount held = positions.get(ctx, key).nominal;
    const Amount stays = std::min(immature(ctx, key), held);
    const Amount movable = minus(held, stays);
    if (amount.is_zero() || amount > movable)
        return fail(StakingInsufficientStake{key.validator, movable, amount});
    const Amount rest = minus(held, amount);
    const Amount least = parameters.get(ctx).delegation_min;
    if (!rest.is_zero() && rest < least) return fail(StakingAmountTooSmall{rest, least});
    if (holdings.get(ctx, key.holder).exits.size() >= exits_max)
        return fail(StakingTooManyExits{exits_max});
    return {};
}

}  // namespace

Result<> add_stake(Context& ctx, const PositionKey& key, const Amount& amount) {
    TRY(token::tell(ctx, token::bond, key.holder, amount));
    TRY(change_position(ctx, key, amount, Direction::in));
    ctx.emit(Delegated{key.holder, key.validator, amount});
    return {};
}

Result<> delegate(Context& ctx, Address validator, Amount amount) {
    const PositionKey key{ctx.sender(), validator};
    if (!setup.get(ctx).enabled) return fail(StakingDisabled{});
    if (ctx.is_module(ctx.sender())) return fail(StakingAccountIsModule{ctx.sender()});
    TRY(settle_holder(ctx, ctx.sender()));
    TRY(may_receive(ctx, key, amount));
    return add_stake(ctx, key, amount);
}

Result<std::uint64_t> unbond(Context& ctx, Address validator, Amount amount) {
    const PositionKey key{ctx.sender(), validator};
    TRY(settle_holder(ctx, ctx.sender()));
    TRY(may_leave(ctx, key, amount));
    // Must succeed from here.
    TRY(change_position(ctx, key, amount, Direction::out));
    const std::uint64_t id = start_exit(ctx, {.kind = ExitKind::unbonding,
                                              .holder = ctx.sender(),
                                              .from = validator,
                                              .to = {},
                                              .amount = amount});
    ctx.emit(UnbondingStarted{ctx.sender(), validator, id, amount, exits.get(ctx, id).matures});
    return id;
}

Result<std::uint64_t> redelegate(Context& ctx, Address from, Address to, Amount amount) {
    const PositionKey source{ctx.sender(), from};
    const PositionKey target{ctx.sender(), to};
    if (from == to) return fail(StakingSameValidator{from});
    TRY(settle_holder(ctx, ctx.sender()));
    TRY(may_leave(ctx, source, amount));
    TRY(may_receive(ctx, target, amount));
    // Must succeed from here.
    TRY(change_position(ctx, source, amount, Direction::out));
    TRY(change_position(ctx, target, amount, Direction::in));
    const std::uint64_t id = start_exit(ctx, {.kind = ExitKind::redelegation,
                                              .holder = ctx.sender(),
                                              .from = from,
                                              .to = to,
                                              .amount = amount,
                                              .factor_q128 = stakes.get(ctx, to).factor_q128});
    ctx.emit(Redelegated{ctx.sender(), from, to, id, amount, exits.get(ctx, id).matures});
    return id;
}

}  // namespace ambag::emission::staking
