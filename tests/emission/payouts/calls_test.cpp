// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/payouts/payouts_chain.hpp"

namespace ambag::emission::payouts {

using PayoutsCreate = PayoutsChain;
using PayoutsPay = PayoutsChain;

TEST_F(PayoutsCreate, refuses_terms_then_the_total_then_whose_coins_they_are) {
    const auto vest_with = [&](const Address& from, std::uint64_t value, const std::string& pool,
                               const Address& to, std::uint64_t total, std::uint64_t cliff) {
        return revert_data(pay(from, value, vesting_call, pool, to, U256{total}, start_time, U256{},
                               start_time + cliff, U256{}, start_time + 900, false, false));
    };
    for (const Address& dead : {Address{}, payouts_address, system_address, multicall_address})
        EXPECT_EQ(vest_with(ann, 0, "", dead, 0, 901),
                  invalid("a beneficiary that is an account, no module, not zero"));
    EXPECT_EQ(vest_with(ann, 0, "", ben, 0, 901),
              invalid(std::string{describe(VestingError::dates_out_of_order)}));
    EXPECT_EQ(vest_with(ann, 0, "", ben, 0, 900), invalid("a total above 0"));
    for (const std::uint64_t wrong : {9U, 11U})
        EXPECT_EQ(vest_with(ann, wrong, "", ben, 10, 900),
                  error_data("PayoutsWrongPayment(uint256,uint256)", U256{wrong}, U256{10U}));
    EXPECT_EQ(vest_with(ann, 0, "team", ben, 10, 900),
              error_data("PayoutsUnauthorized(address)", ann));
    EXPECT_EQ(vest_with(authority_address, 0, "nowhere", ben, 10, 900),
              error_data("PayoutsUnknownPool(string)", std::string{"nowhere"}));
    EXPECT_EQ(vest_with(authority_address, 0, "team", ben, 10'001, 900),
              error_data("PayoutsPoolShort(string,uint256,uint256)", std::string{"team"},
                         U256{10'000U}, U256{10'001U}));
}

TEST_F(PayoutsCreate, a_pool_is_promised_once_only) {
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(vest(authority_address, 0, "team"));
    EXPECT_EQ(reserved(), 10'000U);
    EXPECT_EQ(revert_data(vest(authority_address, 0, "team")),
              error_data("PayoutsPoolShort(string,uint256,uint256)", std::string{"team"}, U256{},
                         U256{1'000U}));
}

TEST_F(PayoutsCreate, tables_and_checkpoints_are_bounded_and_in_order) {
    const std::vector<std::uint64_t> dates(65, start_time);
    const std::vector<U256> amounts(65, U256{1U});
    EXPECT_EQ(revert_data(pay(ann, 65, tranches_call, std::string{}, ben, dates, amounts, false)),
              invalid("one amount for each of at most 64 dates"));
    const std::vector<std::uint64_t> twice{start_time, start_time};
    const std::vector<U256> two{U256{1U}, U256{1U}};
    EXPECT_EQ(revert_data(pay(ann, 2, tranches_call, std::string{}, ben, twice, two, false)),
              invalid(std::string{describe(VestingError::dates_out_of_order)}));
    const std::vector<std::uint64_t> falling{start_time + 2, start_time + 1};
    EXPECT_EQ(revert_data(pay(ann, 10, stream_call, std::string{}, ben, U256{1U}, std::uint64_t{1},
                              start_time, start_time + 10, falling, false)),
              invalid("at most 16 checkpoints in order of their dates"));
    EXPECT_EQ(revert_data(pay(ann, 10, stream_call, std::string{}, ben, U256{1U}, std::uint64_t{0},
                              start_time, start_time + 10, std::vector<std::uint64_t>{}, false)),
              invalid(std::string{describe(StreamError::zero_seconds)}));
}

// The worked example of emission/payouts/README.md.
TEST_F(PayoutsPay, a_vesting_follows_its_curve_however_often_it_is_asked) {
    ASSERT_TRUE(vest(authority_address, 0, "team"));
    EXPECT_EQ(due(1), 100U);
    ASSERT_TRUE(call(stranger, "collect(uint64)", std::uint64_t{1}));
    EXPECT_EQ(gained(ben), 100U);
    EXPECT_EQ(revert_data(call(ben, "collect(uint64)", std::uint64_t{1})),
              error_data("PayoutsNothingDue(uint64)", U256{1U}));
    advance_to(99);
    EXPECT_EQ(due(1), 0U);
    advance_to(100);
    EXPECT_EQ(due(1), 100U);  // the cliff
    advance_to(500);
    EXPECT_EQ(due(1), 500U);  // and half of the other 800
    for (std::uint64_t second = 501; second <= 901; ++second) {
        advance_to(second);
        if (due(1) == 0) continue;
        ASSERT_TRUE(call(ben, "collect(uint64)", std::uint64_t{1}));
    }
    EXPECT_EQ(gained(ben), 1'000U);
    EXPECT_EQ(pool_balance(), 9'000U);
    EXPECT_EQ(reserved(), 0U);
}

TEST_F(PayoutsPay, tranches_come_whole_at_their_dates) {
    const std::vector<std::uint64_t> dates{start_time + 10, start_time + 20};
    const std::vector<U256> amounts{U256{70U}, U256{30U}};
    ASSERT_TRUE(pay(ann, 100, tranches_call, std::string{}, ben, dates, amounts, false));
    advance_to(9);
    EXPECT_EQ(due(1), 0U);
    advance_to(10);
    EXPECT_EQ(due(1), 70U);
    advance_to(20);
    EXPECT_EQ(due(1), 100U);
    ASSERT_TRUE(call(ben, "collect(uint64)", std::uint64_t{1}));
    EXPECT_EQ(gained(ben), 100U);
}

TEST_F(PayoutsPay, a_stream_stands_still_at_a_checkpoint_until_a_vote_approves_it) {
    ASSERT_TRUE(pay(ann, 300, stream_call, std::string{}, ben, U256{3U}, std::uint64_t{1},
                    start_time, start_time + 100, std::vector{start_time + 50}, true));
    advance_to(80);
    EXPECT_EQ(due(1), 150U);
    EXPECT_EQ(revert_data(
                  call(ann, "approveCheckpoint(uint64,uint8)", std::uint64_t{1}, std::uint8_t{0})),
              error_data("PayoutsUnauthorized(address)", ann));
    EXPECT_EQ(revert_data(call(authority_address, "approveCheckpoint(uint64,uint8)",
                               std::uint64_t{1}, std::uint8_t{1})),
              error_data("PayoutsUnknownCheckpoint(uint64,uint8)", U256{1U}, U256{1U}));
    ASSERT_TRUE(call(authority_address, "approveCheckpoint(uint64,uint8)", std::uint64_t{1},
                     std::uint8_t{0}));
    EXPECT_EQ(due(1), 240U);
    advance_to(1'000);
    EXPECT_EQ(due(1), 300U);
}

TEST_F(PayoutsPay, revoking_returns_what_is_not_earned_and_leaves_what_is) {
    ASSERT_TRUE(vest(ann, 1'000, "", true));
    advance_to(500);
    EXPECT_EQ(revert_data(call(stranger, "revoke(uint64)", std::uint64_t{1})),
              error_data("PayoutsUnauthorized(address)", stranger));
    ASSERT_TRUE(call(ann, "revoke(uint64)", std::uint64_t{1}));
    EXPECT_EQ(revert_data(call(ann, "revoke(uint64)", std::uint64_t{1})),
              error_data("PayoutsNotRevocable(uint64)", U256{1U}));
    ASSERT_TRUE(call(ann, "takeReturned()"));
    EXPECT_EQ(chain_.balance(ann), units(9'400));
    EXPECT_EQ(revert_data(call(ann, "takeReturned()")),
              error_data("PayoutsNothingReturned(address)", ann));
    advance_to(2'000);
    EXPECT_EQ(due(1), 600U);
    ASSERT_TRUE(call(ben, "collect(uint64)", std::uint64_t{1}));
    EXPECT_EQ(gained(ben), 600U);
}

TEST_F(PayoutsPay, what_is_not_revocable_stays_promised) {
    ASSERT_TRUE(vest(ann, 1'000, "", false));
    for (const Address& who : {ann, authority_address})
        EXPECT_EQ(revert_data(call(who, "revoke(uint64)", std::uint64_t{1})),
                  error_data("PayoutsNotRevocable(uint64)", U256{1U}));
}

TEST_F(PayoutsPay, the_beneficiary_alone_names_another) {
    ASSERT_TRUE(vest(ann, 1'000, ""));
    EXPECT_EQ(revert_data(call(ann, "setBeneficiary(uint64,address)", std::uint64_t{1}, ann)),
              error_data("PayoutsUnauthorized(address)", ann));
    ASSERT_TRUE(call(ben, "setBeneficiary(uint64,address)", std::uint64_t{1}, stranger));
    ASSERT_TRUE(call(ben, "collect(uint64)", std::uint64_t{1}));
    EXPECT_EQ(chain_.balance(stranger), units(100));
    EXPECT_EQ(revert_data(call(ben, "collect(uint64)", std::uint64_t{9})),
              error_data("PayoutsUnknown(uint64)", U256{9U}));
}

}  // namespace ambag::emission::payouts
