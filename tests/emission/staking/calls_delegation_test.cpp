// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/settlement.hpp"
#include "tests/emission/staking/staking_chain.hpp"

// delegate, unbond, redelegate, withdraw, claim: guards in their order, then effects.

namespace ambag::emission::staking {

namespace {

class StakingDelegation : public StakingChain {
 protected:
    void SetUp() override {
        ASSERT_TRUE(create(first, 1000));
        ASSERT_TRUE(create(second, 1000));
        chain_->take_logs();
    }
    static Bytes insufficient(const Address& validator, std::uint64_t movable,
                              std::uint64_t needed) {
        return error_data("StakingInsufficientStake(address,uint256,uint256)", validator,
                          U256{movable}, U256{needed});
    }
};

}  // namespace

TEST_F(StakingDelegation, refuses_in_order) {
    EXPECT_EQ(revert_of(token_address, "delegate(address,uint256)", carol, coins(1)),
              error_data("StakingAccountIsModule(address)", token_address));
    EXPECT_EQ(revert_of(alice, "delegate(address,uint256)", carol, coins(1)),
              error_data("StakingUnknownValidator(address)", carol));
    EXPECT_EQ(revert_of(alice, "delegate(address,uint256)", first, coins(9)),
              error_data("StakingAmountTooSmall(uint256,uint256)", U256{9U}, U256{10U}));
    EXPECT_EQ(revert_of(alice, "delegate(address,uint256)", first, coins(1'000'001)),
              error_data("TokenInsufficientUnbonded(address,uint256,uint256)", alice,
                         U256{1'000'000U}, U256{1'000'001U}));
    report_double_sign(first, height(), time());
    EXPECT_EQ(revert_of(alice, "delegate(address,uint256)", first, coins(10)),
              error_data("StakingTombstoned(address)", first));
}

TEST_F(StakingDelegation, bonds_in_place) {
    ASSERT_TRUE(delegate(alice, first, 600));
    EXPECT_EQ(wrapped(alice), 1'000'000U);
    EXPECT_EQ(votes(alice), 1'000'000U);
    EXPECT_EQ(bonded(alice), 600U);
    EXPECT_EQ(stake(alice, first), 600U);
    const auto moved =
        chain_->call(alice, token_address, "transfer(address,uint256)", bob, coins(999'401));
    EXPECT_EQ(moved.error().data, error_data("TokenInsufficientUnbonded(address,uint256,uint256)",
                                             alice, U256{999'400U}, U256{999'401U}));
}

TEST_F(StakingDelegation, unbonds_what_is_there_and_leaves_no_dust) {
    ASSERT_TRUE(delegate(alice, first, 100));
    EXPECT_EQ(revert_of(alice, "unbond(address,uint256)", first, coins(0)),
              insufficient(first, 100, 0));
    EXPECT_EQ(revert_of(alice, "unbond(address,uint256)", first, coins(101)),
              insufficient(first, 100, 101));
    EXPECT_EQ(revert_of(alice, "unbond(address,uint256)", second, coins(1)),
              insufficient(second, 0, 1));
    EXPECT_EQ(revert_of(alice, "unbond(address,uint256)", first, coins(91)),
              error_data("StakingAmountTooSmall(uint256,uint256)", U256{9U}, U256{10U}));
    ASSERT_TRUE(unbond(alice, first, 90));
    ASSERT_TRUE(unbond(alice, first, 10));
    EXPECT_EQ(bonded(alice), 100U);
    EXPECT_EQ(revert_of(alice, "withdraw()"), error_data("StakingNothingDue()"));
}

TEST_F(StakingDelegation, releases_a_bounded_number_of_exits_a_block_and_the_holders_own_at_once) {
    for (const Address& who : {alice, bob, carol}) {
        ASSERT_TRUE(delegate(who, first, 100));
        ASSERT_TRUE(unbond(who, first, 50));
        ASSERT_TRUE(unbond(who, first, 50));
    }
    next_block(99);
    EXPECT_EQ(bonded(alice), 100U);
    EXPECT_EQ(revert_of(alice, "withdraw()"), error_data("StakingNothingDue()"));
    next_block(1);
    ASSERT_TRUE(call(carol, "withdraw()"));  // out of turn: the last two of six
    EXPECT_EQ(bonded(carol), 0U);
    next_block();
    EXPECT_EQ(bonded(alice), 0U);
    EXPECT_EQ(bonded(bob), 100U);
    next_block();
    EXPECT_EQ(bonded(bob), 0U);
    EXPECT_EQ(sums().leaving, coins(0));
}

TEST_F(StakingDelegation, redelegates_at_once_and_not_twice) {
    ASSERT_TRUE(delegate(alice, first, 100));
    EXPECT_EQ(revert_of(alice, "redelegate(address,address,uint256)", first, first, coins(10)),
              error_data("StakingSameValidator(address)", first));
    EXPECT_EQ(revert_of(alice, "redelegate(address,address,uint256)", first, carol, coins(10)),
              error_data("StakingUnknownValidator(address)", carol));
    ASSERT_TRUE(redelegate(alice, first, second, 60));
    EXPECT_EQ(stake(alice, first), 40U);
    EXPECT_EQ(stake(alice, second), 60U);
    EXPECT_EQ(validator(second).tokens, coins(1060));
    EXPECT_EQ(bonded(alice), 100U);
    // Immature stake stays where it is; what else is there may leave.
    EXPECT_EQ(revert_of(alice, "redelegate(address,address,uint256)", second, first, coins(60)),
              insufficient(second, 0, 60));
    EXPECT_EQ(revert_of(alice, "unbond(address,uint256)", second, coins(10)),
              insufficient(second, 0, 10));
    ASSERT_TRUE(delegate(alice, second, 50));
    ASSERT_TRUE(unbond(alice, second, 50));
    next_block(100);
    next_block();
    ASSERT_TRUE(redelegate(alice, second, first, 60));
}

TEST_F(StakingDelegation, bounds_positions_and_exits_of_a_holder) {
    ASSERT_TRUE(delegate(alice, first, 1000));
    for (std::size_t i = 0; i < exits_max; ++i) ASSERT_TRUE(unbond(alice, first, 10));
    EXPECT_EQ(revert_of(alice, "unbond(address,uint256)", first, coins(10)),
              error_data("StakingTooManyExits(uint64)", std::uint64_t{16}));
    // Sixteen more validators, by genesis' way of registering.
    for (std::uint8_t i = 1; i <= 16; ++i) {
        const Address who{{0x70, i}};
        ASSERT_TRUE(chain_->call(bob, token_address, "transfer(address,uint256)", who, coins(100)));
        const Bytes seed(32, static_cast<Byte>(0x70 + i));
        const Bytes key = to_bytes(ed25519_key(seed));
        const Hash digest = proof_digest(chain_->rules.chain_id, staking_address, who,
                                         ConsensusKeyType::ed25519, key);
        ASSERT_TRUE(call(who, create_signature, std::uint8_t{0}, key,
                         to_bytes(ed25519_sign(seed, digest.bytes)), std::uint32_t{0},
                         std::uint32_t{0}, std::uint32_t{0}, coins(100), std::string{},
                         std::string{}, std::string{}));
        if (i <= 15) {
            ASSERT_TRUE(delegate(alice, who, 10));
        }
    }
    EXPECT_EQ(revert_of(alice, "delegate(address,uint256)", Address{{0x70, 16}}, coins(10)),
              error_data("StakingTooManyPositions(uint64)", std::uint64_t{16}));
    ASSERT_TRUE(delegate(alice, first, 10));  // one that she has
}

TEST_F(StakingDelegation, claims_what_is_due_once) {
    ASSERT_TRUE(delegate(alice, first, 1000));
    EXPECT_EQ(revert_of(alice, "claim(address)", first), error_data("StakingNothingDue()"));
    EXPECT_EQ(revert_of(alice, "claim(address)", carol), error_data("StakingNothingDue()"));
    fund_rewards(300);
    next_block();
    ASSERT_TRUE(call(alice, "claim(address)", first));
    EXPECT_EQ(revert_of(alice, "claim(address)", first), error_data("StakingNothingDue()"));
    EXPECT_EQ(revert_of(alice, "claimCommission()"), error_data("StakingNothingDue()"));
}

TEST_F(StakingDelegation, takes_coins_from_issuance_and_the_token_alone) {
    for (const Address& who : {alice, timelock_address, token_address})
        EXPECT_EQ(revert_of(who, "receiveFromPool(string)", std::string{"validators"}),
                  error_data("StakingUnauthorized(address)", who));
    for (const Address& who : {alice, timelock_address, issuance_address})
        EXPECT_EQ(revert_of(who, "receiveCarry()"),
                  error_data("StakingUnauthorized(address)", who));
}

}  // namespace ambag::emission::staking
