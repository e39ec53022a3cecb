// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/super_quorum.hpp"

#include "governance/governor/authority.hpp"
#include "governance/governor/events.hpp"
#include "governance/governor/lifecycle.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

bool is_on(const ViewContext& ctx) {
    return super_numerators.size(ctx) > 0;
}

}  // namespace

Result<bool> super_quorum_reached(const ViewContext& ctx, const Timeline& timeline) {
    if (!options.get(ctx).super_quorum) return false;
    const Tally tally = tally_of(ctx, timeline.number);
    const U256 snapshot{timeline.vote_start.value};
    const Amount needed =
        TRY(share_of_supply(ctx, snapshot, numerator_at(ctx, super_numerators, snapshot)));
    return tally.in_favour >= needed && vote_succeeded(tally);
}

Result<> check_below_super_quorum(const ViewContext& ctx, const U256& numerator) {
    if (!is_on(ctx)) return {};
    const U256 super = latest_super_numerator(ctx);
    if (numerator > super) return fail(GovernorInvalidQuorumTooLarge{numerator, super});
    return {};
}

U256 latest_super_numerator(const ViewContext& ctx) {
    return latest_of(ctx, super_numerators);
}

Result<> change_super_numerator(Context& ctx, const U256& numerator) {
    const U256 denominator{quorum_denominator};
    if (numerator > denominator)
        return fail(GovernorInvalidSuperQuorumFraction{numerator, denominator});
    if (const U256 quorum = latest_numerator(ctx); numerator < quorum)
        return fail(GovernorInvalidSuperQuorumTooSmall{numerator, quorum});
    const U256 old = latest_super_numerator(ctx);
    push_numerator(ctx, super_numerators, numerator);
    ctx.emit(SuperQuorumNumeratorUpdated{old, numerator});
    return {};
}

Result<U256> get_super_numerator(const ViewContext& ctx) {
    if (!is_on(ctx)) return fail_empty();
    return latest_super_numerator(ctx);
}

Result<U256> get_super_numerator_at(const ViewContext& ctx, U256 timepoint) {
    if (!is_on(ctx)) return fail_empty();
    return numerator_at(ctx, super_numerators, timepoint);
}

Result<Amount> get_super_quorum(const ViewContext& ctx, U256 timepoint) {
    if (!is_on(ctx)) return fail_empty();
    return share_of_supply(ctx, timepoint, numerator_at(ctx, super_numerators, timepoint));
}

Result<> update_super_numerator(Context& ctx, U256 numerator) {
    if (!is_on(ctx)) return fail_empty();
    TRY(check_governance(ctx));
    return change_super_numerator(ctx, numerator);
}

}  // namespace ambag::governance::governor
