// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/conviction.hpp"

#include "tests/governance/governor/governor_fixture.hpp"

// Expected numbers are OpenGov's: 0.1, 1, ... 6 votes a token and 0, 1, 2, 4, 8, 16, 32 periods.

namespace ambag::governance::governor {

namespace {

constexpr std::uint64_t period = 10;  // blocks

class Conviction : public GovernorTest {
 protected:
    void SetUp() override {
        GovernorGenesis section = usual();
        section.counting = CountingMode::conviction;
        section.conviction_period = period;
        start(section);
    }
    Result<Bytes> vote_with(const Address& from, const Proposal& proposal, std::uint8_t support,
                            const Bytes& params) {
        return chain.call(from, governor_address,
                          "castVoteWithReasonAndParams(uint256,uint8,string,bytes)", proposal.id(),
                          support, std::string{}, params);
    }
    U256 locked(const Address& who) {
        return chain.view<U256>(token_address, "voteLocked(address)", who);
    }
    U256 unlock_of(const Address& who) {
        const auto answer = chain.call(dave, governor_address, "unlock(address)", who);
        return answer ? std::get<0>(*abi::decode<U256>(*answer)) : U256::max();
    }
    Result<Bytes> send(const Address& from, std::uint64_t units) {
        return chain.call(from, token_address, "transfer(address,uint256)", dave, U256{units});
    }
    void expect_tally(const Proposal& proposal, std::uint64_t against, std::uint64_t in_favour,
                      std::uint64_t abstain, std::uint64_t turnout) {
        const auto data = chain.read(governor_address,
                                     TestChain::encode("proposalVotes(uint256)", proposal.id()));
        EXPECT_EQ(*data, abi::encode(U256{against}, U256{in_favour}, U256{abstain}));
        EXPECT_EQ(view<U256>("proposalTurnout(uint256)", proposal.id()), U256{turnout});
    }
    std::uint64_t deadline(const Proposal& proposal) {
        return view<U256>("proposalDeadline(uint256)", proposal.id()).low_u64();
    }
    void go_to(std::uint64_t height) {
        while (chain.block.height.value < height) chain.next_block();
    }
    static Bytes split(std::uint64_t against, std::uint64_t in_favour, std::uint64_t abstain) {
        Bytes packed;
        for (const std::uint64_t part : {against, in_favour, abstain})
            append(packed, BytesView{U256{part}.to_word().bytes}.subspan(16));
        return packed;
    }

