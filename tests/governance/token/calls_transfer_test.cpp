// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/token/token_fixture.hpp"

// transfer, approve, transferFrom: OpenZeppelin's ERC20.sol, guards in its order.

namespace ambag::governance::token {

namespace {

const Amount one = amount(1);

}  // namespace

using TokenTransfer = WrappedTokenTest;
using TokenApprove = WrappedTokenTest;
using TokenTransferFrom = WrappedTokenTest;

TEST_F(TokenTransfer, rejects_in_the_order_sender_receiver_balance_bond) {
    const std::string_view transfer = "transfer(address,uint256)";
    ASSERT_TRUE(call(staking_address, "bond(address,uint256)", alice, amount(60)));
    // A call from the zero address happens in eth_call.
    EXPECT_EQ(revert_of(nobody, transfer, nobody, amount(101)),
              error_data("ERC20InvalidSender(address)", nobody));
    EXPECT_EQ(revert_of(alice, transfer, nobody, amount(101)),
              error_data("ERC20InvalidReceiver(address)", nobody));
    EXPECT_EQ(revert_of(alice, transfer, bob, amount(101)),
              error_data("ERC20InsufficientBalance(address,uint256,uint256)", alice, U256{100U},
                         U256{101U}));
    EXPECT_EQ(revert_of(alice, transfer, bob, amount(41)),
              error_data("TokenInsufficientUnbonded(address,uint256,uint256)", alice, U256{40U},
                         U256{41U}));
    EXPECT_TRUE(call(alice, transfer, bob, amount(40)));
    EXPECT_EQ(chain.take_logs().back(), transfer_log(alice, bob, 40));
}

TEST_F(TokenTransfer, moves_tokens_and_says_so) {
    const auto result = call(alice, "transfer(address,uint256)", bob, amount(30));
    EXPECT_EQ(result.value(), abi::encode(true));
    EXPECT_EQ(balance(alice), U256{70U});
    EXPECT_EQ(balance(bob), U256{80U});
    EXPECT_EQ(view<U256>("totalSupply()"), U256{175U});
    EXPECT_EQ(chain.take_logs(), std::vector{transfer_log(alice, bob, 30)});
}

TEST_F(TokenTransfer, to_oneself_changes_nothing_but_is_logged) {
    ASSERT_TRUE(call(alice, "delegate(address)", alice));
    chain.take_logs();
    ASSERT_TRUE(call(alice, "transfer(address,uint256)", alice, amount(100)));
    EXPECT_EQ(balance(alice), U256{100U});
    EXPECT_EQ(votes(alice), U256{100U});
    EXPECT_EQ(chain.take_logs(), std::vector{transfer_log(alice, alice, 100)});
}

TEST_F(TokenTransfer, of_nothing_is_logged_and_moves_no_votes) {
    ASSERT_TRUE(call(alice, "delegate(address)", bob));
    chain.take_logs();
    ASSERT_TRUE(call(alice, "transfer(address,uint256)", carol, amount(0)));
    EXPECT_EQ(chain.take_logs(), std::vector{transfer_log(alice, carol, 0)});
}

TEST_F(TokenTransfer, moves_votes_from_delegate_to_delegate_debit_first) {
    ASSERT_TRUE(call(alice, "delegate(address)", carol));
    ASSERT_TRUE(call(bob, "delegate(address)", bob));
    chain.take_logs();
    ASSERT_TRUE(call(alice, "transfer(address,uint256)", bob, amount(30)));
    const std::vector<Log> logs{transfer_log(alice, bob, 30), votes_log(carol, 100, 70),
                                votes_log(bob, 50, 80)};
    EXPECT_EQ(chain.take_logs(), logs);
}

TEST_F(TokenTransfer, between_holders_with_one_delegate_changes_no_votes) {
    ASSERT_TRUE(call(alice, "delegate(address)", carol));
    ASSERT_TRUE(call(bob, "delegate(address)", carol));
    chain.take_logs();
    ASSERT_TRUE(call(alice, "transfer(address,uint256)", bob, amount(30)));
    EXPECT_EQ(chain.take_logs(), std::vector{transfer_log(alice, bob, 30)});
    EXPECT_EQ(votes(carol), U256{150U});
}

TEST_F(TokenApprove, rejects_the_zero_address_approver_first) {
    EXPECT_EQ(revert_of(nobody, "approve(address,uint256)", nobody, one),
              error_data("ERC20InvalidApprover(address)", nobody));
    EXPECT_EQ(revert_of(alice, "approve(address,uint256)", nobody, one),
              error_data("ERC20InvalidSpender(address)", nobody));
}

TEST_F(TokenApprove, replaces_the_allowance) {
    ASSERT_TRUE(call(alice, "approve(address,uint256)", bob, amount(7)));
    const auto result = call(alice, "approve(address,uint256)", bob, U256::max());
    EXPECT_EQ(result.value(), abi::encode(true));
    EXPECT_EQ(view<U256>("allowance(address,address)", alice, bob), U256::max());
    EXPECT_EQ(view<U256>("allowance(address,address)", bob, alice), U256{});
    const std::vector<Log> logs{approval_log(alice, bob, U256{7U}),
                                approval_log(alice, bob, U256::max())};
    EXPECT_EQ(chain.take_logs(), logs);
}

TEST_F(TokenTransferFrom, checks_the_allowance_before_anything_else) {
    const std::string_view from = "transferFrom(address,address,uint256)";
    EXPECT_EQ(
        revert_of(bob, from, alice, nobody, amount(101)),
        error_data("ERC20InsufficientAllowance(address,uint256,uint256)", bob, U256{}, U256{101U}));
    ASSERT_TRUE(call(alice, "approve(address,uint256)", bob, amount(101)));
    EXPECT_EQ(revert_of(bob, from, alice, nobody, amount(101)),
              error_data("ERC20InvalidReceiver(address)", nobody));
    EXPECT_EQ(revert_of(bob, from, alice, carol, amount(101)),
              error_data("ERC20InsufficientBalance(address,uint256,uint256)", alice, U256{100U},
                         U256{101U}));
    // Nothing is spent by what reverted.
    EXPECT_EQ(view<U256>("allowance(address,address)", alice, bob), U256{101U});
}

TEST_F(TokenTransferFrom, of_nothing_from_the_zero_address_fails_as_an_approval) {
    EXPECT_EQ(revert_of(bob, "transferFrom(address,address,uint256)", nobody, carol, amount(0)),
              error_data("ERC20InvalidApprover(address)", nobody));
    EXPECT_EQ(revert_of(nobody, "transferFrom(address,address,uint256)", alice, carol, amount(0)),
              error_data("ERC20InvalidSpender(address)", nobody));
}

TEST_F(TokenTransferFrom, spends_the_allowance_without_an_approval_event) {
    ASSERT_TRUE(call(alice, "approve(address,uint256)", bob, amount(50)));
    chain.take_logs();
    const auto result =
        call(bob, "transferFrom(address,address,uint256)", alice, carol, amount(20));
    EXPECT_EQ(result.value(), abi::encode(true));
    EXPECT_EQ(view<U256>("allowance(address,address)", alice, bob), U256{30U});
    EXPECT_EQ(balance(carol), U256{45U});
    EXPECT_EQ(chain.take_logs(), std::vector{transfer_log(alice, carol, 20)});
}

TEST_F(TokenTransferFrom, never_uses_up_an_unlimited_allowance) {
    ASSERT_TRUE(call(alice, "approve(address,uint256)", bob, U256::max()));
    ASSERT_TRUE(call(bob, "transferFrom(address,address,uint256)", alice, carol, amount(20)));
    EXPECT_EQ(view<U256>("allowance(address,address)", alice, bob), U256::max());
}

}  // namespace ambag::governance::token
