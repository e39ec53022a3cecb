// SPDX-License-Identifier: Apache-2.0
#include "governance/token/holder_history.hpp"

#include <algorithm>

#include "governance/token/checkpoints.hpp"
#include "governance/token/votes.hpp"

namespace ambag::governance::token {

using chain::Context;
using chain::fail_empty;
using chain::Result;
using chain::ViewContext;

namespace {

constexpr Trace balances_of(const Address& account) {
    return {balance_lengths, balance_points, account};
}

constexpr Trace delegates_of(const Address& account) {
    return {delegate_lengths, delegate_points, account};
}

// A checkpoint reads a length and a point, and writes both.
constexpr chain::Cost checkpoint_cost{.reads = 3, .writes = 2};

// Addresses stand in their checkpoints as the numbers that they are.
Amount number_of(const Address& address) {
    return Amount{U256::from_big_endian(address.bytes)};
}

Address address_of(const Amount& number) {
    const chain::Hash word = number.units.to_word();
    Address address;
    std::copy(word.bytes.end() - Address::width, word.bytes.end(), address.bytes.begin());
    return address;
}

}  // namespace

void keep_holder_history(Context& ctx) {
    holder_history.set(ctx, true);
}

Result<> remember_balance(Context& ctx, const Address& account) {
    if (account.is_zero() || !holder_history.get(ctx)) return {};
    TRY(ctx.charge(checkpoint_cost));
    return balances_of(account).push(ctx, ctx.clock(), balances.get(ctx, account));
}

Result<> remember_delegate(Context& ctx, const Address& account, const Address& delegatee) {
    if (!holder_history.get(ctx)) return {};
    TRY(ctx.charge(checkpoint_cost));
    return delegates_of(account).push(ctx, ctx.clock(), number_of(delegatee));
}

Result<Address> get_past_delegate(const ViewContext& ctx, const Address& account,
                                  const U256& timepoint) {
    if (!holder_history.get(ctx)) return fail_empty();
    const Uint48 past = TRY(past_timepoint(ctx, timepoint));
    return address_of(delegates_of(account).upper_lookup_recent(ctx, past));
}

Result<Amount> get_past_balance_of(const ViewContext& ctx, const Address& account,
                                   const U256& timepoint) {
    if (!holder_history.get(ctx)) return fail_empty();
    const Uint48 past = TRY(past_timepoint(ctx, timepoint));
    return balances_of(account).upper_lookup_recent(ctx, past);
}

}  // namespace ambag::governance::token
