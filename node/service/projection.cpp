// SPDX-License-Identifier: Apache-2.0
#include "node/service/projection.hpp"

#include "emission/issuance/state.hpp"

namespace ambag::node {

namespace issuance = emission::issuance;

namespace {

Json number_json(const chain::U256& value, NumberForm form) {
    return form == NumberForm::decimal ? value.to_decimal() : value.to_hex();
}

Json count_json(std::uint64_t value, NumberForm form) {
    if (form == NumberForm::decimal) return value;
    return chain::U256{value}.to_hex();
}

}  // namespace

chain::Result<Projection, std::string> project_emission(const chain::ViewContext& view,
                                                        std::uint64_t years,
                                                        std::uint64_t step_seconds) {
    auto plan = issuance::current_plan(view);
    if (!plan) return std::unexpected(std::string{"the supply is above 2^256 - 1"});
    auto rows =
        issuance::project(std::move(*plan), view.rules().block_interval_ms, years, step_seconds);
    if (!rows) return std::unexpected(rows.error().rule + ": " + rows.error().detail);
    Projection projection{{}, std::move(*rows)};
    for (std::uint64_t i = 0; i < issuance::pools.size(view); ++i)
        projection.pools.push_back(issuance::pools.get(view, i).name);
    return projection;
}

Json projection_json(const Projection& projection, NumberForm form) {
    Json list = Json::array();
    for (const issuance::ProjectionRow& row : projection.rows) {
        Json pools = Json::object();
        for (std::size_t i = 0; i < row.pools.size(); ++i)
            pools.set(projection.pools[i], number_json(row.pools[i].units, form));
        list.push(Json::object({{"seconds", count_json(row.seconds, form)},
                                {"ticks", count_json(row.ticks, form)},
                                {"supply", number_json(row.supply.units, form)},
                                {"pools", pools}}));
    }
    return list;
}

}  // namespace ambag::node
