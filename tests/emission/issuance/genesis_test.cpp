// SPDX-License-Identifier: Apache-2.0
#include "emission/issuance/state.hpp"
#include "tests/emission/issuance/issuance_chain.hpp"

namespace ambag::emission::issuance {
namespace {

// What `validate` says of the example after `change`.
template <class F>
std::string refusal(F change) {
    IssuanceGenesis section = example_genesis();
    change(section);
    const auto valid = validate(section);
    if (valid) return "accepted";
    EXPECT_EQ(valid.error().rule, "genesis.emission");
    return valid.error().detail;
}

using Section = IssuanceGenesis&;

TEST(IssuanceGenesisSection, accepts_the_worked_example) {
    EXPECT_EQ(refusal([](Section) {}), "accepted");
}

TEST(IssuanceGenesisSection, names_what_is_wrong_with_pools) {
    EXPECT_EQ(refusal([](Section s) { s.pools.clear(); }),
              "there are 0 pools; 1 to 32 are accepted");
    EXPECT_EQ(refusal([](Section s) { s.pools[1].name = ""; }),
              "pool 1 has the name \"\"; 1 to 31 bytes are accepted");
    EXPECT_EQ(refusal([](Section s) { s.pools[1].name = "training"; }),
              "two pools are called training");
    EXPECT_EQ(refusal([](Section s) { s.pools[0].balance = Amount{U256::power_of_two(128)}; }),
              "the balance of pool training is above 2^128 - 1");
    EXPECT_EQ(refusal([](Section s) { s.pools[0].spenders.resize(17); }),
              "pool training has more than 16 spenders");
    EXPECT_EQ(refusal([](Section s) { s.fee_pool = "x"; }),
              "fee_pool is \"x\", which is not a pool");
    EXPECT_EQ(refusal([](Section s) { s.catch_up_ticks_max = 0; }),
              "catch_up_ticks_max is 0; at least 1 is needed");
}

TEST(IssuanceGenesisSection, names_what_is_wrong_with_schedules) {
    EXPECT_EQ(refusal([](Section s) { s.schedules.resize(17); }),
              "there are 17 schedules; at most 16 are accepted");
    EXPECT_EQ(refusal([](Section s) { s.schedules[0].schedule.rule = Table{}; }),
              "schedule base: the table has no rows; it needs at least one");
    EXPECT_EQ(refusal([](Section s) {
                  s.schedules[0].schedule.rule = Constant{Amount{U256::power_of_two(128)}};
              }),
              "an amount of schedule base is above 2^128 - 1");
    EXPECT_EQ(refusal([](Section s) {
                  s.schedules[0].schedule.rule =
                      Table{std::vector<TableRow>(1025, TableRow{1, coins(1)})};
              }),
              "the table of schedule base has more than 1024 rows");
    EXPECT_EQ(refusal([](Section s) {
                  s.schedules[0].schedule.rule = RateOnSupply{.numerator = 3, .denominator = 2};
              }),
              "the rate of schedule base is above 1 a year");
    EXPECT_EQ(refusal([](Section s) {
                  s.schedules[0].schedule.rule = RateOnSupply{.elapsed_per_tick = 2};
              }),
              "a tick of schedule base is longer than a year");
}

TEST(IssuanceGenesisSection, names_what_is_wrong_with_splits) {
    EXPECT_EQ(refusal([](Section s) { s.schedules[0].split[0].pool = "x"; }),
              "schedule base pays into \"x\", which is not a pool");
    EXPECT_EQ(refusal([](Section s) { s.schedules[0].split[0].pool = "treasury"; }),
              "schedule base names pool treasury twice");
    EXPECT_EQ(refusal([](Section s) { s.schedules[0].split.clear(); }),
              "the split of schedule base: the weights sum to 0; one of them must be above 0");
}

TEST(IssuanceGenesisSection, refuses_coins_that_no_pool_owns) {
    TestChain chain{{&descriptor}};
    chain.fund(issuance_address, coins(1));
    std::string detail;
    chain.genesis(issuance_address, [&](Context& ctx) -> Result<void, Fault> {
        detail = genesis(ctx, example_genesis()).error().detail;
        return {};
    });
    EXPECT_EQ(detail, "coins are allocated to issuance itself; give them to a pool instead");
}

TEST(IssuanceGenesisSection, stores_every_kind_of_schedule_as_it_was_given) {
    const Schedule all[]{
        {.rule = Constant{coins(7), 3}, .cap = coins(9), .issued = Issued::minted},
        {.rule = Table{{{2, coins(3)}, {4, coins(5)}}}},
        {.rule = HalvingByIssuance{coins(8), coins(2)}, .cap = coins(99)},
        {.rule = HalvingByHeight{coins(8), 5, coins(2)}},
        {.rule = RateOnSupply{1, 2, 3, 4, 5, Remainder::dropped}},
    };
    for (const Schedule& schedule : all) {
        const Record record = to_record(to_schedule_record("name", schedule));
        EXPECT_EQ(to_schedule(from_record<ScheduleRecord>(record)), schedule);
    }
}

}  // namespace
}  // namespace ambag::emission::issuance
