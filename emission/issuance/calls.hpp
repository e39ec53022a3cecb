// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "emission/issuance/state.hpp"

// The calls and views of issuance. Guards stand in the order in which the README lists them.

namespace ambag::emission::issuance {

// Money. `pay_from_pool_call` is the one door out of a pool.
chain::Result<> pay_from_pool_call(chain::Context& ctx, std::string pool, chain::Address to,
                                   Amount amount);
chain::Result<> fund_pool(chain::Context& ctx, std::string pool);

// Setters: the timelock's alone.
chain::Result<> set_split_weights(chain::Context& ctx, std::uint32_t schedule,
                                  std::vector<U256> weights);
chain::Result<> set_schedule_amount(chain::Context& ctx, std::uint32_t schedule, Amount amount);
chain::Result<> set_schedule_rate(chain::Context& ctx, std::uint32_t schedule,
                                  std::uint64_t numerator, std::uint64_t denominator);
chain::Result<> set_catch_up_ticks_max(chain::Context& ctx, std::uint64_t ticks);
chain::Result<> set_fee_pool(chain::Context& ctx, std::string pool);
chain::Result<> set_pool_spender(chain::Context& ctx, std::string pool, chain::Address spender,
                                 bool allowed);

// Views.
chain::Result<std::tuple<std::vector<std::string>, std::vector<Amount>>> pools_view(
    const chain::ViewContext& ctx);
chain::Result<Amount> pool_view(const chain::ViewContext& ctx, std::string pool);
chain::Result<std::vector<chain::Address>> pool_spenders(const chain::ViewContext& ctx,
                                                         std::string pool);
chain::Result<std::string> fee_pool_view(const chain::ViewContext& ctx);
chain::Result<std::uint32_t> schedule_count(const chain::ViewContext& ctx);
chain::Result<ScheduleRecord> schedule_view(const chain::ViewContext& ctx, std::uint32_t schedule);
chain::Result<std::tuple<std::uint64_t, Amount, U256, Amount>> schedule_state_view(
    const chain::ViewContext& ctx, std::uint32_t schedule);
chain::Result<std::tuple<std::vector<U256>, Amount>> split_view(const chain::ViewContext& ctx,
                                                                std::uint32_t schedule);
chain::Result<Amount> minted_view(const chain::ViewContext& ctx, chain::Height height);
chain::Result<Amount> burned_view(const chain::ViewContext& ctx, chain::Height height);
chain::Result<std::tuple<Amount, Amount, Amount>> totals_view(const chain::ViewContext& ctx);
chain::Result<std::tuple<chain::Timestamp, std::uint64_t, std::uint64_t, std::uint64_t>> clock_view(
    const chain::ViewContext& ctx);

}  // namespace ambag::emission::issuance
