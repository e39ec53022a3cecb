// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/scoring/scoring_chain.hpp"

namespace ambag::emission::scoring {
namespace {

constexpr std::uint32_t zero = 0;

TEST_F(ScoringChain, opening_a_subnet_burns_its_cost_and_starts_without_a_share) {
    EXPECT_EQ(pay(alice, 49, "openSubnet(uint64)", std::uint64_t{1}).error().data,
              error_data("ScoringWrongCost(uint256,uint256)", coins(49), coins(50)));
    EXPECT_EQ(
        pay(alice, 50, "openSubnet(uint64)", std::uint64_t{6}).error().data,
        error_data("ScoringOutOfBounds(uint256,uint256,uint256)", U256{6U}, U256{}, U256{5U}));
    ASSERT_TRUE(pay(alice, 50, "openSubnet(uint64)", std::uint64_t{1}));
    EXPECT_EQ(view<U256>("subnetCount()"), U256{2U});
    EXPECT_EQ(chain_->balance(alice), coins(1'000'000 - 50));
    EXPECT_EQ(chain_->balance(scoring_address), coins(0));
    const auto [share, pending] = decoded<U256, U256>("subnetEmission(uint32)", std::uint32_t{1});
    EXPECT_EQ(share, U256{});
    EXPECT_EQ(pending, U256{});
}

TEST_F(ScoringChain, registration_takes_free_uids_in_order) {
    EXPECT_EQ(pay(alice, 6, "registerNeuron(uint32)", zero).error().data,
              error_data("ScoringWrongCost(uint256,uint256)", coins(6), coins(7)));
    EXPECT_EQ(pay(alice, 7, "registerNeuron(uint32)", std::uint32_t{9}).error().data,
              error_data("ScoringUnknownSubnet(uint32)", std::uint32_t{9}));
    join(alice);
    join(bob);
    EXPECT_EQ(view<U256>("uidOf(uint32,address)", zero, bob), U256{1U});
    EXPECT_EQ(pay(bob, 7, "registerNeuron(uint32)", zero).error().data,
              error_data("ScoringAlreadyRegistered(uint32,address)", zero, bob));
}

TEST_F(ScoringChain, a_full_subnet_replaces_the_lowest_score_that_is_not_immune) {
    for (const Address& who : {owner, alice, bob, carol}) join(who);
    EXPECT_EQ(pay(dave, 7, "registerNeuron(uint32)", zero).error().data,
              error_data("ScoringSubnetFull(uint32)", zero));
    blocks(6);
    join(dave);  // all have score 0: the lowest uid
    EXPECT_EQ(neuron(0).account, dave);
    EXPECT_FALSE(call(owner, "uidOf(uint32,address)", zero, owner));
}

TEST_F(ScoringChain, weights_need_stake_and_a_well_formed_row) {
    join(alice);
    join(bob);
    EXPECT_EQ(weigh(carol, {1}, {5}).error().data,
              error_data("ScoringNotRegistered(uint32,address)", zero, carol));
    EXPECT_EQ(weigh(alice, {1}, {5}).error().data,
              error_data("ScoringStakeTooSmall(uint256,uint256)", coins(0), coins(1)));
    put_stake(alice, 100);
    const Bytes malformed = error_data("ScoringWeightsMalformed()");
    EXPECT_EQ(weigh(alice, {0}, {5}).error().data, malformed);        // himself
    EXPECT_EQ(weigh(alice, {1}, {0}).error().data, malformed);        // nothing
    EXPECT_EQ(weigh(alice, {1}, {5, 6}).error().data, malformed);     // lengths
    EXPECT_EQ(weigh(alice, {2}, {5}).error().data, malformed);        // nobody there
    EXPECT_EQ(weigh(alice, {1, 1}, {5, 5}).error().data, malformed);  // not rising
    ASSERT_TRUE(weigh(alice, {1}, {5}));
    const auto [targets, weights] = decoded<std::vector<std::uint32_t>, std::vector<std::uint16_t>>(
        "weights(uint32,uint32)", zero, zero);
    EXPECT_EQ(targets, std::vector<std::uint32_t>{1});
    EXPECT_EQ(weights, std::vector<std::uint16_t>{65'535});  // scaled up
}

TEST_F(ScoringChain, committed_weights_are_revealed_in_their_epoch_only) {
    join(alice);
    join(bob);
    put_stake(alice, 100);
    ASSERT_TRUE(call(owner, "setSubnetParameter(uint32,string,uint256)", zero,
                     std::string{"commitReveal"}, U256{1U}));
    EXPECT_EQ(weigh(alice, {1}, {5}).error().data, error_data("ScoringCommitReveal(bool)", true));
    const Hash salt{{7}};
    const std::vector<std::uint32_t> targets{1};
    const std::vector<std::uint16_t> weights{5};
    const auto reveal = [&](const Hash& with) {
        return call(alice, "revealWeights(uint32,uint32[],uint16[],bytes32)", zero, targets,
                    weights, with);
    };
    EXPECT_EQ(reveal(salt).error().data,
              error_data("ScoringNothingCommitted(uint32,address)", zero, alice));
    const Hash digest = view<Hash>("weightsDigest(uint32,address,uint32[],uint16[],bytes32)", zero,
                                   alice, targets, weights, salt);
    ASSERT_TRUE(call(alice, "commitWeights(uint32,bytes32)", zero, digest));
    EXPECT_EQ(reveal(salt).error().data,
              error_data("ScoringRevealNotDue(uint64,uint64)", std::uint64_t{0}, std::uint64_t{1}));
    epoch();
    EXPECT_FALSE(reveal(Hash{{8}}));
    const auto revealed = reveal(salt);
    ASSERT_TRUE(revealed) << testing::PrintToString(revealed.error().data);
    EXPECT_FALSE(reveal(salt));  // once
}

TEST_F(ScoringChain, parameters_obey_their_owner_and_their_bounds) {
    const auto set = [&](const Address& who, const char* name, std::uint64_t value) {
        return call(who, "setSubnetParameter(uint32,string,uint256)", zero, std::string{name},
                    U256{value});
    };
    EXPECT_EQ(set(alice, "tempo", 20).error().data,
              error_data("ScoringUnauthorized(address)", alice));
    EXPECT_EQ(set(owner, "tempi", 20).error().data,
              error_data("ScoringUnknownParameter(string)", std::string{"tempi"}));
    EXPECT_EQ(set(owner, "tempo", 9).error().data,
              error_data("ScoringOutOfBounds(uint256,uint256,uint256)", U256{9U}, U256{10U},
                         U256{100'000U}));
    EXPECT_FALSE(set(owner, "alphaLow", 60'000));  // above alphaHigh
    EXPECT_TRUE(set(owner, "tempo", 20));
    EXPECT_TRUE(set(timelock_address, "tempo", 30));
    EXPECT_EQ(call(owner, "setSubnetShare(uint32,uint256)", zero, U256{5U}).error().data,
              error_data("ScoringUnauthorized(address)", owner));
    EXPECT_TRUE(govern("setSubnetShare(uint32,uint256)", zero, U256{5U}));
    EXPECT_TRUE(govern("setParameter(string,uint256)", std::string{"epochsPerBlock"}, U256{1U}));
    EXPECT_FALSE(govern("setParameter(string,uint256)", std::string{"epochsPerBlock"}, U256{0U}));
    EXPECT_TRUE(call(owner, "handOver(uint32,address,address)", zero, alice, bob));
    EXPECT_FALSE(set(owner, "tempo", 20));
}

TEST_F(ScoringChain, stake_comes_back_whole) {
    join(alice);
    EXPECT_EQ(pay(bob, 0, "stake(uint32,address)", zero, alice).error().data,
              error_data("ScoringNothingSent()"));
    EXPECT_FALSE(pay(bob, 5, "stake(uint32,address)", zero, bob));  // no uid
    ASSERT_TRUE(pay(bob, 500, "stake(uint32,address)", zero, alice));
    EXPECT_EQ(call(bob, "unstake(uint32,address,uint256)", zero, alice, coins(501)).error().data,
              error_data("ScoringStakeShort(uint256,uint256)", coins(501), coins(500)));
    ASSERT_TRUE(call(bob, "unstake(uint32,address,uint256)", zero, alice, coins(500)));
    EXPECT_EQ(chain_->balance(bob), coins(1'000'000));
    EXPECT_EQ(chain_->balance(scoring_address), coins(0));
}

TEST_F(ScoringChain, only_issuance_pays_emission_in) {
    EXPECT_EQ(pay(alice, 5, "receiveFromPool(string)", std::string{"scoring"}).error().data,
              error_data("ScoringUnauthorized(address)", alice));
}

TEST_F(ScoringChain, planted_ledger_fault_is_named) {
    join(alice);
    put_stake(alice, 100);
    ASSERT_TRUE(chain_->check_invariants());
    chain_->genesis(scoring_address, [](Context& ctx) -> Result<void, Fault> {
        Totals sums = totals.get(ctx);
        sums.staked = coins(99);
        totals.set(ctx, sums);
        return {};
    });
    const auto checked = chain_->check_invariants();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().rule, "scoring.ledgers");
}

}  // namespace
}  // namespace ambag::emission::scoring
