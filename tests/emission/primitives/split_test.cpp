// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "emission/primitives/split.hpp"

namespace ambag::emission {
namespace {

using chain::Amount;
using chain::U256;

TEST(Split, gives_ties_to_the_lowest_index) {
    const U256 weights[]{1U, 1U, 1U};
    const auto parts = split(Amount{U256{100U}}, weights);
    EXPECT_EQ(*parts, (std::vector{Amount{U256{34U}}, Amount{U256{33U}}, Amount{U256{33U}}}));
}

TEST(Split, gives_the_rest_to_the_largest_remainder_before_the_lowest_index) {
    const U256 weights[]{1U, 2U};  // 10 / 3 = 3 1/3, 20 / 3 = 6 2/3
    const auto parts = split(Amount{U256{10U}}, weights);
    EXPECT_EQ(*parts, (std::vector{Amount{U256{3U}}, Amount{U256{7U}}}));
}

TEST(Split, refuses_weights_that_sum_to_zero) {
    const U256 zeros[]{0U, 0U};
    EXPECT_EQ(split(Amount{U256{5U}}, zeros).error(), SplitError::zero_weights);
    EXPECT_EQ(split(Amount{U256{5U}}, {}).error(), SplitError::zero_weights);
}

TEST(Split, uses_all_256_bits_of_amounts_and_weights) {
    const U256 weights[]{U256::max(), U256::max(), U256::max()};
    const auto parts = split(Amount{U256::max()}, weights);
    for (const Amount& part : *parts) EXPECT_EQ(part.units, *div_floor(U256::max(), U256{3U}));
}

TEST(RunningSplit, carries_what_the_floors_leave_to_the_next_amount) {
    const U256 weights[]{2U, 1U};
    RunningSplit state;
    const std::uint64_t expected[][3]{{6, 3, 1}, {7, 3, 1}, {7, 4, 0}};  // parts, carry
    for (const auto& [first, second, carry] : expected) {
        const auto portion = split_running(Amount{U256{10U}}, weights, state);
        EXPECT_EQ(portion->parts, (std::vector{Amount{U256{first}}, Amount{U256{second}}}));
        EXPECT_EQ(portion->next.carry, Amount{U256{carry}});
        state = portion->next;
    }
}

TEST(RunningSplit, gives_the_carry_out_by_other_weights_after_a_change) {
    const U256 thirds[]{1U, 1U, 1U};
    const auto before = split_running(Amount{U256{2U}}, thirds, {});
    EXPECT_EQ(before->next.carry, Amount{U256{2U}});
    const U256 one[]{0U, 1U};
    const auto after = split_running(Amount{U256{1U}}, one, after_change(before->next));
    EXPECT_EQ(after->parts, (std::vector{Amount{}, Amount{U256{3U}}}));
    EXPECT_EQ(after->next.carry, Amount{});
}

TEST(RunningSplit, refuses_what_it_cannot_divide_or_hold) {
    const U256 zeros[]{0U};
    EXPECT_EQ(split_running(Amount{}, zeros, {}).error(), SplitError::zero_weights);
    const U256 large[]{U256::max(), U256{1U}};
    EXPECT_EQ(split_running(Amount{}, large, {}).error(), SplitError::weights_too_large);
    const U256 one[]{1U};
    EXPECT_EQ(split_running(Amount{U256::max()}, one, {{}, Amount{U256{1U}}}).error(),
              SplitError::overflow);
}

}  // namespace
}  // namespace ambag::emission
