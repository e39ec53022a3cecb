// SPDX-License-Identifier: Apache-2.0
#include "emission/issuance/calls.hpp"
#include "emission/issuance/guards.hpp"
#include "emission/issuance/hooks.hpp"
#include "emission/issuance/module.hpp"

namespace ambag::emission::issuance {

using namespace chain;

Result<std::tuple<std::vector<std::string>, std::vector<Amount>>> pools_view(
    const ViewContext& ctx) {
    std::vector<std::string> names;
    std::vector<Amount> balances;
    for (std::uint32_t i = 0; i < pools.size(ctx); ++i) {
        names.push_back(pools.get(ctx, i).name);
        balances.push_back(pool_balances.get(ctx, i));
    }
    return std::tuple{std::move(names), std::move(balances)};
}

Result<Amount> pool_view(const ViewContext& ctx, std::string pool) {
    return pool_balances.get(ctx, TRY(known_pool(ctx, pool)));
}

Result<std::vector<Address>> pool_spenders(const ViewContext& ctx, std::string pool) {
    return pools.get(ctx, TRY(known_pool(ctx, pool))).spenders;
}

Result<std::string> fee_pool_view(const ViewContext& ctx) {
    return pools.get(ctx, settings.get(ctx).fee_pool).name;
}

Result<std::uint32_t> schedule_count(const ViewContext& ctx) {
    return static_cast<std::uint32_t>(schedules.size(ctx));
}

Result<ScheduleRecord> schedule_view(const ViewContext& ctx, std::uint32_t schedule) {
    TRY(known_schedule(ctx, schedule));
    return schedules.get(ctx, schedule);
}

Result<std::tuple<std::uint64_t, Amount, U256, Amount>> schedule_state_view(
    const ViewContext& ctx, std::uint32_t schedule) {
    TRY(known_schedule(ctx, schedule));
    const ScheduleState now = schedule_states.get(ctx, schedule);
    return std::tuple{now.ticks, now.minted, now.carry, now.base};
}

Result<std::tuple<std::vector<U256>, Amount>> split_view(const ViewContext& ctx,
                                                         std::uint32_t schedule) {
    TRY(known_schedule(ctx, schedule));
    return std::tuple{split_weights.get(ctx, schedule), splits.get(ctx, schedule).carry};
}

Result<Amount> minted_view(const ViewContext& ctx, Height height) {
    return minted_in.get(ctx, height);
}

Result<Amount> burned_view(const ViewContext& ctx, Height height) {
    return burned_in.get(ctx, height);
}

Result<std::tuple<Amount, Amount, Amount>> totals_view(const ViewContext& ctx) {
    const Amount supply = TRY(or_panic(supply_now(ctx)));
    return std::tuple{minted_total.get(ctx), burned_total.get(ctx), supply};
}

Result<std::tuple<Timestamp, std::uint64_t, std::uint64_t, std::uint64_t>> clock_view(
    const ViewContext& ctx) {
    const Clock now = clock.get(ctx);
    return std::tuple{now.start, now.ticks, ticks_due(ctx), settings.get(ctx).catch_up_ticks_max};
}

std::optional<Plan> current_plan(const ViewContext& ctx) {
    return load_plan(ctx);
}

std::optional<Amount> pool_balance(const ViewContext& ctx, const std::string& pool) {
    const auto index = find_pool(ctx, pool);
    if (!index) return std::nullopt;
    return pool_balances.get(ctx, *index);
}

std::optional<Amount> total_supply(const ViewContext& ctx) {
    return supply_now(ctx);
}

}  // namespace ambag::emission::issuance
