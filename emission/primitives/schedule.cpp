// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/schedule.hpp"

#include <algorithm>
#include <limits>

#include "emission/primitives/wide.hpp"

namespace ambag::emission {

namespace {

constexpr std::uint64_t without_end = std::numeric_limits<std::uint64_t>::max();

// A run of ticks that each earn `numerator / denominator`.
struct Era {
    Wide numerator{0};
    Wide denominator{1};
    std::uint64_t ticks = without_end;
};

// How far the walk has come; `issued` is the schedule's measure, not always the supply.
struct Walk {
    ScheduleState state;
    Amount supply;
    Amount issued;
};

U256 halved(const Amount& first, std::uint64_t halvings, const Amount& unit) {
    if (halvings > 255) return {};
    const U256 amount = first.units >> static_cast<unsigned>(halvings);
    const U256 in_units = *div_floor(amount, unit.units);
    return *checked_mul(in_units, unit.units);
}

Era era_of(const Constant& rule, const std::optional<Amount>&, Walk&) {
    return {widen(rule.amount.units), Wide{rule.per_ticks}, without_end};
}

Era era_of(const Table& rule, const std::optional<Amount>&, Walk& walk) {
    std::uint64_t done = walk.state.ticks;
    for (const TableRow& row : rule.rows) {
        if (done < row.ticks) return {widen(row.amount.units), Wide{row.ticks}, row.ticks - done};
        done -= row.ticks;
    }
    return {};
}

// i * 2^k >= S * (2^k - 1) is (S - i) * 2^k <= S, hence k = floor(log2(floor(S / (S - i)))), and
// the next halving comes with the first i that reaches S - floor(S / 2^(k + 1)).
Era era_of(const HalvingByIssuance& rule, const std::optional<Amount>& cap, Walk& walk) {
    if (walk.issued >= *cap) return {};
    const U256 left = *checked_sub(cap->units, walk.issued.units);
    const unsigned k = div_floor(cap->units, left)->bit_length() - 1;
    const U256 emission = halved(rule.first, k, rule.unit);
    if (emission.is_zero()) return {};
    const Wide until_next = widen(left) - widen(cap->units >> (k + 1));
    const Wide ticks = (until_next + widen(emission) - 1) / widen(emission);
    const auto bounded = narrow(ticks)->to_u64();
    return {widen(emission), Wide{1}, bounded.value_or(without_end)};
}

Era era_of(const HalvingByHeight& rule, const std::optional<Amount>&, Walk& walk) {
    const std::uint64_t halvings = walk.state.ticks / rule.period_ticks;
    const U256 emission = halved(rule.first, halvings, rule.unit);
    if (emission.is_zero()) return {};
    return {widen(emission), Wide{1}, rule.period_ticks - walk.state.ticks % rule.period_ticks};
}

Era era_of(const RateOnSupply& rule, const std::optional<Amount>&, Walk& walk) {
    const std::uint64_t into_period = walk.state.ticks % rule.period_ticks;
    if (into_period == 0) {
        walk.state.base = walk.supply;
        if (rule.remainder == Remainder::dropped) walk.state.carry = {};
    }
    // 64 + 256 + 64 bits, 64 more once multiplied by the ticks: within 512.
    return {widen(walk.state.base.units) * rule.numerator * rule.elapsed_per_tick,
            Wide{rule.denominator} * rule.elapsed_per_year, rule.period_ticks - into_period};
}

// `ticks` ticks of one era; nothing on overflow.
std::optional<Amount> mint_within(const Era& era, const std::optional<Amount>& cap,
                                  std::uint64_t ticks, Walk& walk) {
    const Wide earned = widen(walk.state.carry) + era.numerator * ticks;
    Wide whole = earned / era.denominator;
    if (cap) {
        const auto room = checked_sub(*cap, walk.issued).value_or(Amount{});
        whole = std::min(whole, widen(room.units));
    }
    const auto amount = narrow(whole);
    const auto carry = narrow(Wide{earned % era.denominator});
    if (!amount || !carry) return std::nullopt;
    const auto minted = checked_add(walk.state.minted, Amount{*amount});
    const auto supply = checked_add(walk.supply, Amount{*amount});
    const auto issued = checked_add(walk.issued, Amount{*amount});
    if (!minted || !supply || !issued || ticks > without_end - walk.state.ticks)
        return std::nullopt;
    walk.state.ticks += ticks;
    walk.state.minted = *minted;
    walk.state.carry = *carry;
    walk.supply = *supply;
    walk.issued = *issued;
    return Amount{*amount};
}

using Checked = std::optional<ScheduleError>;

Checked fault_of(const Constant& rule, const std::optional<Amount>&) {
    return rule.per_ticks == 0 ? Checked{ScheduleError::zero_ticks} : std::nullopt;
}

Checked fault_of(const Table& rule, const std::optional<Amount>&) {
    if (rule.rows.empty()) return ScheduleError::empty_table;
    const auto none = [](const TableRow& row) { return row.ticks == 0; };
    if (std::any_of(rule.rows.begin(), rule.rows.end(), none)) return ScheduleError::zero_ticks;
    return std::nullopt;
}

Checked fault_of(const HalvingByIssuance& rule, const std::optional<Amount>& cap) {
    if (!cap || cap->is_zero()) return ScheduleError::cap_missing;
    return rule.unit.is_zero() ? Checked{ScheduleError::zero_unit} : std::nullopt;
}

Checked fault_of(const HalvingByHeight& rule, const std::optional<Amount>&) {
    if (rule.period_ticks == 0) return ScheduleError::zero_ticks;
    return rule.unit.is_zero() ? Checked{ScheduleError::zero_unit} : std::nullopt;
}

Checked fault_of(const RateOnSupply& rule, const std::optional<Amount>&) {
    if (rule.denominator == 0 || rule.elapsed_per_year == 0) return ScheduleError::zero_denominator;
    return rule.period_ticks == 0 ? Checked{ScheduleError::zero_ticks} : std::nullopt;
}

}  // namespace

std::string_view describe(ScheduleError error) {
    switch (error) {
        case ScheduleError::zero_ticks:
            return "a period has no ticks; it needs at least 1";
        case ScheduleError::zero_unit:
            return "the emission unit is 0; it needs at least 1";
        case ScheduleError::zero_denominator:
            return "a rate's denominator or year is 0; both need at least 1";
        case ScheduleError::empty_table:
            return "the table has no rows; it needs at least one";
        case ScheduleError::cap_missing:
            return "halving by issuance has no cap; it needs one above 0";
        case ScheduleError::overflow:
            return "an amount would exceed 2^256 - 1";
    }
    return "unknown";
}

ScheduleResult<> validate(const Schedule& schedule) {
    const auto fault =
        std::visit([&](const auto& rule) { return fault_of(rule, schedule.cap); }, schedule.rule);
    if (fault) return std::unexpected(*fault);
    return {};
}

ScheduleResult<Minted> advance(const Schedule& schedule, const ScheduleState& state,
                               const Amount& supply, std::uint64_t ticks) {
    if (const auto valid = validate(schedule); !valid) return std::unexpected(valid.error());
    Walk walk{state, supply, schedule.issued == Issued::supply ? supply : state.minted};
    const Amount minted_before = state.minted;
    while (ticks > 0) {
        const Era era = std::visit(
            [&](const auto& rule) { return era_of(rule, schedule.cap, walk); }, schedule.rule);
        const std::uint64_t now = std::min(ticks, era.ticks);
        if (!mint_within(era, schedule.cap, now, walk))
            return std::unexpected(ScheduleError::overflow);
        ticks -= now;
    }
    const auto amount = checked_sub(walk.state.minted, minted_before);
    return Minted{*amount, walk.state};
}

}  // namespace ambag::emission
