// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/track_limits.hpp"
#include "tests/governance/governor/tracks_fixture.hpp"

// Which track a proposal belongs to, and what the track asks of it.

namespace ambag::governance::governor {

namespace {

using Derived = std::pair<TrackId, std::uint64_t>;

class TrackRules : public TracksTest {
 protected:
    void SetUp() override { start(); }

    static Bytes relay(const Address& target, std::uint64_t value, const Bytes& data) {
        return TestChain::encode("relay(address,uint256,bytes)", target, amount(value), data);
    }
    static Bytes schedule(const Action& action) {
        return TestChain::encode("schedule(address,uint256,bytes,bytes32,bytes32,uint256)",
                                 action.target, action.value, action.calldata, Hash{}, Hash{},
                                 U256{});
    }
    static Bytes execute_batch_of(const std::vector<Action>& actions) {
        const Proposal p = proposal(actions);
        return TestChain::encode("executeBatch(address[],uint256[],bytes[],bytes32,bytes32)",
                                 p.targets, p.values, p.calldatas, Hash{}, Hash{});
    }
};

class TrackLimits : public TracksTest {
 protected:
    void SetUp() override { start(); }
    static Proposal strict(std::string description = "strict") {
        return proposal({call_of(governor_address,
                                 TestChain::encode("setVotingPeriod(uint32)", std::uint32_t{9}))},
                        std::move(description));
    }
};

}  // namespace

TEST_F(TrackRules, an_action_without_a_rule_goes_to_the_strictest_track) {
    EXPECT_EQ(track_of({call_of(governor_address,
                                TestChain::encode("setVotingPeriod(uint32)", std::uint32_t{9}))}),
              (Derived{0, 0}));
    EXPECT_EQ(track_of({call_of(treasury_address, {})}), (Derived{0, 0}));
    EXPECT_EQ(track_of({call_of(treasury_address, {0x01, 0x02})}), (Derived{0, 0}));
}

TEST_F(TrackRules, ranges_of_an_argument_choose_among_tracks) {
    EXPECT_EQ(track_of({pay(10)}), (Derived{2, 10}));
    EXPECT_EQ(track_of({pay(11)}), (Derived{1, 11}));
    EXPECT_EQ(track_of({pay(100)}), (Derived{1, 100}));
    EXPECT_EQ(track_of({pay(101)}), (Derived{0, 101}));
}

TEST_F(TrackRules, the_strictest_of_the_rules_that_hold_wins) {
    chain.genesis(governor_address, [](Context& ctx) -> Result<void, Fault> {
        TrackRule rule = pay_rule(5, 7).rule;
        rule.track = 1;
        std::vector<TrackRule> rules = track_rules.get(ctx, {treasury_address, pay_selector});
        rules.push_back(rule);
        track_rules.set(ctx, {treasury_address, pay_selector}, rules);
        return {};
    });
    EXPECT_EQ(track_of({pay(4)}), (Derived{2, 4}));
    EXPECT_EQ(track_of({pay(5)}), (Derived{1, 5}));
    EXPECT_EQ(track_of({pay(7)}), (Derived{1, 7}));
    EXPECT_EQ(track_of({pay(8)}), (Derived{2, 8}));
}

TEST_F(TrackRules, the_strictest_action_decides_for_all) {
    EXPECT_EQ(track_of({pay(50), coins(20)}), (Derived{1, 70}));
    EXPECT_EQ(track_of({pay(50), call_of(timelock_address,
                                         TestChain::encode("updateDelay(uint256)", U256{1U}))}),
              (Derived{0, 50}));
}

TEST_F(TrackRules, many_small_payments_count_together) {
    EXPECT_EQ(track_of({pay(6), pay(6)}), (Derived{2, 12}));
    EXPECT_EQ(track_of({pay(6), pay(7)}), (Derived{1, 13}));
    EXPECT_EQ(track_of({pay(75), pay(75)}), (Derived{1, 150}));
    EXPECT_EQ(track_of({pay(75), pay(75), coins(1)}), (Derived{0, 151}));
}

TEST_F(TrackRules, coins_need_a_rule_and_a_receiver_without_code) {
    EXPECT_EQ(track_of({coins(100)}), (Derived{1, 100}));
    EXPECT_EQ(track_of({coins(101)}), (Derived{0, 101}));
    EXPECT_EQ(track_of({{grantee, amount(1), {1, 2, 3, 4}}}), (Derived{0, 1}));
    // Coins sent along with a call that has a rule, beyond what the rule allows.
    Action generous = pay(5);
    generous.value = amount(1);
    EXPECT_EQ(track_of({generous}), (Derived{0, 6}));
}

// What a call carries counts as if it stood alone, and the carrier needs a rule of its own.
TEST_F(TrackRules, nothing_strict_travels_inside_something_lax) {
    PolicyGenesis open = three_tracks();
    const auto carrier = [](const Address& target, std::string_view signature) {
        return TrackCall{{target, TestChain::selector(signature)}, {0, {}, {}, 0}};
    };
    for (const TrackCall& call :
         {carrier(governor_address, "relay(address,uint256,bytes)"),
          carrier(timelock_address, "schedule(address,uint256,bytes,bytes32,bytes32,uint256)"),
          carrier(timelock_address, "executeBatch(address[],uint256[],bytes[],bytes32,bytes32)")})
        open.tracks[2].calls.push_back(call);
    chain.genesis(governor_address, [&](Context& ctx) -> Result<void, Fault> {
        for (const TrackCall& call : open.tracks[2].calls) {
            TrackRule rule = call.rule;
            rule.track = 2;
            track_rules.set(ctx, call.key, {rule});
        }
        return {};
    });
    const Action strict =
        call_of(timelock_address, TestChain::encode("updateDelay(uint256)", U256{}));
    EXPECT_EQ(track_of({pay(10)}), (Derived{2, 10}));
    EXPECT_EQ(track_of({call_of(governor_address, relay(treasury_address, 0, pay(10).calldata))}),
              (Derived{2, 10}));
    EXPECT_EQ(track_of({call_of(governor_address, relay(timelock_address, 0, strict.calldata))}),
              (Derived{0, 0}));
    EXPECT_EQ(track_of({call_of(timelock_address, schedule(strict))}), (Derived{0, 0}));
    EXPECT_EQ(track_of({call_of(timelock_address, execute_batch_of({pay(7), pay(6)}))}),
              (Derived{1, 13}));
    EXPECT_EQ(track_of({call_of(timelock_address, execute_batch_of({pay(1), strict}))}),
              (Derived{0, 1}));
    // Twice wrapped, and data that nobody can decode.
    EXPECT_EQ(track_of({call_of(governor_address, relay(timelock_address, 0, schedule(strict)))}),
              (Derived{0, 0}));
    EXPECT_EQ(track_of({call_of(governor_address,
                                TestChain::encode("relay(address,uint256,bytes)", U256::max()))}),
              (Derived{0, 0}));
}

TEST_F(TrackRules, carriers_go_to_the_strictest_track_without_rules_of_their_own) {
    EXPECT_EQ(track_of({call_of(governor_address, relay(treasury_address, 0, pay(10).calldata))}),
              (Derived{0, 10}));
}

TEST_F(TrackLimits, the_proposal_gets_its_tracks_periods_and_says_which_it_is_in) {
    const Proposal p = proposal({pay(40)});
    ASSERT_TRUE(propose(p, dave));
    const U256 snapshot = view<U256>("proposalSnapshot(uint256)", p.id());
    EXPECT_EQ(snapshot, U256{chain.block.height.value + 1});
    EXPECT_EQ(deadline(p), chain.block.height.value + 11);
    const auto answer =
        chain.read(governor_address, TestChain::encode("proposalTrack(uint256)", p.id()));
    ASSERT_TRUE(answer);
    EXPECT_EQ(*answer, abi::encode(TrackId{1}, amount(40)));
}

TEST_F(TrackLimits, the_strictest_track_asks_for_votes_a_deposit_and_a_free_place) {
    const auto wrong = [](std::uint64_t given) {
        return error_data("GovernorWrongDeposit(uint32,uint256,uint256)", TrackId{0}, amount(50),
                          amount(given));
    };
    EXPECT_EQ(propose(strict(), dave, 50).error().data,
              error_data("GovernorInsufficientProposerVotes(address,uint256,uint256)", dave,
                         amount(0), amount(10)));
    EXPECT_EQ(propose(strict(), carol).error().data, wrong(0));
    EXPECT_EQ(propose(strict(), carol, 49).error().data, wrong(49));
    ASSERT_TRUE(propose(strict(), carol, 50));
    EXPECT_EQ(chain.balance(governor_address), amount(50));
    EXPECT_EQ(propose(strict("another"), alice, 50).error().data,
              error_data("GovernorTrackFull(uint32,uint32)", TrackId{0}, std::uint32_t{1}));
    // The vote is over at block 2 + 2 + 10: the place is free again.
    pass_blocks(13);
    EXPECT_EQ(state(strict()), 3U);
    EXPECT_TRUE(propose(strict("another"), alice, 50));
}

TEST_F(TrackLimits, the_deposit_goes_back_to_its_owner_once_the_vote_is_over) {
    ASSERT_TRUE(propose(strict(), carol, 50));
    chain.take_logs();
    EXPECT_EQ(by_id("returnDeposit", strict()).error().data,
              error_data("GovernorUnexpectedProposalState(uint256,uint8,bytes32)", strict().id(),
                         std::uint8_t{0}, bits(0b1111'1100)));
    pass_blocks(13);
    const Amount before = chain.balance(carol);
    ASSERT_TRUE(by_id("returnDeposit", strict()));  // by dave
    EXPECT_EQ(chain.balance(carol), *checked_add(before, amount(50)));
    EXPECT_EQ(chain.balance(governor_address), amount(0));
    EXPECT_EQ(by_id("returnDeposit", strict()).error().data,
              error_data("GovernorNoDeposit(uint256)", strict().id()));
}

TEST_F(TrackLimits, a_killed_proposal_loses_its_deposit_to_the_treasury) {
    const Proposal victim = strict("victim");
    const Proposal killer = proposal(
        {call_of(governor_address, TestChain::encode("killProposal(uint256)", victim.id()))});
    chain.genesis(governor_address, [&](Context& ctx) -> Result<void, Fault> {
        Track track = root_track();
        track.admission.live_max = 2;
        tracks.set(ctx, 0, track);
        return {};
    });
    ASSERT_TRUE(propose(killer, alice, 50));
    ASSERT_TRUE(propose(victim, bob, 50));
    pass_blocks(3);
    ASSERT_TRUE(vote(alice, killer, 1));
    ASSERT_TRUE(vote(alice, victim, 1));
    pass_blocks(10);
    ASSERT_TRUE(step("queue", killer));
    ASSERT_TRUE(step("queue", victim));
    chain.next_block(30);
    ASSERT_EQ(state(killer), 5U);
    EXPECT_EQ(
        chain.call(alice, governor_address, "killProposal(uint256)", victim.id()).error().data,
        error_data("GovernorOnlyExecutor(address)", alice));
    ASSERT_TRUE(step("execute", killer));
    EXPECT_EQ(state(victim), 2U);
    EXPECT_EQ(chain.balance(treasury_address), amount(10'050));
    EXPECT_EQ(chain.balance(governor_address), amount(50));  // the killer's own
    EXPECT_FALSE(step("execute", victim));
}

TEST_F(TrackLimits, a_relayed_call_cannot_spend_the_deposits) {
    ASSERT_TRUE(propose(strict(), carol, 50));
    chain.genesis(governor_address, [](Context& ctx) -> Result<void, Fault> {
        EXPECT_EQ(check_deposits_stay(ctx, amount(1)).error().data,
                  error_data("GovernorDepositsHeld(uint256,uint256)", amount(0), amount(1)));
        EXPECT_TRUE(check_deposits_stay(ctx, amount(0)));
        return {};
    });
}

// Broken on purpose: a deposit that no coins cover.
TEST_F(TrackLimits, the_invariant_notices_a_deposit_without_coins) {
    ASSERT_TRUE(propose(strict(), carol, 50));
    EXPECT_TRUE(chain.check_invariants());
    chain.genesis(governor_address, [](Context& ctx) -> Result<void, Fault> {
        deposits_held.set(ctx, amount(51));
        return {};
    });
    const auto broken = chain.check_invariants();
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().rule, "governor: coins held cover the deposits");
    EXPECT_EQ(broken.error().detail, "50 coins, 51 of deposits");
}

TEST_F(TrackLimits, the_same_actions_wait_for_the_end_of_the_vote_and_the_cooldown) {
    const Proposal first = proposal({pay(40)}, "first");
    const Proposal again = proposal({pay(40)}, "again, with other words");
    ASSERT_TRUE(propose(first, dave));  // block 2; the vote ends with block 13
    const auto early = [&] {
        return error_data("GovernorProposedTooEarly(uint256,uint256)", first.id(), U256{33U});
    };
    EXPECT_EQ(propose(again, alice).error().data, early());
    EXPECT_TRUE(propose(proposal({pay(41)}), alice));
    pass_blocks(12);  // block 14: defeated
    EXPECT_EQ(state(first), 3U);
    EXPECT_EQ(propose(again, alice).error().data, early());
    pass_blocks(19);  // block 33
    EXPECT_EQ(propose(again, alice).error().data, early());
    chain.next_block();
    EXPECT_TRUE(propose(again, alice));
}

TEST_F(TrackLimits, a_period_spends_no_more_than_its_cap) {
    std::vector<Proposal> grants;
    for (const std::uint64_t units : {100U, 90U, 60U})
        grants.push_back(proposal({pay(units)}, "grant " + std::to_string(units)));
    for (const Proposal& p : {grants[0], grants[1]}) {
        make_queued(p);
        chain.next_block(10);
        ASSERT_TRUE(step("execute", p));
    }
    make_queued(grants[2]);
    chain.next_block(10);
    EXPECT_EQ(step("execute", grants[2]).error().data,
              error_data("GovernorTrackSpendCapExceeded(uint32,uint256,uint256)", TrackId{1},
                         amount(10), amount(60)));
    EXPECT_EQ(state(grants[2]), 5U);
    chain.next_block(3'600);
    ASSERT_TRUE(step("execute", grants[2]));
    EXPECT_EQ(chain.balance(grantee), amount(250));
}

}  // namespace ambag::governance::governor
