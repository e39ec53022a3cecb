// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/slashing.hpp"

#include "chain/module/addresses.hpp"
#include "emission/staking/election.hpp"
#include "emission/staking/errors.hpp"
#include "emission/staking/events.hpp"
#include "emission/staking/exits.hpp"
#include "emission/staking/stake.hpp"
#include "emission/staking/token_calls.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

constexpr Timestamp for_ever{~std::uint64_t{0}};

struct Offence {
    Address validator;
    Height infraction;
    Height boundary;  // of exits that bear it; past every height: none
    std::uint32_t ppm;
};

// Burns the coins and books who will bear it. Returns the number of this slash.
Result<std::uint64_t> burn_stake(Context& ctx, const Offence& offence) {
    auto [stake, burned] = slash(stakes.get(ctx, offence.validator), offence.ppm);
    const Amount leaving =
        part_of(departed_since(ctx, offence.validator, offence.boundary), offence.ppm);
    stake.leaving_unsettled = plus(stake.leaving_unsettled, leaving);
    stakes.set(ctx, offence.validator, stake);
    const Amount sum = plus(burned, leaving);
    Totals all = totals.get(ctx);
    all.unsettled = plus(all.unsettled, sum);
    totals.set(ctx, all);
    const std::uint64_t sequence = slash_count.get(ctx) + 1;
    slash_count.set(ctx, sequence);
    if (!sum.is_zero()) TRY(token::tell(ctx, token::slash_bonded, sum));
    ctx.emit(Slashed{offence.validator, offence.infraction, offence.ppm, burned, leaving});
    return sequence;
}

Result<> jail(Context& ctx, const Address& validator, Timestamp until, bool tombstoned) {
    Standing standing = standings.get(ctx, validator);
    standing.jailed = true;
    standing.tombstoned = tombstoned;
    standing.jailed_until = until;
    standing.missed = 0;
    standings.set(ctx, validator, standing);
    ctx.emit(Jailed{validator, until, tombstoned});
    return reseat(ctx, validator);
}

Result<> punish_downtime(Context& ctx, const Address& validator) {
    const Parameters now = parameters.get(ctx);
    constexpr Height none{~std::uint64_t{0}};
    TRY(burn_stake(ctx, {validator, ctx.block().height, none, now.downtime_slash_ppm}));
    // A factor that small would lose digits of what is delegated next.
    const bool worn = stakes.get(ctx, validator).factor_q128 < factor_least();
    return jail(ctx, validator,
                worn ? for_ever : Timestamp{ctx.block().time.value + now.jail_seconds}, worn);
}

Result<> note_absence(Context& ctx, const Address& validator) {
    Standing standing = standings.get(ctx, validator);
    if (standing.jailed) return {};
    const Parameters now = parameters.get(ctx);
    const std::uint64_t window = ctx.block().height.value / now.downtime_window_blocks;
    if (standing.window != window) standing.missed = 0;
    standing.window = window;
    ++standing.missed;
    standings.set(ctx, validator, standing);
    if (standing.missed <= now.missed_blocks_max) return {};
    return punish_downtime(ctx, validator);
}

Result<> punish(Context& ctx, const Misbehaviour& offence) {
    const Address validator = operators_by_consensus.get(ctx, offence.validator);
    if (validator.is_zero() || standings.get(ctx, validator).tombstoned) return {};
    const Parameters now = parameters.get(ctx);
    const std::uint64_t time = ctx.block().time.value;
    if (offence.time.value < time && time - offence.time.value > now.evidence_seconds) return {};
    // What was released already cannot be reached, nor what left at the height of such an exit.
    const Height released = released_until.get(ctx, validator);
    const bool any = departure_counts.get(ctx, validator) > 0 && released.value > 0;
    const Height boundary =
        std::max(offence.height, any ? Height{released.value + 1} : offence.height);
    const std::uint64_t sequence =
        TRY(burn_stake(ctx, {validator, offence.height, boundary, now.double_sign_slash_ppm}));
    tombstones.set(ctx, validator, {offence.height, boundary, now.double_sign_slash_ppm, sequence});
    return jail(ctx, validator, for_ever, true);
}

}  // namespace

Result<> report_consensus(Context& ctx, std::vector<Address> absent,
                          std::vector<Misbehaviour> misbehaviours) {
    if (!setup.get(ctx).enabled) return fail(StakingDisabled{});
    if (ctx.sender() != system_address) return fail(StakingUnauthorized{ctx.sender()});
    for (const Misbehaviour& offence : misbehaviours) TRY(punish(ctx, offence));
    for (const Address& who : absent) {
        const Address validator = operators_by_consensus.get(ctx, who);
        if (!validator.is_zero()) TRY(note_absence(ctx, validator));
    }
    return {};
}

Result<> unjail(Context& ctx) {
    const Address validator = ctx.sender();
    if (!profiles.has(ctx, validator)) return fail(StakingUnknownValidator{validator});
    Standing standing = standings.get(ctx, validator);
    if (standing.tombstoned) return fail(StakingTombstoned{validator});
    if (!standing.jailed) return fail(StakingNotJailed{validator});
    if (ctx.block().time < standing.jailed_until)
        return fail(StakingJailed{validator, standing.jailed_until});
    const Amount own = self_bond(ctx, validator);
    const Amount least = parameters.get(ctx).self_bond_min;
    if (own < least) return fail(StakingAmountTooSmall{own, least});
    // Must succeed from here.
    standing.jailed = false;
    standing.jailed_until = {};
    standings.set(ctx, validator, standing);
    ctx.emit(Unjailed{validator});
    return reseat(ctx, validator);
}

}  // namespace ambag::emission::staking
