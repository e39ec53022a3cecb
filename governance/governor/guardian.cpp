// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/guardian.hpp"

#include "governance/governor/authority.hpp"
#include "governance/governor/events.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/timelock_calls.hpp"

namespace ambag::governance::governor {

using namespace chain;

Result<> check_may_cancel(const ViewContext& ctx, const U256& id, const Timeline& timeline) {
    const bool known = timeline.vote_start != Uint48{};
    const bool by_proposer = known && ctx.sender() == proposers.get(ctx, timeline.number);
    if (options.get(ctx).guardian) {
        const Address guarding = guardian.get(ctx);
        if (ctx.sender() == guarding || (guarding.is_zero() && by_proposer)) return {};
    }
    const ProposalState state = TRY(state_of(ctx, id, timeline));
    if (state == ProposalState::pending && by_proposer) return {};
    return fail(GovernorUnableToCancel{id, ctx.sender()});
}

Result<> mark_canceled(Context& ctx, const U256& id, Timeline timeline) {
    timeline.canceled = true;
    timelines.set(ctx, id, timeline);
    ctx.emit(ProposalCanceled{id});
    const Hash operation = timelock_ids.get(ctx, timeline.number);
    if (operation == Hash{}) return {};
    TRY(tell_timelock(ctx, Amount{}, cancel_operation, operation));
    timelock_ids.erase(ctx, timeline.number);
    return {};
}

void change_guardian(Context& ctx, const Address& to) {
    ctx.emit(ProposalGuardianSet{guardian.get(ctx), to});
    guardian.set(ctx, to);
}

Result<Address> get_guardian(const ViewContext& ctx) {
    if (!options.get(ctx).guardian) return fail_empty();
    return guardian.get(ctx);
}

Result<> set_guardian(Context& ctx, Address to) {
    if (!options.get(ctx).guardian) return fail_empty();
    TRY(check_governance(ctx));
    change_guardian(ctx, to);
    return {};
}

}  // namespace ambag::governance::governor
