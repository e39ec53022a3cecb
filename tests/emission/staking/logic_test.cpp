// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/staking/staking_chain.hpp"

// The worked example of emission/staking/README.md, and what its roundings leave.

namespace ambag::emission::staking {

namespace {

class StakingLogic : public StakingChain {};

std::uint64_t low(const Amount& amount) {
    return amount.units.low_u64();
}

}  // namespace

TEST_F(StakingLogic, pays_delegators_and_burns_a_part_of_all_that_answered_for_the_offence) {
    ASSERT_TRUE(create(first, 1024, 125'000));  // commission 1/8
    ASSERT_TRUE(delegate(alice, first, 2048));
    ASSERT_TRUE(delegate(bob, first, 1024));
    fund_rewards(512);
    next_block();
    // 64 of 512 are commission; 448 go to 4,096 tokens.
    EXPECT_EQ(number(staking_address, "commissionOf(address)", first), 64U);
    EXPECT_EQ(rewards(first, first), 112U);
    EXPECT_EQ(rewards(alice, first), 224U);
    EXPECT_EQ(rewards(bob, first), 112U);
    const std::uint64_t before = chain_->balance(alice).units.low_u64();
    ASSERT_TRUE(call(alice, "claim(address)", first));
    EXPECT_EQ(chain_->balance(alice).units.low_u64(), before + 224);
    ASSERT_TRUE(call(first, "claimCommission()"));

    const Height offence = height();
    const Timestamp then = time();
    ASSERT_TRUE(unbond(bob, first, 512));
    next_block();
    report_double_sign(first, offence, then);
    // 1/16 of 3,584 bonded and of 512 unbonding are burned at once ...
    EXPECT_EQ(low(chain_->balance(token_address)), 6'000'000U - 224 - 32);
    EXPECT_EQ(low(sums().unsettled), 256U);
    EXPECT_TRUE(validator(first).tombstoned);
    EXPECT_EQ(low(validator(first).tokens), 3360U);
    // ... are seen at once, and reach balance and votes when somebody pokes.
    EXPECT_EQ(stake(alice, first), 1920U);
    EXPECT_EQ(votes(alice), 1'000'000U);
    ASSERT_TRUE(call(carol, "settle(address)", alice));
    EXPECT_EQ(votes(alice), 999'872U);
    EXPECT_EQ(bonded(alice), 1920U);
    ASSERT_TRUE(call(carol, "settle(address)", bob));
    EXPECT_EQ(wrapped(bob), 1'000'000U - 32 - 32);
    ASSERT_TRUE(call(carol, "settle(address)", first));
    EXPECT_EQ(low(sums().unsettled), 0U);
    EXPECT_EQ(number(token_address, "totalSupply()"), 5'999'744U);
    // Bob's exit is paid without his doing once it has matured.
    next_block(100);
    next_block();
    EXPECT_EQ(bonded(bob), 480U);
    EXPECT_EQ(low(sums().leaving), 0U);
}

TEST_F(StakingLogic, rounds_losses_against_holders_and_keeps_the_excess_as_carry) {
    ASSERT_TRUE(create(first, 101));
    ASSERT_TRUE(delegate(alice, first, 11));
    ASSERT_TRUE(delegate(bob, first, 11));
    next_block();
    report_double_sign(first, height(), time());
    // floor(123 / 16) = 7 are burned; of 101, 11 and 11 there stay floor(... * 116 / 123).
    EXPECT_EQ(low(sums().unsettled), 7U);
    for (const Address& who : {alice, bob, first}) ASSERT_TRUE(call(carol, "settle(address)", who));
    EXPECT_EQ(wrapped(alice), 999'999U);
    EXPECT_EQ(wrapped(bob), 999'999U);
    EXPECT_EQ(wrapped(first), 999'994U);
    EXPECT_EQ(low(sums().unsettled), 0U);
    EXPECT_EQ(low(sums().carry), 1U);
    EXPECT_EQ(low(chain_->balance(staking_address)), 1U);
}

TEST_F(StakingLogic, earns_from_the_next_deposit_on_and_keeps_what_was_earned) {
    ASSERT_TRUE(create(first, 1024, 0));
    ASSERT_TRUE(delegate(alice, first, 1024));
    fund_rewards(128);
    next_block();
    ASSERT_TRUE(delegate(bob, first, 2048));
    EXPECT_EQ(rewards(bob, first), 0U);
    fund_rewards(128);
    next_block();
    EXPECT_EQ(rewards(alice, first), 64U + 32U);
    EXPECT_EQ(rewards(bob, first), 64U);
    // Leaving pays what was earned.
    const std::uint64_t before = chain_->balance(alice).units.low_u64();
    ASSERT_TRUE(unbond(alice, first, 1024));
    EXPECT_EQ(chain_->balance(alice).units.low_u64(), before + 96);
}

TEST_F(StakingLogic, leaves_rewards_in_their_pool_while_nobody_is_elected) {
    fund_rewards(500);
    next_block();
    EXPECT_EQ(number(issuance_address, "pool(string)", std::string{"validators"}), 500U);
    ASSERT_TRUE(create(first, 100, 0));
    next_block();
    EXPECT_EQ(rewards(first, first), 500U);
}

TEST_F(StakingLogic, divides_rewards_between_validators_by_tokens) {
    ASSERT_TRUE(create(first, 1024, 0));
    ASSERT_TRUE(create(second, 3072, 0));
    fund_rewards(128);
    next_block();
    EXPECT_EQ(rewards(first, first), 32U);
    EXPECT_EQ(rewards(second, second), 96U);
}

}  // namespace ambag::emission::staking
