// SPDX-License-Identifier: Apache-2.0
#include "chain/module/addresses.hpp"
#include "governance/timelock/module.hpp"
#include "governance/treasury/grant_interface.hpp"
#include "governance/treasury/grants.hpp"
#include "governance/treasury/guards.hpp"
#include "governance/treasury/interface.hpp"
#include "governance/treasury/spending.hpp"

// What the authority, a guardian and deadlines do to a grant after its making.

namespace ambag::governance::treasury {

using chain::Context;
using chain::Cost;
using chain::fail;
using chain::Result;

namespace {

// To the purse or to the sponsor, who is no module.
Result<> give_back(Context& ctx, const Award& award, const Amount& amount) {
    committed.set(ctx, TRY(chain::subtract(committed.get(ctx), amount)));
    total_returned.set(ctx, TRY(chain::add(total_returned.get(ctx), amount)));
    if (award.sponsor.is_zero()) return put_into_purse(ctx, amount);
    return ctx.send(award.sponsor, amount);
}

// Keeps what was earned behind an open gate; what goes back.
Result<Amount> end_part(Context& ctx, const PartKey& key, const Award& award) {
    Part part = parts.get(ctx, key);
    if (!part.open && TRY(gate_missing(ctx, key, award, part)) == 0) {
        part.open = true;
        ctx.emit(GateOpened{key.grant, key.part});
    }
    const Amount kept = part.open ? payable(part, clock_of(award, ctx.block().time)) : Amount{};
    const Amount back = TRY(chain::subtract(part.left(), kept));
    part.returned = TRY(chain::add(part.returned, back));
    parts.set(ctx, key, part);
    return back;
}

void end_pause(Award& award, Timestamp now) {
    award.paused_seconds += now.value - award.paused_since.value;
    award.paused_since = {};
    award.status = AwardStatus::active;
}

}  // namespace

Result<> approve_milestone(Context& ctx, std::uint64_t id, std::uint8_t index) {
    TRY(only_authority(ctx));
    const Award award = TRY(known_award(ctx, id));
    Part part = TRY(known_part(ctx, id, award, index));
    if (award.status == AwardStatus::revoked) return fail(TreasuryGrantRevoked{id});
    if (!part.terms.milestone || part.approved) return fail(TreasuryNoSuchMilestone{id, index});
    // Must succeed from here.
    part.approved = true;
    part.decision = timelock::running_operation(ctx.view_of(chain::timelock_address));
    parts.set(ctx, {id, index}, part);
    ctx.emit(MilestoneApproved{id, index, part.decision});
    return {};
}

Result<> pause_grant(Context& ctx, std::uint64_t id) {
    Award award = TRY(known_award(ctx, id));
    TRY(only_steward(ctx, award));
    if (award.status == AwardStatus::revoked) return fail(TreasuryGrantRevoked{id});
    if (award.status == AwardStatus::paused) return fail(TreasuryGrantPaused{id});
    // Must succeed from here.
    award.status = AwardStatus::paused;
    award.paused_since = ctx.block().time;
    awards.set(ctx, id, award);
    ctx.emit(GrantPaused{id, ctx.sender()});
    return {};
}

Result<> resume_grant(Context& ctx, std::uint64_t id) {
    Award award = TRY(known_award(ctx, id));
    TRY(only_steward(ctx, award));
    if (award.status != AwardStatus::paused) return fail(TreasuryGrantNotPaused{id});
    // Must succeed from here.
    end_pause(award, ctx.block().time);
    awards.set(ctx, id, award);
    ctx.emit(GrantResumed{id, ctx.sender(), award.paused_seconds});
    return {};
}

Result<Amount> revoke_grant(Context& ctx, std::uint64_t id) {
    Award award = TRY(known_award(ctx, id));
    TRY(only_steward(ctx, award));
    if (award.status == AwardStatus::revoked) return fail(TreasuryGrantRevoked{id});
    TRY(ctx.charge(Cost{.reads = 4U * award.parts, .writes = award.parts, .logs = award.parts}));
    if (award.status == AwardStatus::paused) end_pause(award, ctx.block().time);
    Amount back;
    for (std::uint8_t i = 0; i < award.parts; ++i)
        back = TRY(chain::add(back, TRY(end_part(ctx, {id, i}, award))));
    // Must succeed from here.
    award.status = AwardStatus::revoked;
    award.held = TRY(chain::subtract(award.held, back));
    awards.set(ctx, id, award);
    TRY(give_back(ctx, award, back));
    ctx.emit(GrantRevoked{id, ctx.sender(), back});
    return back;
}

Result<Amount> reclaim(Context& ctx, std::uint64_t id, std::uint8_t index) {
    Award award = TRY(known_award(ctx, id));
    Part part = TRY(known_part(ctx, id, award, index));
    if (award.status == AwardStatus::paused) return fail(TreasuryGrantPaused{id});
    const Part previous =
        index == 0 ? Part{} : parts.get(ctx, {id, static_cast<std::uint8_t>(index - 1)});
    const Amount back = part.left();
    if (back.is_zero() ||
        !is_lapsed(part, clock_of(award, ctx.block().time), index == 0 ? nullptr : &previous))
        return fail(TreasuryNotLapsed{id, index});
    part.returned = TRY(chain::add(part.returned, back));
    award.held = TRY(chain::subtract(award.held, back));
    // Must succeed from here.
    parts.set(ctx, {id, index}, part);
    awards.set(ctx, id, award);
    TRY(give_back(ctx, award, back));
    ctx.emit(GrantReturned{id, index, award.sponsor, back});
    return back;
}

}  // namespace ambag::governance::treasury
