// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/treasury/treasury_fixture.hpp"

namespace ambag::governance::treasury {

using TreasuryDeposit = TreasuryTest;
using TreasuryPay = TreasuryTest;
using TreasuryLimit = TreasuryTest;

namespace {

constexpr std::uint64_t day = 86'400;

}  // namespace

TEST_F(TreasuryDeposit, takes_coins_from_anybody_and_says_from_whom) {
    chain.fund(alice, amount(10));
    ASSERT_TRUE(chain.call_with_value(alice, amount(7), treasury_address, "deposit()"));
    EXPECT_EQ(view<U256>("balance()"), U256{7U});
    const std::vector<Log> logs = chain.take_logs();
    ASSERT_EQ(logs.size(), 1U);
    EXPECT_EQ(logs[0].topics, (std::vector{keccak256(as_bytes("Deposited(address,uint256)")),
                                           Hash::from(abi::encode(alice))}));
    EXPECT_EQ(logs[0].data, abi::encode(U256{7U}));
    EXPECT_EQ(revert_of(alice, "deposit()"), error_data("TreasuryZeroAmount()"));
}

TEST_F(TreasuryPay, rejects_in_the_order_caller_receiver_amount_memo_funds_cap) {
    start(100, {amount(50), day});
    const Address nobody{};
    const std::string long_memo(1025, 'x');
    for (const Address& caller : {alice, governor_address, treasury_address, nobody})
        EXPECT_EQ(revert_of(caller, pay_call, nobody, U256{}, long_memo),
                  error_data("TreasuryUnauthorized(address)", caller));
    EXPECT_EQ(refused(nobody, 0, long_memo),
              error_data("TreasuryInvalidReceiver(address)", nobody));
    EXPECT_EQ(refused(alice, 0, long_memo), error_data("TreasuryZeroAmount()"));
    EXPECT_EQ(refused(alice, 101, long_memo),
              error_data("TreasuryMemoTooLong(uint256,uint256)", U256{1025U}, U256{1024U}));
    EXPECT_EQ(refused(alice, 101, long_memo.substr(1)),
              error_data("TreasuryInsufficientFunds(uint256,uint256)", U256{100U}, U256{101U}));
    EXPECT_EQ(refused(alice, 51, long_memo.substr(1)),
              error_data("TreasurySpendCapExceeded(uint256,uint256)", U256{50U}, U256{51U}));
    EXPECT_TRUE(pay(alice, 50, long_memo.substr(1)));
}

TEST_F(TreasuryPay, refuses_addresses_whose_coins_nobody_could_move) {
    start(100);
    for (const Address& dead : {Address{}, treasury_address, system_address, multicall_address})
        EXPECT_EQ(refused(dead, 1), error_data("TreasuryInvalidReceiver(address)", dead));
}

TEST_F(TreasuryPay, moves_the_coins_records_the_grant_and_logs_it) {
    start(100);
    EXPECT_EQ(pay(alice, 30, "a study").value(), abi::encode(U256{1U}));
    const std::vector<Log> logs = chain.take_logs();
    ASSERT_EQ(logs.size(), 1U);
    EXPECT_EQ(logs[0].topics,
              (std::vector{keccak256(as_bytes("GrantPaid(uint64,address,uint256,string)")),
                           Hash::from(abi::encode(U256{1U})), Hash::from(abi::encode(alice))}));
    EXPECT_EQ(logs[0].data, abi::encode(U256{30U}, std::string{"a study"}));
    EXPECT_EQ(chain.balance(alice), amount(30));
    EXPECT_EQ(view<U256>("balance()"), U256{70U});
    EXPECT_EQ(view<U256>("totalPaid()"), U256{30U});

    chain.next_block();
    EXPECT_EQ(pay(bob, 20).value(), abi::encode(U256{2U}));
    EXPECT_EQ(view<U256>("grantCount()"), U256{2U});
    EXPECT_EQ(view<U256>("totalPaid()"), U256{50U});
    const auto first = chain.read(treasury_address, chain.encode("grants(uint64)", U256{1U}));
    EXPECT_EQ(first.value(),
              abi::encode(alice, U256{30U}, keccak256(as_bytes("a study")), U256{1'700'000'000U}));
    for (const std::uint64_t unknown : {0U, 3U})
        EXPECT_EQ(revert_of(alice, "grants(uint64)", U256{unknown}),
                  error_data("TreasuryUnknownGrant(uint64)", U256{unknown}));
}

TEST_F(TreasuryPay, has_no_cap_unless_one_was_set) {
    start(~std::uint64_t{0});
    EXPECT_EQ(view<U256>("available()"), U256{~std::uint64_t{0}});
    EXPECT_TRUE(pay(alice, ~std::uint64_t{0}));
}

TEST_F(TreasuryPay, charges_for_the_bytes_of_the_memo) {
    start(100);
    ASSERT_TRUE(pay(alice, 1, ""));
    const Gas without = chain.gas_used();
    ASSERT_TRUE(pay(alice, 1, std::string(1000, 'x')));
    EXPECT_EQ(chain.gas_used().value - without.value, 1000 * gas::stored_byte);
}

TEST_F(TreasuryLimit, obeys_the_authority_and_its_bounds) {
    EXPECT_EQ(revert_of(alice, limit_call, U256{1U}, U256{}),
              error_data("TreasuryUnauthorized(address)", alice));
    for (const std::uint64_t period : {0U, 3'599U, 31'622'401U})
        EXPECT_EQ(revert_of(authority_address, limit_call, U256{1U}, U256{period}),
                  error_data("TreasuryInvalidPeriod(uint64,uint64,uint64)", U256{period},
                             U256{3'600U}, U256{31'622'400U}));
    for (const std::uint64_t period : {3'600U, 31'622'400U}) {
        ASSERT_TRUE(call(authority_address, limit_call, U256{5U}, U256{period}));
        const auto limit = chain.read(treasury_address, chain.encode("spendLimit()"));
        EXPECT_EQ(limit.value(), abi::encode(U256{5U}, U256{period}));
        const std::vector<Log> logs = chain.take_logs();
        ASSERT_EQ(logs.size(), 1U);
        EXPECT_EQ(logs[0].topics,
                  std::vector{keccak256(as_bytes("SpendLimitSet(uint256,uint64)"))});
        EXPECT_EQ(logs[0].data, abi::encode(U256{5U}, U256{period}));
    }
}

TEST_F(TreasuryLimit, leaves_nothing_when_lowered_below_what_was_spent) {
    start(100, {amount(50), day});
    ASSERT_TRUE(pay(alice, 40));
    EXPECT_EQ(view<U256>("available()"), U256{10U});
    ASSERT_TRUE(call(authority_address, limit_call, U256{30U}, U256{day}));
    EXPECT_EQ(view<U256>("available()"), U256{});
    EXPECT_EQ(refused(alice, 1),
              error_data("TreasurySpendCapExceeded(uint256,uint256)", U256{}, U256{1U}));
}

TEST_F(TreasuryLimit, counts_an_earlier_period_inside_a_longer_new_one) {
    start(100, {amount(50), 3'600});
    // 1,700,000,000 is hour 472,222 (and 800 s) and 22:13:20 of its day.
    ASSERT_TRUE(pay(alice, 40));
    EXPECT_EQ(spent(), std::pair(U256{1'699'999'200U}, U256{40U}));
    ASSERT_TRUE(call(authority_address, limit_call, U256{50U}, U256{day}));
    chain.next_block(3'600);
    EXPECT_EQ(spent(), std::pair(U256{1'699'920'000U}, U256{40U}));
    ASSERT_TRUE(pay(alice, 10));
    EXPECT_EQ(view<U256>("available()"), U256{});
}

}  // namespace ambag::governance::treasury
