// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/staking/staking_chain.hpp"

// What an attacker would try, and what it brings him: nothing.

namespace ambag::emission::staking {

namespace {

class StakingAttack : public StakingChain {
 protected:
    void SetUp() override {
        ASSERT_TRUE(create(first, 1024));
        ASSERT_TRUE(create(second, 1024));
        ASSERT_TRUE(delegate(alice, first, 1024));
    }
    std::uint64_t total(const Address& who) {
        return wrapped(who) + chain_->balance(who).units.low_u64();
    }
};

}  // namespace

TEST_F(StakingAttack, unbonding_right_before_the_slash_does_not_escape_it) {
    const Height offence = height();
    const Timestamp then = time();
    ASSERT_TRUE(unbond(first, first, 1024));
    next_block(49);
    report_double_sign(first, offence, then);
    ASSERT_TRUE(call(bob, "settle(address)", first));
    EXPECT_EQ(wrapped(first), 1'000'000U - 64);
}

TEST_F(StakingAttack, hopping_between_validators_does_not_escape_it_either) {
    ASSERT_TRUE(create(third, 1024));
    const Height offence = height();
    const Timestamp then = time();
    ASSERT_TRUE(redelegate(first, first, second, 1024));
    const auto hop = redelegate(first, second, third, 1024);
    EXPECT_FALSE(hop);
    const auto leave = unbond(first, second, 1024);
    EXPECT_FALSE(leave);
    next_block();
    report_double_sign(first, offence, then);
    ASSERT_TRUE(call(bob, "settle(address)", first));
    EXPECT_EQ(wrapped(first), 1'000'000U - 64);
}

TEST_F(StakingAttack, a_slashed_holder_cannot_move_tokens_before_he_is_settled) {
    report_double_sign(first, height(), time());
    // All but what is bonded still: 64 of 1,024 bonded tokens are gone.
    const auto too_much =
        chain_->call(alice, token_address, "transfer(address,uint256)", bob, coins(998'977));
    EXPECT_FALSE(too_much);
    ASSERT_TRUE(
        chain_->call(alice, token_address, "transfer(address,uint256)", bob, coins(998'976)));
    EXPECT_EQ(wrapped(alice), 960U);
    EXPECT_EQ(bonded(alice), 960U);
    // Unwrapping and delegating settle too.
    ASSERT_TRUE(chain_->call(first, token_address, "withdrawTo(address,uint256)", first, coins(1)));
    EXPECT_EQ(bonded(first), 960U);
}

TEST_F(StakingAttack, delegating_votes_counts_what_is_left) {
    report_double_sign(first, height(), time());
    ASSERT_TRUE(chain_->call(alice, token_address, "delegate(address)", carol));
    EXPECT_EQ(votes(carol), 1'000'000U + 1'000'000U - 64);
}

TEST_F(StakingAttack, stake_for_one_block_earns_only_what_that_block_brought) {
    fund_rewards(4096);
    next_block();
    const std::uint64_t before = total(bob);
    ASSERT_TRUE(delegate(bob, first, 500'000));
    ASSERT_TRUE(unbond(bob, first, 500'000));
    EXPECT_EQ(total(bob), before);  // nothing came in between
}

TEST_F(StakingAttack, entering_and_leaving_never_makes_a_profit) {
    fund_rewards(1000);
    next_block();
    report({{consensus_of(second)}, {}});
    const std::uint64_t before = total(bob);
    for (std::uint64_t units : {10U, 11U, 13U, 997U, 123'457U}) {
        ASSERT_TRUE(delegate(bob, first, units));
        ASSERT_TRUE(redelegate(bob, first, second, units));
        next_block(101);
        next_block();
        ASSERT_TRUE(unbond(bob, second, units));
        next_block(101);
        next_block();
        EXPECT_LE(total(bob), before);
    }
    EXPECT_EQ(bonded(bob), 0U);
}

TEST_F(StakingAttack, claiming_ten_thousand_times_pays_what_claiming_once_pays) {
    ASSERT_TRUE(delegate(bob, first, 1024));
    for (int i = 0; i < 300; ++i) {
        fund_rewards(7);
        next_block();
        static_cast<void>(call(alice, "claim(address)", first));  // reverts while nothing is due
    }
    static_cast<void>(call(alice, "claim(address)", first));
    static_cast<void>(call(bob, "claim(address)", first));
    // Alice also paid what went into the pool.
    EXPECT_EQ(chain_->balance(alice).units.low_u64() + 300 * 7,
              chain_->balance(bob).units.low_u64());
}

TEST_F(StakingAttack, dust_makes_no_positions_and_no_exits) {
    EXPECT_FALSE(delegate(bob, first, 9));
    ASSERT_TRUE(delegate(bob, first, 10));
    EXPECT_FALSE(unbond(bob, first, 5));
    EXPECT_FALSE(redelegate(bob, first, second, 5));
    ASSERT_TRUE(unbond(bob, first, 10));
}

TEST_F(StakingAttack, a_higher_commission_does_not_reach_back) {
    fund_rewards(4096);
    next_block();
    const std::uint64_t due = rewards(alice, first);
    next_block(86'400);
    ASSERT_TRUE(call(first, "editValidator(uint32,string,string,string)", std::uint32_t{150'000},
                     std::string{}, std::string{}, std::string{}));
    EXPECT_EQ(rewards(alice, first), due);
}

TEST_F(StakingAttack, a_poke_by_a_stranger_takes_nothing_and_costs_little) {
    fund_rewards(100);
    next_block();
    const std::uint64_t due = rewards(alice, first);
    ASSERT_TRUE(call(carol, "settle(address)", alice));
    EXPECT_EQ(rewards(alice, first), due);
    EXPECT_LT(chain_->gas_used().value, 21'000U);
}

}  // namespace ambag::emission::staking
