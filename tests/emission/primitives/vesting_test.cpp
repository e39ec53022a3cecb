// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "emission/primitives/vesting.hpp"
#include "tests/support/json.hpp"

namespace ambag::emission {
namespace {

using chain::Amount;
using chain::Timestamp;
using chain::U256;
using test::Json;

Amount of(std::uint64_t units) {
    return Amount{U256{units}};
}

LinearVesting hundred() {
    return {of(100), Timestamp{1000}, of(10), Timestamp{1010}, of(20), Timestamp{1030}};
}

TEST(Vesting, releases_at_the_start_at_the_cliff_and_then_evenly) {
    const Vesting vesting = hundred();
    const std::pair<std::uint64_t, std::uint64_t> expected[]{
        {999, 0},   {1000, 10}, {1009, 10},  {1010, 30}, {1011, 33},  // 30 + 70 / 20 = 33.5
        {1020, 65}, {1029, 96}, {1030, 100}, {5000, 100}};
    for (const auto& [second, amount] : expected)
        EXPECT_EQ(released(vesting, Timestamp{second}), of(amount)) << second;
    EXPECT_EQ(unreleased(vesting, Timestamp{1020}), of(35));
}

TEST(Vesting, from_the_start_the_cliff_hides_what_has_run) {
    LinearVesting vesting = hundred();
    vesting.mode = VestingMode::from_start;
    EXPECT_EQ(released(vesting, Timestamp{1009}), of(10));
    EXPECT_EQ(released(vesting, Timestamp{1010}), of(53));  // 10 + 20 + 70 * 10 / 30
}

TEST(Vesting, a_cliff_at_the_end_releases_all_at_once) {
    LinearVesting vesting = hundred();
    vesting.cliff = vesting.end;
    ASSERT_TRUE(validate(vesting));
    EXPECT_EQ(released(vesting, Timestamp{1029}), of(10));
    EXPECT_EQ(released(vesting, Timestamp{1030}), of(100));
}

TEST(Vesting, tranches_come_at_their_dates) {
    const Vesting vesting = TrancheVesting{{{Timestamp{5}, of(7)}, {Timestamp{9}, of(3)}}};
    ASSERT_TRUE(validate(vesting));
    EXPECT_EQ(released(vesting, Timestamp{4}), of(0));
    EXPECT_EQ(released(vesting, Timestamp{8}), of(7));
    EXPECT_EQ(released(vesting, Timestamp{9}), of(10));
    EXPECT_EQ(total_of(vesting), of(10));
}

TEST(Vesting, pays_what_is_released_and_not_paid) {
    EXPECT_EQ(payable(hundred(), of(10), Timestamp{1010}).value(), of(20));
    EXPECT_EQ(payable(hundred(), of(31), Timestamp{1010}).error(), VestingError::paid_too_much);
}

TEST(Vesting, refuses_what_cannot_run) {
    LinearVesting vesting = hundred();
    vesting.cliff = Timestamp{999};
    EXPECT_EQ(validate(vesting).error(), VestingError::dates_out_of_order);
    vesting = hundred();
    vesting.end = Timestamp{1009};
    EXPECT_EQ(validate(vesting).error(), VestingError::dates_out_of_order);
    vesting = hundred();
    vesting.at_cliff = of(91);
    EXPECT_EQ(validate(vesting).error(), VestingError::parts_above_total);
    EXPECT_EQ(validate(TrancheVesting{}).error(), VestingError::empty_table);
    const Timestamp date{5};
    EXPECT_EQ(validate(TrancheVesting{{{date, of(1)}, {date, of(1)}}}).error(),
              VestingError::dates_out_of_order);
    EXPECT_EQ(
        validate(TrancheVesting{{{date, Amount{U256::max()}}, {Timestamp{6}, of(1)}}}).error(),
        VestingError::overflow);
}

Amount amount_at(const Json& object, const char* member) {
    return Amount{U256::parse(object.at(member).decimal()).value()};
}

Timestamp time_at(const Json& object, const char* member) {
    return Timestamp{object.at(member).integer()};
}

TEST(VestingVector, follows_every_release_curve) {
    const Json file =
        Json::from_file(test::data_folder("AMBAG_VECTORS", "vectors") + "/vesting.json");
    ASSERT_GT(file.at("cases").size(), 0U);
    for (const Json& example : file.at("cases").items()) {
        const std::string mode = example.at("mode").text();
        ASSERT_TRUE(mode == "after_cliff" || mode == "from_start") << mode;
        const Vesting vesting = LinearVesting{
            amount_at(example, "total"),
            time_at(example, "start"),
            amount_at(example, "at_start"),
            time_at(example, "cliff"),
            amount_at(example, "at_cliff"),
            time_at(example, "end"),
            mode == "after_cliff" ? VestingMode::after_cliff : VestingMode::from_start};
        ASSERT_TRUE(validate(vesting)) << example.at("name").text();
        for (const Json& point : example.at("expected").items()) {
            const Timestamp now{point.at(std::size_t{0}).integer()};
            EXPECT_EQ(released(vesting, now).units.to_decimal(), point.at(std::size_t{1}).decimal())
                << example.at("name").text() << " at " << now.value;
        }
    }
}

}  // namespace
}  // namespace ambag::emission
