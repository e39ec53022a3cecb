// SPDX-License-Identifier: Apache-2.0
#include "emission/issuance/interface.hpp"
#include "emission/issuance/state.hpp"
#include "tests/emission/issuance/issuance_chain.hpp"
#include "tests/support/json.hpp"

namespace ambag::emission::issuance {
namespace {

class IssuanceLogic : public IssuanceChain {};

using Balances = std::vector<std::uint64_t>;

// The worked example of emission/issuance/README.md.
TEST_F(IssuanceLogic, mints_each_interval_into_the_pools_and_carries_what_the_floors_leave) {
    EXPECT_EQ(pools(), (Balances{1000, 0, 0}));
    EXPECT_EQ(supply(), 6000U);
    chain_->next_block(1);
    EXPECT_EQ(pools(), (Balances{1006, 3, 0}));
    EXPECT_EQ(chain_->balance(issuance_address), coins(1010));
    chain_->next_block(1);
    EXPECT_EQ(pools(), (Balances{1013, 6, 0}));
    chain_->next_block(1);
    EXPECT_EQ(pools(), (Balances{1020, 10, 0}));
    EXPECT_EQ(chain_->balance(issuance_address), coins(1030));
    EXPECT_EQ(supply(), 6030U);
}

TEST_F(IssuanceLogic, emits_what_a_block_minted) {
    chain_->next_block(2);
    chain_->next_block(0);
    const auto logs = chain_->take_logs();
    ASSERT_EQ(logs.size(), 1U);
    EXPECT_EQ(logs[0],
              to_log(issuance_address, Emitted{0, 2, coins(20), {coins(13), coins(6), coins(0)}}));
}

TEST_F(IssuanceLogic, does_not_depend_on_how_the_time_is_cut_into_blocks) {
    for (const auto& cut : {std::vector<std::uint64_t>{7},
                            {1, 1, 1, 1, 1, 1, 1},
                            {3, 0, 0, 4},
                            {0, 0, 6, 1},
                            {0, 7, 0}}) {
        start(example_genesis());
        for (const std::uint64_t seconds : cut) chain_->next_block(seconds);
        EXPECT_EQ(pools(), (Balances{1046, 23, 0})) << cut.size() << " blocks";
    }
}

TEST_F(IssuanceLogic, counts_whole_intervals_and_keeps_the_rest) {
    chain_->rules.block_interval_ms = 12'000;
    chain_->next_block(11);
    EXPECT_EQ(pool("training"), 1000U);
    chain_->next_block(2);
    EXPECT_EQ(pool("training"), 1006U);
    chain_->next_block(11);
    EXPECT_EQ(pool("training"), 1013U);
}

TEST_F(IssuanceLogic, catches_up_at_most_so_many_ticks_a_block) {
    auto section = example_genesis();
    section.catch_up_ticks_max = 3;
    start(section);
    chain_->next_block(7);
    EXPECT_EQ(pool("training"), 1020U);
    chain_->next_block(0);
    EXPECT_EQ(pool("training"), 1040U);
    chain_->next_block(0);
    EXPECT_EQ(pool("training"), 1046U);
    chain_->next_block(0);
    EXPECT_EQ(pool("training"), 1046U);
}

TEST_F(IssuanceLogic, books_minted_and_burned_of_each_block_under_its_height) {
    EXPECT_EQ(view<U256>("minted(uint64)", std::uint64_t{1}), U256{6000U});
    chain_->next_block(2);
    chain_->next_block(1);
    chain_->next_block(0);
    EXPECT_EQ(view<U256>("minted(uint64)", std::uint64_t{2}), U256{20U});
    EXPECT_EQ(view<U256>("minted(uint64)", std::uint64_t{3}), U256{10U});
    EXPECT_EQ(view<U256>("minted(uint64)", std::uint64_t{4}), U256{});
    EXPECT_EQ(view<U256>("burned(uint64)", std::uint64_t{3}), U256{});
    // One word each: what eth_getProof answers is the number itself.
    const Record minted = chain_->state().record(issuance_address, minted_in.slot(Height{2}));
    EXPECT_EQ(U256::from_big_endian(minted.leaf_word()), U256{20U});
    const Record training = chain_->state().record(issuance_address, pool_balances.slot(0));
    EXPECT_EQ(U256::from_big_endian(training.leaf_word()), U256{1020U});
}

TEST_F(IssuanceLogic, books_fees_and_stray_coins_into_the_fee_pool_at_the_end_of_the_block) {
    chain_->fund(issuance_address, coins(77));
    EXPECT_EQ(pool("fees"), 0U);
    chain_->next_block(1);
    EXPECT_EQ(pools(), (Balances{1006, 3, 77}));
    const auto logs = chain_->take_logs();
    ASSERT_EQ(logs.size(), 1U);
    EXPECT_EQ(logs[0], to_log(issuance_address, FeesBooked{"fees", coins(77)}));
    EXPECT_EQ(supply(), 6087U);
}

TEST_F(IssuanceLogic, a_later_schedule_sees_the_supply_that_the_earlier_ones_made) {
    auto section = example_genesis();
    section.schedules.push_back({"yield",
                                 {.rule = RateOnSupply{.numerator = 1,
                                                       .denominator = 10,
                                                       .elapsed_per_tick = 1,
                                                       .elapsed_per_year = 1,
                                                       .period_ticks = 1}},
                                 {{"fees", U256{1U}}}});
    start(section);
    chain_->next_block(1);
    EXPECT_EQ(pools(), (Balances{1006, 3, 601}));  // a tenth of 6,000 + 10
}

TEST_F(IssuanceLogic, the_projection_is_what_the_chain_then_does) {
    auto section = example_genesis();
    section.schedules[0].schedule = {.rule = HalvingByIssuance{.first = coins(999)},
                                     .cap = coins(30'000)};
    section.catch_up_ticks_max = ~std::uint64_t{0};
    start(section);
    const auto rows = project(plan_of(section, coins(5000)), 1000, 1, seconds_per_year / 4);
    ASSERT_TRUE(rows) << rows.error().detail;
    ASSERT_EQ(rows->size(), 5U);
    for (const ProjectionRow& row : *rows) {
        const Balances expected{row.pools[0].units.low_u64(), row.pools[1].units.low_u64(), 0};
        EXPECT_EQ(pools(), expected) << row.seconds;
        EXPECT_EQ(supply(), row.supply.units.low_u64()) << row.seconds;
        chain_->next_block(seconds_per_year / 4);
    }
}

TEST_F(IssuanceLogic, the_projection_refuses_a_step_of_zero_and_too_many_rows) {
    EXPECT_FALSE(project({}, 1000, 1, 0));
    EXPECT_FALSE(project({}, 1000, 100, 60));
    EXPECT_FALSE(project({}, 1000, ~std::uint64_t{0}, 1));
    EXPECT_EQ(project({}, 1000, 0, 60)->size(), 1U);
}

// Bittensor's published curve from the node's own projection: 12 s blocks, years of 365.25 days.
TEST(TaoHalvingVector, is_the_projection_of_the_genesis_that_describes_it) {
    const test::Json file =
        test::Json::from_file(test::data_folder("AMBAG_VECTORS", "vectors") + "/tao_halving.json");
    const auto amount_of = [](const test::Json& value) {
        return Amount{U256::parse(value.decimal()).value()};
    };
    const IssuanceGenesis section{
        .pools = {{"all"}},
        .schedules = {{"tao",
                       {.rule = HalvingByIssuance{amount_of(
                            file.at("eras").at(std::size_t{0}).at("emission_rao"))},
                        .cap = amount_of(file.at("max_supply"))},
                       {{"all", U256{1U}}}}},
        .fee_pool = "all"};
    ASSERT_TRUE(validate(section));
    const auto years = file.at("issuance_by_year_365_25").items();
    const auto rows = project(plan_of(section, {}), 1000 * file.at("block_seconds").integer(),
                              years.size() - 1, seconds_per_year);
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), years.size());
    for (std::size_t year = 0; year < years.size(); ++year) {
        EXPECT_EQ((*rows)[year].ticks, years[year].at("block").integer());
        EXPECT_EQ((*rows)[year].supply, amount_of(years[year].at("issuance_rao"))) << year;
        EXPECT_EQ((*rows)[year].pools[0], (*rows)[year].supply);
    }
}

}  // namespace
}  // namespace ambag::emission::issuance
