// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/staking/staking_chain.hpp"

// Double signatures and absence: who pays, how much, and never twice.

namespace ambag::emission::staking {

namespace {

class StakingSlash : public StakingChain {
 protected:
    void SetUp() override {
        ASSERT_TRUE(create(first, 1024));
        ASSERT_TRUE(create(second, 1024));
        ASSERT_TRUE(delegate(alice, first, 1024));
        next_block();
    }
    std::uint64_t coins_held() { return chain_->balance(token_address).units.low_u64(); }
    std::uint64_t burned() { return 6'000'000 - coins_held(); }
};

}  // namespace

TEST_F(StakingSlash, punishes_an_offence_exactly_once) {
    const Misbehaviour offence{consensus_of(first), height(), time()};
    // Twice in one block, again in the next, and another offence of the same key.
    report({{}, {offence, offence}});
    EXPECT_EQ(burned(), 128U);
    report({{}, {offence}});
    report({{}, {{consensus_of(first), Height{offence.height.value + 1}, time()}}});
    EXPECT_EQ(burned(), 128U);
    EXPECT_EQ(validator(first).tokens, coins(1920));
    EXPECT_EQ(revert_of(first, "unjail()"), error_data("StakingTombstoned(address)", first));
}

TEST_F(StakingSlash, ignores_old_evidence_and_strangers) {
    const Misbehaviour offence{consensus_of(first), height(), time()};
    report({{}, {offence}}, 51);
    EXPECT_EQ(burned(), 0U);
    report({{carol}, {{carol, height(), time()}}});
    EXPECT_EQ(burned(), 0U);
    report({{}, {{consensus_of(first), height(), Timestamp{time().value - 49}}}});
    EXPECT_EQ(burned(), 128U);  // 50 seconds old in its block
}

TEST_F(StakingSlash, reaches_what_left_at_the_offence_or_after_it_and_nothing_else) {
    ASSERT_TRUE(delegate(bob, first, 128));
    ASSERT_TRUE(delegate(carol, first, 128));
    ASSERT_TRUE(unbond(bob, first, 128));  // before the offence
    next_block();
    const Height offence = height();
    const Timestamp then = time();
    ASSERT_TRUE(unbond(carol, first, 128));  // in its block
    next_block();
    ASSERT_TRUE(unbond(alice, first, 512));
    report_double_sign(first, offence, then);
    ASSERT_TRUE(unbond(alice, first, 100));  // after the slash: pays as bonded stake, not again
    EXPECT_EQ(burned(), 96U + 40U);          // 1,536 bonded, 640 leaving
    for (const Address& who : {alice, bob, carol, first})
        ASSERT_TRUE(call(second, "settle(address)", who));
    EXPECT_EQ(wrapped(bob), 1'000'000U);
    EXPECT_EQ(wrapped(carol), 999'992U);
    EXPECT_EQ(wrapped(alice), 1'000'000U - 32 - 32);
    EXPECT_EQ(wrapped(first), 1'000'000U - 64);
    EXPECT_EQ(sums().unsettled, coins(0));
    EXPECT_EQ(sums().carry, coins(0));
    next_block(200);
    next_block();
    next_block();
    EXPECT_EQ(bonded(carol), 0U);
    EXPECT_EQ(bonded(alice), 380U);
}

TEST_F(StakingSlash, exempts_exits_that_stood_beside_a_released_one) {
    ASSERT_TRUE(delegate(bob, first, 128));
    ASSERT_TRUE(unbond(bob, first, 128));
    ASSERT_TRUE(unbond(alice, first, 128));
    const Height then = height();
    next_block(100);
    ASSERT_TRUE(call(bob, "withdraw()"));
    // Evidence of that block, with a young time: the engine would not send it, and it finds
    // nothing.
    ASSERT_TRUE(chain_->call(timelock_address, staking_address, "setParameter(string,uint256)",
                             std::string{"exitsPerBlock"}, U256{1U}));
    report_double_sign(first, then, time());
    EXPECT_EQ(burned(), 120U);  // 1,920 bonded alone
    ASSERT_TRUE(call(carol, "settle(address)", alice));
    ASSERT_TRUE(call(carol, "settle(address)", first));
    EXPECT_EQ(sums().unsettled, coins(0));
}

TEST_F(StakingSlash, follows_redelegated_stake_when_it_is_settled) {
    const Height offence = height();
    const Timestamp then = time();
    ASSERT_TRUE(redelegate(alice, first, second, 384));
    ASSERT_TRUE(redelegate(alice, first, second, 128));
    next_block();
    report_double_sign(first, offence, then);
    EXPECT_EQ(burned(), 96U);  // 1,536 that stayed
    ASSERT_TRUE(call(carol, "settle(address)", alice));
    EXPECT_EQ(burned(), 96U + 32U);
    EXPECT_EQ(stake(alice, second), 480U);
    EXPECT_EQ(validator(second).tokens, coins(1504));
    EXPECT_EQ(wrapped(alice), 1'000'000U - 32 - 32);
    // The same is not taken again, and then it may go.
    ASSERT_TRUE(call(carol, "settle(address)", alice));
    next_block(101);
    next_block();
    ASSERT_TRUE(unbond(alice, second, 480));
}

TEST_F(StakingSlash, redelegated_stake_bears_the_slashes_of_both_validators) {
    const Height offence = height();
    const Timestamp then = time();
    ASSERT_TRUE(redelegate(alice, first, second, 1024));
    next_block();
    report({{}, {{consensus_of(second), height(), time()}, {consensus_of(first), offence, then}}});
    // 2,048 at the second and 1,024 that stayed at the first at once.
    EXPECT_EQ(burned(), 128U + 64U);
    ASSERT_TRUE(call(carol, "settle(address)", alice));
    // 1,024 - 64 for the second's offence, then 1/16 of 960 for the first's.
    EXPECT_EQ(stake(alice, second), 900U);
    EXPECT_EQ(wrapped(alice), 1'000'000U - 124);
}

TEST_F(StakingSlash, a_loss_of_everything_closes_the_position_and_pays_what_it_earned) {
    ASSERT_TRUE(call(timelock_address, "setParameter(string,uint256)",
                     std::string{"doubleSignSlash"}, U256{1'000'000U}));
    fund_rewards(300);
    next_block();
    const std::uint64_t due = rewards(alice, first);
    ASSERT_GT(due, 0U);
    const std::uint64_t before = chain_->balance(alice).units.low_u64();
    report_double_sign(first, height(), time());
    EXPECT_EQ(burned(), 2048U);
    ASSERT_TRUE(call(carol, "settle(address)", alice));
    EXPECT_EQ(chain_->balance(alice).units.low_u64(), before + due);
    EXPECT_EQ(bonded(alice), 0U);
    EXPECT_EQ(wrapped(alice), 1'000'000U - 1024);
}

TEST_F(StakingSlash, absence_is_counted_in_windows_and_jails) {
    const auto absent = [&] { report({{consensus_of(second)}, {}}); };
    // Blocks 10 to 19 are one window; two absences of it are forgiven.
    while (height().value < 10) next_block();
    absent();
    absent();
    while (height().value < 19) next_block();
    absent();  // block 20: counted anew
    absent();
    EXPECT_FALSE(validator(second).jailed);
    EXPECT_EQ(burned(), 0U);
    absent();
    EXPECT_TRUE(validator(second).jailed);
    EXPECT_FALSE(validator(second).elected);
    EXPECT_EQ(validator(second).jailed_until.value, time().value + 20);
    EXPECT_EQ(burned(), 16U);  // 1/64 of 1,024
    absent();                  // in jail nothing is counted
    EXPECT_EQ(burned(), 16U);
    // In jail it earns nothing.
    fund_rewards(100);
    next_block();
    EXPECT_EQ(rewards(second, second), 0U);
}

TEST_F(StakingSlash, a_validator_that_was_away_too_often_is_worn_out_for_good) {
    ASSERT_TRUE(call(timelock_address, "setParameter(string,uint256)", std::string{"downtimeSlash"},
                     U256{100'000U}));
    ASSERT_TRUE(call(timelock_address, "setParameter(string,uint256)",
                     std::string{"missedBlocksMax"}, U256{1U}));
    unsigned slashes = 0;
    for (int i = 0; i < 400 && !validator(second).tombstoned; ++i) {
        ASSERT_TRUE(delegate(second, second, 500));
        if (validator(second).jailed) {
            ASSERT_TRUE(call(second, "unjail()"));
        }
        report({{consensus_of(second)}, {}});
        report({{consensus_of(second)}, {}});
        if (validator(second).jailed) ++slashes;  // not when a window ended between the two
        next_block(20);
    }
    // 0.9^n < 2^-32 from n = 211 on.
    EXPECT_EQ(slashes, 211U);
}

}  // namespace ambag::emission::staking
