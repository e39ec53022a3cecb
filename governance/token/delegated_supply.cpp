// SPDX-License-Identifier: Apache-2.0
#include "governance/token/delegated_supply.hpp"

#include "governance/token/votes.hpp"

namespace ambag::governance::token {

using chain::Context;
using chain::Fault;
using chain::Result;
using chain::ViewContext;

namespace {

Result<Amount> moved(const Amount& before, const Amount& taken, const Amount& given) {
    return chain::subtract(TRY(chain::add(before, given)), taken);
}

}  // namespace

Result<> change_delegated(Context& ctx, const Amount& taken, const Amount& given) {
    if (taken == given) return {};
    const Amount after = TRY(moved(delegated_trace.latest(ctx), taken, given));
    return delegated_trace.push(ctx, ctx.clock(), after);
}

Result<> change_delegating(Context& ctx, const Amount& taken, const Amount& given) {
    if (taken == given) return {};
    delegating.set(ctx, TRY(moved(delegating.get(ctx), taken, given)));
    return {};
}

void remember_delegatee(Context& ctx, const Address& delegatee) {
    if (votes_of(delegatee).length(ctx) == 0) delegate_list.push(ctx, delegatee);
}

Result<Amount> past_delegated_supply(const ViewContext& token, Uint48 timepoint) {
    const Uint48 past = TRY(past_timepoint(token, U256{timepoint.value}));
    return delegated_trace.upper_lookup_recent(token, past);
}

Result<Amount> delegated_supply(const ViewContext& ctx) {
    return delegated_trace.latest(ctx);
}

Result<Amount> get_past_delegated_supply(const ViewContext& ctx, const U256& timepoint) {
    return past_delegated_supply(ctx, TRY(past_timepoint(ctx, timepoint)));
}

Result<std::uint64_t> delegate_count(const ViewContext& ctx) {
    return delegate_list.size(ctx);
}

Result<Address> delegate_at(const ViewContext& ctx, std::uint64_t index) {
    if (index >= delegate_list.size(ctx)) return chain::panic(chain::panic_index);
    return delegate_list.get(ctx, index);
}

Result<void, Fault> check_delegated(const ViewContext& ctx) {
    const Amount delegated = delegated_trace.latest(ctx);
    const Amount standing = delegating.get(ctx);
    if (delegated == standing) return {};
    return std::unexpected(
        Fault{"token: delegated votes = delegating balances",
              delegated.units.to_decimal() + " votes, " + standing.units.to_decimal() + " tokens"});
}

}  // namespace ambag::governance::token
