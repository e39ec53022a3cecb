// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "chain/crypto/hash.hpp"
#include "emission/issuance/hooks.hpp"
#include "emission/issuance/module.hpp"
#include "emission/issuance/state.hpp"

namespace ambag::emission::issuance {

using namespace chain;

namespace {

using Checked = Result<void, Fault>;

std::unexpected<Fault> refuse(std::string detail) {
    return std::unexpected(Fault{"genesis.emission", std::move(detail)});
}

std::optional<std::uint32_t> index_of(const IssuanceGenesis& section, const std::string& pool) {
    for (std::uint32_t i = 0; i < section.pools.size(); ++i)
        if (section.pools[i].name == pool) return i;
    return std::nullopt;
}

Checked check_name(const std::string& where, const std::string& name) {
    if (name.empty() || name.size() > name_size_max)
        return refuse(where + " has the name \"" + name + "\"; 1 to 31 bytes are accepted");
    return {};
}

Checked check_pools(const IssuanceGenesis& section) {
    if (section.pools.empty() || section.pools.size() > pools_max)
        return refuse("there are " + std::to_string(section.pools.size()) +
                      " pools; 1 to 32 are accepted");
    for (std::uint32_t i = 0; i < section.pools.size(); ++i) {
        const PoolGenesis& pool = section.pools[i];
        TRY(check_name("pool " + std::to_string(i), pool.name));
        if (index_of(section, pool.name) != i) return refuse("two pools are called " + pool.name);
        if (pool.balance.units.bit_length() > 128)
            return refuse("the balance of pool " + pool.name + " is above 2^128 - 1");
        if (pool.spenders.size() > spenders_max)
            return refuse("pool " + pool.name + " has more than 16 spenders");
    }
    if (!index_of(section, section.fee_pool))
        return refuse("fee_pool is \"" + section.fee_pool + "\", which is not a pool");
    return {};
}

// Bounds that the setters keep as well, so that no schedule can run a hook into an overflow.
Checked check_size(const ScheduleGenesis& schedule) {
    const ScheduleRecord record = to_schedule_record(schedule.name, schedule.schedule);
    const auto too_large = [](const Amount& amount) { return amount.units.bit_length() > 128; };
    if (too_large(record.amount) || too_large(record.unit) || too_large(record.cap) ||
        std::any_of(record.rows.begin(), record.rows.end(),
                    [&](const TableRecord& row) { return too_large(row.amount); }))
        return refuse("an amount of schedule " + schedule.name + " is above 2^128 - 1");
    if (record.rows.size() > table_rows_max)
        return refuse("the table of schedule " + schedule.name + " has more than 1024 rows");
    if (record.numerator > record.denominator)
        return refuse("the rate of schedule " + schedule.name + " is above 1 a year");
    if (record.elapsed_per_tick > record.elapsed_per_year)
        return refuse("a tick of schedule " + schedule.name + " is longer than a year");
    return {};
}

std::vector<U256> weights_of(const IssuanceGenesis& section, const ScheduleGenesis& schedule) {
    std::vector<U256> weights(section.pools.size());
    for (const SplitShare& share : schedule.split)
        weights[*index_of(section, share.pool)] = share.weight;
    return weights;
}

Checked check_split(const IssuanceGenesis& section, const ScheduleGenesis& schedule) {
    std::vector<std::string> named;
    for (const SplitShare& share : schedule.split) {
        if (!index_of(section, share.pool))
            return refuse("schedule " + schedule.name + " pays into \"" + share.pool +
                          "\", which is not a pool");
        if (std::find(named.begin(), named.end(), share.pool) != named.end())
            return refuse("schedule " + schedule.name + " names pool " + share.pool + " twice");
        named.push_back(share.pool);
    }
    const auto divided = split_running({}, weights_of(section, schedule), {});
    if (!divided)
        return refuse("the split of schedule " + schedule.name + ": " +
                      std::string{describe(divided.error())});
    return {};
}

Checked check_schedules(const IssuanceGenesis& section) {
    if (section.schedules.size() > schedules_max)
        return refuse("there are " + std::to_string(section.schedules.size()) +
                      " schedules; at most 16 are accepted");
    for (std::size_t i = 0; i < section.schedules.size(); ++i) {
        const ScheduleGenesis& schedule = section.schedules[i];
        TRY(check_name("schedule " + std::to_string(i), schedule.name));
        if (const auto valid = emission::validate(schedule.schedule); !valid)
            return refuse("schedule " + schedule.name + ": " +
                          std::string{describe(valid.error())});
        TRY(check_size(schedule));
        TRY(check_split(section, schedule));
    }
    return {};
}

}  // namespace

Result<void, Fault> validate(const IssuanceGenesis& section) {
    TRY(check_pools(section));
    TRY(check_schedules(section));
    if (section.catch_up_ticks_max == 0)
        return refuse("catch_up_ticks_max is 0; at least 1 is needed");
    return {};
}

Result<void, Fault> genesis(Context& ctx, const IssuanceGenesis& section) {
    TRY(validate(section));
    if (ctx.rules().block_interval_ms == 0) return refuse("block_interval_ms is 0");
    if (!ctx.balance_of(ctx.self()).is_zero())
        return refuse("coins are allocated to issuance itself; give them to a pool instead");

    clock.set(ctx, {ctx.block().time, 0, Height{0}});
    settings.set(ctx, {section.catch_up_ticks_max, *index_of(section, section.fee_pool)});
    for (std::uint32_t i = 0; i < section.pools.size(); ++i) {
        const PoolGenesis& pool = section.pools[i];
        if (!ctx.mint(ctx.self(), pool.balance)) return refuse("the supply is above 2^256 - 1");
        pools.push(ctx, {pool.name, pool.spenders});
        pool_numbers.set(ctx, keccak256(as_bytes(pool.name)), i + 1);
        pool_balances.set(ctx, i, pool.balance);
    }
    for (std::uint32_t i = 0; i < section.schedules.size(); ++i) {
        schedules.push(
            ctx, to_schedule_record(section.schedules[i].name, section.schedules[i].schedule));
        split_weights.set(ctx, i, weights_of(section, section.schedules[i]));
    }
    return book_supply(ctx);
}

Plan plan_of(const IssuanceGenesis& section, const Amount& supply) {
    Plan plan{{}, {}, supply};
    for (const PoolGenesis& pool : section.pools) {
        plan.pools.push_back(pool.balance);
        if (const auto sum = checked_add(plan.supply, pool.balance)) plan.supply = *sum;
    }
    for (const ScheduleGenesis& schedule : section.schedules)
        plan.lanes.push_back(
            {schedule.name, schedule.schedule, {}, weights_of(section, schedule), {}});
    return plan;
}

}  // namespace ambag::emission::issuance
