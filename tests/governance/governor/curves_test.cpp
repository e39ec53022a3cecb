// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/curves.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace ambag::governance::governor {

namespace {

constexpr Share percent = whole_share / 100;
constexpr std::array<std::uint64_t, 7> days{0, 1, 4, 7, 14, 21, 28};

// A row of OpenGov's table: percent at day 0, 1, 4, 7, 14, 21 and 28 of 28, as published (one or
// two digits after the point; 93.548 stands there as 93.6).
struct PublishedRow {
    std::string name;
    Curve curve;
    std::array<double, 7> percents;
};
constexpr double half_digit = 0.052;

Curve reciprocal(std::uint64_t delay_days, Share level, Share floor) {
    return reciprocal_curve(share_of(delay_days, std::uint64_t{28}), level, floor, 50 * percent)
        .value();
}

// The arguments are those of the runtime's own table (asset-hub-polkadot, governance/tracks.rs).
std::vector<PublishedRow> published() {
    const Curve root_approval = reciprocal_curve(share_of(std::uint64_t{4}, std::uint64_t{28}),
                                                 80 * percent, 50 * percent, whole_share)
                                    .value();
    const auto falling = [](std::uint64_t length) {
        return linear_curve(share_of(length, std::uint64_t{28}), 50 * percent, whole_share);
    };
    return {
        {"approval: root, treasurer, general admin",
         root_approval,
         {100, 93.6, 80, 71.4, 60, 53.8, 50}},
        {"approval: small spender", falling(17), {100, 97.1, 88.2, 79.4, 58.8, 50, 50}},
        {"approval: big spender", falling(28), {100, 98.2, 92.9, 87.5, 75, 62.5, 50}},
        {"support: root",
         linear_curve(whole_share, 0, 50 * percent),
         {50, 48.2, 42.9, 37.5, 25, 12.5, 0}},
        {"support: general admin",
         reciprocal(7, 10 * percent, 0),
         {50, 34.6, 16.7, 10, 3.8, 1.4, 0}},
        {"support: small spender",
         reciprocal(12, percent, percent / 2),
         {50, 9.0, 2.7, 1.6, 0.9, 0.6, 0.5}},
        {"support: medium spender",
         reciprocal(16, percent, percent / 2),
         {50, 13.8, 4.2, 2.4, 1.2, 0.7, 0.5}},
        {"support: big spender",
         reciprocal(20, percent, percent * 3 / 4),
         {50, 13.4, 4.3, 2.6, 1.4, 1.0, 0.75}},
    };
}

}  // namespace

TEST(Curves, give_the_published_numbers_of_opengov) {
    for (const PublishedRow& row : published()) {
        for (std::size_t i = 0; i < days.size(); ++i) {
            const Share x = share_of(days[i], std::uint64_t{28});
            const double ours = static_cast<double>(threshold_at(row.curve, x)) / 1e7;
            EXPECT_NEAR(ours, row.percents[i], half_digit) << row.name << " at day " << days[i];
        }
    }
}

// K = 2/9, S = T = 1/3: the reference's closed form of the root approval curve.
TEST(Curves, find_the_closed_form_of_the_root_approval) {
    const Curve curve = reciprocal_curve(share_of(std::uint64_t{4}, std::uint64_t{28}),
                                         80 * percent, 50 * percent, whole_share)
                            .value();
    EXPECT_NEAR(static_cast<double>(curve.factor), 2e9 / 9, 50);
    EXPECT_NEAR(static_cast<double>(curve.x_offset), 1e9 / 3, 50);
    EXPECT_NEAR(static_cast<double>(curve.y_offset), 1e9 / 3, 50);
    EXPECT_FALSE(curve.y_negative);
}

// Exact integers, worked by hand from OpenGov's formulas.
TEST(Curves, round_down_in_parts_per_billion) {
    const Curve curve{CurveKind::reciprocal, 0,           0,           whole_share,
                      222'222'222,           333'333'333, 333'333'333, false};
    EXPECT_EQ(threshold_at(curve, 0), 999'999'999U);            // 0.666666666(666) + 0.333333333
    EXPECT_EQ(threshold_at(curve, whole_share), 499'999'999U);  // 0.166666666(4) + 0.333333333
    EXPECT_EQ(threshold_at(linear_curve(300'000'000, 500'000'000, whole_share), 100'000'000),
              833'333'334U);  // 1 - floor(0.333333333 * 0.5)
    EXPECT_EQ(threshold_at(linear_curve(300'000'000, 500'000'000, whole_share), 300'000'001),
              500'000'000U);
    EXPECT_EQ(threshold_at(constant_curve(7), 0), 7U);
    EXPECT_EQ(threshold_at(constant_curve(7), 2 * whole_share), 7U);
}

TEST(Curves, never_rise_and_pass_through_their_points) {
    for (const PublishedRow& row : published()) {
        Share last = whole_share;
        for (Share x = 0; x <= whole_share; x += 1'234'567) {
            const Share now = threshold_at(row.curve, x);
            ASSERT_LE(now, last) << row.name;
            last = now;
        }
    }
    const Curve curve = reciprocal(12, percent, percent / 2);
    EXPECT_NEAR(static_cast<double>(threshold_at(curve, 0)), 5e8, 1e3);
    EXPECT_NEAR(
        static_cast<double>(threshold_at(curve, share_of(std::uint64_t{12}, std::uint64_t{28}))),
        1e7, 5);
    EXPECT_NEAR(static_cast<double>(threshold_at(curve, whole_share)), 5e6, 5);
}

TEST(Curves, refuse_points_that_no_reciprocal_passes) {
    constexpr Share half = whole_share / 2;
    EXPECT_FALSE(reciprocal_curve(half, 75 * percent, 50 * percent, whole_share));  // the line's
    EXPECT_FALSE(reciprocal_curve(half, 50 * percent, 50 * percent, whole_share));
    EXPECT_FALSE(reciprocal_curve(half, whole_share, 0, whole_share));
    EXPECT_FALSE(reciprocal_curve(0, 60 * percent, 50 * percent, whole_share));
    EXPECT_FALSE(reciprocal_curve(whole_share, 60 * percent, 50 * percent, whole_share));
    EXPECT_FALSE(reciprocal_curve(half, percent, 0, whole_share + 1));
}

TEST(Curves, shares_are_rounded_down_and_never_above_one) {
    EXPECT_EQ(share_of(std::uint64_t{1}, std::uint64_t{3}), 333'333'333U);
    EXPECT_EQ(share_of(std::uint64_t{5}, std::uint64_t{3}), whole_share);
    EXPECT_EQ(share_of(std::uint64_t{5}, std::uint64_t{0}), 0U);
    const chain::Amount most{chain::U256::max()};
    EXPECT_EQ(share_of(most, most), whole_share);
}

}  // namespace ambag::governance::governor
