// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/settlement.hpp"

#include "emission/staking/election.hpp"
#include "emission/staking/events.hpp"
#include "emission/staking/rewards.hpp"
#include "emission/staking/stake.hpp"
#include "emission/staking/token_calls.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

struct Losses {
    Loss burned_before{};  // for the token to settle
    Amount redelegated{};  // for the token to burn
};

void add_to(Loss& sum, const Loss& more) {
    sum.matched = plus(sum.matched, more.matched);
    sum.carry = plus(sum.carry, more.carry);
}

// The tombstone whose slash the exit has to bear, if any: it left the validator after the offence
// and before the slash, which found it still here.
std::optional<Tombstone> slash_of(const ViewContext& ctx, const Exit& exit) {
    const Tombstone tombstone = tombstones.get(ctx, exit.from);
    if (tombstone.sequence <= exit.seen) return std::nullopt;
    const Height since =
        exit.kind == ExitKind::unbonding ? tombstone.boundary : tombstone.infraction;
    if (exit.height < since) return std::nullopt;
    return tombstone;
}

Result<> settle_position(Context& ctx, const PositionKey& key, Losses& losses) {
    Position position = positions.get(ctx, key);
    Stake stake = stakes.get(ctx, key.validator);
    if (position.factor_q128 == stake.factor_q128) return {};
    TRY(ctx.charge(Cost{.reads = 8, .writes = 5}));
    TRY(collect(ctx, key.validator));
    const Loss loss = settle(stake, position);
    Totals all = totals.get(ctx);
    all.staked = minus(all.staked, loss.sum());
    all.unsettled = minus(all.unsettled, loss.matched);
    totals.set(ctx, all);
    stakes.set(ctx, key.validator, stake);
    add_to(losses.burned_before, loss);
    TRY(store_position(ctx, key, position, stake.factor_q128));
    return loss.carry.is_zero() ? Result<>{} : reseat(ctx, key.validator);
}

Result<> settle_unbonding(Context& ctx, Exit& exit, const Tombstone& tombstone, Losses& losses) {
    Stake stake = stakes.get(ctx, exit.from);
    const Loss loss = settle(stake, exit, tombstone.slash_ppm);
    stakes.set(ctx, exit.from, stake);
    Totals all = totals.get(ctx);
    all.leaving = minus(all.leaving, loss.sum());
    all.unsettled = minus(all.unsettled, loss.matched);
    totals.set(ctx, all);
    add_to(losses.burned_before, loss);
    return {};
}

// Redelegated stake stands at another validator, whose own slashes may have taken of it; so what it
// owes is known, and burned, only now.
Result<> settle_redelegation(Context& ctx, Exit& exit, const Tombstone& tombstone, Losses& losses) {
    const PositionKey key{exit.holder, exit.to};
    Stake stake = stakes.get(ctx, exit.to);
    Position position = positions.get(ctx, key);
    const Amount value = value_of(exit.amount, stake.factor_q128, exit.factor_q128);
    const Amount owed = part_of_up(value, tombstone.slash_ppm);
    const Amount lost = std::min(owed, position.nominal);
    exit.amount = minus(value, owed);
    exit.factor_q128 = stake.factor_q128;
    if (lost.is_zero()) return {};
    TRY(collect(ctx, exit.to));
    position.nominal = minus(position.nominal, lost);
    stake.tokens = minus(stake.tokens, lost);
    stakes.set(ctx, exit.to, stake);
    Totals all = totals.get(ctx);
    all.staked = minus(all.staked, lost);
    totals.set(ctx, all);
    losses.redelegated = plus(losses.redelegated, lost);
    TRY(store_position(ctx, key, position, stake.factor_q128));
    return reseat(ctx, exit.to);
}

Result<> settle_exit(Context& ctx, std::uint64_t id, Losses& losses) {
    Exit exit = exits.get(ctx, id);
    const auto tombstone = slash_of(ctx, exit);
    if (!tombstone) return {};
    TRY(ctx.charge(Cost{.reads = 8, .writes = 6}));
    exit.seen = tombstone->sequence;
    TRY(exit.kind == ExitKind::unbonding ? settle_unbonding(ctx, exit, *tombstone, losses)
                                         : settle_redelegation(ctx, exit, *tombstone, losses));
    exits.set(ctx, id, exit);
    return {};
}

Result<> tell_token(Context& ctx, const Address& holder, const Losses& losses) {
    const Amount before = losses.burned_before.sum();
    if (!before.is_zero())
        TRY(token::tell(ctx, token::settle_slash, holder, before, losses.burned_before.carry));
    if (!losses.redelegated.is_zero())
        TRY(token::tell(ctx, token::burn_bonded, holder, losses.redelegated));
    if (!before.is_zero() || !losses.redelegated.is_zero())
        ctx.emit(LossSettled{holder, before, losses.redelegated});
    return {};
}

}  // namespace

Result<> settle_holder(Context& ctx, const Address& holder) {
    const std::uint64_t slashes = slash_count.get(ctx);
    const Holding before = holdings.get(ctx, holder);
    if (before.seen == slashes) return {};
    Losses losses;
    for (const Address& validator : before.validators)
        TRY(settle_position(ctx, {holder, validator}, losses));
    for (const std::uint64_t id : before.exits) TRY(settle_exit(ctx, id, losses));
    Holding after = holdings.get(ctx, holder);  // positions that were lost whole are closed
    after.seen = slashes;
    holdings.set(ctx, holder, after);
    return tell_token(ctx, holder, losses);
}

Amount position_value(const ViewContext& ctx, const PositionKey& key) {
    const Position position = positions.get(ctx, key);
    return value_of(position.nominal, stakes.get(ctx, key.validator).factor_q128,
                    position.factor_q128);
}

Amount exit_value(const ViewContext& ctx, const Exit& exit) {
    const Amount value =
        exit.kind == ExitKind::unbonding
            ? exit.amount
            : value_of(exit.amount, stakes.get(ctx, exit.to).factor_q128, exit.factor_q128);
    const auto tombstone = slash_of(ctx, exit);
    return tombstone ? minus(value, part_of_up(value, tombstone->slash_ppm)) : value;
}

Amount immature(const ViewContext& ctx, const PositionKey& key) {
    Amount sum;
    for (const std::uint64_t id : holdings.get(ctx, key.holder).exits) {
        const Exit exit = exits.get(ctx, id);
        if (exit.kind == ExitKind::redelegation && exit.to == key.validator)
            sum = plus(sum, exit_value(ctx, exit));
    }
    return sum;
}

Result<> settle_call(Context& ctx, Address holder) {
    return settle_holder(ctx, holder);
}

}  // namespace ambag::emission::staking
