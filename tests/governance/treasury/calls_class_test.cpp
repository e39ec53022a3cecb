// SPDX-License-Identifier: Apache-2.0
#include <random>

#include "tests/governance/treasury/grant_fixture.hpp"

// Caps of classes over a rolling window.

namespace ambag::governance::treasury {

using TreasuryClass = GrantTest;

namespace {

constexpr std::uint64_t window = 16 * 3'600;  // slots of one hour

}  // namespace

TEST_F(TreasuryClass, obeys_the_authority_and_its_bounds) {
    start(100);
    EXPECT_EQ(revert_of(alice, class_limit_call, U256{1U}, U256{5U}, U256{}),
              error_data("TreasuryUnauthorized(address)", alice));
    for (const std::uint64_t period : {0U, 3'599U, 31'622'401U})
        EXPECT_EQ(revert_of(authority_address, class_limit_call, U256{1U}, U256{5U}, U256{period}),
                  error_data("TreasuryInvalidPeriod(uint64,uint64,uint64)", U256{period},
                             U256{3'600U}, U256{31'622'400U}));
    for (const unsigned id : {4U, 2U, 4U})
        ASSERT_TRUE(call(authority_address, class_limit_call, U256{id}, U256{5U}, U256{window}));
    const auto all =
        chain.read(treasury_address, chain.encode("classes(uint64,uint64)", U256{}, U256{9U}));
    EXPECT_EQ(all.value(), abi::encode(std::vector{U256{4U}, U256{2U}}, U256{2U}));
    EXPECT_EQ(revert_of(alice, "classLimit(uint32)", U256{3U}),
              error_data("TreasuryUnknownClass(uint32)", U256{3U}));
}

TEST_F(TreasuryClass, counts_the_running_slot_and_the_sixteen_before_it) {
    start(1'000);
    ASSERT_TRUE(call(authority_address, class_limit_call, U256{1U}, U256{100U}, U256{window}));
    // 1,700,000,000 is 800 s into its hour; the slot begins at 1,699,999,200.
    const std::uint64_t slot = begin - 800;
    ASSERT_TRUE(create({once(60)}, 1));
    go_to(slot + 3'600);
    ASSERT_TRUE(create({once(40)}, 1));
    const auto full =
        error_data("TreasuryClassCapExceeded(uint32,uint256,uint256)", U256{1U}, U256{}, U256{1U});
    EXPECT_EQ(creation_refused({once(1)}, 1), full);
    go_to(slot + 17 * 3'600 - 1);
    EXPECT_EQ(creation_refused({once(1)}, 1), full);
    go_to(slot + 17 * 3'600);
    const auto limit = chain.read(treasury_address, chain.encode("classLimit(uint32)", U256{1U}));
    EXPECT_EQ(limit.value(), abi::encode(U256{100U}, U256{window}, U256{40U}, U256{60U}));
    EXPECT_TRUE(create({once(60)}, 1));
    EXPECT_EQ(creation_refused({once(1)}, 1), full);
    // Another class has room of its own.
    EXPECT_TRUE(create({once(1)}));
}

TEST_F(TreasuryClass, gets_no_room_back_by_a_revocation) {
    start(1'000);
    ASSERT_TRUE(call(authority_address, class_limit_call, U256{1U}, U256{100U}, U256{window}));
    ASSERT_TRUE(create({stream(100, month)}, 1));
    ASSERT_TRUE(by(guardian, "revokeGrant(uint64)", U256{1U}));
    EXPECT_FALSE(create({once(1)}, 1));
}

TEST_F(TreasuryClass, keeps_what_was_spent_when_its_window_changes) {
    start(1'000);
    ASSERT_TRUE(call(authority_address, class_limit_call, U256{1U}, U256{100U}, U256{window}));
    ASSERT_TRUE(create({once(70)}, 1));
    chain.next_block(2 * 3'600);
    ASSERT_TRUE(call(authority_address, class_limit_call, U256{1U}, U256{100U}, U256{day}));
    EXPECT_FALSE(create({once(31)}, 1));
    chain.next_block(day + 2 * day / 16);
    EXPECT_TRUE(create({once(100)}, 1));
}

TEST_F(TreasuryClass, of_payments_is_class_zero) {
    start(1'000);
    ASSERT_TRUE(call(authority_address, class_limit_call, U256{}, U256{50U}, U256{window}));
    EXPECT_EQ(view<U256>("available()"), U256{50U});
    ASSERT_TRUE(pay(alice, 50));
    EXPECT_EQ(refused(alice, 1), error_data("TreasuryClassCapExceeded(uint32,uint256,uint256)",
                                            U256{}, U256{}, U256{1U}));
}

// For random spending, no interval of the window's length holds more than the cap; judged by a
// list of all spendings, without slots.
TEST_F(TreasuryClass, never_lets_more_than_the_cap_through_in_any_interval) {
    for (const unsigned seed : {1U, 2U, 3U}) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        ambag::test::TestChain fresh{{&descriptor}};
        fresh.fund(treasury_address, amount(1'000'000));
        fresh.genesis(treasury_address, [](Context& ctx) { return genesis(ctx, {}); });
        constexpr std::uint64_t period = 50'000;  // no multiple of 16
        ASSERT_TRUE(fresh.call(authority_address, treasury_address, class_limit_call, U256{1U},
                               U256{100U}, U256{period}));
        std::mt19937_64 engine{seed};
        std::vector<std::pair<std::uint64_t, std::uint64_t>> spent;
        std::size_t refusals = 0;
        for (int step = 0; step < 300; ++step) {
            const std::uint64_t wait = 1 + engine() % 9'000;
            fresh.next_block(wait);
            const std::uint64_t units = 1 + engine() % 40;
            const auto made =
                fresh.call(authority_address, treasury_address, create_call, alice, U256{1U},
                           guardian, std::vector{once(units)}, std::string{});
            if (made) spent.emplace_back(fresh.block.time.value, units);
            refusals += made ? 0U : 1U;
            std::uint64_t sum = 0;
            for (const auto& [time, of_it] : spent)
                if (time + period >= fresh.block.time.value) sum += of_it;
            ASSERT_LE(sum, 100U);
        }
        EXPECT_GT(refusals, 0U);
        EXPECT_GT(spent.size(), 100U);
    }
}

}  // namespace ambag::governance::treasury
