// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/governor/governor_fixture.hpp"

namespace ambag::governance::governor {

namespace {

Proposal any(std::string description = "any") {
    return one_call(timelock_address, TestChain::encode("updateDelay(uint256)", U256{20U}),
                    std::move(description));
}

class CastVote : public UsualGovernorTest {
 protected:
    std::array<std::uint64_t, 3> votes(const Proposal& p) {
        const auto data =
            chain.read(governor_address, TestChain::encode("proposalVotes(uint256)", p.id()));
        const auto [against, in_favour, abstain] = *abi::decode<U256, U256, U256>(*data);
        return {against.low_u64(), in_favour.low_u64(), abstain.low_u64()};
    }
    // The state after the deadline, given what alice (60), bob (30) and carol (10) vote; 3 = not.
    std::uint8_t outcome(const std::array<std::uint8_t, 3>& supports) {
        const Proposal p = any("case " + std::to_string(++cases_));
        make_active(p);
        const std::array voters{alice, bob, carol};
        for (std::size_t i = 0; i < 3; ++i) {
            if (supports[i] == 3) continue;
            EXPECT_TRUE(vote(voters[i], p.id(), supports[i]));
        }
        pass_blocks(5);
        return state(p);
    }

 private:
    int cases_ = 0;
};

}  // namespace

TEST_F(CastVote, is_open_from_the_block_after_the_snapshot_through_the_deadline) {
    const Proposal p = any();
    EXPECT_EQ(vote(alice, p.id(), 1).error().data,
              error_data("GovernorNonexistentProposal(uint256)", p.id()));
    ASSERT_TRUE(propose(p, alice));
    const std::uint64_t snapshot = chain.block.height.value + 1;
    EXPECT_EQ(vote(alice, p.id(), 1).error().data, unexpected_state(p, 0, bits(2)));
    chain.next_block();
    EXPECT_EQ(chain.block.height.value, snapshot);
    EXPECT_EQ(vote(alice, p.id(), 1).error().data, unexpected_state(p, 0, bits(2)));
    chain.next_block();
    EXPECT_EQ(state(p), 1U);
    EXPECT_TRUE(vote(alice, p.id(), 1));
    pass_blocks(4);
    EXPECT_EQ(chain.block.height.value, snapshot + 5);
    EXPECT_EQ(state(p), 1U);
    EXPECT_TRUE(vote(bob, p.id(), 1));
    chain.next_block();
    EXPECT_EQ(state(p), 4U);
    EXPECT_EQ(vote(carol, p.id(), 1).error().data, unexpected_state(p, 4, bits(2)));
}

TEST_F(CastVote, adds_the_weight_to_its_bucket_and_returns_it) {
    const Proposal p = any();
    make_active(p);
    EXPECT_EQ(*vote(alice, p.id(), 0), abi::encode(U256{60U}));
    EXPECT_EQ(*vote(bob, p.id(), 1), abi::encode(U256{30U}));
    EXPECT_EQ(*vote(carol, p.id(), 2), abi::encode(U256{10U}));
    EXPECT_EQ(votes(p), (std::array<std::uint64_t, 3>{60, 30, 10}));
    EXPECT_TRUE(view<bool>("hasVoted(uint256,address)", p.id(), carol));
    EXPECT_FALSE(view<bool>("hasVoted(uint256,address)", p.id(), dave));
}

TEST_F(CastVote, logs_vote_cast_and_with_params_the_longer_event) {
    const Proposal p = any();
    make_active(p);
    chain.take_logs();
    ASSERT_TRUE(vote(alice, p.id(), 1));
    ASSERT_TRUE(chain.call(bob, governor_address, "castVoteWithReason(uint256,uint8,string)",
                           p.id(), std::uint8_t{0}, std::string{"too slow"}));
    ASSERT_TRUE(chain.call(carol, governor_address,
                           "castVoteWithReasonAndParams(uint256,uint8,string,bytes)", p.id(),
                           std::uint8_t{2}, std::string{"so so"}, Bytes{9}));
    ASSERT_TRUE(chain.call(dave, governor_address,
                           "castVoteWithReasonAndParams(uint256,uint8,string,bytes)", p.id(),
                           std::uint8_t{2}, std::string{"none"}, Bytes{}));
    const auto logs = chain.take_logs();
    ASSERT_EQ(logs.size(), 4U);
    EXPECT_EQ(to_hex(logs[0].topics[0]),
              "0xb8e138887d0aa13bab447e82de9d5c1777041ecd21ca36ba824ff1e6c07ddda4");
    EXPECT_EQ(logs[0].topics[1], Hash::from(abi::encode(alice)));
    EXPECT_EQ(logs[0].data, abi::encode(p.id(), std::uint8_t{1}, U256{60U}, std::string{}));
    EXPECT_EQ(logs[1].data,
              abi::encode(p.id(), std::uint8_t{0}, U256{30U}, std::string{"too slow"}));
    EXPECT_EQ(to_hex(logs[2].topics[0]),
              "0xe2babfbac5889a709b63bb7f598b324e08bc5a4fb9ec647fb3cbc9ec07eb8712");
    EXPECT_EQ(logs[2].data,
              abi::encode(p.id(), std::uint8_t{2}, U256{10U}, std::string{"so so"}, Bytes{9}));
    EXPECT_EQ(logs[3].topics[0], logs[0].topics[0]);
}

TEST_F(CastVote, asks_for_an_earlier_vote_before_it_looks_at_the_type) {
    const Proposal p = any();
    make_active(p);
    EXPECT_EQ(vote(alice, p.id(), 3).error().data, error_data("GovernorInvalidVoteType()"));
    EXPECT_EQ(vote(alice, p.id(), 255).error().data, error_data("GovernorInvalidVoteType()"));
    ASSERT_TRUE(vote(alice, p.id(), 1));
    for (const std::uint8_t support : {std::uint8_t{0}, std::uint8_t{1}, std::uint8_t{3}})
        EXPECT_EQ(vote(alice, p.id(), support).error().data,
                  error_data("GovernorAlreadyCastVote(address)", alice));
}

TEST_F(CastVote, accepts_and_records_a_vote_without_weight) {
    const Proposal p = any();
    make_active(p);
    EXPECT_EQ(*vote(dave, p.id(), 1), abi::encode(U256{}));
    EXPECT_TRUE(view<bool>("hasVoted(uint256,address)", p.id(), dave));
    EXPECT_EQ(vote(dave, p.id(), 1).error().data,
              error_data("GovernorAlreadyCastVote(address)", dave));
    pass_blocks(5);
    EXPECT_EQ(state(p), 3U);
}

// Borrowed votes: what moves after the snapshot changes nothing, and nothing counts twice.
TEST_F(CastVote, counts_what_the_voter_had_at_the_snapshot) {
    const Proposal p = any();
    make_active(p);
    wrap(dave, 500);
    EXPECT_EQ(*vote(dave, p.id(), 0), abi::encode(U256{}));
    ASSERT_TRUE(chain.call(alice, token_address, "transfer(address,uint256)", bob, U256{60U}));
    EXPECT_EQ(*vote(alice, p.id(), 1), abi::encode(U256{60U}));
    EXPECT_EQ(*vote(bob, p.id(), 1), abi::encode(U256{30U}));
    chain.next_block();
    EXPECT_EQ(view<U256>("quorum(uint256)", view<U256>("proposalSnapshot(uint256)", p.id())),
              U256{4U});
}

TEST_F(CastVote, needs_strictly_more_for_than_against) {
    EXPECT_EQ(outcome({1, 0, 0}), 4U);  // 60 to 40
    ASSERT_TRUE(chain.call(alice, token_address, "transfer(address,uint256)", carol, U256{10U}));
    EXPECT_EQ(outcome({1, 0, 0}), 3U);  // 50 to 50
    EXPECT_EQ(outcome({0, 1, 1}), 3U);
    EXPECT_EQ(outcome({3, 1, 0}), 4U);  // 30 to 20
    EXPECT_EQ(outcome({2, 2, 2}), 3U);  // nobody is for it
    EXPECT_EQ(outcome({3, 3, 3}), 3U);
}

TEST_F(GovernorTest, for_and_abstain_reach_the_quorum_and_exactly_it_is_enough) {
    GovernorGenesis section = usual();
    section.quorum_numerator = 40;
    start(section);
    const auto outcome = [&](const char* name, std::uint8_t bobs, std::uint8_t carols) {
        const Proposal p = any(name);
        make_active(p);
        EXPECT_TRUE(vote(bob, p.id(), bobs));
        EXPECT_TRUE(vote(carol, p.id(), carols));
        pass_blocks(5);
        return state(p);
    };
    EXPECT_EQ(outcome("for", 1, 1), 4U);      // 40 of 40
    EXPECT_EQ(outcome("abstain", 1, 2), 4U);  // 30 + 10 of 40
    EXPECT_EQ(outcome("against", 1, 0), 3U);  // 30 of 40
    EXPECT_EQ(outcome("mostly abstain", 2, 1), 4U);
    ASSERT_TRUE(chain.call(alice, token_address, "withdrawTo(address,uint256)", alice, U256{1U}));
    EXPECT_EQ(outcome("floor", 1, 1), 4U);  // 39 = floor(99 * 40 / 100)
    wrap(alice, 4);
    EXPECT_EQ(outcome("one short", 1, 1), 3U);  // 40 of 41 = floor(103 * 40 / 100)
}

// CVE-2022-31198: a quorum lowered later must not revive what was defeated.
TEST_F(GovernorTest, lowering_the_quorum_revives_nothing) {
    GovernorGenesis section = usual();
    section.quorum_numerator = 40;
    start(section);
    const Proposal defeated = any("with bob's 30 of 40");
    make_active(defeated);
    ASSERT_TRUE(vote(bob, defeated.id(), 1));
    pass_blocks(5);
    ASSERT_EQ(state(defeated), 3U);
    const Proposal lower =
        one_call(governor_address, TestChain::encode("updateQuorumNumerator(uint256)", U256{0U}));
    make_ready(lower);
    const Proposal living = any("voted after the change, snapshot before it");
    ASSERT_TRUE(propose(living, alice));
    pass_blocks(2);
    ASSERT_TRUE(execute(lower));
    EXPECT_EQ(view<U256>("quorumNumerator()"), U256{});
    ASSERT_TRUE(vote(bob, living.id(), 1));
    pass_blocks(5);
    EXPECT_EQ(state(living), 3U);
    EXPECT_EQ(state(defeated), 3U);
    const U256 snapshot = view<U256>("proposalSnapshot(uint256)", defeated.id());
    EXPECT_EQ(view<U256>("quorumNumerator(uint256)", snapshot), U256{40U});
    EXPECT_EQ(view<U256>("quorum(uint256)", snapshot), U256{40U});
}

TEST_F(GovernorTest, in_timestamp_mode_delays_and_periods_are_seconds) {
    GovernorGenesis section = usual();
    section.voting_delay = 30;
    section.voting_period = 100;
    start(section, ClockMode::timestamp);
    EXPECT_EQ(view<std::string>("CLOCK_MODE()"), "mode=timestamp");
    const Proposal p = any();
    ASSERT_TRUE(propose(p, alice));
    const std::uint64_t now = chain.block.time.value;
    EXPECT_EQ(view<U256>("proposalSnapshot(uint256)", p.id()), U256{now + 30});
    EXPECT_EQ(view<U256>("proposalDeadline(uint256)", p.id()), U256{now + 130});
    chain.next_block(30);
    EXPECT_EQ(state(p), 0U);
    chain.next_block(1);
    EXPECT_EQ(state(p), 1U);
    ASSERT_TRUE(vote(alice, p.id(), 1));
    chain.next_block(99);
    EXPECT_EQ(state(p), 1U);
    chain.next_block(1);
    EXPECT_EQ(state(p), 4U);
}

TEST_F(CastVote, no_period_change_touches_a_living_proposal) {
    const Proposal longer = one_call(
        governor_address, TestChain::encode("setVotingPeriod(uint32)", std::uint32_t{500}));
    make_ready(longer);
    const Proposal living = any();
    ASSERT_TRUE(propose(living, alice));
    const U256 deadline = view<U256>("proposalDeadline(uint256)", living.id());
    ASSERT_TRUE(execute(longer));
    EXPECT_EQ(view<U256>("votingPeriod()"), U256{500U});
    EXPECT_EQ(view<U256>("proposalDeadline(uint256)", living.id()), deadline);
}

}  // namespace ambag::governance::governor
