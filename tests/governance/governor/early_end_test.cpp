// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/governor/governor_fixture.hpp"

// Super quorum and guardian: what ends a vote before its time.

namespace ambag::governance::governor {

namespace {

class SuperQuorum : public GovernorTest {
 protected:
    void SetUp() override {
        GovernorGenesis section = usual();
        section.super_quorum_numerator = 60;
        start(section);
    }
    const Proposal p = one_call(dave, {}, "early", 0);
};

class Guardian : public GovernorTest {
 protected:
    static constexpr Address keeper{{0x6e}};
    void begin(const Address& guardian) {
        GovernorGenesis section = usual();
        section.guardian = guardian;
        start(section);
    }
    Bytes unable(const Address& who) {
        return error_data("GovernorUnableToCancel(uint256,address)", p.id(), who);
    }
    const Proposal p = one_call(dave, {}, "guarded", 0);
};

}  // namespace

TEST_F(SuperQuorum, exactly_the_share_ends_a_vote_early) {
    make_active(p);
    ASSERT_TRUE(vote(alice, p.id(), 1));  // 60 of 100
    EXPECT_EQ(state(p), 4U);
    EXPECT_EQ(vote(bob, p.id(), 0).error().data, unexpected_state(p, 4, bits(2)));
    ASSERT_TRUE(queue(p));
    chain.next_block(10);
    ASSERT_TRUE(execute(p));
}

TEST_F(SuperQuorum, less_than_the_share_does_not) {
    make_active(p);
    ASSERT_TRUE(vote(bob, p.id(), 1));
    ASSERT_TRUE(vote(carol, p.id(), 1));
    EXPECT_EQ(state(p), 1U);
}

TEST_F(SuperQuorum, a_tie_at_the_share_goes_on) {
    ASSERT_TRUE(chain.call(alice, token_address, "transfer(address,uint256)", bob, U256{10U}));
    ASSERT_TRUE(chain.call(carol, token_address, "delegate(address)", bob));  // 50 against 50
    pass(one_call(governor_address,
                  TestChain::encode("updateSuperQuorumNumerator(uint256)", U256{50U}), "lower"));
    make_active(p);
    ASSERT_TRUE(vote(bob, p.id(), 0));
    ASSERT_TRUE(vote(alice, p.id(), 1));
    EXPECT_EQ(state(p), 1U);
}

TEST_F(SuperQuorum, stays_between_the_quorum_and_the_whole) {
    const auto change = [&](std::string_view signature, std::uint64_t value) {
        const Proposal proposal =
            one_call(governor_address, TestChain::encode(signature, U256{value}),
                     std::string{signature} + std::to_string(value));
        make_active(proposal);
        EXPECT_TRUE(vote(alice, proposal.id(), 1));
        EXPECT_TRUE(queue(proposal));
        chain.next_block(10);
        return execute(proposal);
    };
    EXPECT_EQ(
        change("updateSuperQuorumNumerator(uint256)", 101).error().data,
        error_data("GovernorInvalidSuperQuorumFraction(uint256,uint256)", U256{101U}, U256{100U}));
    EXPECT_EQ(
        change("updateSuperQuorumNumerator(uint256)", 3).error().data,
        error_data("GovernorInvalidSuperQuorumTooSmall(uint256,uint256)", U256{3U}, U256{4U}));
    EXPECT_EQ(change("updateQuorumNumerator(uint256)", 61).error().data,
              error_data("GovernorInvalidQuorumTooLarge(uint256,uint256)", U256{61U}, U256{60U}));
    EXPECT_TRUE(change("updateQuorumNumerator(uint256)", 60));  // the two may be equal
    EXPECT_TRUE(change("updateSuperQuorumNumerator(uint256)", 60));
    EXPECT_TRUE(change("updateSuperQuorumNumerator(uint256)", 100));
    EXPECT_EQ(view<U256>("superQuorumNumerator()"), U256{100U});
    // Since this block only: before it the share was 60 %.
    EXPECT_EQ(view<U256>("superQuorum(uint256)", U256{chain.block.height.value - 1}), U256{60U});
}

TEST_F(Guardian, cancels_at_any_stage_and_cancels_the_operation_too) {
    begin(keeper);
    make_ready(p);
    EXPECT_EQ(step("cancel", p, alice).error().data, unable(alice));
    chain.take_logs();
    ASSERT_TRUE(step("cancel", p, keeper));
    EXPECT_EQ(topics_of_logs(),
              (std::vector<Hash>{event_topic<ProposalCanceled>, event_topic<timelock::Cancelled>}));
    EXPECT_EQ(state(p), 2U);
    EXPECT_EQ(step("cancel", p, keeper).error().data, unexpected_state(p, 2, bits(0x3b)));
}

TEST_F(Guardian, cannot_cancel_what_is_executed_or_unknown) {
    begin(keeper);
    EXPECT_EQ(step("cancel", p, keeper).error().data,
              error_data("GovernorNonexistentProposal(uint256)", p.id()));
    pass(p);
    EXPECT_EQ(step("cancel", p, keeper).error().data, unexpected_state(p, 7, bits(0x3b)));
}

TEST_F(Guardian, while_there_is_none_the_proposer_cancels_at_any_stage) {
    begin(Address{});
    make_ready(p);
    EXPECT_EQ(step("cancel", p, bob).error().data, unable(bob));
    ASSERT_TRUE(step("cancel", p, alice));
    EXPECT_EQ(state(p), 2U);
}

TEST_F(Guardian, is_changed_by_governance_alone) {
    begin(keeper);
    EXPECT_EQ(
        chain.call(keeper, governor_address, "setProposalGuardian(address)", dave).error().data,
        error_data("GovernorOnlyExecutor(address)", keeper));
    pass(one_call(governor_address, TestChain::encode("setProposalGuardian(address)", dave)));
    EXPECT_EQ(view<Address>("proposalGuardian()"), dave);
}

TEST(GovernorOptions, a_genesis_that_contradicts_itself_is_refused) {
    const auto refused = [](const GovernorGenesis& section) {
        TestChain chain{{&token::descriptor, &timelock::descriptor, &descriptor}};
        std::string what;
        chain.genesis(governor_address, [&](Context& ctx) -> Result<void, Fault> {
            const auto made = genesis(ctx, section);
            if (!made) what = made.error().detail;
            return {};
        });
        return what;
    };
    GovernorGenesis section{.name = "Ambag", .proposal_threshold = {}};
    section.super_quorum_numerator = 3;
    EXPECT_EQ(refused(section), "super_quorum_numerator must be from quorum_numerator to 100");
    section.super_quorum_numerator = 101;
    EXPECT_EQ(refused(section), "super_quorum_numerator must be from quorum_numerator to 100");
    section.super_quorum_numerator = 50;
    EXPECT_EQ(refused(section), "");
    section.counting = CountingMode::conviction;
    EXPECT_NE(refused(section).find("one of the two"), std::string::npos);
    section.super_quorum_numerator.reset();
    section.conviction_period = 0;
    EXPECT_EQ(refused(section), "conviction_period must be from 1 to 2^40 - 1");
}

}  // namespace ambag::governance::governor
