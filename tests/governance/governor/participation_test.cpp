// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/participation.hpp"

#include <random>

#include "tests/governance/governor/tracks_fixture.hpp"

// Who could vote, who did, and the set of votes that a quorum is a share of.

namespace ambag::governance::governor {

namespace {

using Counts = std::array<std::uint64_t, 4>;  // could, voted, with reason, judged

class ParticipationTest : public TracksTest {
 protected:
    void SetUp() override {
        PolicyGenesis policy;
        policy.participation = true;
        start(policy);
    }
    Counts counts(const Address& who) {
        const auto answer =
            chain.read(governor_address, TestChain::encode("participation(address)", who));
        using Word = std::uint64_t;
        const auto found = answer ? abi::decode<Word, Word, Word, Word>(*answer) : std::nullopt;
        if (!found) {
            ADD_FAILURE() << "participation reverted";
            return {};
        }
        return {std::get<0>(*found), std::get<1>(*found), std::get<2>(*found), std::get<3>(*found)};
    }
    Proposal next() { return proposal({pay(1)}, std::to_string(number++)); }
    Result<Bytes> vote_with_reason(const Address& from, const Proposal& p) {
        return chain.call(from, governor_address, "castVoteWithReason(uint256,uint8,string)",
                          p.id(), std::uint8_t{1}, std::string{"because"});
    }
    unsigned number = 0;
};

class VotingSetTest : public TracksTest {
 protected:
    void begin(QuorumBase base, std::vector<Address> excluded) {
        PolicyGenesis policy;
        policy.quorum_base = base;
        policy.quorum_excluded = std::move(excluded);
        start(policy);
        chain.next_block();
    }
    U256 set_at(std::uint64_t when) { return view<U256>("votingSet(uint256)", U256{when}); }
    U256 quorum_at(std::uint64_t when) { return view<U256>("quorum(uint256)", U256{when}); }
};

}  // namespace

TEST_F(ParticipationTest, counts_what_one_could_vote_on_what_one_did_and_the_reasons) {
    const Proposal first = next();
    const Proposal second = next();
    ASSERT_TRUE(propose(first, alice));
    ASSERT_TRUE(propose(second, alice));
    EXPECT_EQ(counts(alice), (Counts{0, 0, 0, 0}));  // nothing has opened
    pass_blocks(2);
    EXPECT_EQ(counts(alice), (Counts{2, 0, 0, 2}));
    ASSERT_TRUE(vote(alice, first, 1));
    ASSERT_TRUE(vote_with_reason(alice, second));
    ASSERT_TRUE(vote(bob, first, 0));
    EXPECT_EQ(counts(alice), (Counts{2, 2, 1, 2}));
    EXPECT_EQ(counts(bob), (Counts{2, 1, 0, 2}));
    EXPECT_EQ(counts(carol), (Counts{2, 0, 0, 2}));
    EXPECT_EQ(counts(dave), (Counts{0, 0, 0, 2}));  // never had votes
}

TEST_F(ParticipationTest, counts_only_snapshots_in_which_one_had_votes) {
    ASSERT_TRUE(propose(next(), alice));
    pass_blocks(3);
    ASSERT_TRUE(chain.call(alice, token_address, "delegate(address)", dave));  // block 5
    ASSERT_TRUE(propose(next(), alice));
    pass_blocks(2);
    EXPECT_EQ(counts(dave), (Counts{1, 0, 0, 2}));
    EXPECT_EQ(counts(alice), (Counts{1, 0, 0, 2}));
    // A canceled proposal nobody could vote on is nobody's.
    const Proposal withdrawn = next();
    ASSERT_TRUE(propose(withdrawn, alice));
    ASSERT_TRUE(chain.call(alice, governor_address, "cancel(address[],uint256[],bytes[],bytes32)",
                           withdrawn.targets, withdrawn.values, withdrawn.calldatas,
                           withdrawn.description_hash()));
    pass_blocks(2);
    EXPECT_EQ(counts(dave), (Counts{1, 0, 0, 3}));
}

TEST_F(ParticipationTest, is_settled_a_few_proposals_at_a_time_by_votes_and_by_anyone) {
    std::vector<Proposal> all;
    for (unsigned i = 0; i < 12; ++i) {
        all.push_back(next());
        ASSERT_TRUE(propose(all.back(), alice));
    }
    pass_blocks(2);
    ASSERT_TRUE(vote(carol, all[11], 1));
    const auto stored = [&](const Address& who) {
        Participation record;
        chain.genesis(governor_address, [&](Context& ctx) -> Result<void, Fault> {
            record = participations.get(ctx, who);
            return {};
        });
        return record;
    };
    EXPECT_EQ(stored(carol).judged, judged_per_vote);
    EXPECT_EQ(stored(carol).could, 4U);
    EXPECT_EQ(stored(carol).voted, 1U);
    ASSERT_TRUE(chain.call(dave, governor_address, "settleParticipation(address,uint64)", carol,
                           std::uint64_t{5}));
    EXPECT_EQ(stored(carol).judged, 9U);
    EXPECT_EQ(counts(carol), (Counts{12, 1, 0, 12}));
    ASSERT_TRUE(chain.call(dave, governor_address, "settleParticipation(address,uint64)", carol,
                           std::uint64_t{500}));
    EXPECT_EQ(stored(carol).judged, 12U);
    EXPECT_EQ(counts(carol), (Counts{12, 1, 0, 12}));
}

// A reference that remembers everything, over random delegations, proposals and votes.
class ParticipationModel : public ParticipationTest {
 protected:
    struct Made {
        Proposal proposal;
        std::uint64_t created;
        std::map<Address, std::uint64_t> snapshot_votes;
        std::map<Address, bool> voted;  // whether with a reason
    };

