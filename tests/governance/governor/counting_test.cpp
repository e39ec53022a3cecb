// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/counting.hpp"
#include "tests/governance/governor/governor_fixture.hpp"

// The ways of counting that genesis chooses, by worked examples. tests/e2e/oracle compares them
// with OpenZeppelin's own contracts, call by call.

namespace ambag::governance::governor {

namespace {

class CountingTest : public GovernorTest {
 protected:
    void begin(CountingMode mode) {
        GovernorGenesis section = usual();
        section.counting = mode;
        start(section);
    }
    Result<Bytes> vote_with(const Address& from, std::uint8_t support, const Bytes& params) {
        return chain.call(from, governor_address,
                          "castVoteWithReasonAndParams(uint256,uint8,string,bytes)", p.id(),
                          support, std::string{}, params);
    }
    Result<Bytes> override_vote(const Address& from, std::uint8_t support) {
        return chain.call(from, governor_address, "castOverrideVote(uint256,uint8,string)", p.id(),
                          support, std::string{});
    }
    // Against, For, Abstain.
    std::vector<std::uint64_t> tally() {
        const auto data =
            chain.read(governor_address, TestChain::encode("proposalVotes(uint256)", p.id()));
        const auto words = abi::decode<U256, U256, U256>(*data);
        return {std::get<0>(*words).low_u64(), std::get<1>(*words).low_u64(),
                std::get<2>(*words).low_u64()};
    }
    static Bytes split(std::uint64_t against, std::uint64_t in_favour, std::uint64_t abstain) {
        Bytes packed;
        for (const std::uint64_t part : {against, in_favour, abstain})
            append(packed, BytesView{U256{part}.to_word().bytes}.subspan(16));
        return packed;
    }
    bool is_unknown(std::string_view signature, const Bytes& arguments = {}) {
        Bytes data = to_bytes(TestChain::selector(signature));
        append(data, arguments);
        const auto answer = chain.send(dave, governor_address, data);
        return !answer && answer.error().data.empty();
    }

