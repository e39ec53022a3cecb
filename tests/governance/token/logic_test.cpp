// SPDX-License-Identifier: Apache-2.0
#include "governance/token/votes.hpp"
#include "tests/governance/token/token_fixture.hpp"

// The worked example of governance/token/README.md.

namespace ambag::governance::token {

using TokenLogic = TokenTest;

TEST_F(TokenLogic, follows_the_worked_example) {
    struct Row {
        std::uint64_t alice, bob, supply;
    };
    const auto expect_row = [&](const Row& row) {
        EXPECT_EQ(votes(alice), U256{row.alice});
        EXPECT_EQ(votes(bob), U256{row.bob});
        EXPECT_EQ(view<U256>("totalSupply()"), U256{row.supply});
        chain.next_block();
    };
    ASSERT_TRUE(deposit(alice, alice, 100));
    expect_row({0, 0, 100});
    ASSERT_TRUE(call(alice, "delegate(address)", bob));
    expect_row({0, 100, 100});
    ASSERT_TRUE(deposit(bob, bob, 50));
    ASSERT_TRUE(call(bob, "delegate(address)", bob));
    expect_row({0, 150, 150});
    ASSERT_TRUE(call(alice, "transfer(address,uint256)", carol, amount(30)));
    expect_row({0, 120, 150});
    ASSERT_TRUE(call(alice, "delegate(address)", alice));
    expect_row({70, 50, 150});
    ASSERT_TRUE(call(alice, "withdrawTo(address,uint256)", alice, amount(20)));
    expect_row({50, 50, 130});

    EXPECT_EQ(past_votes(bob, 3), U256{150U});
    EXPECT_EQ(past_votes(bob, 4), U256{120U});
    EXPECT_EQ(view<U256>("getPastTotalSupply(uint256)", U256{5U}), U256{150U});
    EXPECT_EQ(revert_of(carol, "getPastVotes(address,uint256)", bob, U256{7U}),
              error_data("ERC5805FutureLookup(uint256,uint48)", U256{7U}, U256{7U}));
    EXPECT_EQ(chain.balance(alice), amount(999'920));
    EXPECT_EQ(chain.balance(token_address), amount(130));
    EXPECT_EQ(view<U256>("numCheckpoints(address)", bob), U256{4U});
}

// What the governor reads without an ABI round trip.
TEST_F(TokenLogic, answers_another_module_directly) {
    wrap(alice, 100);
    ASSERT_TRUE(call(alice, "delegate(address)", bob));
    chain.next_block();
    chain.genesis(governor_address, [](Context& ctx) -> Result<void, Fault> {
        const ViewContext token = ctx.view_of(token_address);
        EXPECT_EQ(token::past_votes(token, bob, Uint48{1}).value(), amount(100));
        EXPECT_EQ(token::past_total_supply(token, Uint48{1}).value(), amount(100));
        EXPECT_EQ(token::past_votes(token, bob, Uint48{2}).error().data,
                  error_data("ERC5805FutureLookup(uint256,uint48)", U256{2U}, U256{2U}));
        EXPECT_EQ(token::votes(token, bob), amount(100));
        EXPECT_EQ(token::clock_mode(token), "mode=blocknumber&from=default");
        return {};
    });
}

}  // namespace ambag::governance::token
