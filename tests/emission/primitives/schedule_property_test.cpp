// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "emission/primitives/schedule.hpp"

// Properties of every schedule rule over random data: catching up equals single ticks, however the
// ticks are grouped; a cap is never passed; what is minted is what the state says was minted.

namespace ambag::emission {
namespace {

Amount amount(std::uint64_t units) {
    return Amount{U256{units}};
}

rc::Gen<std::uint64_t> from_to(std::uint64_t first, std::uint64_t last) {
    return rc::gen::inRange<std::uint64_t>(first, last + 1);
}

Rule any_rule() {
    switch (*from_to(0, 4)) {
        case 0:
            return Constant{amount(*from_to(0, 1000)), *from_to(1, 9)};
        case 1: {
            Table table;
            for (std::uint64_t rows = *from_to(1, 5); rows > 0; --rows)
                table.rows.push_back({*from_to(1, 12), amount(*from_to(0, 500))});
            return table;
        }
        case 2:
            return HalvingByIssuance{amount(*from_to(1, 400)), amount(*from_to(1, 3))};
        case 3:
            return HalvingByHeight{amount(*from_to(1, 400)), *from_to(1, 15),
                                   amount(*from_to(1, 3))};
        default:
            return RateOnSupply{
                .numerator = *from_to(0, 9),
                .denominator = *from_to(1, 50),
                .elapsed_per_tick = *from_to(1, 20),
                .elapsed_per_year = *from_to(100, 400),
                .period_ticks = *from_to(1, 12),
                .remainder = *rc::gen::element(Remainder::carried, Remainder::dropped)};
    }
}

Schedule any_schedule() {
    Schedule schedule{.rule = any_rule()};
    const bool needs_cap = std::holds_alternative<HalvingByIssuance>(schedule.rule);
    if (needs_cap || *rc::gen::arbitrary<bool>()) schedule.cap = amount(*from_to(1, 9000));
    schedule.issued = *rc::gen::element(Issued::supply, Issued::minted);
    return schedule;
}

// One tick after the other, the supply growing by nothing but what is minted.
Minted by_single_steps(const Schedule& schedule, ScheduleState state, Amount supply,
                       std::uint64_t ticks) {
    const Amount start = supply;
    for (; ticks > 0; --ticks) {
        const auto minted = step(schedule, state, supply);
        state = minted.value().next;
        supply = *checked_add(supply, minted->amount);
    }
    return {*checked_sub(supply, start), state};
}

RC_GTEST_PROP(ScheduleProperty, catching_up_equals_single_steps, ()) {
    const Schedule schedule = any_schedule();
    const Amount supply = amount(*from_to(0, 10'000));
    const auto ticks = *from_to(0, 120);
    const auto at_once = advance(schedule, {}, supply, ticks);
    RC_ASSERT(at_once.has_value());
    RC_ASSERT(*at_once == by_single_steps(schedule, {}, supply, ticks));
}

RC_GTEST_PROP(ScheduleProperty, grouping_of_ticks_does_not_matter, ()) {
    const Schedule schedule = any_schedule();
    const Amount supply = amount(*from_to(0, 10'000));
    const auto first = *from_to(0, 300);
    const auto second = *from_to(0, 300);
    const auto together = advance(schedule, {}, supply, first + second);
    const auto one = advance(schedule, {}, supply, first);
    const auto two = advance(schedule, one->next, *checked_add(supply, one->amount), second);
    RC_ASSERT(together->next == two->next);
    RC_ASSERT(together->amount == *checked_add(one->amount, two->amount));
}

RC_GTEST_PROP(ScheduleProperty, the_cap_is_never_passed, ()) {
    Schedule schedule = any_schedule();
    schedule.cap = amount(*from_to(1, 5000));
    const Amount supply = amount(*from_to(0, 6000));
    const auto minted = advance(schedule, {}, supply, *from_to(0, 1000));
    const Amount before = schedule.issued == Issued::supply ? supply : Amount{};
    const Amount after = *checked_add(before, minted->amount);
    RC_ASSERT(after <= std::max(before, *schedule.cap));
}

RC_GTEST_PROP(ScheduleProperty, the_state_counts_what_was_minted, ()) {
    const Schedule schedule = any_schedule();
    const auto ticks = *from_to(0, 500);
    const auto minted = advance(schedule, {}, amount(*from_to(0, 5000)), ticks);
    RC_ASSERT(minted->next.minted == minted->amount);
    RC_ASSERT(minted->next.ticks == ticks);
}

// The definition, without the closed form that the code uses.
std::uint64_t halvings_by_definition(std::uint64_t issued, std::uint64_t cap) {
    std::uint64_t k = 0;
    while (k < 40 && (U256::Wide{issued} << static_cast<unsigned>(k + 1)) >=
                         U256::Wide{cap} * ((U256::Wide{1} << static_cast<unsigned>(k + 1)) - 1))
        ++k;
    return k;
}

RC_GTEST_PROP(ScheduleProperty, halving_by_issuance_follows_its_definition, ()) {
    const auto cap = *from_to(1, 21'000'000'000'000'000);
    const auto issued = *from_to(0, cap - 1);
    const std::uint64_t first = 1'000'000'000'000;
    const Schedule schedule{.rule = HalvingByIssuance{amount(first)}, .cap = amount(cap)};
    const std::uint64_t k = halvings_by_definition(issued, cap);
    const std::uint64_t expected = std::min(k > 39 ? 0 : first >> k, cap - issued);
    RC_ASSERT(step(schedule, {}, amount(issued))->amount == amount(expected));
}

// A planted fault: forgetting the carry between ticks must be noticed by the closed form
// floor(ticks * p / q), or the properties above would prove nothing.
TEST(ScheduleProperty, a_dropped_carry_is_noticed) {
    const Schedule schedule{.rule = Constant{amount(10), 3}};
    ScheduleState kept, faulty;
    for (int tick = 0; tick < 300; ++tick) {
        kept = step(schedule, kept, Amount{})->next;
        faulty = step(schedule, faulty, Amount{})->next;
        faulty.carry = {};
    }
    EXPECT_EQ(kept.minted, amount(1000));
    EXPECT_EQ(faulty.minted, amount(900));
}

}  // namespace
}  // namespace ambag::emission
