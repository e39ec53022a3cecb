// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/treasury/grant_fixture.hpp"

// Making grants and claiming from them.

namespace ambag::governance::treasury {

using TreasuryGrant = GrantTest;
using TreasuryClaim = GrantTest;
using TreasurySponsor = GrantTest;

TEST_F(TreasuryGrant, rejects_in_the_order_caller_class_receiver_parts_memo_funds_caps) {
    start(100, {amount(50), day});
    ASSERT_TRUE(call(authority_address, class_limit_call, U256{7U}, U256{20U}, U256{day}));
    const std::vector<PartTerms> none;
    const std::string long_memo(1025, 'x');
    const auto attempt = [&](const Address& caller, unsigned spend_class, const Address& to,
                             const std::vector<PartTerms>& terms, const std::string& memo) {
        return revert_of(caller, create_call, to, U256{spend_class}, guardian, terms, memo);
    };
    EXPECT_EQ(attempt(alice, 9, Address{}, none, long_memo),
              error_data("TreasuryUnauthorized(address)", alice));
    EXPECT_EQ(attempt(authority_address, 9, Address{}, none, long_memo),
              error_data("TreasuryUnknownClass(uint32)", U256{9U}));
    EXPECT_EQ(attempt(authority_address, 7, Address{}, none, long_memo),
              error_data("TreasuryInvalidReceiver(address)", Address{}));
    EXPECT_EQ(attempt(authority_address, 7, alice, none, long_memo),
              error_data("TreasuryInvalidPartCount(uint256,uint256,uint256)", U256{}, U256{1U},
                         U256{24U}));
    EXPECT_EQ(attempt(authority_address, 7, alice, std::vector<PartTerms>(25, once(1)), long_memo),
              error_data("TreasuryInvalidPartCount(uint256,uint256,uint256)", U256{25U}, U256{1U},
                         U256{24U}));
    EXPECT_EQ(
        attempt(authority_address, 7, alice, {once(1), once(0)}, long_memo),
        error_data("TreasuryInvalidPart(uint8,string)", U256{1U}, std::string{"amount is 0"}));
    EXPECT_EQ(attempt(authority_address, 7, alice, {once(101)}, long_memo),
              error_data("TreasuryMemoTooLong(uint256,uint256)", U256{1025U}, U256{1024U}));
    EXPECT_EQ(attempt(authority_address, 7, alice, {once(50), once(51)}, ""),
              error_data("TreasuryInsufficientFunds(uint256,uint256)", U256{100U}, U256{101U}));
    EXPECT_EQ(attempt(authority_address, 7, alice, {once(51)}, ""),
              error_data("TreasurySpendCapExceeded(uint256,uint256)", U256{50U}, U256{51U}));
    EXPECT_EQ(attempt(authority_address, 7, alice, {once(21)}, ""),
              error_data("TreasuryClassCapExceeded(uint32,uint256,uint256)", U256{7U}, U256{20U},
                         U256{21U}));
    EXPECT_TRUE(create({once(20)}, 7));
}

TEST_F(TreasuryGrant, says_what_is_wrong_with_a_part) {
    start(1'000);
    const auto refused_for = [&](const PartTerms& terms) {
        const Bytes data = creation_refused({once(1), terms});
        const auto error = abi::decode<std::uint8_t, std::string>(BytesView{data}.subspan(4));
        EXPECT_EQ(std::get<0>(error.value()), 1);
        return std::get<1>(error.value());
    };
    EXPECT_EQ(refused_for(stream(1, 3'155'760'001)), "duration is above 100 years");
    PartTerms terms = once(1);
    terms.deadline = Timestamp{begin};
    EXPECT_EQ(refused_for(terms), "deadline is not after now");
    terms = once(1);
    terms.units = U256{1U};
    EXPECT_EQ(refused_for(terms), "units are asked for of no job");
    terms.units = {};
    terms.job = keccak256(as_bytes("job"));
    EXPECT_EQ(refused_for(terms), "a job without units");
    terms.job = {};
    terms.worker = bob;
    EXPECT_EQ(refused_for(terms), "a worker without units");
    terms = once(1);
    terms.after_previous = true;
    EXPECT_EQ(creation_refused({terms}),
              error_data("TreasuryInvalidPart(uint8,string)", U256{},
                         std::string{"the first part has no part before it"}));
}

TEST_F(TreasuryGrant, moves_money_from_the_purse_to_what_grants_hold) {
    start(100);
    EXPECT_EQ(create({once(30), stream(12, month)}).value(), abi::encode(U256{1U}));
    const std::vector<Log> logs = chain.take_logs();
    ASSERT_EQ(logs.size(), 1U);
    EXPECT_EQ(logs[0].topics[1], U256{1U}.to_word());
    EXPECT_EQ(logs[0].topics[2], Hash::from(abi::encode(alice)));
    EXPECT_EQ(logs[0].topics[3], Hash{});
    EXPECT_EQ(logs[0].data,
              abi::encode(guardian, U256{}, U256{42U}, U256{2U}, Hash{}, std::string{"research"}));
    EXPECT_EQ(total("purse()"), U256{58U});
    EXPECT_EQ(total("committed()"), U256{42U});
    EXPECT_EQ(total("balance()"), U256{100U});
    EXPECT_EQ(total("available()"), U256{58U});
    EXPECT_EQ(view<U256>("grantCount()"), U256{1U});
    EXPECT_EQ(award(1).held, amount(42));
    const auto of_alice =
        chain.read(treasury_address,
                   chain.encode("grantsOf(address,uint64,uint64)", alice, U256{}, U256{10U}));
    EXPECT_EQ(of_alice.value(), abi::encode(std::vector<U256>{U256{1U}}, U256{1U}));
    // What grants hold cannot be paid a second time.
    EXPECT_EQ(refused(bob, 59),
              error_data("TreasuryInsufficientFunds(uint256,uint256)", U256{58U}, U256{59U}));
}

TEST_F(TreasuryGrant, knows_no_parts_of_a_payment) {
    start(100);
    ASSERT_TRUE(pay(alice, 10));
    EXPECT_EQ(claim_refused(1), error_data("TreasuryUnknownGrant(uint64)", U256{1U}));
    EXPECT_EQ(create({once(5)}).value(), abi::encode(U256{2U}));
    EXPECT_EQ(claim_refused(2, 1),
              error_data("TreasuryUnknownPart(uint64,uint8)", U256{2U}, U256{1U}));
}

TEST_F(TreasuryClaim, is_the_receivers_alone) {
    start(100);
    ASSERT_TRUE(create({once(30)}));
    EXPECT_EQ(revert_of(bob, "claim(uint64,uint8)", U256{1U}, U256{}),
              error_data("TreasuryNotReceiver(address,address)", bob, alice));
    EXPECT_EQ(claim(1).value(), abi::encode(U256{30U}));
    EXPECT_EQ(coins_of(alice), 30U);
    EXPECT_EQ(total("totalPaid()"), U256{30U});
    EXPECT_EQ(total("committed()"), U256{});
    EXPECT_EQ(claim_refused(1),
              error_data("TreasuryNothingToClaim(uint64,uint8)", U256{1U}, U256{}));
}

TEST_F(TreasuryClaim, of_a_stream_follows_block_time_and_loses_no_unit) {
    start(1'000);
    ASSERT_TRUE(create({stream(100, 7)}));
    std::vector<std::uint64_t> sums;
    for (std::uint64_t second = 1; second <= 8; ++second) {
        chain.next_block(1);
        if (second != 4) {
            EXPECT_EQ(claim(1).has_value(), second <= 7) << second;
        }
        sums.push_back(coins_of(alice));
    }
    // floor(100 t / 7), one claim left out.
    EXPECT_EQ(sums, (std::vector<std::uint64_t>{14, 28, 42, 42, 71, 85, 100, 100}));
    EXPECT_EQ(total("committed()"), U256{});
}

TEST_F(TreasuryClaim, of_a_stream_waits_for_its_start) {
    start(1'000);
    PartTerms later = stream(100, 100);
    later.start = Timestamp{begin + 50};
    ASSERT_TRUE(create({later}));
    go_to(begin + 50);
    EXPECT_EQ(claim_refused(1),
              error_data("TreasuryNothingToClaim(uint64,uint8)", U256{1U}, U256{}));
    go_to(begin + 51);
    EXPECT_EQ(claim(1).value(), abi::encode(U256{1U}));
}

TEST_F(TreasurySponsor, brings_the_sum_and_gets_back_what_was_not_spent) {
    start(0, {amount(0), day});  // no cap binds other people's money
    chain.fund(sponsor, amount(500));
    EXPECT_EQ(sponsored({once(30), once(20)}, 49).error().data,
              error_data("TreasuryWrongValue(uint256,uint256)", U256{49U}, U256{50U}));
    PartTerms milestone = once(20);
    milestone.milestone = true;
    ASSERT_TRUE(sponsored({once(30), milestone}, 50));
    EXPECT_EQ(award(1).sponsor, sponsor);
    EXPECT_EQ(total("purse()"), U256{});
    ASSERT_TRUE(claim(1));
    EXPECT_EQ(by(guardian, "revokeGrant(uint64)", U256{1U}).value(), abi::encode(U256{20U}));
    EXPECT_EQ(coins_of(alice), 30U);
    EXPECT_EQ(coins_of(sponsor), 470U);
    EXPECT_EQ(total("balance()"), U256{});
}

TEST_F(TreasurySponsor, is_no_module_and_grants_to_nobody_who_cannot_sign) {
    start(0);
    EXPECT_EQ(revert_of(authority_address, sponsor_call, alice, guardian, std::vector{once(1)},
                        std::string{}),
              error_data("TreasuryInvalidSponsor(address)", authority_address));
    EXPECT_EQ(revert_of(sponsor, sponsor_call, treasury_address, guardian, std::vector{once(1)},
                        std::string{}),
              error_data("TreasuryInvalidReceiver(address)", treasury_address));
}

}  // namespace ambag::governance::treasury
