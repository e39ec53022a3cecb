// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "emission/primitives/pool.hpp"

namespace ambag::emission {
namespace {

using chain::Amount;
using chain::U256;

Amount amount(std::uint64_t units) {
    return Amount{U256{units}};
}

TEST(Pool, holds_what_came_in_and_did_not_go_out) {
    const Pool pool = *withdraw(*deposit({}, amount(10)), amount(4));
    EXPECT_EQ(pool, (Pool{amount(6), amount(0)}));
    EXPECT_EQ(*total(pool), amount(6));
}

TEST(Pool, pays_no_more_than_its_balance) {
    EXPECT_EQ(withdraw({amount(3), amount(9)}, amount(4)).error(), PoolError::insufficient);
    EXPECT_EQ(set_aside({amount(3), amount(9)}, amount(4)).error(), PoolError::insufficient);
}

TEST(Pool, keeps_the_carry_apart_without_losing_it) {
    const Pool aside = *set_aside({amount(10), amount(1)}, amount(3));
    EXPECT_EQ(aside, (Pool{amount(7), amount(4)}));
    EXPECT_EQ(*total(aside), amount(11));
    EXPECT_EQ(*release_carry(aside), (Pool{amount(11), amount(0)}));
}

TEST(Pool, refuses_a_total_beyond_256_bits) {
    EXPECT_EQ(deposit({Amount{U256::max()}, amount(0)}, amount(1)).error(), PoolError::overflow);
    EXPECT_EQ(deposit({amount(0), amount(1)}, Amount{U256::max()}).error(), PoolError::overflow);
    EXPECT_EQ(total({Amount{U256::max()}, amount(1)}).error(), PoolError::overflow);
}

}  // namespace
}  // namespace ambag::emission