    std::uint64_t now() const { return chain.block.height.value; }
    std::map<Address, std::uint64_t> votes_now() {
        std::map<Address, std::uint64_t> votes;
        for (const auto& [who, to] : chosen) votes[to] += weights[who];
        return votes;
    }
    void vote_on(Made& one) {
        const Address who = people[engine() % 4];
        if (now() < one.created + 2 || now() > one.created + 20 || one.voted.contains(who) ||
            engine() % 6 != 0)
            return;
        one.voted[who] = engine() % 2 == 0;
        ASSERT_TRUE(one.voted[who] ? vote_with_reason(who, one.proposal)
                                   : vote(who, one.proposal, 0));
    }
    void delegate() {
        const Address who = people[engine() % 3];
        const Address to = people[engine() % 4];
        ASSERT_TRUE(chain.call(who, token_address, "delegate(address)", to));
        chosen[who] = to;
        had_votes_since.try_emplace(to, now());
    }
    void block() {
        if (engine() % 3 == 0) {
            made.push_back({next(), now(), {}, {}});
            ASSERT_TRUE(propose(made.back().proposal, alice));
        }
        for (Made& one : made) vote_on(one);
        if (engine() % 4 == 0) delegate();
        for (Made& one : made)
            if (one.created + 1 == now()) one.snapshot_votes = votes_now();
        chain.next_block();
    }
    Counts recount(const Address& who) {
        Counts expected{};
        for (const Made& one : made) {
            const bool opened = one.created + 1 < now();
            const bool since =
                had_votes_since.contains(who) && one.created >= had_votes_since.at(who);
            const auto votes = one.snapshot_votes.find(who);
            const bool had = votes != one.snapshot_votes.end() && votes->second > 0;
            const auto ballot = one.voted.find(who);
            const bool voted = had && ballot != one.voted.end();
            if (opened && had && (since || voted)) ++expected[0];
            if (voted) ++expected[1];
            if (voted && ballot->second) ++expected[2];
        }
        return expected;
    }

