// SPDX-License-Identifier: Apache-2.0
#include "governance/token/partial_delegation.hpp"

#include "governance/token/checkpoints.hpp"
#include "governance/token/delegated_supply.hpp"
#include "governance/token/votes.hpp"
#include "tests/governance/token/token_fixture.hpp"

namespace ambag::governance::token {

namespace {

using Weights = std::vector<std::uint16_t>;

std::vector<std::uint64_t> shares(std::uint64_t balance, const Weights& weights) {
    std::vector<std::uint64_t> units;
    for (const Amount& share : split_shares(amount(balance), weights))
        units.push_back(share.units.low_u64());
    return units;
}

class SplitTest : public WrappedTokenTest {
 protected:
    static constexpr std::string_view signature = "delegateSplit(address[],uint16[])";

    Result<Bytes> split(const Address& from, const std::vector<Address>& to, const Weights& by) {
        return call(from, signature, to, by);
    }
    Bytes refusal(const std::vector<Address>& to, const Weights& by) {
        return revert_of(alice, signature, to, by);
    }
    Log split_log(const Address& who, const std::vector<Address>& to, const Weights& by) {
        return log("SplitDelegationSet(address,address[],uint16[])", {who}, abi::encode(to, by));
    }
    U256 delegated() { return view<U256>("delegatedSupply()"); }