    const Proposal p = one_call(dave, {}, "first", 0);
    const Proposal q = one_call(dave, {}, "second", 0);
};

}  // namespace

TEST(ConvictionNumbers, are_opengovs) {
    const std::uint64_t votes[]{10, 100, 200, 300, 400, 500, 600};
    const std::uint64_t periods[]{0, 1, 2, 4, 8, 16, 32};
    for (std::uint8_t c = 0; c <= conviction_max; ++c) {
        EXPECT_EQ(votes_with_conviction(amount(100), c), amount(votes[c]));
        EXPECT_EQ(lock_periods(c), periods[c]);
    }
    EXPECT_EQ(votes_with_conviction(amount(19), 0), amount(1));
}

TEST_F(Conviction, the_winning_side_stays_locked_from_the_end_of_the_vote) {
    make_active(p);
    ASSERT_TRUE(vote_with(alice, p, 1, {3}));  // 180 votes, 4 periods
    ASSERT_TRUE(vote_with(bob, p, 0, {5}));    // 150 votes
    ASSERT_TRUE(vote(carol, p.id(), 2));       // 1 vote, no lock
    expect_tally(p, 150, 180, 1, 70);
    EXPECT_EQ(locked(alice), U256{60U});
    EXPECT_EQ(locked(bob), U256{30U});
    EXPECT_EQ(locked(carol), U256{});
    const std::uint64_t end = deadline(p);
    go_to(end);
    EXPECT_EQ(unlock_of(alice), U256{60U});  // the vote still runs
    EXPECT_EQ(unlock_of(bob), U256{30U});
    go_to(end + 1);
    EXPECT_EQ(unlock_of(bob), U256{});  // the losing side is free at once
    EXPECT_EQ(unlock_of(alice), U256{60U});
    go_to(end + 4 * period - 1);
    EXPECT_EQ(unlock_of(alice), U256{60U});
    EXPECT_EQ(send(alice, 1).error().data,
              error_data("TokenLockedByVote(address,uint256,uint256)", alice, U256{}, U256{1U}));
    go_to(end + 4 * period);
    EXPECT_EQ(unlock_of(alice), U256{});
    EXPECT_TRUE(send(alice, 60));
}

TEST_F(Conviction, locked_tokens_are_neither_transferred_nor_unwrapped) {
    make_active(p);
    ASSERT_TRUE(vote_with(bob, p, 1, {1}));
    const Bytes refused =
        error_data("TokenLockedByVote(address,uint256,uint256)", bob, U256{}, U256{30U});
    EXPECT_EQ(send(bob, 30).error().data, refused);
    EXPECT_EQ(
        chain.call(bob, token_address, "withdrawTo(address,uint256)", bob, U256{30U}).error().data,
        refused);
    ASSERT_TRUE(chain.call(bob, token_address, "approve(address,uint256)", dave, U256{30U}));
    EXPECT_EQ(chain
                  .call(dave, token_address, "transferFrom(address,address,uint256)", bob, dave,
                        U256{30U})
                  .error()
                  .data,
              refused);
    EXPECT_EQ(
        send(bob, 31).error().data,
        error_data("ERC20InsufficientBalance(address,uint256,uint256)", bob, U256{30U}, U256{31U}));
    wrap(bob, 7);
    EXPECT_TRUE(send(bob, 7));  // what came later is free
}

TEST_F(Conviction, overlapping_locks_take_the_maximum) {
    make_active(p);
    ASSERT_TRUE(vote_with(alice, p, 1, {2}));  // 60 for two periods
    ASSERT_TRUE(send(bob, 20));
    ASSERT_TRUE(propose(q, bob));
    wrap(alice, 40);  // after p's snapshot, before q's
    pass_blocks(2);
    ASSERT_TRUE(vote_with(alice, q, 1, {1}));  // 100 for one period
    EXPECT_EQ(locked(alice), U256{100U});      // not 160
    EXPECT_EQ(view<std::uint32_t>("lockCount(address)", alice), 2U);
    go_to(deadline(q) + period);
    EXPECT_EQ(unlock_of(alice), U256{60U});
    EXPECT_EQ(view<std::uint32_t>("lockCount(address)", alice), 1U);
    EXPECT_TRUE(send(alice, 40));
    EXPECT_FALSE(send(alice, 1));
    go_to(deadline(p) + 2 * period);
    EXPECT_EQ(unlock_of(alice), U256{});
}

TEST_F(Conviction, split_and_plain_ballots_count_a_tenth_and_lock_nothing) {
    make_active(p);
    ASSERT_TRUE(vote_with(alice, p, 255, split(20, 29, 11)));
    expect_tally(p, 2, 2, 1, 40);
    ASSERT_TRUE(vote(bob, p.id(), 1));
    expect_tally(p, 2, 5, 1, 70);
    EXPECT_EQ(locked(alice), U256{});
    EXPECT_EQ(locked(bob), U256{});
    EXPECT_TRUE(send(alice, 60));
    EXPECT_EQ(vote_with(alice, p, 255, split(1, 0, 0)).error().data,
              error_data("GovernorAlreadyCastVote(address)", alice));
}

TEST_F(Conviction, only_the_voters_own_tokens_count_more) {
    ASSERT_TRUE(chain.call(carol, token_address, "delegate(address)", bob));
    chain.next_block();
    make_active(p);
    ASSERT_TRUE(send(bob, 12));                // 18 of the 30 are left
    ASSERT_TRUE(vote_with(bob, p, 1, {6}));    // 18 * 6 + (40 - 18) / 10
    ASSERT_TRUE(vote_with(carol, p, 1, {6}));  // delegated: no votes, no lock
    expect_tally(p, 0, 110, 0, 40);
    EXPECT_EQ(locked(bob), U256{18U});
    EXPECT_EQ(locked(carol), U256{});
}

TEST_F(Conviction, the_quorum_is_met_by_tokens_and_not_by_conviction) {
    ASSERT_TRUE(send(carol, 7));  // carol keeps 3, the quorum is 4
    chain.next_block();
    make_active(p);
    ASSERT_TRUE(vote_with(carol, p, 1, {6}));  // 18 votes
    pass_blocks(6);
    EXPECT_EQ(state(p), 3U);
    // For lost: it is free, and so is nothing else.
    EXPECT_EQ(unlock_of(carol), U256{});
}

TEST_F(Conviction, against_wins_a_tie_and_stays_locked) {
    make_active(p);
    ASSERT_TRUE(vote_with(bob, p, 0, {2}));    // 60
    ASSERT_TRUE(vote_with(alice, p, 1, {1}));  // 60
    go_to(deadline(p) + 1);
    EXPECT_EQ(state(p), 3U);
    EXPECT_EQ(unlock_of(alice), U256{});
    EXPECT_EQ(unlock_of(bob), U256{30U});
    const auto lock = chain.read(
        governor_address, TestChain::encode("lockAt(address,uint32)", bob, std::uint32_t{0}));
    ASSERT_TRUE(lock);
    EXPECT_EQ(*lock, abi::encode(p.id(), std::uint8_t{0}, std::uint8_t{2}, U256{30U},
                                 Uint48{deadline(p) + 2 * period}));
}

TEST_F(Conviction, refuses_other_forms_of_params) {
    make_active(p);
    const Bytes invalid = error_data("GovernorInvalidVoteParams()");
    EXPECT_EQ(vote_with(alice, p, 1, {7}).error().data, invalid);
    EXPECT_EQ(vote_with(alice, p, 1, {1, 0}).error().data, invalid);
    EXPECT_EQ(vote_with(alice, p, 2, {1}).error().data, invalid);
    EXPECT_EQ(vote_with(alice, p, 255, Bytes(47)).error().data, invalid);
    EXPECT_EQ(vote_with(alice, p, 255, split(61, 0, 0)).error().data,
              error_data("GovernorExceedRemainingWeight(address,uint256,uint256)", alice, U256{61U},
                         U256{60U}));
    EXPECT_EQ(vote_with(alice, p, 3, {}).error().data, error_data("GovernorInvalidVoteType()"));
    EXPECT_TRUE(vote_with(alice, p, 2, {0}));
}

TEST_F(Conviction, only_the_governor_sets_locks_and_slashing_is_not_held_up) {
    EXPECT_EQ(chain.call(dave, token_address, "setVoteLock(address,uint256)", alice, U256{1U})
                  .error()
                  .data,
              error_data("TokenUnauthorized(address)", dave));
    make_active(p);
    ASSERT_TRUE(
        chain.call(staking_address, token_address, "bond(address,uint256)", alice, U256{50U}));
    ASSERT_TRUE(vote_with(alice, p, 1, {1}));
    ASSERT_TRUE(chain.call(staking_address, token_address, "burnBonded(address,uint256)", alice,
                           U256{20U}));
    EXPECT_EQ(locked(alice), U256{60U});  // more than the 40 that are left
    EXPECT_FALSE(send(alice, 1));
}

TEST_F(Conviction, an_account_has_at_most_512_locks) {
    for (std::uint32_t i = 0; i < conviction_locks_max; ++i)
        ASSERT_TRUE(propose(one_call(dave, {}, "lock " + std::to_string(i)), bob));
    ASSERT_TRUE(propose(p, bob));
    pass_blocks(2);
    for (std::uint32_t i = 0; i < conviction_locks_max; ++i)
        ASSERT_TRUE(vote_with(alice, one_call(dave, {}, "lock " + std::to_string(i)), 1, {1}));
    EXPECT_EQ(vote_with(alice, p, 1, {1}).error().data,
              error_data("GovernorTooManyLocks(address,uint256)", alice, U256{512U}));
    ASSERT_TRUE(vote(alice, p.id(), 1));
    go_to(deadline(p) + period);
    EXPECT_EQ(unlock_of(alice), U256{});
    EXPECT_EQ(view<std::uint32_t>("lockCount(address)", alice), 0U);
}

}  // namespace ambag::governance::governor
