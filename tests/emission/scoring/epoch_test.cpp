// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/scoring/scoring_chain.hpp"

namespace ambag::emission::scoring {
namespace {

constexpr std::uint32_t zero = 0;

// Alice (300) and Bob (100) validate, Carol and Dave are scored.
struct FourNeurons : ScoringChain {
    FourNeurons() {
        for (const Address& who : {alice, bob, carol, dave}) join(who);
        put_stake(alice, 300);
        put_stake(bob, 100);
        blocks(1);  // weights of the block of a registration mean whoever was there before
    }
    std::uint64_t everything() {
        std::uint64_t sum = 0;
        for (const Address& who : {owner, alice, bob, carol, dave}) sum += owed(who);
        for (const Address& who : {alice, bob}) sum += stake_owed(who);
        return sum;
    }
    std::uint64_t stake_owed(const Address& who) {
        const auto data = chain_->read(
            scoring_address, TestChain::encode("stakeOf(uint32,address,address)", zero, who, who));
        return std::get<3>(*abi::decode<U256, std::uint16_t, U256, U256>(data.value())).low_u64();
    }
};
using ScoringEpoch = FourNeurons;

TEST_F(ScoringEpoch, without_weights_the_stake_is_paid) {
    epoch();  // gives the permits; nobody had one: by stake, 3 to 1
    const std::uint64_t pot = everything();
    EXPECT_EQ(pot % 1'000, 0U);
    EXPECT_EQ(owed(owner), pot / 5);
    EXPECT_EQ(stake_owed(alice), pot * 4 / 5 * 3 / 4);
    EXPECT_EQ(stake_owed(bob), pot * 4 / 5 / 4);
    EXPECT_TRUE(neuron(0).permit);
    EXPECT_FALSE(neuron(2).permit);
}

TEST_F(ScoringEpoch, weights_pay_half_to_the_scored_and_half_to_validators) {
    ASSERT_TRUE(weigh(alice, {2, 3}, {3, 1}));
    ASSERT_TRUE(weigh(bob, {2, 3}, {3, 1}));
    epoch();
    const std::uint64_t before = owed(carol) + owed(dave);
    EXPECT_EQ(before, 0U);  // no permits yet
    const std::uint64_t validators = stake_owed(alice) + stake_owed(bob);
    epoch();
    // 10 ticks of 1,000: 2,000 to the owner, 4,000 by rank 3:1, 4,000 by bonds.
    EXPECT_EQ(owed(carol), 3'000U);
    EXPECT_EQ(owed(dave), 1'000U);
    EXPECT_EQ(stake_owed(alice) + stake_owed(bob), validators + 4'000);
    EXPECT_EQ(neuron(2).incentive, 49'151);  // floor(3/4 of 65535)
    EXPECT_EQ(neuron(2).earned, coins(3'000));
}

TEST_F(ScoringEpoch, a_replaced_uid_gets_nothing_by_weights_that_meant_another) {
    ASSERT_TRUE(weigh(alice, {2, 3}, {1, 1}));
    ASSERT_TRUE(weigh(bob, {2, 3}, {1, 1}));
    epoch();
    blocks(1);
    ASSERT_TRUE(pay(owner, 7, "registerNeuron(uint32)", zero));  // takes uid 2 from Carol
    ASSERT_EQ(neuron(2).account, owner);
    epoch();
    EXPECT_EQ(owed(carol), 0U);
    EXPECT_EQ(owed(dave), 4'000U);
    EXPECT_EQ(neuron(2).earned, coins(0));
}

TEST_F(ScoringEpoch, a_take_leaves_the_rest_to_the_stakers) {
    ASSERT_TRUE(call(alice, "setTake(uint32,uint16)", zero, std::uint16_t{6'553}));
    EXPECT_FALSE(call(alice, "setTake(uint32,uint16)", zero, std::uint16_t{11'797}));
    epoch();
    const std::uint64_t dividend = owed(alice) + stake_owed(alice);
    EXPECT_EQ(owed(alice), dividend * 6'553 / 65'535);
}

TEST_F(ScoringEpoch, claims_pay_once_and_to_the_unit) {
    epoch();
    const std::uint64_t stake = stake_owed(alice);
    ASSERT_TRUE(call(alice, "claimStake(uint32,address)", zero, alice));
    EXPECT_EQ(chain_->balance(alice), coins(1'000'000 - 307 + stake));
    EXPECT_EQ(call(alice, "claimStake(uint32,address)", zero, alice).error().data,
              error_data("ScoringNothingOwed(address)", alice));
    const std::uint64_t share = owed(owner);
    ASSERT_TRUE(call(owner, "claim()"));
    EXPECT_EQ(chain_->balance(owner), coins(1'000'000 + share));
    EXPECT_FALSE(call(owner, "claim()"));
}

TEST_F(ScoringEpoch, compat_keeps_what_its_truncation_left_for_the_next_epoch) {
    ASSERT_TRUE(call(owner, "setSubnetParameter(uint32,string,uint256)", zero, std::string{"exact"},
                     U256{}));
    ASSERT_TRUE(weigh(alice, {2, 3}, {2, 1}));
    ASSERT_TRUE(weigh(bob, {2, 3}, {2, 1}));
    epoch();
    epoch();
    const auto [share, pending] = decoded<U256, U256>("subnetEmission(uint32)", zero);
    EXPECT_GT(pending, U256{});
    EXPECT_LT(pending, U256{1'000U});
}

struct MeasuredSubnet : ScoringChain {
    void begin(std::uint64_t rule) {
        start({example_subnet(rule)});
        for (const Address& who : {alice, bob, carol}) join(who);
    }
    Result<Bytes> measure(const Address& who, const std::vector<U256>& values, U256 whole = {}) {
        return call(who, "measure(uint32,uint32[],uint256[],uint256)", zero,
                    std::vector<std::uint32_t>{0, 1, 2}, values, whole);
    }
};

TEST_F(MeasuredSubnet, a_meter_pays_in_proportion_and_counts_for_one_epoch) {
    begin(3);
    ASSERT_TRUE(call(owner, "setSubnetParameter(uint32,string,uint256)", zero,
                     std::string{"meterLow"}, U256{500U}));
    EXPECT_EQ(measure(alice, {U256{1U}, U256{1U}, U256{1U}}).error().data,
              error_data("ScoringUnauthorized(address)", alice));
    EXPECT_EQ(weigh(alice, {1}, {1}).error().data,
              error_data("ScoringWrongRule(uint32,uint64)", zero, std::uint64_t{3}));
    ASSERT_TRUE(measure(owner, {U256{3'000U}, U256{1'000U}, U256{499U}}));
    epoch();
    const std::uint64_t paid = owed(alice) + owed(bob);
    EXPECT_EQ(owed(alice), paid / 4 * 3);
    EXPECT_EQ(owed(carol), 0U);  // below the minimum
    EXPECT_EQ(owed(owner), paid / 4);
    epoch();
    EXPECT_EQ(owed(alice) + owed(bob), paid);  // nothing was measured: back to the pool
}

TEST_F(MeasuredSubnet, uptime_pays_the_ramp_times_stake_and_returns_the_rest) {
    begin(2);
    put_stake(alice, 100);
    put_stake(bob, 100);
    // 94.5 % is half of the way from 90 to 99; 85 % is nothing.
    ASSERT_TRUE(measure(owner, {U256{945'000U}, U256{850'000U}, U256{1'000'000U}}));
    epoch();
    const std::uint64_t pot = owed(owner) * 4;
    EXPECT_EQ(owed(alice), pot / 4);
    EXPECT_EQ(owed(bob), 0U);
    EXPECT_EQ(owed(carol), 0U);  // no stake
}

TEST_F(MeasuredSubnet, losses_pay_who_would_be_missed) {
    begin(4);
    const U256 unit{1'000'000'000U};
    ASSERT_TRUE(measure(owner, {U256{3'000'000'000U}, U256{1'500'000'000U}, unit}, unit));
    epoch();
    EXPECT_GT(owed(alice), owed(bob));
    EXPECT_GT(owed(bob), owed(carol));
    EXPECT_EQ(owed(alice) + owed(bob) + owed(carol), owed(owner) * 4);
}

TEST_F(MeasuredSubnet, a_curve_favours_the_best) {
    begin(5);
    ASSERT_TRUE(measure(owner, {U256{90'000'000U}, U256{50'000'000U}, U256{10'000'000U}}));
    epoch();
    EXPECT_GT(owed(alice), owed(bob) * 9 / 5);
    EXPECT_EQ(owed(carol), 0U);  // the minimum of the curve
}

TEST_F(ScoringChain, epochs_are_staggered_and_a_block_settles_no_more_than_its_budget) {
    std::vector<SubnetGenesis> many(5, example_subnet(0));
    start(many);
    ASSERT_TRUE(govern("setParameter(string,uint256)", std::string{"epochsPerBlock"}, U256{1U}));
    std::set<std::uint64_t> first;
    for (std::uint32_t i = 0; i < 5; ++i)
        first.insert(decoded<Subnet, SubnetProgress>("subnet(uint32)", i).second.next_epoch.value);
    EXPECT_EQ(first.size(), 5U);
    std::uint64_t done = 0;
    for (int block = 0; block < 60; ++block) {
        chain_->next_block();
        std::uint64_t now = 0;
        for (std::uint32_t i = 0; i < 5; ++i) now += epochs(i);
        EXPECT_LE(now - done, 1U);
        done = now;
    }
    EXPECT_GE(done, 15U);
}

}  // namespace
}  // namespace ambag::emission::scoring
