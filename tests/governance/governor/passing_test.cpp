// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/passing.hpp"

#include <random>

#include "tests/governance/governor/tracks_fixture.hpp"

// When a proposal of a track passes: worked by hand, and against a model that looks at every tick,
// as OpenGov's own pallet does, where the module computes the tick from the tally.

namespace ambag::governance::governor {

namespace {

Standing standing(std::uint64_t in_favour, std::uint64_t against, std::uint64_t abstain) {
    return {amount(in_favour), amount(against), amount(in_favour + abstain), amount(100)};
}

class Passing : public TracksTest {
 protected:
    void SetUp() override { start(); }
    std::uint64_t now() const { return chain.block.height.value; }
};

// What the published rules say, tick by tick.
class TickModel {
 public:
    TickModel(Track track, std::uint64_t snapshot) : track_{std::move(track)}, start_{snapshot} {}

    // At the end of tick `now`, after its votes.
    void tick(std::uint64_t now, const std::array<std::uint64_t, 3>& votes) {
        if (over_) return;
        const std::uint64_t end = start_ + track_.voting.period;
        const double x = std::min(1.0, static_cast<double>(now - start_) / track_.voting.period);
        const bool passing = is_above(x, votes);
        if (passing && since_ == 0 && now <= end) since_ = now;
        if (!passing) since_ = 0;
        if (since_ != 0 && now == since_ + track_.voting.confirm_period) {
            over_ = true;
            passed_ = true;
        }
        if (since_ == 0 && now >= end) over_ = true;
    }
    // 1 active, 3 defeated, 4 succeeded: as the next tick finds it.
    std::uint8_t state() const { return !over_ ? 1 : passed_ ? 4 : 3; }

 private:
    // The spender's curves, 100 % -> 50 % and 50 % -> 10 %, in floating point.
    static bool is_above(double x, const std::array<std::uint64_t, 3>& votes) {
        const auto [against, in_favour, abstain] = votes;
        const double all = static_cast<double>(against + in_favour);
        const double approval = all > 0 ? static_cast<double>(in_favour) / all : 0;
        const double turnout = static_cast<double>(in_favour + abstain) / 100;
        constexpr double slack = 1e-8;  // the module rounds to parts per billion
        return approval >= 1 - x / 2 - slack && turnout >= 0.5 - 0.4 * x - slack;
    }

