// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/treasury/treasury_fixture.hpp"

// The worked example of governance/treasury/README.md.

namespace ambag::governance::treasury {

using TreasuryLogic = TreasuryTest;

TEST_F(TreasuryLogic, follows_the_worked_example) {
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

}  // namespace ambag::governance::treasury
