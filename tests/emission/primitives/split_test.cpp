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

}  // namespace
}  // namespace ambag::emission
