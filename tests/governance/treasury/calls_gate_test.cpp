// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/treasury/grant_fixture.hpp"

// Gates, pauses, revocation and what lapses.

namespace ambag::governance::treasury {

using TreasuryGate = GrantTest;
using TreasuryPause = GrantTest;
using TreasuryRevoke = GrantTest;
using TreasuryLapse = GrantTest;

namespace {

const Hash job = keccak256(as_bytes("a training job"));

PartTerms gated(std::uint64_t units) {
    PartTerms terms = once(units);
    terms.not_before = Timestamp{begin + 100};
    terms.milestone = true;
    terms.job = job;
    terms.units = U256{64U};
    return terms;
}

}  // namespace

TEST_F(TreasuryGate, asks_for_date_milestone_and_receipts_together) {
    start(1'000);
    ASSERT_TRUE(create({gated(10)}));
    EXPECT_EQ(claim_refused(1), gate_closed(1, 0, 1 + 2 + 4));
    go_to(begin + 99);
    set_units(job, 63);
    EXPECT_EQ(claim_refused(1), gate_closed(1, 0, 1 + 2 + 4));
    go_to(begin + 100);
    EXPECT_EQ(claim_refused(1), gate_closed(1, 0, 2 + 4));
    ASSERT_TRUE(by(authority_address, "approveMilestone(uint64,uint8)", U256{1U}, U256{}));
    EXPECT_EQ(claim_refused(1), gate_closed(1, 0, 4));
    set_units(job, 64);
    const auto now =
        chain.read(treasury_address, chain.encode("claimable(uint64,uint8)", U256{1U}, U256{}));
    EXPECT_EQ(now.value(), abi::encode(U256{10U}, U256{}));
    EXPECT_TRUE(claim(1));
}

TEST_F(TreasuryGate, stays_closed_on_a_chain_without_attestation) {
    TreasuryTest::chain.next_block();
    ambag::test::TestChain bare{{&descriptor}};
    bare.fund(treasury_address, amount(100));
    bare.genesis(treasury_address, [](Context& ctx) { return genesis(ctx, {}); });
    PartTerms terms = once(10);
    terms.job = job;
    terms.units = U256{1U};
    ASSERT_TRUE(bare.call(authority_address, treasury_address, create_call, alice, U256{}, guardian,
                          std::vector{terms}, std::string{}));
    const auto refused =
        bare.call(alice, treasury_address, "claim(uint64,uint8)", U256{1U}, U256{});
    EXPECT_EQ(refused.error().data, gate_closed(1, 0, 4));
}

TEST_F(TreasuryGate, lets_only_the_authority_approve_a_milestone_that_was_asked_for_once) {
    start(1'000);
    ASSERT_TRUE(create({gated(10), once(1)}));
    const auto refused_to = [&](const Address& who, unsigned part) {
        return revert_of(who, "approveMilestone(uint64,uint8)", U256{1U}, U256{part});
    };
    for (const Address& who : {alice, guardian, bob})
        EXPECT_EQ(refused_to(who, 0), error_data("TreasuryUnauthorized(address)", who));
    EXPECT_EQ(refused_to(authority_address, 1),
              error_data("TreasuryNoSuchMilestone(uint64,uint8)", U256{1U}, U256{1U}));
    ASSERT_TRUE(by(authority_address, "approveMilestone(uint64,uint8)", U256{1U}, U256{}));
    EXPECT_EQ(refused_to(authority_address, 0),
              error_data("TreasuryNoSuchMilestone(uint64,uint8)", U256{1U}, U256{}));
}

TEST_F(TreasuryGate, opened_in_time_stays_open_after_the_deadline) {
    start(1'000);
    PartTerms terms = gated(10);
    terms.deadline = Timestamp{begin + 200};
    ASSERT_TRUE(create({terms, terms}));
    set_units(job, 64);
    for (const unsigned part : {0U, 1U})
        ASSERT_TRUE(by(authority_address, "approveMilestone(uint64,uint8)", U256{1U}, U256{part}));
    go_to(begin + 200);
    ASSERT_TRUE(by(bob, "openGate(uint64,uint8)", U256{1U}, U256{}));  // anybody may
    go_to(begin + 201);
    EXPECT_TRUE(claim(1, 0));
    EXPECT_EQ(claim_refused(1, 1), gate_closed(1, 1, 16));
}

TEST_F(TreasuryPause, stops_earning_claims_and_deadlines) {
    start(1'000);
    PartTerms terms = gated(10);
    terms.deadline = Timestamp{begin + 200};
    ASSERT_TRUE(create({stream(100, 100), terms}));
    go_to(begin + 40);
    EXPECT_EQ(revert_of(alice, "pauseGrant(uint64)", U256{1U}),
              error_data("TreasuryUnauthorized(address)", alice));
    EXPECT_EQ(revert_of(guardian, "resumeGrant(uint64)", U256{1U}),
              error_data("TreasuryGrantNotPaused(uint64)", U256{1U}));
    ASSERT_TRUE(by(guardian, "pauseGrant(uint64)", U256{1U}));
    go_to(begin + 1'040);
    EXPECT_EQ(claim_refused(1), error_data("TreasuryGrantPaused(uint64)", U256{1U}));
    EXPECT_EQ(revert_of(guardian, "pauseGrant(uint64)", U256{1U}),
              error_data("TreasuryGrantPaused(uint64)", U256{1U}));
    EXPECT_EQ(revert_of(bob, "reclaim(uint64,uint8)", U256{1U}, U256{1U}),
              error_data("TreasuryGrantPaused(uint64)", U256{1U}));
    ASSERT_TRUE(by(authority_address, "resumeGrant(uint64)", U256{1U}));
    EXPECT_EQ(claim(1).value(), abi::encode(U256{40U}));
    // The deadline of the second part is now at begin + 1,200.
    set_units(job, 64);
    ASSERT_TRUE(by(authority_address, "approveMilestone(uint64,uint8)", U256{1U}, U256{1U}));
    go_to(begin + 1'200);
    EXPECT_TRUE(by(alice, "openGate(uint64,uint8)", U256{1U}, U256{1U}));
    EXPECT_EQ(claim(1).value(), abi::encode(U256{60U}));
}

TEST_F(TreasuryRevoke, keeps_what_was_earned_and_returns_the_rest_to_the_purse) {
    start(1'000);
    ASSERT_TRUE(create({stream(100, 100), gated(10), once(5)}));
    go_to(begin + 25);
    ASSERT_TRUE(claim(1, 0));
    go_to(begin + 60);
    EXPECT_EQ(revert_of(alice, "revokeGrant(uint64)", U256{1U}),
              error_data("TreasuryUnauthorized(address)", alice));
    EXPECT_EQ(by(guardian, "revokeGrant(uint64)", U256{1U}).value(), abi::encode(U256{50U}));
    EXPECT_EQ(total("purse()"), U256{1'000U - 115U + 50U});
    for (const std::string_view again : {"revokeGrant(uint64)", "pauseGrant(uint64)"})
        EXPECT_EQ(revert_of(guardian, again, U256{1U}),
                  error_data("TreasuryGrantRevoked(uint64)", U256{1U}));
    EXPECT_EQ(revert_of(authority_address, "approveMilestone(uint64,uint8)", U256{1U}, U256{1U}),
              error_data("TreasuryGrantRevoked(uint64)", U256{1U}));
    EXPECT_EQ(revert_of(bob, "openGate(uint64,uint8)", U256{1U}, U256{1U}),
              error_data("TreasuryGrantRevoked(uint64)", U256{1U}));
    go_to(begin + 10'000);
    EXPECT_EQ(claim(1, 0).value(), abi::encode(U256{35U}));
    EXPECT_EQ(claim(1, 2).value(), abi::encode(U256{5U}));
    EXPECT_FALSE(claim(1, 0));
    EXPECT_EQ(total("committed()"), U256{});
    EXPECT_EQ(coins_of(alice), 65U);
}

TEST_F(TreasuryRevoke, counts_nothing_that_was_earned_during_a_pause) {
    start(1'000);
    ASSERT_TRUE(create({stream(100, 100)}));
    go_to(begin + 30);
    ASSERT_TRUE(by(guardian, "pauseGrant(uint64)", U256{1U}));
    go_to(begin + 90);
    EXPECT_EQ(by(guardian, "revokeGrant(uint64)", U256{1U}).value(), abi::encode(U256{70U}));
    EXPECT_EQ(claim(1).value(), abi::encode(U256{30U}));
}

TEST_F(TreasuryRevoke, without_a_guardian_is_the_authoritys) {
    start(1'000);
    ASSERT_TRUE(call(authority_address, create_call, alice, U256{}, Address{}, std::vector{once(1)},
                     std::string{}));
    EXPECT_EQ(revert_of(Address{}, "revokeGrant(uint64)", U256{1U}),
              error_data("TreasuryUnauthorized(address)", Address{}));
    EXPECT_TRUE(by(authority_address, "revokeGrant(uint64)", U256{1U}));
}

TEST_F(TreasuryLapse, returns_a_part_whose_gate_missed_its_deadline_and_those_that_wait_for_it) {
    start(1'000);
    PartTerms first = gated(10);
    first.deadline = Timestamp{begin + 200};
    PartTerms second = once(7);
    second.after_previous = true;
    ASSERT_TRUE(create({first, second, once(3)}));
    const auto reclaim = [&](unsigned part) {
        return by(bob, "reclaim(uint64,uint8)", U256{1U}, U256{part});
    };
    const auto not_lapsed = [&](unsigned part) {
        return error_data("TreasuryNotLapsed(uint64,uint8)", U256{1U}, U256{part});
    };
    go_to(begin + 200);
    EXPECT_EQ(reclaim(0).error().data, not_lapsed(0));
    go_to(begin + 201);
    EXPECT_EQ(reclaim(1).error().data, not_lapsed(1));
    EXPECT_EQ(reclaim(0).value(), abi::encode(U256{10U}));
    EXPECT_EQ(reclaim(0).error().data, not_lapsed(0));
    EXPECT_EQ(claim_refused(1, 1), gate_closed(1, 1, 8));
    EXPECT_EQ(reclaim(1).value(), abi::encode(U256{7U}));
    EXPECT_EQ(reclaim(2).error().data, not_lapsed(2));
    EXPECT_EQ(total("purse()"), U256{997U});
    EXPECT_EQ(total("committed()"), U256{3U});
}

}  // namespace ambag::governance::treasury
