// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/staking/staking_chain.hpp"

// Each invariant is broken on purpose and must name itself.

namespace ambag::emission::staking {

namespace {

class StakingInvariants : public StakingChain {
 protected:
    void SetUp() override {
        ASSERT_TRUE(create(first, 1024));
        fund_rewards(64);
        next_block();
        report_double_sign(first, height(), time());
    }
    std::string broken(const std::function<void(Totals&)>& change) {
        chain_->genesis(staking_address, [&](Context& ctx) -> Result<void, Fault> {
            Totals all = totals.get(ctx);
            change(all);
            totals.set(ctx, all);
            return {};
        });
        const auto result = chain_->check_invariants();
        return result ? "none" : result.error().rule + ": " + result.error().detail;
    }
};

}  // namespace

TEST_F(StakingInvariants, hold_with_a_slash_that_nobody_has_settled) {
    EXPECT_EQ(broken([](Totals&) {}), "none");
}

TEST_F(StakingInvariants, notice_stake_that_is_not_bonded) {
    EXPECT_EQ(broken([](Totals& all) { all.staked = coins(1025); }),
              "staking.bonds: staked and leaving, bonded in the token: 1025, 1024");
}

TEST_F(StakingInvariants, notice_exits_that_are_not_bonded) {
    EXPECT_EQ(broken([](Totals& all) { all.leaving = coins(1); }),
              "staking.bonds: staked and leaving, bonded in the token: 1025, 1024");
}

TEST_F(StakingInvariants, notice_a_slash_that_the_token_does_not_know) {
    EXPECT_EQ(broken([](Totals& all) { all.unsettled = coins(63); }),
              "staking.unsettled: slashed and unsettled here, in the token: 63, 64");
}

TEST_F(StakingInvariants, notice_rewards_without_coins) {
    EXPECT_EQ(broken([](Totals& all) { all.rewards = coins(65); }),
              "staking.rewards: rewards and carry, the module's balance: 65, 64");
}

TEST_F(StakingInvariants, notice_carry_without_coins) {
    EXPECT_EQ(broken([](Totals& all) { all.carry = coins(1); }),
              "staking.rewards: rewards and carry, the module's balance: 65, 64");
}

TEST_F(StakingInvariants, notice_units_that_are_not_the_tokens_of_the_elected) {
    EXPECT_EQ(broken([](Totals& all) { all.earning = coins(7); }),
              "staking.units: tokens of the elected, units of the reward accumulator: 7, 0");
}

TEST_F(StakingInvariants, of_the_token_notice_coins_that_a_slash_did_not_burn) {
    chain_->fund(token_address, coins(1));
    const auto result = chain_->check_invariants();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().rule, "token: coins held = total supply - slashed and unsettled");
}

}  // namespace ambag::emission::staking
