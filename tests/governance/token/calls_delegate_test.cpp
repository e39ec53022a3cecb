// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/token/token_fixture.hpp"

// delegate and the views over checkpoints: OpenZeppelin's Votes.sol and Checkpoints.sol.

namespace ambag::governance::token {

using TokenDelegate = WrappedTokenTest;
using TokenCheckpoints = WrappedTokenTest;

TEST_F(TokenDelegate, gives_no_votes_before_it_is_called) {
    EXPECT_EQ(votes(alice), U256{});
    EXPECT_EQ(view<Address>("delegates(address)", alice), nobody);
    EXPECT_EQ(view<std::uint32_t>("numCheckpoints(address)", alice), 0U);
}

TEST_F(TokenDelegate, moves_the_whole_balance_and_logs_the_debit_first) {
    ASSERT_TRUE(call(alice, "delegate(address)", bob));
    EXPECT_EQ(chain.take_logs(),
              (std::vector{delegate_log(alice, nobody, bob), votes_log(bob, 0, 100)}));
    const auto result = call(alice, "delegate(address)", carol);
    EXPECT_EQ(result.value(), Bytes{});
    EXPECT_EQ(chain.take_logs(), (std::vector{delegate_log(alice, bob, carol),
                                              votes_log(bob, 100, 0), votes_log(carol, 0, 100)}));
    EXPECT_EQ(view<Address>("delegates(address)", alice), carol);
}

TEST_F(TokenDelegate, to_the_same_delegate_logs_the_choice_alone) {
    ASSERT_TRUE(call(alice, "delegate(address)", bob));
    chain.take_logs();
    ASSERT_TRUE(call(alice, "delegate(address)", bob));
    EXPECT_EQ(chain.take_logs(), std::vector{delegate_log(alice, bob, bob)});
}

TEST_F(TokenDelegate, without_tokens_logs_the_choice_alone) {
    const Address poor{{0x77}};
    ASSERT_TRUE(call(poor, "delegate(address)", bob));
    EXPECT_EQ(chain.take_logs(), std::vector{delegate_log(poor, nobody, bob)});
}

TEST_F(TokenDelegate, to_nobody_takes_the_votes_out) {
    ASSERT_TRUE(call(alice, "delegate(address)", alice));
    chain.take_logs();
    ASSERT_TRUE(call(alice, "delegate(address)", nobody));
    EXPECT_EQ(chain.take_logs(),
              (std::vector{delegate_log(alice, alice, nobody), votes_log(alice, 100, 0)}));
    EXPECT_EQ(votes(alice), U256{});
    EXPECT_EQ(votes(nobody), U256{});
}

TEST_F(TokenDelegate, is_not_transitive) {
    ASSERT_TRUE(call(alice, "delegate(address)", bob));
    ASSERT_TRUE(call(bob, "delegate(address)", carol));
    EXPECT_EQ(votes(bob), U256{100U});
    EXPECT_EQ(votes(carol), U256{50U});
}

TEST_F(TokenCheckpoints, collapse_within_one_block) {
    ASSERT_TRUE(call(alice, "delegate(address)", carol));
    ASSERT_TRUE(call(bob, "delegate(address)", carol));
    EXPECT_EQ(view<std::uint32_t>("numCheckpoints(address)", carol), 1U);
    chain.next_block();
    ASSERT_TRUE(call(bob, "delegate(address)", bob));
    EXPECT_EQ(view<std::uint32_t>("numCheckpoints(address)", carol), 2U);
    const Result<Bytes> first =
        chain.read(token_address, chain.encode("checkpoints(address,uint32)", carol, U256{}));
    EXPECT_EQ(first.value(), abi::encode(U256{1U}, U256{150U}));
    const Result<Bytes> second =
        chain.read(token_address, chain.encode("checkpoints(address,uint32)", carol, U256{1U}));
    EXPECT_EQ(second.value(), abi::encode(U256{2U}, U256{100U}));
}

TEST_F(TokenCheckpoints, out_of_range_panic_as_an_array_index) {
    const Bytes panic = error_data("Panic(uint256)", U256{0x32U});
    EXPECT_EQ(revert_of(alice, "checkpoints(address,uint32)", alice, U256{}), panic);
    ASSERT_TRUE(call(alice, "delegate(address)", alice));
    EXPECT_EQ(revert_of(alice, "checkpoints(address,uint32)", alice, U256{1U}), panic);
    EXPECT_EQ(revert_of(alice, "checkpoints(address,uint32)", alice, U256{0xffffffffU}), panic);
    // An index wider than uint32 is not an argument at all.
    EXPECT_EQ(revert_of(alice, "checkpoints(address,uint32)", alice, U256{1ULL << 32}), Bytes{});
}

TEST_F(TokenCheckpoints, answer_only_for_clocks_that_have_passed) {
    const auto future = [](const U256& timepoint, std::uint64_t now) {
        return error_data("ERC5805FutureLookup(uint256,uint48)", timepoint, U256{now});
    };
    chain.next_block();  // block 2
    EXPECT_EQ(view<U256>("clock()"), U256{2U});
    EXPECT_EQ(past_votes(alice, 1), U256{});
    EXPECT_EQ(view<U256>("getPastTotalSupply(uint256)", U256{1U}), U256{175U});
    EXPECT_EQ(view<U256>("getPastTotalSupply(uint256)", U256{}), U256{175U});
    EXPECT_EQ(revert_of(alice, "getPastVotes(address,uint256)", alice, U256{2U}),
              future(U256{2U}, 2));
    EXPECT_EQ(revert_of(alice, "getPastVotes(address,uint256)", alice, U256::max()),
              future(U256::max(), 2));
    EXPECT_EQ(revert_of(alice, "getPastTotalSupply(uint256)", U256{1ULL << 48}),
              future(U256{1ULL << 48}, 2));
}

TEST_F(TokenCheckpoints, follow_the_clock_that_genesis_chose) {
    EXPECT_EQ(view<std::string>("CLOCK_MODE()"), "mode=blocknumber&from=default");
    chain.rules.clock = ClockMode::timestamp;
    EXPECT_EQ(view<std::string>("CLOCK_MODE()"), "mode=timestamp");
    EXPECT_EQ(view<U256>("clock()"), U256{1'700'000'000U});
    ASSERT_TRUE(call(alice, "delegate(address)", alice));
    chain.next_block(5);
    ASSERT_TRUE(call(alice, "transfer(address,uint256)", bob, amount(40)));
    chain.next_block(5);
    EXPECT_EQ(past_votes(alice, 1'699'999'999), U256{});
    EXPECT_EQ(past_votes(alice, 1'700'000'004), U256{100U});
    EXPECT_EQ(past_votes(alice, 1'700'000'005), U256{60U});
}

// 400 checkpoints with gaps between their clocks: every past clock is asked for.
TEST_F(TokenCheckpoints, are_found_among_many) {
    std::vector<U256> votes_at{U256{}};  // by clock; block 0 had none
    ASSERT_TRUE(call(alice, "delegate(address)", carol));
    U256 now{100U};
    for (unsigned i = 0; i < 400; ++i) {
        const bool out = i % 2 == 0;
        ASSERT_TRUE(call(out ? alice : bob, "transfer(address,uint256)", out ? bob : alice,
                         amount(i % 7 + 1)));
        now = votes(carol);
        for (unsigned gap = 0; gap <= i % 3; ++gap) {
            votes_at.push_back(now);
            chain.next_block();
        }
    }
    EXPECT_EQ(view<std::uint32_t>("numCheckpoints(address)", carol), 400U);
    for (std::uint64_t when = 0; when < votes_at.size(); ++when)
        ASSERT_EQ(past_votes(carol, when), votes_at[when]) << when;
}

}  // namespace ambag::governance::token
