// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "emission/primitives/accumulator.hpp"

namespace ambag::emission {
namespace {

using chain::Amount;
using chain::U256;

Amount amount(std::uint64_t units) {
    return Amount{U256{units}};
}

TEST(Accumulator, pays_in_proportion_to_units_and_keeps_the_rest) {
    Accumulator pool;
    AccumulatorAccount ann, bob;
    auto change = set_units(pool, ann, U256{1U});
    ann = change->account;
    change = set_units(change->pool, bob, U256{2U});
    bob = change->account;
    pool = *deposit(change->pool, amount(100));
    EXPECT_EQ(settle(pool, ann)->owed, amount(33));
    EXPECT_EQ(settle(pool, bob)->owed, amount(66));
    pool = *deposit(pool, amount(2));  // 1 was kept in fractions and carry
    EXPECT_EQ(settle(pool, ann)->owed, amount(34));
    EXPECT_EQ(settle(pool, bob)->owed, amount(68));
    pool = *deposit(pool, amount(3));
    EXPECT_EQ(settle(pool, ann)->owed, amount(35));
    EXPECT_EQ(settle(pool, bob)->owed, amount(70));
}

TEST(Accumulator, keeps_a_deposit_that_nobody_can_earn_for_the_next_one) {
    Accumulator pool = *deposit({}, amount(7));
    EXPECT_EQ(pool.idle, amount(7));
    const auto change = set_units(pool, {}, U256{1U});
    EXPECT_EQ(settle(change->pool, change->account)->owed, amount(0));
    pool = *deposit(change->pool, amount(3));
    EXPECT_EQ(pool.idle, amount(0));
    EXPECT_EQ(settle(pool, change->account)->owed, amount(10));
}

TEST(Accumulator, new_units_earn_from_the_next_deposit_only) {
    const auto ann = set_units({}, {}, U256{1U});
    const Accumulator pool = *deposit(ann->pool, amount(10));
    const auto bob = set_units(pool, {}, U256{1U});
    EXPECT_EQ(settle(bob->pool, bob->account)->owed, amount(0));
    EXPECT_EQ(settle(bob->pool, ann->account)->owed, amount(10));
}

TEST(Accumulator, refuses_what_does_not_fit_and_what_does_not_belong) {
    EXPECT_EQ(deposit({.per_unit_q128 = U256::max(), .units = U256{1U}}, amount(1)).error(),
              AccumulatorError::overflow);
    EXPECT_EQ(deposit({.idle = Amount{U256::max()}}, amount(1)).error(),
              AccumulatorError::overflow);
    EXPECT_EQ(settle({}, {.last_per_unit_q128 = U256{1U}}).error(), AccumulatorError::inconsistent);
    EXPECT_EQ(settle({.per_unit_q128 = U256::max()}, {.units = U256::max()}).error(),
              AccumulatorError::overflow);
    EXPECT_EQ(set_units({.units = U256{1U}}, {.units = U256{2U}}, U256{}).error(),
              AccumulatorError::inconsistent);
    EXPECT_EQ(set_units({.units = U256::max()}, {}, U256{1U}).error(), AccumulatorError::overflow);
}

}  // namespace
}  // namespace ambag::emission
