// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "emission/primitives/schedule.hpp"

namespace ambag::emission {
namespace {

Amount amount(std::uint64_t units) {
    return Amount{U256{units}};
}

// What each of the next ticks mints, the supply growing by it.
std::vector<std::uint64_t> ticks_of(const Schedule& schedule, std::size_t count,
                                    std::uint64_t supply = 0) {
    std::vector<std::uint64_t> each;
    ScheduleState state;
    for (; count > 0; --count) {
        const auto minted = step(schedule, state, amount(supply));
        each.push_back(minted.value().amount.units.low_u64());
        supply += each.back();
        state = minted->next;
    }
    return each;
}

using Ticks = std::vector<std::uint64_t>;

// The examples of emission/primitives/README.md.

TEST(Schedule, constant_spreads_an_amount_over_ticks) {
    EXPECT_EQ(ticks_of({.rule = Constant{amount(10), 3}}, 6), (Ticks{3, 3, 4, 3, 3, 4}));
}

TEST(Schedule, table_follows_its_rows_and_then_stops) {
    const Table table{{{2, amount(7)}, {3, amount(3)}}};
    EXPECT_EQ(ticks_of({.rule = table}, 7), (Ticks{3, 4, 1, 1, 1, 0, 0}));
}

TEST(Schedule, halving_by_height_halves_after_each_period) {
    const HalvingByHeight rule{.first = amount(50), .period_ticks = 2};
    EXPECT_EQ(ticks_of({.rule = rule}, 14),
              (Ticks{50, 50, 25, 25, 12, 12, 6, 6, 3, 3, 1, 1, 0, 0}));
}

TEST(Schedule, halving_by_issuance_halves_when_half_of_the_rest_is_out) {
    const Schedule schedule{.rule = HalvingByIssuance{.first = amount(40)}, .cap = amount(160)};
    EXPECT_EQ(ticks_of(schedule, 14), (Ticks{40, 40, 20, 20, 10, 10, 5, 5, 2, 2, 2, 1, 1, 0}));
}

TEST(Schedule, burned_coins_delay_a_halving_by_issuance) {
    const Schedule schedule{.rule = HalvingByIssuance{.first = amount(40)}, .cap = amount(160)};
    EXPECT_EQ(step(schedule, {}, amount(80))->amount, amount(20));
    EXPECT_EQ(step(schedule, {}, amount(79))->amount, amount(40));
}

TEST(Schedule, rate_compounds_once_a_period) {
    const RateOnSupply rule{.numerator = 5,
                            .denominator = 100,
                            .elapsed_per_tick = 1,
                            .elapsed_per_year = 4,
                            .period_ticks = 4};
    // 12.5 a tick in the first year, 5 % of 1,050 = 52.5 in the second.
    EXPECT_EQ(ticks_of({.rule = rule}, 8, 1000), (Ticks{12, 13, 12, 13, 13, 13, 13, 13}));
}

TEST(Schedule, rate_keeps_or_drops_the_fraction_at_the_end_of_a_period) {
    RateOnSupply rule{.numerator = 1, .denominator = 2, .period_ticks = 1};
    EXPECT_EQ(ticks_of({.rule = rule, .cap = amount(9)}, 4, 1), (Ticks{0, 1, 1, 1}));
    rule.remainder = Remainder::dropped;
    EXPECT_EQ(ticks_of({.rule = rule, .cap = amount(9)}, 4, 1), (Ticks{0, 0, 0, 0}));
}

TEST(Schedule, halvings_round_down_to_whole_emission_units) {
    const HalvingByHeight rule{.first = amount(500), .period_ticks = 1, .unit = amount(100)};
    EXPECT_EQ(ticks_of({.rule = rule}, 4), (Ticks{500, 200, 100, 0}));
    const Schedule by_issuance{.rule = HalvingByIssuance{amount(500), amount(100)},
                               .cap = amount(2000)};
    EXPECT_EQ(step(by_issuance, {}, amount(1000))->amount, amount(200));
}

TEST(Schedule, a_cap_on_the_supply_lets_burned_coins_be_minted_again) {
    const Schedule schedule{.rule = Constant{amount(10)}, .cap = amount(25)};
    const auto full = advance(schedule, {}, amount(0), 9);
    EXPECT_EQ(full->amount, amount(25));
    EXPECT_EQ(step(schedule, full->next, amount(22))->amount, amount(3));
    EXPECT_EQ(step(schedule, full->next, amount(30))->amount, amount(0));
}

TEST(Schedule, a_cap_on_what_was_minted_does_not) {
    const Schedule schedule{
        .rule = Constant{amount(10)}, .cap = amount(25), .issued = Issued::minted};
    const auto full = advance(schedule, {}, amount(1000), 9);
    EXPECT_EQ(full->amount, amount(25));
    EXPECT_EQ(step(schedule, full->next, amount(0))->amount, amount(0));
}

TEST(Schedule, catches_up_over_more_ticks_than_anyone_could_count) {
    const std::uint64_t ticks = 18'000'000'000'000'000'000U;
    const Schedule constant{.rule = Constant{amount(3), 2}};
    EXPECT_EQ(advance(constant, {}, Amount{}, ticks)->amount.units.to_decimal(),
              "27000000000000000000");
    const Schedule halving{.rule = HalvingByIssuance{.first = amount(40)}, .cap = amount(160)};
    EXPECT_EQ(advance(halving, {}, Amount{}, ticks)->amount, amount(158));
}

TEST(Schedule, refuses_amounts_beyond_256_bits_and_a_tick_counter_beyond_64) {
    const Schedule most{.rule = Constant{Amount{U256::max()}}};
    EXPECT_EQ(advance(most, {}, Amount{}, 1)->amount, Amount{U256::max()});
    EXPECT_EQ(advance(most, {}, Amount{}, 2).error(), ScheduleError::overflow);
    EXPECT_EQ(advance(most, {}, amount(1), 1).error(), ScheduleError::overflow);
    const Schedule capped{.rule = Constant{Amount{U256::max()}}, .cap = amount(5)};
    EXPECT_EQ(advance(capped, {}, Amount{}, 2)->amount, amount(5));
    ScheduleState late;
    late.ticks = ~std::uint64_t{0};
    EXPECT_EQ(step({.rule = Constant{amount(1)}}, late, Amount{}).error(), ScheduleError::overflow);
}

TEST(Schedule, an_overflowing_catch_up_is_refused_like_its_single_steps) {
    const RateOnSupply rule{.numerator = ~std::uint64_t{0}, .period_ticks = 2};
    EXPECT_EQ(advance({.rule = rule}, {}, Amount{U256::max()}, 2).error(), ScheduleError::overflow);
    EXPECT_EQ(step({.rule = rule}, {}, Amount{U256::max()}).error(), ScheduleError::overflow);
}

TEST(Schedule, names_what_is_wrong_with_its_data) {
    const auto error = [](const Schedule& schedule) { return validate(schedule).error(); };
    EXPECT_EQ(error({.rule = Constant{amount(1), 0}}), ScheduleError::zero_ticks);
    EXPECT_EQ(error({.rule = Table{}}), ScheduleError::empty_table);
    EXPECT_EQ(error({.rule = Table{{{0, amount(1)}}}}), ScheduleError::zero_ticks);
    EXPECT_EQ(error({.rule = HalvingByIssuance{amount(1)}}), ScheduleError::cap_missing);
    EXPECT_EQ(error({.rule = HalvingByIssuance{amount(1)}, .cap = Amount{}}),
              ScheduleError::cap_missing);
    EXPECT_EQ(error({.rule = HalvingByIssuance{amount(1), Amount{}}, .cap = amount(1)}),
              ScheduleError::zero_unit);
    EXPECT_EQ(error({.rule = HalvingByHeight{amount(1), 0}}), ScheduleError::zero_ticks);
    EXPECT_EQ(error({.rule = HalvingByHeight{amount(1), 1, Amount{}}}), ScheduleError::zero_unit);
    EXPECT_EQ(error({.rule = RateOnSupply{.denominator = 0}}), ScheduleError::zero_denominator);
    EXPECT_EQ(error({.rule = RateOnSupply{.elapsed_per_year = 0}}),
              ScheduleError::zero_denominator);
    EXPECT_EQ(error({.rule = RateOnSupply{.period_ticks = 0}}), ScheduleError::zero_ticks);
    EXPECT_EQ(advance({.rule = Table{}}, {}, Amount{}, 0).error(), ScheduleError::empty_table);
    EXPECT_NE(describe(ScheduleError::cap_missing), describe(ScheduleError::empty_table));
}

TEST(Schedule, a_changed_rule_starts_without_the_old_fraction) {
    const auto before = step({.rule = Constant{amount(10), 3}}, {}, Amount{});
    EXPECT_EQ(before->next.carry, U256{1U});
    const auto after =
        step({.rule = Constant{amount(1), 1}}, after_change(before->next), amount(3));
    EXPECT_EQ(after->amount, amount(1));
    EXPECT_EQ(after->next.minted, amount(4));
}

}  // namespace
}  // namespace ambag::emission
