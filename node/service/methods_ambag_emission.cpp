// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "emission/issuance/module.hpp"
#include "emission/issuance/state.hpp"
#include "node/rpc/shapes.hpp"
#include "node/service/methods_ambag.hpp"

// Coins in existence, pools, schedules.

namespace ambag::node {

namespace issuance = emission::issuance;

namespace {

std::string_view kind_name(issuance::RuleKind kind) {
    constexpr std::string_view names[]{"constant", "table", "halving_by_issuance",
                                       "halving_by_height", "rate_on_supply"};
    return names[static_cast<std::size_t>(kind)];
}

RpcResult<> get_supply(const RpcContext& context, const Json& params) {
    const auto reader = TRY(ambag_reader(context, params, 0));
    const chain::ViewContext view = reader.modules->view(chain::issuance_address);
    const auto supply = issuance::total_supply(view);
    const std::uint64_t height = view.block().height.value;
    return Json::object(
        {{"block", quantity(height)},
         {"supply", supply ? Json{supply->units.to_hex()} : Json{}},
         {"minted", issuance::minted_total.get(view).units.to_hex()},
         {"burned", issuance::burned_total.get(view).units.to_hex()},
         {"mintedInBlock", issuance::minted_in.get(view, chain::Height{height}).units.to_hex()},
         {"burnedInBlock", issuance::burned_in.get(view, chain::Height{height}).units.to_hex()},
         {"wrapped", view.balance_of(chain::token_address).units.to_hex()}});
}

RpcResult<> get_pools(const RpcContext& context, const Json& params) {
    const auto reader = TRY(ambag_reader(context, params, 0));
    const chain::ViewContext view = reader.modules->view(chain::issuance_address);
    Json list = Json::array();
    for (std::uint32_t i = 0; i < issuance::pools.size(view); ++i) {
        const issuance::PoolRecord pool = issuance::pools.get(view, i);
        Json spenders = Json::array();
        for (const chain::Address& spender : pool.spenders)
            spenders.push(chain::to_checksum(spender));
        list.push(Json::object({{"name", pool.name},
                                {"balance", issuance::pool_balances.get(view, i).units.to_hex()},
                                {"spenders", spenders}}));
    }
    return list;
}

Json schedule_json(const chain::ViewContext& view, std::uint32_t index) {
    const issuance::ScheduleRecord schedule = issuance::schedules.get(view, index);
    const emission::ScheduleState state = issuance::schedule_states.get(view, index);
    Json weights = Json::object();
    const auto split = issuance::split_weights.get(view, index);
    for (std::size_t i = 0; i < split.size(); ++i)
        weights.set(issuance::pools.get(view, i).name, split[i].to_hex());
    return Json::object({{"index", quantity(index)},
                         {"name", schedule.name},
                         {"kind", kind_name(schedule.kind)},
                         {"amount", schedule.amount.units.to_hex()},
                         {"ticks", quantity(schedule.ticks)},
                         {"numerator", quantity(schedule.numerator)},
                         {"denominator", quantity(schedule.denominator)},
                         {"cap", schedule.capped ? Json{schedule.cap.units.to_hex()} : Json{}},
                         {"ticksDone", quantity(state.ticks)},
                         {"minted", state.minted.units.to_hex()},
                         {"split", weights}});
}

RpcResult<> get_schedules(const RpcContext& context, const Json& params) {
    const auto reader = TRY(ambag_reader(context, params, 0));
    const chain::ViewContext view = reader.modules->view(chain::issuance_address);
    Json list = Json::array();
    for (std::uint32_t i = 0; i < issuance::schedules.size(view); ++i)
        list.push(schedule_json(view, i));
    return list;
}

constexpr MethodOptions reading{.cost = 20, .lane = RpcLane::heavy};

constexpr MethodRow rows[]{
    {"ambag_getSupply", "block block?", "object", &get_supply,
     "coins in existence, minted and burned, in all and in the block", reading},
    {"ambag_getPools", "block block?", "ambagList", &get_pools,
     "the pools of the emission with their balances and spenders", reading},
    {"ambag_getSchedules", "block block?", "ambagList", &get_schedules,
     "the schedules of the emission: rule, progress, split", reading},
};

}  // namespace

MethodFamily ambag_emission_methods() {
    return rows;
}

}  // namespace ambag::node