    const Proposal p = one_call(dave, {}, "count", 0);
    // Tallies as {against, for, abstain}.
    using Votes = std::vector<std::uint64_t>;
};

class Fractional : public CountingTest {
    void SetUp() override { begin(CountingMode::fractional); }
};

class Overridable : public CountingTest {
    void SetUp() override { begin(CountingMode::overridable); }
};

}  // namespace

TEST_F(Fractional, a_ballot_is_split_until_its_weight_is_used_up) {
    make_active(p);
    ASSERT_TRUE(vote_with(alice, 255, split(10, 20, 5)));
    EXPECT_EQ(tally(), (Votes{10, 20, 5}));
    EXPECT_EQ(view<U256>("usedVotes(uint256,address)", p.id(), alice), U256{35U});
    EXPECT_EQ(vote_with(alice, 255, split(10, 10, 6)).error().data,
              error_data("GovernorExceedRemainingWeight(address,uint256,uint256)", alice, U256{26U},
                         U256{25U}));
    ASSERT_TRUE(vote_with(bob, 255, split(0, 0, 30)));  // exactly his weight
    EXPECT_EQ(tally(), (Votes{10, 20, 35}));
    ASSERT_TRUE(vote_with(alice, 255, split(0, 0, 0)));  // allowed, counts nothing
    ASSERT_TRUE(vote(alice, p.id(), 1));                 // the remaining 25
    EXPECT_EQ(tally(), (Votes{10, 45, 35}));
    EXPECT_EQ(vote(alice, p.id(), 1).error().data,
              error_data("GovernorAlreadyCastVote(address)", alice));
    ASSERT_TRUE(vote(carol, p.id(), 1));
    chain.genesis(governor_address, [&](Context& ctx) {
        const auto ballot = ballot_of(ctx, p.id(), alice);
        EXPECT_TRUE(ballot && ballot->support == 255 && ballot->weight == amount(60));
        const auto whole = ballot_of(ctx, p.id(), carol);
        EXPECT_TRUE(whole && whole->support == 1 && whole->weight == amount(10));
        return Result<void, Fault>{};
    });
}

TEST_F(Fractional, refuses_params_of_another_form) {
    make_active(p);
    const Bytes invalid = error_data("GovernorInvalidVoteParams()");
    EXPECT_EQ(vote_with(alice, 255, Bytes(47)).error().data, invalid);
    EXPECT_EQ(vote_with(alice, 255, Bytes(49)).error().data, invalid);
    EXPECT_EQ(vote_with(alice, 1, Bytes(1)).error().data, invalid);
    EXPECT_EQ(vote_with(alice, 3, {}).error().data, error_data("GovernorInvalidVoteType()"));
    EXPECT_EQ(vote(dave, p.id(), 1).error().data,
              error_data("GovernorAlreadyCastVote(address)", dave));
    EXPECT_FALSE(view<bool>("hasVoted(uint256,address)", p.id(), alice));
    EXPECT_EQ(view<std::string>("COUNTING_MODE()"),
              "support=bravo,fractional&quorum=for,abstain&params=fractional");
}

TEST_F(Overridable, a_holder_takes_his_votes_out_of_his_delegates) {
    ASSERT_TRUE(chain.call(bob, token_address, "delegate(address)", alice));
    chain.next_block();
    make_active(p);
    ASSERT_TRUE(vote(alice, p.id(), 1));  // 60 and bob's 30
    chain.take_logs();
    ASSERT_TRUE(override_vote(bob, 0));
    EXPECT_EQ(topics_of_logs(),
              (std::vector<Hash>{event_topic<VoteReduced>, event_topic<OverrideVoteCast>}));
    EXPECT_EQ(tally(), (Votes{30, 60, 0}));
    EXPECT_TRUE(view<bool>("hasVotedOverride(uint256,address)", p.id(), bob));
    EXPECT_FALSE(view<bool>("hasVoted(uint256,address)", p.id(), bob));
    EXPECT_EQ(override_vote(bob, 1).error().data,
              error_data("GovernorAlreadyOverriddenVote(address)", bob));
    EXPECT_EQ(override_vote(bob, 3).error().data, error_data("GovernorInvalidVoteType()"));
}

TEST_F(Overridable, before_the_delegate_votes_it_is_taken_from_what_he_may_cast) {
    ASSERT_TRUE(chain.call(bob, token_address, "delegate(address)", alice));
    chain.next_block();
    make_active(p);
    ASSERT_TRUE(override_vote(bob, 2));
    EXPECT_EQ(tally(), (Votes{0, 0, 30}));
    ASSERT_TRUE(vote(alice, p.id(), 1));
    EXPECT_EQ(tally(), (Votes{0, 60, 30}));
    // A delegate may overrule himself too: his own tokens move to another side.
    ASSERT_TRUE(override_vote(alice, 0));
    EXPECT_EQ(tally(), (Votes{60, 0, 30}));
}

TEST_F(Overridable, tokens_and_delegates_are_those_of_the_snapshot) {
    make_active(p);
    ASSERT_TRUE(chain.call(bob, token_address, "transfer(address,uint256)", dave, U256{30U}));
    ASSERT_TRUE(override_vote(bob, 1));
    ASSERT_TRUE(override_vote(dave, 0));
    EXPECT_EQ(tally(), (Votes{0, 30, 0}));
    const U256 past{chain.block.height.value - 1};
    EXPECT_EQ(chain.view<U256>(token_address, "getPastBalanceOf(address,uint256)", bob, past),
              U256{30U});
    EXPECT_EQ(chain.view<Address>(token_address, "getPastDelegate(address,uint256)", bob, past),
              bob);
}

TEST_F(Overridable, votes_cannot_be_delegated_in_parts) {
    EXPECT_FALSE(chain.call(bob, token_address, "delegateSplit(address[],uint16[])",
                            std::vector<Address>{alice, bob},
                            std::vector<std::uint16_t>{5000, 5000}));
}

TEST_F(CountingTest, what_genesis_leaves_off_does_not_exist) {
    begin(CountingMode::simple);
    const Bytes id = abi::encode(U256{1U});
    for (const char* plain :
         {"superQuorumNumerator()", "proposalGuardian()", "OVERRIDE_BALLOT_TYPEHASH()"})
        EXPECT_TRUE(is_unknown(plain)) << plain;
    for (const char* of_a_number :
         {"superQuorum(uint256)", "superQuorumNumerator(uint256)", "proposalTurnout(uint256)"})
        EXPECT_TRUE(is_unknown(of_a_number, id)) << of_a_number;
    for (const char* one : {"unlock(address)", "lockCount(address)"})
        EXPECT_TRUE(is_unknown(one, abi::encode(alice))) << one;
    EXPECT_TRUE(is_unknown("usedVotes(uint256,address)", abi::encode(U256{1U}, alice)));
    EXPECT_TRUE(is_unknown("castOverrideVote(uint256,uint8,string)",
                           abi::encode(U256{1U}, std::uint8_t{1}, std::string{})));
    const auto locked = chain.read(token_address, TestChain::encode("voteLocked(address)", alice));
    EXPECT_TRUE(!locked && locked.error().data.empty());
    const auto past = chain.read(
        token_address, TestChain::encode("getPastDelegate(address,uint256)", alice, U256{1U}));
    EXPECT_TRUE(!past && past.error().data.empty());
}

}  // namespace ambag::governance::governor
