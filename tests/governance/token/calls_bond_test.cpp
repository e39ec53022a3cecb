// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/token/token_fixture.hpp"

// bond, unbond, burnBonded: for the staking module alone.

namespace ambag::governance::token {

namespace {

class TokenBond : public WrappedTokenTest {
 protected:
    static Log bond_log(std::string_view signature, const Address& who, std::uint64_t units) {
        return log(signature, {who}, abi::encode(U256{units}));
    }
};

}  // namespace

TEST_F(TokenBond, obeys_the_staking_module_alone) {
    for (const std::string_view signature :
         {"bond(address,uint256)", "unbond(address,uint256)", "burnBonded(address,uint256)"})
        for (const Address& caller : {alice, bob, authority_address, token_address, nobody})
            EXPECT_EQ(revert_of(caller, signature, alice, amount(1000)),
                      error_data("TokenUnauthorized(address)", caller));
}

TEST_F(TokenBond, takes_no_more_than_is_free) {
    ASSERT_TRUE(call(staking_address, "bond(address,uint256)", alice, amount(60)));
    EXPECT_EQ(revert_of(staking_address, "bond(address,uint256)", alice, amount(41)),
              error_data("TokenInsufficientUnbonded(address,uint256,uint256)", alice, U256{40U},
                         U256{41U}));
    ASSERT_TRUE(call(staking_address, "bond(address,uint256)", alice, amount(40)));
    EXPECT_EQ(view<U256>("bonded(address)", alice), U256{100U});
    EXPECT_EQ(chain.take_logs(), (std::vector{bond_log("Bonded(address,uint256)", alice, 60),
                                              bond_log("Bonded(address,uint256)", alice, 40)}));
}

TEST_F(TokenBond, leaves_balance_votes_and_supply_alone) {
    ASSERT_TRUE(call(alice, "delegate(address)", carol));
    ASSERT_TRUE(call(staking_address, "bond(address,uint256)", alice, amount(100)));
    EXPECT_EQ(balance(alice), U256{100U});
    EXPECT_EQ(votes(carol), U256{100U});
    ASSERT_TRUE(call(alice, "delegate(address)", bob));
    EXPECT_EQ(votes(bob), U256{100U});
}

TEST_F(TokenBond, releases_and_burns_no_more_than_is_bonded) {
    ASSERT_TRUE(call(staking_address, "bond(address,uint256)", alice, amount(60)));
    for (const std::string_view signature :
         {"unbond(address,uint256)", "burnBonded(address,uint256)"})
        EXPECT_EQ(revert_of(staking_address, signature, alice, amount(61)),
                  error_data("TokenInsufficientBond(address,uint256,uint256)", alice, U256{60U},
                             U256{61U}));
    chain.take_logs();
    ASSERT_TRUE(call(staking_address, "unbond(address,uint256)", alice, amount(60)));
    EXPECT_EQ(chain.take_logs(), std::vector{bond_log("Unbonded(address,uint256)", alice, 60)});
    EXPECT_TRUE(call(alice, "transfer(address,uint256)", bob, amount(100)));
}

TEST_F(TokenBond, burning_destroys_tokens_votes_and_coins) {
    ASSERT_TRUE(call(alice, "delegate(address)", carol));
    ASSERT_TRUE(call(staking_address, "bond(address,uint256)", alice, amount(60)));
    chain.take_logs();
    ASSERT_TRUE(call(staking_address, "burnBonded(address,uint256)", alice, amount(25)));
    EXPECT_EQ(chain.take_logs(),
              (std::vector{transfer_log(alice, nobody, 25), votes_log(carol, 100, 75),
                           bond_log("BondBurned(address,uint256)", alice, 25)}));
    EXPECT_EQ(balance(alice), U256{75U});
    EXPECT_EQ(view<U256>("bonded(address)", alice), U256{35U});
    EXPECT_EQ(view<U256>("totalSupply()"), U256{150U});
    EXPECT_EQ(chain.balance(token_address), amount(150));
    chain.next_block();
    EXPECT_EQ(view<U256>("getPastTotalSupply(uint256)", U256{1U}), U256{150U});
}

}  // namespace ambag::governance::token
