// SPDX-License-Identifier: Apache-2.0
#include "chain/module/addresses.hpp"
#include "emission/issuance/module.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {

using namespace chain;
namespace issuance = emission::issuance;

namespace {

constexpr std::uint64_t most = ~std::uint64_t{0};

emission::Table read_table(GenesisReader& schedule) {
    emission::Table table;
    for (GenesisReader& row : schedule.list("rows")) {
        table.rows.push_back({row.integer("ticks", 1, 1, most), row.amount("amount", {})});
        row.finish();
    }
    return table;
}

emission::RateOnSupply read_rate(GenesisReader& schedule) {
    emission::RateOnSupply rate;
    rate.numerator = schedule.integer("numerator", 0, 0, most);
    rate.denominator = schedule.integer("denominator", 1, 1, most);
    rate.elapsed_per_tick = schedule.integer("elapsed_per_tick", 1, 1, most);
    rate.elapsed_per_year = schedule.integer("elapsed_per_year", 1, 1, most);
    rate.period_ticks = schedule.integer("period_ticks", 1, 1, most);
    rate.remainder = schedule.choice("remainder", {"carried", "dropped"}) == 0
                         ? emission::Remainder::carried
                         : emission::Remainder::dropped;
    return rate;
}

emission::Rule read_rule(GenesisReader& schedule) {
    switch (schedule.choice("kind", {"constant", "table", "halving_by_issuance",
                                     "halving_by_height", "rate_on_supply"})) {
        case 0:
            return emission::Constant{schedule.amount("amount", {}),
                                      schedule.integer("per_ticks", 1, 1, most)};
        case 1:
            return read_table(schedule);
        case 2:
            return emission::HalvingByIssuance{schedule.amount("first", {}),
                                               schedule.amount("unit", Amount{U256{1U}})};
        case 3:
            return emission::HalvingByHeight{schedule.amount("first", {}),
                                             schedule.integer("period_ticks", 1, 1, most),
                                             schedule.amount("unit", Amount{U256{1U}})};
        default:
            return read_rate(schedule);
    }
}

std::vector<issuance::SplitShare> read_split(GenesisReader& schedule) {
    std::vector<issuance::SplitShare> shares;
    const Json* json = schedule.member("split");
    if (json == nullptr) return shares;
    const Json::Object* entries = json->as_object();
    if (entries == nullptr) {
        schedule.fail("split", "expected an object of pool and weight, got " + json->dump());
        return shares;
    }
    for (const Json::Member& entry : *entries) {
        const auto weight = entry.value.as_u64();
        if (!weight)
            schedule.fail("split." + entry.name,
                          "expected a weight as an integer, got " + entry.value.dump());
        shares.push_back({entry.name, U256{weight.value_or(0)}});
    }
    return shares;
}

issuance::ScheduleGenesis read_schedule(GenesisReader& from) {
    issuance::ScheduleGenesis schedule;
    schedule.name = from.text("name", "");
    schedule.schedule.rule = read_rule(from);
    if (from.member("cap") != nullptr) schedule.schedule.cap = from.amount("cap", {});
    schedule.schedule.issued = from.choice("issued", {"supply", "minted"}) == 0
                                   ? emission::Issued::supply
                                   : emission::Issued::minted;
    schedule.split = read_split(from);
    from.finish();
    return schedule;
}

}  // namespace

void read_issuance(GenesisReader& root, ChainSpec& spec) {
    const std::size_t before = root.mistakes();
    GenesisReader section = root.section("emission");
    issuance::IssuanceGenesis emission;
    for (GenesisReader& pool : section.list("pools")) {
        emission.pools.push_back(
            {pool.text("name", ""), pool.amount("balance", {}), pool.addresses("spenders")});
        pool.finish();
    }
    if (emission.pools.empty()) emission.pools.push_back({"treasury", {}, {}});
    for (GenesisReader& schedule : section.list("schedules"))
        emission.schedules.push_back(read_schedule(schedule));
    emission.fee_pool = section.text("fee_pool", emission.pools.front().name);
    emission.catch_up_ticks_max = section.integer("catch_up_ticks_max", 3600, 1, most);
    section.finish();
    if (root.mistakes() == before)  // else it would complain about what was not read
        if (const auto valid = issuance::validate(emission); !valid)
            root.fail("emission", valid.error().detail);
    spec.sections.push_back(
        {issuance_address, [emission](Context& ctx) { return issuance::genesis(ctx, emission); }});
}

}  // namespace ambag::node
