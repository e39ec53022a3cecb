// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/token/token_fixture.hpp"

// depositFor and withdrawTo: OpenZeppelin's ERC20Wrapper.sol with the native coin underneath.

namespace ambag::governance::token {

namespace {

class TokenSelfDelegation : public TokenTest {
 protected:
    void SetUp() override { start({"Ambag", "AMB", true, {}}); }
};

}  // namespace

using TokenDeposit = TokenTest;
using TokenWithdraw = TokenTest;

TEST_F(TokenDeposit, rejects_the_token_itself_and_the_zero_address) {
    EXPECT_EQ(deposit(alice, token_address, 1).error().data,
              error_data("ERC20InvalidReceiver(address)", token_address));
    EXPECT_EQ(deposit(alice, nobody, 1).error().data,
              error_data("ERC20InvalidReceiver(address)", nobody));
    EXPECT_EQ(deposit(token_address, alice, 0).error().data,
              error_data("ERC20InvalidSender(address)", token_address));
    EXPECT_EQ(chain.balance(token_address), amount(0));
}

TEST_F(TokenDeposit, holds_the_coins_and_logs_a_mint_alone) {
    EXPECT_EQ(deposit(alice, bob, 300).value(), abi::encode(true));
    EXPECT_EQ(chain.take_logs(), std::vector{transfer_log(nobody, bob, 300)});
    EXPECT_EQ(balance(bob), U256{300U});
    EXPECT_EQ(view<U256>("totalSupply()"), U256{300U});
    EXPECT_EQ(chain.balance(token_address), amount(300));
    EXPECT_EQ(chain.balance(alice), amount(999'700));
}

TEST_F(TokenDeposit, raises_the_votes_of_the_delegate) {
    ASSERT_TRUE(call(bob, "delegate(address)", carol));
    chain.take_logs();
    ASSERT_TRUE(deposit(alice, bob, 300));
    EXPECT_EQ(chain.take_logs(),
              (std::vector{transfer_log(nobody, bob, 300), votes_log(carol, 0, 300)}));
}

TEST_F(TokenDeposit, of_nothing_is_logged) {
    ASSERT_TRUE(deposit(alice, bob, 0));
    EXPECT_EQ(chain.take_logs(), std::vector{transfer_log(nobody, bob, 0)});
}

TEST_F(TokenSelfDelegation, follows_a_first_wrap_with_the_whole_balance) {
    ASSERT_TRUE(deposit(alice, alice, 100));
    EXPECT_EQ(chain.take_logs(),
              (std::vector{transfer_log(nobody, alice, 100), delegate_log(alice, nobody, alice),
                           votes_log(alice, 0, 100)}));
    // Bob receives first: no delegation. His first wrap then counts all he has.
    ASSERT_TRUE(call(alice, "transfer(address,uint256)", bob, amount(40)));
    EXPECT_EQ(view<Address>("delegates(address)", bob), nobody);
    chain.take_logs();
    ASSERT_TRUE(deposit(bob, bob, 5));
    EXPECT_EQ(chain.take_logs(),
              (std::vector{transfer_log(nobody, bob, 5), delegate_log(bob, nobody, bob),
                           votes_log(bob, 0, 45)}));
    // The second wrap finds a delegate.
    ASSERT_TRUE(deposit(bob, bob, 5));
    EXPECT_EQ(chain.take_logs(),
              (std::vector{transfer_log(nobody, bob, 5), votes_log(bob, 45, 50)}));
}

TEST_F(TokenSelfDelegation, respects_an_earlier_choice) {
    ASSERT_TRUE(call(alice, "delegate(address)", bob));
    ASSERT_TRUE(call(carol, "delegate(address)", nobody));
    chain.take_logs();
    ASSERT_TRUE(deposit(alice, alice, 10));
    ASSERT_TRUE(deposit(carol, carol, 10));
    EXPECT_EQ(chain.take_logs(),
              (std::vector{transfer_log(nobody, alice, 10), votes_log(bob, 0, 10),
                           transfer_log(nobody, carol, 10)}));
}

TEST_F(TokenSelfDelegation, needs_something_wrapped) {
    ASSERT_TRUE(deposit(bob, alice, 0));
    EXPECT_EQ(view<Address>("delegates(address)", alice), nobody);
}

TEST_F(TokenDeposit, stops_at_what_a_checkpoint_can_hold) {
    const U256 cap = checked_sub(U256::power_of_two(208), U256{1U}).value();
    const Address rich{{0x99}};
    chain.fund(rich, Amount{U256::power_of_two(209)});
    const auto wrap_amount = [&](const U256& units) {
        return chain.call_with_value(rich, Amount{units}, token_address, "depositFor(address)",
                                     rich);
    };
    ASSERT_TRUE(call(rich, "delegate(address)", rich));
    EXPECT_EQ(wrap_amount(U256::power_of_two(208)).error().data,
              error_data("ERC20ExceededSafeSupply(uint256,uint256)", U256::power_of_two(208), cap));
    ASSERT_TRUE(wrap_amount(cap));
    EXPECT_EQ(votes(rich), cap);
    EXPECT_EQ(deposit(alice, alice, 1).error().data,
              error_data("ERC20ExceededSafeSupply(uint256,uint256)", U256::power_of_two(208), cap));
}

TEST_F(TokenWithdraw, rejects_in_the_order_module_balance_zero_address) {
    wrap(alice, 100);
    const std::string_view withdraw = "withdrawTo(address,uint256)";
    EXPECT_EQ(revert_of(alice, withdraw, token_address, amount(101)),
              error_data("ERC20InvalidReceiver(address)", token_address));
    EXPECT_EQ(revert_of(nobody, withdraw, alice, amount(0)),
              error_data("ERC20InvalidSender(address)", nobody));
    EXPECT_EQ(revert_of(alice, withdraw, nobody, amount(101)),
              error_data("ERC20InsufficientBalance(address,uint256,uint256)", alice, U256{100U},
                         U256{101U}));
    EXPECT_EQ(revert_of(alice, withdraw, nobody, amount(100)),
              error_data("ERC20InvalidReceiver(address)", nobody));
    ASSERT_TRUE(call(staking_address, "bond(address,uint256)", alice, amount(1)));
    EXPECT_EQ(revert_of(alice, withdraw, alice, amount(100)),
              error_data("TokenInsufficientUnbonded(address,uint256,uint256)", alice, U256{99U},
                         U256{100U}));
}

TEST_F(TokenWithdraw, pays_the_coins_out_and_logs_a_burn) {
    wrap(alice, 100);
    ASSERT_TRUE(call(alice, "delegate(address)", carol));
    chain.take_logs();
    EXPECT_EQ(call(alice, "withdrawTo(address,uint256)", bob, amount(60)).value(),
              abi::encode(true));
    EXPECT_EQ(chain.take_logs(),
              (std::vector{transfer_log(alice, nobody, 60), votes_log(carol, 100, 40)}));
    EXPECT_EQ(balance(alice), U256{40U});
    EXPECT_EQ(view<U256>("totalSupply()"), U256{40U});
    EXPECT_EQ(chain.balance(bob), amount(1'000'060));
    EXPECT_EQ(chain.balance(token_address), amount(40));
}

TEST_F(TokenWithdraw, refuses_coins_with_the_call) {
    wrap(alice, 100);
    const auto result = chain.call_with_value(alice, amount(1), token_address,
                                              "withdrawTo(address,uint256)", alice, amount(1));
    EXPECT_EQ(result.error(), Revert{});
}

}  // namespace ambag::governance::token