    Track track_;
    std::uint64_t start_;
    std::uint64_t since_ = 0;
    bool over_ = false;
    bool passed_ = false;
};

}  // namespace

TEST(PassingRules, ask_for_both_curves_and_are_not_strict) {
    const Track track = root_track();  // 60 % of approval, 20 % of turnout
    EXPECT_TRUE(passes(track, standing(60, 40, 0), 0));
    EXPECT_FALSE(passes(track, standing(59, 41, 0), whole_share));
    EXPECT_TRUE(passes(track, standing(6, 4, 14), 0));
    EXPECT_FALSE(passes(track, standing(6, 4, 13), 0));
    EXPECT_FALSE(passes(track, standing(0, 0, 100), 0));  // nobody is for it
    EXPECT_EQ(votes_needed(20 * percent, amount(101)), amount(21));
}

// Approval 70 %: 1 - x/2 = 0.7 at x = 0.6, tick 6 of 10. Turnout 70 is above its curve all along.
TEST(PassingRules, find_the_tick_at_which_the_curves_come_down) {
    const auto first = [](const Standing& s, std::uint64_t from) {
        return first_passing(spender_track(), s, Uint48{100}, Uint48{from}, Uint48{110}).value;
    };
    EXPECT_EQ(first(standing(70, 30, 0), 101), 106U);
    EXPECT_EQ(first(standing(70, 30, 0), 108), 108U);
    EXPECT_EQ(first(standing(100, 0, 0), 101), 101U);
    EXPECT_EQ(first(standing(10, 0, 0), 101), 110U);  // turnout 10 % at x = 1
    EXPECT_EQ(first(standing(9, 0, 0), 101), 0U);
    EXPECT_EQ(first(standing(49, 51, 0), 101), 0U);
    EXPECT_EQ(first(standing(100, 0, 0), 111), 0U);
}

TEST_F(Passing, a_vote_ends_early_once_it_was_confirmed) {
    const Proposal p = proposal({pay(40)});
    ASSERT_TRUE(propose(p, dave));  // snapshot 3, end 13
    pass_blocks(2);                 // block 4, x = 0.1
    chain.take_logs();
    ASSERT_TRUE(vote(alice, p, 1));
    EXPECT_EQ(deadline(p), 7U);
    pass_blocks(3);
    EXPECT_EQ(state(p), 1U);
    chain.next_block();
    EXPECT_EQ(state(p), 4U);
    EXPECT_EQ(deadline(p), 7U);
}

TEST_F(Passing, a_vote_against_stops_the_confirmation_and_the_curve_starts_it_again) {
    const Proposal p = proposal({pay(40)});
    ASSERT_TRUE(propose(p, dave));
    pass_blocks(2);
    ASSERT_TRUE(vote(alice, p, 1));
    chain.next_block();  // block 5
    ASSERT_TRUE(vote(bob, p, 0));
    // 60 of 90 is 2/3: reached at x = 2/3, tick 3 + 7 = 10; confirmed with 13.
    EXPECT_EQ(deadline(p), 13U);
    pass_blocks(8);
    EXPECT_EQ(state(p), 1U);
    chain.next_block();
    EXPECT_EQ(state(p), 4U);
}

TEST_F(Passing, a_vote_after_the_period_can_still_defeat_what_is_being_confirmed) {
    const Proposal p = proposal({pay(40)});
    ASSERT_TRUE(propose(p, dave));
    pass_blocks(10);  // block 12, x = 0.9
    ASSERT_TRUE(vote(bob, p, 1));
    EXPECT_EQ(deadline(p), 15U);
    pass_blocks(2);  // block 14, after the period
    EXPECT_EQ(state(p), 1U);
    ASSERT_TRUE(vote(alice, p, 0));
    EXPECT_EQ(state(p), 3U);
}

TEST_F(Passing, the_standing_is_told_in_parts_per_billion) {
    const Proposal p = proposal({pay(40)});
    ASSERT_TRUE(propose(p, dave));
    pass_blocks(6);  // block 8, x = 0.5
    ASSERT_TRUE(vote(bob, p, 1));
    ASSERT_TRUE(vote(carol, p, 0));
    const auto answer =
        chain.read(governor_address, TestChain::encode("proposalStanding(uint256)", p.id()));
    ASSERT_TRUE(answer);
    EXPECT_EQ(*answer, abi::encode(Share{750'000'000}, Share{750'000'000}, Share{300'000'000},
                                   Share{300'000'000}, Uint48{8}, Uint48{11}));
}

TEST_F(Passing, agrees_with_a_model_that_looks_at_every_tick) {
    std::mt19937_64 engine{41};
    unsigned outcomes[8] = {};
    for (unsigned round = 0; round < 60; ++round) {
        const Proposal p = proposal({pay(11 + round)}, std::to_string(round));
        ASSERT_TRUE(propose(p, dave));
        const std::uint64_t snapshot = now() + 1;
        TickModel model{spender_track(), snapshot};
        std::array<std::uint64_t, 3> votes{};
        std::vector<std::pair<Address, std::uint64_t>> voters{{alice, 60}, {bob, 30}, {carol, 10}};
        pass_blocks(2);
        for (unsigned tick = 0; tick < 16; ++tick) {
            while (!voters.empty() && model.state() == 1 && engine() % 5 == 0) {
                constexpr std::array<std::uint8_t, 6> supports{0, 0, 1, 1, 1, 2};
                const std::uint8_t support = supports[engine() % 6];
                ASSERT_TRUE(vote(voters.back().first, p, support));
                votes[support] += voters.back().second;
                voters.pop_back();
            }
            model.tick(now(), votes);
            chain.next_block();
            ASSERT_EQ(state(p), model.state()) << "round " << round << " tick " << tick;
        }
        ++outcomes[state(p)];
    }
    // Not all of one kind, or the comparison would say little.
    EXPECT_GT(outcomes[3], 10U);
    EXPECT_GT(outcomes[4], 10U);
}

}  // namespace ambag::governance::governor
