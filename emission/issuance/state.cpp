// SPDX-License-Identifier: Apache-2.0
#include "emission/issuance/state.hpp"

#include "chain/base/check.hpp"
#include "chain/crypto/hash.hpp"

namespace ambag::emission::issuance {

using namespace chain;

namespace {

// A record whose members are all 0 but the names.
ScheduleRecord empty_record(std::string name, RuleKind kind) {
    ScheduleRecord record{};
    record.name = std::move(name);
    record.kind = kind;
    return record;
}

struct Flatten {
    std::string name;

    ScheduleRecord operator()(const Constant& rule) {
        ScheduleRecord record = empty_record(std::move(name), RuleKind::constant);
        record.amount = rule.amount;
        record.ticks = rule.per_ticks;
        return record;
    }
    ScheduleRecord operator()(const Table& rule) {
        ScheduleRecord record = empty_record(std::move(name), RuleKind::table);
        for (const TableRow& row : rule.rows) record.rows.push_back({row.ticks, row.amount});
        return record;
    }
    ScheduleRecord operator()(const HalvingByIssuance& rule) {
        ScheduleRecord record = empty_record(std::move(name), RuleKind::halving_by_issuance);
        record.amount = rule.first;
        record.unit = rule.unit;
        return record;
    }
    ScheduleRecord operator()(const HalvingByHeight& rule) {
        ScheduleRecord record = empty_record(std::move(name), RuleKind::halving_by_height);
        record.amount = rule.first;
        record.ticks = rule.period_ticks;
        record.unit = rule.unit;
        return record;
    }
    ScheduleRecord operator()(const RateOnSupply& rule) {
        ScheduleRecord record = empty_record(std::move(name), RuleKind::rate_on_supply);
        record.ticks = rule.period_ticks;
        record.numerator = rule.numerator;
        record.denominator = rule.denominator;
        record.elapsed_per_tick = rule.elapsed_per_tick;
        record.elapsed_per_year = rule.elapsed_per_year;
        record.remainder = rule.remainder;
        return record;
    }
};

Rule to_rule(const ScheduleRecord& record) {
    switch (record.kind) {
        case RuleKind::constant:
            return Constant{record.amount, record.ticks};
        case RuleKind::table: {
            Table table;
            for (const TableRecord& row : record.rows)
                table.rows.push_back({row.ticks, row.amount});
            return table;
        }
        case RuleKind::halving_by_issuance:
            return HalvingByIssuance{record.amount, record.unit};
        case RuleKind::halving_by_height:
            return HalvingByHeight{record.amount, record.ticks, record.unit};
        case RuleKind::rate_on_supply:
            return RateOnSupply{
                record.numerator,        record.denominator, record.elapsed_per_tick,
                record.elapsed_per_year, record.ticks,       record.remainder};
    }
    CHECK(false);  // only `to_schedule_record` writes the kind
    return {};
}

std::uint32_t count_of_pools(const ViewContext& ctx) {
    return static_cast<std::uint32_t>(pools.size(ctx));
}

std::uint32_t count_of_schedules(const ViewContext& ctx) {
    return static_cast<std::uint32_t>(schedules.size(ctx));
}

Amount sum(const Amount& a, const Amount& b) {
    const auto total = checked_add(a, b);
    CHECK(total);  // parts of one account's balance, or of what was minted
    return *total;
}

Amount unbooked(const Amount& total, const Amount& booked) {
    const auto rest = checked_sub(total, booked);
    CHECK(rest);  // a block's figure is part of the total
    return *rest;
}

}  // namespace

ScheduleRecord to_schedule_record(std::string name, const Schedule& schedule) {
    ScheduleRecord record = std::visit(Flatten{std::move(name)}, schedule.rule);
    record.capped = schedule.cap.has_value();
    record.cap = schedule.cap.value_or(Amount{});
    record.issued = schedule.issued;
    return record;
}

Schedule to_schedule(const ScheduleRecord& record) {
    return {to_rule(record), record.capped ? std::optional{record.cap} : std::nullopt,
            record.issued};
}

std::optional<Plan> load_plan(const ViewContext& ctx) {
    const auto supply = supply_now(ctx);
    if (!supply) return std::nullopt;
    Plan plan{{}, {}, *supply};
    for (std::uint32_t i = 0; i < count_of_schedules(ctx); ++i) {
        const ScheduleRecord record = schedules.get(ctx, i);
        plan.lanes.push_back({record.name, to_schedule(record), schedule_states.get(ctx, i),
                              split_weights.get(ctx, i), splits.get(ctx, i)});
    }
    for (std::uint32_t i = 0; i < count_of_pools(ctx); ++i)
        plan.pools.push_back(pool_balances.get(ctx, i));
    return plan;
}

void store_plan(const Context& ctx, const Plan& plan) {
    for (std::uint32_t i = 0; i < plan.lanes.size(); ++i) {
        schedule_states.set(ctx, i, plan.lanes[i].state);
        splits.set(ctx, i, plan.lanes[i].split);
    }
    for (std::uint32_t i = 0; i < plan.pools.size(); ++i) pool_balances.set(ctx, i, plan.pools[i]);
}

std::optional<Amount> supply_now(const ViewContext& ctx) {
    Amount minted = minted_total.get(ctx);
    Amount burned = burned_total.get(ctx);
    const Height height = ctx.block().height;
    if (clock.get(ctx).closed < height) {
        // The running block counts too; part of it may be booked already (at genesis).
        const auto totals = ctx.supply_totals();
        const auto more = checked_add(unbooked(minted, minted_in.get(ctx, height)), totals.minted);
        if (!more) return std::nullopt;
        minted = *more;
        burned = sum(unbooked(burned, burned_in.get(ctx, height)), totals.burned);
    }
    return checked_sub(minted, burned);
}

std::optional<std::uint32_t> find_pool(const ViewContext& ctx, const std::string& name) {
    const std::uint32_t number = pool_numbers.get(ctx, keccak256(as_bytes(name)));
    if (number == 0) return std::nullopt;
    return number - 1;
}

Amount held(const ViewContext& ctx) {
    Amount total;
    for (std::uint32_t i = 0; i < count_of_pools(ctx); ++i)
        total = sum(total, pool_balances.get(ctx, i));
    for (std::uint32_t i = 0; i < count_of_schedules(ctx); ++i)
        total = sum(total, splits.get(ctx, i).carry);
    return total;
}

}  // namespace ambag::emission::issuance
