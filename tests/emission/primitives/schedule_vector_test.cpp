// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "emission/primitives/schedule.hpp"
#include "emission/primitives/split.hpp"
#include "tests/support/json.hpp"

// Published curves of Bittensor and NEAR, every case of the files in tests/data/vectors (or in
// $AMBAG_VECTORS).

namespace ambag::emission {
namespace {

using test::Json;

Json vectors(const std::string& name) {
    return Json::from_file(test::data_folder("AMBAG_VECTORS", "vectors") + "/" + name);
}

Amount amount_of(const Json& value) {
    return Amount{U256::parse(value.decimal()).value()};
}

Schedule tao_schedule(const Json& file) {
    const Amount first = amount_of(file.at("eras").at(std::size_t{0}).at("emission_rao"));
    return {.rule = HalvingByIssuance{.first = first}, .cap = amount_of(file.at("max_supply"))};
}

TEST(TaoHalvingVector, gives_the_emission_at_every_threshold_and_beside_it) {
    const Json file = vectors("tao_halving.json");
    const Schedule schedule = tao_schedule(file);
    ASSERT_GT(file.at("edge_cases").size(), 0U);
    for (const Json& edge : file.at("edge_cases").items()) {
        const auto minted = step(schedule, {}, amount_of(edge.at("issuance")));
        ASSERT_TRUE(minted) << edge.serialized();
        EXPECT_EQ(minted->amount, amount_of(edge.at("emission"))) << edge.serialized();
    }
}

TEST(TaoHalvingVector, reaches_each_era_at_its_block_with_its_issuance) {
    const Json file = vectors("tao_halving.json");
    const Schedule schedule = tao_schedule(file);
    ASSERT_GT(file.at("eras").size(), 0U);
    for (const Json& era : file.at("eras").items()) {
        const std::uint64_t first_block = era.at("first_block").integer();
        const auto before = advance(schedule, {}, Amount{}, first_block);
        ASSERT_TRUE(before) << era.serialized();
        EXPECT_EQ(before->amount, amount_of(era.at("issuance_at_start"))) << era.serialized();
        const auto block = step(schedule, before->next, before->amount);
        ASSERT_TRUE(block);
        EXPECT_EQ(block->amount, amount_of(era.at("emission_rao"))) << era.serialized();
        if (first_block == 0) continue;
        const auto earlier = advance(schedule, {}, Amount{}, first_block - 1);
        const auto last = step(schedule, earlier->next, earlier->amount);
        EXPECT_GT(last->amount, block->amount) << "the era began too early, " << era.serialized();
    }
}

TEST(TaoHalvingVector, follows_the_issuance_of_every_year) {
    const Json file = vectors("tao_halving.json");
    const Schedule schedule = tao_schedule(file);
    ScheduleState state;
    ASSERT_GT(file.at("issuance_by_year_365_25").size(), 0U);
    for (const Json& year : file.at("issuance_by_year_365_25").items()) {
        const std::uint64_t ticks = year.at("block").integer() - state.ticks;
        const auto minted = advance(schedule, state, state.minted, ticks);
        ASSERT_TRUE(minted) << year.serialized();
        state = minted->next;
        EXPECT_EQ(state.minted, amount_of(year.at("issuance_rao"))) << year.serialized();
    }
}

RateOnSupply near_rate(const Json& rate, std::uint64_t seconds_per_year, std::uint64_t epoch_ns) {
    return {.numerator = rate.at(std::size_t{0}).integer(),
            .denominator = rate.at(std::size_t{1}).integer(),
            .elapsed_per_tick = epoch_ns,
            .elapsed_per_year = seconds_per_year * 1'000'000'000,
            .period_ticks = 1,
            .remainder = Remainder::dropped};
}

// floor(total * numerator / denominator) to the treasury, the rest to the validators.
std::pair<Amount, Amount> treasury_and_validators(const Amount& total, const Json& rate) {
    const U256 numerator = U256{rate.at(std::size_t{0}).integer()};
    const U256 denominator = U256{rate.at(std::size_t{1}).integer()};
    const auto treasury = mul_div(total, numerator, denominator, chain::Rounding::down);
    return {*treasury, *checked_sub(total, *treasury)};
}

TEST(NearRewardsVector, mints_the_published_epoch_totals) {
    std::size_t cases = 0;
    for (const Json& example : vectors("near_rewards.json").at("published").items()) {
        const auto rate =
            near_rate(example.at("max_inflation"), example.at("seconds_per_year").integer(),
                      example.at("epoch_duration_ns").integer());
        const auto minted = step({.rule = rate}, {}, amount_of(example.at("total_supply")));
        ASSERT_TRUE(minted) << example.serialized();
        const auto [treasury, validators] =
            treasury_and_validators(minted->amount, example.at("protocol_reward_rate"));
        if (example.has("expected_total")) {
            EXPECT_EQ(minted->amount, amount_of(example.at("expected_total")));
            EXPECT_EQ(treasury, amount_of(example.at("expected_treasury")));
            EXPECT_EQ(validators, amount_of(example.at("expected_validators")));
            ++cases;
        } else {
            // What uptime does not earn is not minted: the schedule is the upper bound.
            EXPECT_GE(minted->amount, amount_of(example.at("expected_minted")));
        }
    }
    EXPECT_GT(cases, 0U);
}

TEST(NearRewardsVector, compounds_a_year_of_epochs) {
    const Json file = vectors("near_rewards.json");
    ASSERT_GT(file.at("computed_one_year").size(), 0U);
    for (const Json& year : file.at("computed_one_year").items()) {
        const bool five = year.at("rate").text() == "5%";
        ASSERT_TRUE(five || year.at("rate").text() == "2.5%") << year.serialized();
        const RateOnSupply rate{.numerator = 1,
                                .denominator = five ? 20U : 40U,
                                .elapsed_per_tick = year.at("epoch_seconds").integer(),
                                .elapsed_per_year = 31'536'000,
                                .period_ticks = 1,
                                .remainder = Remainder::dropped};
        const Amount start = amount_of(year.at("start_supply"));
        const auto minted = advance({.rule = rate}, {}, start, year.at("epochs").integer());
        ASSERT_TRUE(minted) << year.serialized();
        EXPECT_EQ(*checked_add(start, minted->amount), amount_of(year.at("end_supply")));
    }
}

TEST(NearRewardsVector, keeps_the_published_rates_of_the_epoch_configuration) {
    const Json published = vectors("near_rewards.json").at("published_epoch_config_81");
    const auto rate =
        near_rate(published.at("max_inflation_rate"), 31'536'000, 43'200ULL * 1'000'000'000);
    // 10^33 * (1/40) / 730 epochs of half a day, floor.
    const auto minted = step({.rule = rate}, {}, Amount{*U256::parse("1" + std::string(33, '0'))});
    EXPECT_EQ(minted->amount.units.to_decimal(), "34246575342465753424657534246");
}

}  // namespace
}  // namespace ambag::emission
