// SPDX-License-Identifier: Apache-2.0
#include "governance/treasury/state.hpp"

#include "tests/governance/treasury/treasury_fixture.hpp"

// Genesis section and invariants.

namespace ambag::governance::treasury {

using TreasuryGenesisSection = TreasuryTest;
using TreasuryInvariants = TreasuryTest;

TEST_F(TreasuryGenesisSection, sets_the_limit) {
    start(0, {amount(5), 7'200});
    const auto limit = chain.read(treasury_address, chain.encode("spendLimit()"));
    EXPECT_EQ(limit.value(), abi::encode(U256{5U}, U256{7'200U}));
}

TEST_F(TreasuryGenesisSection, is_no_cap_and_30_days_when_absent) {
    const auto limit = chain.read(treasury_address, chain.encode("spendLimit()"));
    EXPECT_EQ(limit.value(), abi::encode(U256::max(), U256{2'592'000U}));
}

TEST_F(TreasuryGenesisSection, refuses_a_period_out_of_bounds) {
    chain.genesis(treasury_address, [](Context& ctx) -> Result<void, Fault> {
        for (const std::uint64_t period : {3'599U, 31'622'401U}) {
            const auto done = genesis(ctx, {amount(5), period});
            EXPECT_EQ(done.error().rule, "genesis treasury.spend_period_seconds");
            EXPECT_EQ(done.error().detail,
                      std::to_string(period) + " is not within 3600 and 31622400");
        }
        return {};
    });
}

TEST_F(TreasuryInvariants, notice_spending_beyond_the_total) {
    start(100);
    ASSERT_TRUE(pay(alice, 40));
    EXPECT_TRUE(chain.check_invariants());
    chain.genesis(treasury_address, [](Context& ctx) -> Result<void, Fault> {
        total_granted.set(ctx, amount(39));
        return {};
    });
    const auto result = chain.check_invariants();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().rule, "treasury: period spending <= total granted");
    EXPECT_EQ(result.error().detail, "40 in the period, 39 in all");
}

TEST_F(TreasuryInvariants, notice_a_coin_that_no_ledger_has) {
    start(100);
    ASSERT_TRUE(pay(alice, 40));
    chain.genesis(treasury_address, [](Context& ctx) -> Result<void, Fault> {
        purse.set(ctx, amount(61));
        return {};
    });
    const auto result = chain.check_invariants();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().rule, "treasury: purse + committed = balance");
    EXPECT_EQ(result.error().detail, "61 and 0 are not 60");
}

TEST_F(TreasuryInvariants, notice_a_grant_that_is_not_accounted_for) {
    start(100);
    ASSERT_TRUE(pay(alice, 40));
    chain.genesis(treasury_address, [](Context& ctx) -> Result<void, Fault> {
        total_returned.set(ctx, amount(1));
        return {};
    });
    const auto result = chain.check_invariants();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().rule, "treasury: granted = paid + returned + committed");
    EXPECT_EQ(result.error().detail, "40 granted, 40 paid, 1 returned, 0 committed");
}

}  // namespace ambag::governance::treasury