    static constexpr Address dave{{0xda}};
};

}  // namespace

// Worked by hand: 7 * 5000 / 10000 = 3.5 twice, the tie goes to the first.
TEST(SplitShares, are_exact_and_give_the_rest_to_the_largest_remainders) {
    using Units = std::vector<std::uint64_t>;
    EXPECT_EQ(shares(100, {6000, 3000, 1000}), (Units{60, 30, 10}));
    EXPECT_EQ(shares(7, {5000, 5000}), (Units{4, 3}));
    EXPECT_EQ(shares(10, {3333, 3333, 3334}), (Units{3, 3, 4}));
    // 3.3330, 3.3330, 3.3340 of 10; 1.6665, 1.6665, 1.667 of 5: two units left, one to the third
    // and one to the first of the two that tie.
    EXPECT_EQ(shares(5, {3333, 3333, 3334}), (Units{2, 1, 2}));
    EXPECT_EQ(shares(1, {1250, 1250, 1250, 1250, 1250, 1250, 1250, 1250}),
              (Units{1, 0, 0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(shares(0, {10'000}), (Units{0}));
    EXPECT_EQ(shares(1, {1, 9'999}), (Units{0, 1}));
}

TEST(SplitShares, sum_to_the_balance_up_to_the_largest_one) {
    const Amount largest{U256::max()};
    const std::vector<Amount> parts = split_shares(largest, {1, 4'999, 2'500, 2'500});
    Amount sum;
    for (const Amount& part : parts) sum = checked_add(sum, part).value();
    EXPECT_EQ(sum, largest);
    for (std::uint64_t balance = 0; balance < 3'000; ++balance) {
        std::uint64_t total = 0;
        for (const std::uint64_t share : shares(balance, {1'111, 2'222, 3'333, 3'334}))
            total += share;
        ASSERT_EQ(total, balance);
    }
}

TEST_F(SplitTest, refuses_another_number_of_delegates_than_one_to_eight) {
    const auto length = [](std::uint64_t a, std::uint64_t b) {
        return error_data("TokenInvalidSplitLength(uint256,uint256,uint256)", U256{a}, U256{b},
                          U256{8U});
    };
    EXPECT_EQ(refusal({}, {}), length(0, 0));
    EXPECT_EQ(refusal({bob}, {5000, 5000}), length(1, 2));
    EXPECT_EQ(refusal(std::vector<Address>(9, bob), Weights(9, 1)), length(9, 9));
}

TEST_F(SplitTest, refuses_a_delegate_that_is_nobody_or_named_twice_and_a_weight_of_nothing) {
    const auto entry = [](std::uint64_t index, const Address& who, std::uint16_t weight) {
        return error_data("TokenInvalidSplitEntry(uint256,address,uint16)", U256{index}, who,
                          weight);
    };
    EXPECT_EQ(refusal({bob, nobody}, {5000, 5000}), entry(1, nobody, 5000));
    EXPECT_EQ(refusal({bob, carol, bob}, {5000, 4000, 1000}), entry(2, bob, 1000));
    EXPECT_EQ(refusal({bob, carol}, {0, 10'000}), entry(0, bob, 0));
}

TEST_F(SplitTest, refuses_weights_that_do_not_sum_to_ten_thousand) {
    const auto total = [](std::uint64_t sum) {
        return error_data("TokenInvalidSplitTotal(uint256,uint256)", U256{sum}, U256{10'000U});
    };
    EXPECT_EQ(refusal({bob, carol}, {5000, 4999}), total(9'999));
    EXPECT_EQ(refusal({bob, carol}, {65'535, 1}), total(65'536));
}

TEST_F(SplitTest, gives_each_delegate_his_share_and_tells) {
    ASSERT_TRUE(split(alice, {bob, carol, dave}, {6000, 3000, 1000}));
    EXPECT_EQ(
        chain.take_logs(),
        (std::vector{split_log(alice, {bob, carol, dave}, {6000, 3000, 1000}),
                     votes_log(bob, 0, 60), votes_log(carol, 0, 30), votes_log(dave, 0, 10)}));
    EXPECT_EQ(view<Address>("delegates(address)", alice), nobody);
    EXPECT_EQ(delegated(), U256{100U});
    const auto answer = chain.read(
        token_address, ambag::test::TestChain::encode("splitDelegation(address)", alice));
    ASSERT_TRUE(answer);
    EXPECT_EQ(*answer, abi::encode(std::vector{bob, carol, dave}, Weights{6000, 3000, 1000}));
}

TEST_F(SplitTest, replaces_a_plain_delegation_and_is_replaced_by_one) {
    ASSERT_TRUE(call(alice, "delegate(address)", bob));
    chain.take_logs();
    ASSERT_TRUE(split(alice, {bob, carol}, {4000, 6000}));
    EXPECT_EQ(chain.take_logs(), (std::vector{delegate_log(alice, bob, nobody),
                                              split_log(alice, {bob, carol}, {4000, 6000}),
                                              votes_log(bob, 100, 40), votes_log(carol, 0, 60)}));
    ASSERT_TRUE(call(alice, "delegate(address)", dave));
    EXPECT_EQ(chain.take_logs(),
              (std::vector{votes_log(bob, 40, 0), votes_log(carol, 60, 0), split_log(alice, {}, {}),
                           delegate_log(alice, nobody, dave), votes_log(dave, 0, 100)}));
    EXPECT_EQ(delegated(), U256{100U});
}

TEST_F(SplitTest, follows_the_balance_with_one_event_for_each_delegate) {
    ASSERT_TRUE(split(alice, {bob, carol}, {5000, 5000}));
    ASSERT_TRUE(call(bob, "delegate(address)", carol));
    chain.take_logs();
    // alice 100 -> 93: shares 50/50 -> 47/46; bob's 50 -> 57 go to carol whole.
    ASSERT_TRUE(call(alice, "transfer(address,uint256)", bob, amount(7)));
    EXPECT_EQ(chain.take_logs(), (std::vector{transfer_log(alice, bob, 7), votes_log(bob, 50, 47),
                                              votes_log(carol, 100, 103)}));
    ASSERT_TRUE(call(alice, "withdrawTo(address,uint256)", alice, amount(93)));
    EXPECT_EQ(votes(bob), U256{0U});
    EXPECT_EQ(votes(carol), U256{57U});
}

TEST_F(SplitTest, follows_a_slashed_bond) {
    ASSERT_TRUE(split(alice, {bob, carol}, {5000, 5000}));
    ASSERT_TRUE(call(staking_address, "bond(address,uint256)", alice, amount(40)));
    ASSERT_TRUE(call(staking_address, "burnBonded(address,uint256)", alice, amount(31)));
    EXPECT_EQ(votes(bob), U256{35U});
    EXPECT_EQ(votes(carol), U256{34U});
    EXPECT_EQ(delegated(), U256{69U});
}

TEST_F(SplitTest, stands_in_the_checkpoints_of_delegates_and_of_all_of_them) {
    chain.next_block();  // block 2
    ASSERT_TRUE(split(alice, {bob, carol}, {9000, 1000}));
    chain.next_block();
    ASSERT_TRUE(call(bob, "delegate(address)", bob));
    chain.next_block();
    EXPECT_EQ(past_votes(bob, 1), U256{0U});
    EXPECT_EQ(past_votes(bob, 2), U256{90U});
    EXPECT_EQ(past_votes(bob, 3), U256{140U});
    const auto past = [&](std::uint64_t when) {
        return view<U256>("getPastDelegatedSupply(uint256)", U256{when});
    };
    EXPECT_EQ(past(1), U256{0U});
    EXPECT_EQ(past(2), U256{100U});
    EXPECT_EQ(past(3), U256{150U});
    EXPECT_EQ(revert_of(alice, "getPastDelegatedSupply(uint256)", U256{4U}),
              error_data("ERC5805FutureLookup(uint256,uint48)", U256{4U}, Uint48{4}));
}

TEST_F(SplitTest, lists_everyone_who_ever_had_votes_once) {
    ASSERT_TRUE(split(alice, {bob, carol}, {9000, 1000}));
    ASSERT_TRUE(split(alice, {carol, dave}, {9000, 1000}));
    ASSERT_TRUE(call(alice, "delegate(address)", bob));
    EXPECT_EQ(view<std::uint64_t>("delegateCount()"), 3U);
    EXPECT_EQ(view<Address>("delegateAt(uint64)", std::uint64_t{0}), bob);
    EXPECT_EQ(view<Address>("delegateAt(uint64)", std::uint64_t{2}), dave);
    EXPECT_EQ(revert_of(alice, "delegateAt(uint64)", std::uint64_t{3}),
              error_data("Panic(uint256)", U256{0x32U}));
}

// Broken on purpose: a vote that no balance stands behind, and a balance that became nobody's vote.
TEST_F(SplitTest, the_sums_notice_a_vote_that_came_from_nowhere) {
    ASSERT_TRUE(split(alice, {bob, carol}, {5000, 5000}));
    EXPECT_TRUE(chain.check_invariants());
    chain.genesis(token_address, [](Context& ctx) -> Result<void, Fault> {
        EXPECT_TRUE(change_delegated(ctx, amount(0), amount(1)));
        return {};
    });
    const auto broken = chain.check_invariants();
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().rule, "token: delegated votes = delegating balances");
    EXPECT_EQ(broken.error().detail, "101 votes, 100 tokens");
}

TEST_F(SplitTest, the_sums_notice_shares_that_lost_a_unit) {
    chain.genesis(token_address, [](Context& ctx) -> Result<void, Fault> {
        EXPECT_TRUE(change_votes(ctx, bob, amount(0), amount(49)));
        EXPECT_TRUE(change_votes(ctx, carol, amount(0), amount(50)));
        EXPECT_TRUE(change_delegated(ctx, amount(0), amount(99)));
        EXPECT_TRUE(change_delegating(ctx, amount(0), amount(100)));
        return {};
    });
    const auto broken = chain.check_invariants();
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().detail, "99 votes, 100 tokens");
}

}  // namespace ambag::governance::token
