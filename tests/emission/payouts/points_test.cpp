// SPDX-License-Identifier: Apache-2.0
#include "emission/payouts/points.hpp"

#include <gtest/gtest.h>

namespace ambag::emission::payouts {
namespace {

using chain::Address;
using chain::Amount;
using chain::U256;

constexpr Address low{{0x01}};
constexpr Address middle{{0x02}};
constexpr Address high{{0x03}};

// 100 by 1 : 1 : 4: floors 16, 16, 66 leave 2; the remainders are 4, 4 and 4 of 6, so they go to
// the two lower accounts.
TEST(PayoutsPoints, divide_a_budget_to_the_unit_in_the_order_of_accounts) {
    const auto leaves = claims_of_points({{high, U256{4U}}, {low, U256{1U}}, {middle, U256{1U}}},
                                         Amount{U256{100U}});
    ASSERT_TRUE(leaves);
    const std::vector<ClaimLeaf> expected{
        {0, low, Amount{U256{17U}}}, {1, middle, Amount{U256{17U}}}, {2, high, Amount{U256{66U}}}};
    EXPECT_EQ(*leaves, expected);
}

TEST(PayoutsPoints, refuse_an_account_that_stands_twice_and_a_list_without_points) {
    const Amount budget{U256{100U}};
    EXPECT_FALSE(claims_of_points({{low, U256{1U}}, {low, U256{1U}}}, budget));
    EXPECT_FALSE(claims_of_points({{low, U256{}}}, budget));
    EXPECT_FALSE(claims_of_points({}, budget));
}

}  // namespace
}  // namespace ambag::emission::payouts
