// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/governor/governor_fixture.hpp"

namespace ambag::governance::governor {

namespace {

// Period 5, extension 3, quorum 40 of 100: alice's 60 reach it alone, bob and carol together.
class LateQuorum : public GovernorTest {
 protected:
    void SetUp() override {
        GovernorGenesis section = usual();
        section.quorum_numerator = 40;
        section.late_quorum_extension = 3;
        start(section);
        make_active(p);
        deadline = view<U256>("proposalDeadline(uint256)", p.id()).low_u64();
        chain.take_logs();
    }
    void go_to(std::uint64_t height) {
        while (chain.block.height.value < height) chain.next_block();
    }
    std::uint64_t deadline_now() {
        return view<U256>("proposalDeadline(uint256)", p.id()).low_u64();
    }

    const Proposal p = one_call(dave, {}, "late", 0);
    std::uint64_t deadline = 0;
    const std::vector<Hash> vote_only{event_topic<VoteCast>};
    const std::vector<Hash> vote_and_extension{event_topic<VoteCast>,
                                               event_topic<ProposalExtended>};
};

}  // namespace

TEST_F(LateQuorum, a_quorum_early_enough_extends_nothing) {
    go_to(deadline - 3);  // now + 3 is the deadline: not later
    ASSERT_TRUE(vote(alice, p.id(), 1));
    EXPECT_EQ(topics_of_logs(), vote_only);
    EXPECT_EQ(deadline_now(), deadline);
}

TEST_F(LateQuorum, one_block_later_extends_by_one) {
    go_to(deadline - 2);
    ASSERT_TRUE(vote(alice, p.id(), 1));
    EXPECT_EQ(deadline_now(), deadline + 1);
    const auto logs = chain.take_logs();
    ASSERT_EQ(logs.size(), 2U);
    EXPECT_EQ(to_hex(logs[1].topics[0]),
              "0x541f725fb9f7c98a30cc9c0ff32fbb14358cd7159c847a3aa20a2bdc442ba511");
    EXPECT_EQ(logs[1].topics[1], p.id().to_word());
    EXPECT_EQ(logs[1].data, abi::encode(deadline + 1));
}

TEST_F(LateQuorum, at_end_minus_one_end_and_end_plus_one) {
    go_to(deadline - 1);
    ASSERT_TRUE(vote(bob, p.id(), 1));  // 30 of 40: no quorum yet
    EXPECT_EQ(topics_of_logs(), vote_only);
    EXPECT_EQ(deadline_now(), deadline);
    go_to(deadline);
    ASSERT_TRUE(vote(carol, p.id(), 2));  // abstaining completes it
    EXPECT_EQ(topics_of_logs(), vote_and_extension);
    EXPECT_EQ(deadline_now(), deadline + 3);
    go_to(deadline + 1);
    EXPECT_EQ(state(p), 1U);
    ASSERT_TRUE(vote(alice, p.id(), 0));  // the answer that the extension is for
    EXPECT_EQ(topics_of_logs(), vote_only);
    EXPECT_EQ(deadline_now(), deadline + 3);  // once only
    go_to(deadline + 3);
    EXPECT_EQ(state(p), 1U);
    go_to(deadline + 4);
    EXPECT_EQ(state(p), 3U);
}

TEST_F(LateQuorum, without_a_quorum_nothing_is_extended_and_after_the_end_nothing_helps) {
    go_to(deadline);
    ASSERT_TRUE(vote(alice, p.id(), 0));  // against does not count towards the quorum
    EXPECT_EQ(topics_of_logs(), vote_only);
    go_to(deadline + 1);
    EXPECT_EQ(vote(bob, p.id(), 1).error().data, unexpected_state(p, 3, bits(2)));
}

TEST_F(LateQuorum, an_extension_set_later_does_not_move_a_deadline_already_decided) {
    go_to(deadline - 3);
    ASSERT_TRUE(vote(alice, p.id(), 1));
    const Proposal longer = one_call(
        governor_address, TestChain::encode("setLateQuorumVoteExtension(uint48)", Uint48{5}));
    pass(longer);
    EXPECT_EQ(view<U256>("lateQuorumVoteExtension()"), U256{5U});
    EXPECT_EQ(deadline_now(), deadline);
}

// OpenZeppelin 5.7: an extension without bound would keep every vote open for ever.
TEST_F(LateQuorum, the_extension_is_at_most_the_voting_period) {
    const Proposal six = one_call(
        governor_address, TestChain::encode("setLateQuorumVoteExtension(uint48)", Uint48{6}));
    make_ready(six);
    EXPECT_EQ(execute(six).error().data,
              error_data("GovernorPreventLateQuorumVoteExtensionTooLarge(uint256,uint256)",
                         U256{6U}, U256{5U}));
    EXPECT_EQ(state(six), 5U);
    // A period shortened later does not shorten it, as in OpenZeppelin.
    pass(
        one_call(governor_address, TestChain::encode("setVotingPeriod(uint32)", std::uint32_t{2})));
    EXPECT_EQ(view<U256>("lateQuorumVoteExtension()"), U256{3U});
}

}  // namespace ambag::governance::governor