    std::mt19937_64 engine{7};
    std::vector<Address> people{alice, bob, carol, dave};
    std::map<Address, std::uint64_t> weights{{alice, 60}, {bob, 30}, {carol, 10}};
    std::map<Address, Address> chosen{{alice, alice}, {bob, bob}, {carol, carol}};
    std::map<Address, std::uint64_t> had_votes_since{{alice, 1}, {bob, 1}, {carol, 1}};
    std::vector<Made> made;
};

TEST_F(ParticipationModel, agrees_with_a_recount_of_everything) {
    for (unsigned i = 0; i < 60; ++i) {
        ASSERT_NO_FATAL_FAILURE(block());
        for (const Address& who : people) {
            Counts found = counts(who);
            found[3] = 0;  // how many were judged is tested above
            ASSERT_EQ(found, recount(who)) << "block " << now();
        }
    }
    EXPECT_GT(made.size(), 10U);
}

TEST_F(ParticipationTest, lists_delegates_in_order_of_their_first_vote) {
    ASSERT_TRUE(propose(next(), alice));
    pass_blocks(2);
    ASSERT_TRUE(chain.call(carol, token_address, "delegate(address)", dave));
    chain.genesis(governor_address, [](Context& ctx) -> Result<void, Fault> {
        EXPECT_EQ(delegate_total(ctx), 4U);
        const auto page = delegate_summaries(ctx, 1, 2);
        EXPECT_EQ(page.size(), 2U);
        EXPECT_EQ(page[0].account, bob);
        EXPECT_EQ(page[0].votes, amount(30));
        EXPECT_EQ(page[0].counters.could, 1U);
        EXPECT_EQ(page[1].votes, amount(0));
        EXPECT_EQ(delegate_summaries(ctx, 3, 9).at(0).account, dave);
        return {};
    });
}

TEST_F(VotingSetTest, is_the_supply_unless_genesis_says_otherwise) {
    begin(QuorumBase::supply, {});
    EXPECT_EQ(set_at(2), U256{100U});
    EXPECT_EQ(quorum_at(2), U256{4U});
}

TEST_F(VotingSetTest, leaves_out_undelegated_votes_and_excluded_accounts) {
    begin(QuorumBase::delegated, {alice});
    ASSERT_TRUE(chain.call(bob, token_address, "delegate(address)", Address{}));  // block 3
    chain.next_block();
    EXPECT_EQ(set_at(2), U256{40U});
    EXPECT_EQ(set_at(3), U256{10U});
    EXPECT_EQ(quorum_at(2), U256{1U});  // 4 % of 40, rounded down
    EXPECT_FALSE(chain.read(governor_address, TestChain::encode("votingSet(uint256)", U256{4U})));
}

// Numerator and denominator are one set: who is not in the one cannot be in the other.
TEST_F(VotingSetTest, an_excluded_account_cannot_vote) {
    begin(QuorumBase::delegated, {alice});
    const Proposal p = proposal({pay(1)});
    ASSERT_TRUE(propose(p, bob));
    pass_blocks(2);
    EXPECT_EQ(vote(alice, p, 1).error().data, error_data("GovernorExcludedVoter(address)", alice));
    EXPECT_TRUE(vote(carol, p, 1));
}

TEST_F(VotingSetTest, the_list_is_checkpointed_and_changes_by_governance_alone) {
    begin(QuorumBase::supply, {});
    EXPECT_EQ(chain.call(alice, governor_address, "setQuorumExclusion(address,bool)", bob, true)
                  .error()
                  .data,
              error_data("GovernorOnlyExecutor(address)", alice));
    chain.genesis(governor_address, [](Context& ctx) -> Result<void, Fault> {
        EXPECT_TRUE(change_exclusion(ctx, bob, true));
        return {};
    });
    chain.next_block();
    chain.genesis(governor_address, [](Context& ctx) -> Result<void, Fault> {
        EXPECT_TRUE(change_exclusion(ctx, bob, false));
        EXPECT_TRUE(change_exclusion(ctx, bob, false));  // no change, no checkpoint
        return {};
    });
    chain.next_block();
    EXPECT_EQ(set_at(2), U256{100U});
    EXPECT_EQ(set_at(3), U256{70U});
    EXPECT_EQ(set_at(4), U256{100U});
    EXPECT_EQ(view<std::vector<Address>>("quorumExclusions(uint48)", Uint48{3}),
              (std::vector<Address>{bob}));
}

}  // namespace ambag::governance::governor
