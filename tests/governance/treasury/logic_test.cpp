// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/treasury/grant_fixture.hpp"

// The worked examples of governance/treasury/README.md.

namespace ambag::governance::treasury {

using TreasuryLogic = GrantTest;

TEST_F(TreasuryLogic, follows_the_worked_example_of_payments) {
    start(1'500, {amount(1'000), 86'400});
    EXPECT_EQ(pay(alice, 700).value(), abi::encode(U256{1U}));
    EXPECT_EQ(spent().second, U256{700U});
    EXPECT_EQ(view<U256>("balance()"), U256{800U});

    chain.next_block(100);
    EXPECT_EQ(refused(bob, 400),
              error_data("TreasurySpendCapExceeded(uint256,uint256)", U256{300U}, U256{400U}));
    EXPECT_EQ(pay(bob, 300).value(), abi::encode(U256{2U}));
    EXPECT_EQ(spent().second, U256{1'000U});
    EXPECT_EQ(view<U256>("balance()"), U256{500U});

    chain.next_block(1'700'006'399 - 1'700'000'100);
    EXPECT_EQ(view<U256>("available()"), U256{});

    chain.next_block(1);
    EXPECT_EQ(refused(bob, 501),
              error_data("TreasuryInsufficientFunds(uint256,uint256)", U256{500U}, U256{501U}));
    EXPECT_EQ(spent(), std::pair(U256{1'700'006'400U}, U256{}));
    EXPECT_EQ(pay(bob, 500).value(), abi::encode(U256{3U}));
    EXPECT_EQ(spent().second, U256{500U});
    EXPECT_EQ(chain.balance(treasury_address), amount(0));
    EXPECT_EQ(chain.balance(bob), amount(800));
}

TEST_F(TreasuryLogic, follows_the_worked_example_of_a_grant) {
    start(1'000);
    const auto stand = [&] {
        return std::tuple{total("purse()").low_u64(), total("committed()").low_u64(),
                          coins_of(alice)};
    };
    using Stand = std::tuple<std::uint64_t, std::uint64_t, std::uint64_t>;
    const Hash job = keccak256(as_bytes("job"));
    PartTerms work = stream(300, 30 * day);
    work.job = job;
    work.units = U256{64U};
    work.deadline = Timestamp{begin + 40 * day};
    PartTerms result = once(200);
    result.milestone = true;
    result.after_previous = true;
    result.deadline = Timestamp{begin + 90 * day};
    EXPECT_EQ(create({once(100), work, result}).value(), abi::encode(U256{1U}));
    EXPECT_EQ(stand(), (Stand{400, 600, 0}));
    EXPECT_EQ(claim(1, 0).value(), abi::encode(U256{100U}));
    EXPECT_EQ(stand(), (Stand{400, 500, 100}));

    go_to(begin + 15 * day);
    EXPECT_EQ(claim_refused(1, 1), gate_closed(1, 1, 4));
    set_units(job, 64);
    EXPECT_EQ(claim(1, 1).value(), abi::encode(U256{150U}));
    EXPECT_EQ(stand(), (Stand{400, 350, 250}));

    go_to(begin + 20 * day);
    ASSERT_TRUE(by(guardian, "pauseGrant(uint64)", U256{1U}));
    go_to(begin + 25 * day);
    ASSERT_TRUE(by(guardian, "resumeGrant(uint64)", U256{1U}));

    go_to(begin + 35 * day);
    EXPECT_EQ(claim(1, 1).value(), abi::encode(U256{150U}));
    EXPECT_EQ(stand(), (Stand{400, 200, 400}));

    go_to(begin + 95 * day);
    EXPECT_FALSE(by(bob, "reclaim(uint64,uint8)", U256{1U}, U256{2U}));
    chain.next_block(1);
    EXPECT_EQ(by(bob, "reclaim(uint64,uint8)", U256{1U}, U256{2U}).value(),
              abi::encode(U256{200U}));
    EXPECT_EQ(stand(), (Stand{600, 0, 400}));
}

}  // namespace ambag::governance::treasury
