// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/hooks.hpp"

#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "emission/issuance/module.hpp"
#include "emission/staking/election.hpp"
#include "emission/staking/exits.hpp"
#include "emission/staking/stake.hpp"
#include "emission/staking/token_calls.hpp"
#include "emission/staking/updates.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

constexpr unsigned seats_per_block = 64;

Result<void, Fault> or_fault(Result<> done, std::string_view step) {
    if (done) return {};
    return std::unexpected(
        Fault{"staking." + std::string{step}, "reverted with " + to_hex(done.error().data)});
}

void draw_rewards(Context& ctx) {
    const std::string pool = setup.get(ctx).reward_pool;
    // While nobody is elected the coins wait in their pool.
    if (pool.empty() || reward_pool.get(ctx).units.is_zero()) return;
    const auto coins = issuance::pool_balance(ctx.view_of(issuance_address), pool);
    if (!coins || coins->is_zero()) return;
    // Its effects are dropped when it reverts: the pool does not name staking as a spender any
    // more.
    [[maybe_unused]] const auto paid = issuance::pay_from_pool(ctx, pool, ctx.self(), *coins);
}

Result<void, Fault> equal(const Amount& a, const Amount& b, std::string rule,
                          std::string_view what) {
    if (a == b) return {};
    return std::unexpected(Fault{std::move(rule), std::string{what} + ": " + a.units.to_decimal() +
                                                      ", " + b.units.to_decimal()});
}

// What the token says; 0 where it cannot be asked (a table without it).
Amount told(const ViewContext& ctx, const Selector& selector) {
    const auto answer = token::ask(ctx, selector);
    return answer ? *answer : Amount{};
}

}  // namespace

Result<void, Fault> end_block(Context& ctx) {
    if (!setup.get(ctx).enabled) return {};
    draw_rewards(ctx);
    TRY(or_fault(release_matured(ctx), "exits"));
    TRY(or_fault(rebalance(ctx, seats_per_block), "seats"));
    publish_updates(ctx);
    return {};
}

Result<void, Fault> bonds_equal_stake(const ViewContext& ctx) {
    const Totals all = totals.get(ctx);
    return equal(plus(all.staked, all.leaving), told(ctx, token::bonded_total), "staking.bonds",
                 "staked and leaving, bonded in the token");
}

Result<void, Fault> unsettled_equals_tokens(const ViewContext& ctx) {
    return equal(totals.get(ctx).unsettled, told(ctx, token::unsettled), "staking.unsettled",
                 "slashed and unsettled here, in the token");
}

Result<void, Fault> coins_equal_rewards(const ViewContext& ctx) {
    const Totals all = totals.get(ctx);
    return equal(plus(all.rewards, all.carry), ctx.balance_of(ctx.self()), "staking.rewards",
                 "rewards and carry, the module's balance");
}

Result<void, Fault> units_equal_earning(const ViewContext& ctx) {
    return equal(totals.get(ctx).earning, Amount{reward_pool.get(ctx).units}, "staking.units",
                 "tokens of the elected, units of the reward accumulator");
}

}  // namespace ambag::emission::staking
