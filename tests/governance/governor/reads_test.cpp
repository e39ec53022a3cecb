// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/governor/governor_fixture.hpp"

namespace ambag::governance::governor {

namespace {

class Reads : public UsualGovernorTest {
 protected:
    // Runs `read` on a view of the governor's state.
    template <class F>
    void look(const F& read) {
        chain.genesis(governor_address, [&](Context& ctx) {
            read(static_cast<const ViewContext&>(ctx));
            return Result<void, Fault>{};
        });
    }
};

}  // namespace

TEST_F(Reads, a_summary_has_everything_that_was_proposed) {
    Proposal p = one_call(dave, {1, 2}, "two actions", 5);
    p.targets.push_back(carol);
    p.values.push_back({});
    p.calldatas.push_back({});
    const Height height = chain.block.height;
    const Timestamp time = chain.block.time;
    ASSERT_TRUE(propose(p, bob));
    look([&](const ViewContext& ctx) {
        const auto summary = summary_of(ctx, p.id());
        ASSERT_TRUE(summary);
        EXPECT_EQ(summary->proposer, bob);
        EXPECT_EQ(summary->state, ProposalState::pending);
        EXPECT_EQ(summary->snapshot.value, height.value + 1);
        EXPECT_EQ(summary->deadline.value, height.value + 6);
        EXPECT_EQ(summary->quorum, std::nullopt);
        EXPECT_EQ(summary->description, "two actions");
        ASSERT_EQ(summary->actions.size(), 2U);
        EXPECT_EQ(summary->actions[0].target, dave);
        EXPECT_EQ(summary->actions[0].value, amount(5));
        EXPECT_EQ(summary->actions[0].calldata, (Bytes{1, 2}));
        EXPECT_EQ(summary->actions[1].target, carol);
        EXPECT_EQ(summary->created_height, height);
        EXPECT_EQ(summary->created_time, time);
        EXPECT_FALSE(summary_of(ctx, U256{1U}));
    });
}

TEST_F(Reads, a_summary_follows_the_votes) {
    const Proposal p = one_call(dave, {});
    make_active(p);
    ASSERT_TRUE(vote(bob, p.id(), 1));
    ASSERT_TRUE(vote(carol, p.id(), 0));
    look([&](const ViewContext& ctx) {
        const auto summary = summary_of(ctx, p.id());
        ASSERT_TRUE(summary);
        EXPECT_EQ(summary->state, ProposalState::active);
        EXPECT_EQ(summary->tally.in_favour, amount(30));
        EXPECT_EQ(summary->tally.against, amount(10));
        EXPECT_EQ(summary->tally.abstain, Amount{});
        EXPECT_EQ(summary->quorum, amount(4));
        const auto ballot = ballot_of(ctx, p.id(), carol);
        ASSERT_TRUE(ballot);
        EXPECT_EQ(ballot->support, 0U);
        EXPECT_EQ(ballot->weight, amount(10));
        EXPECT_FALSE(ballot_of(ctx, p.id(), alice));
        EXPECT_FALSE(ballot_of(ctx, U256{1U}, carol));
    });
}

TEST_F(Reads, proposals_are_listed_in_pages_in_order_of_creation) {
    std::vector<U256> ids;
    for (int i = 0; i < 5; ++i) {
        const Proposal p = one_call(dave, {}, "number " + std::to_string(i));
        ASSERT_TRUE(propose(p, alice));
        ids.push_back(p.id());
    }
    look([&](const ViewContext& ctx) {
        EXPECT_EQ(proposal_count(ctx), 5U);
        const auto page = summaries(ctx, 1, 3);
        ASSERT_TRUE(page);
        ASSERT_EQ(page->size(), 3U);
        EXPECT_EQ((*page)[0].id, ids[1]);
        EXPECT_EQ((*page)[2].id, ids[3]);
        EXPECT_EQ(summaries(ctx, 4, 100)->size(), 1U);
        EXPECT_EQ(summaries(ctx, 5, 100)->size(), 0U);
        EXPECT_EQ(summaries(ctx, 0, ~std::uint64_t{0})->size(), 5U);
    });
}

TEST_F(Reads, what_is_stored_is_paid_for_by_the_byte) {
    const auto gas_of_description = [&](std::size_t size) {
        EXPECT_TRUE(propose(one_call(dave, {}, std::string(size, 'x')), alice));
        return chain.gas_used().value;
    };
    const std::uint64_t small = gas_of_description(100);
    const std::uint64_t large = gas_of_description(1100);
    EXPECT_EQ(large - small, 1000 * 2 * gas::stored_byte);
}

// Every bound of the genesis section, one beyond it.
TEST(GovernorGenesisSection, refuses_what_is_out_of_bounds_and_names_the_field) {
    const auto fault_of = [](const GovernorGenesis& section) {
        TestChain chain{{&token::descriptor, &timelock::descriptor, &descriptor}};
        std::string detail;
        chain.genesis(governor_address, [&](Context& ctx) {
            const auto done = genesis(ctx, section);
            if (!done) detail = done.error().detail;
            return Result<void, Fault>{};
        });
        return detail.substr(0, detail.find(' '));
    };
    GovernorGenesis good{.name = std::string(31, 'n'),
                         .voting_delay = 0xFFFFFFFFFFFF,
                         .voting_period = 0xFFFFFFFF,
                         .proposal_threshold = Amount{U256::max()},
                         .quorum_numerator = 100,
                         .late_quorum_extension = 0xFFFFFFFF};
    EXPECT_EQ(fault_of(good), "");
    const auto changed = [&](auto GovernorGenesis::* field, auto value) {
        GovernorGenesis section = good;
        section.*field = value;
        return fault_of(section);
    };
    EXPECT_EQ(changed(&GovernorGenesis::name, std::string(32, 'n')), "name");
    EXPECT_EQ(changed(&GovernorGenesis::name, std::string{}), "name");
    EXPECT_EQ(changed(&GovernorGenesis::voting_delay, std::uint64_t{1} << 48), "voting_delay");
    EXPECT_EQ(changed(&GovernorGenesis::voting_period, std::uint64_t{0}), "voting_period");
    EXPECT_EQ(changed(&GovernorGenesis::voting_period, std::uint64_t{1} << 32), "voting_period");
    EXPECT_EQ(changed(&GovernorGenesis::quorum_numerator, std::uint64_t{101}), "quorum_numerator");
    EXPECT_EQ(changed(&GovernorGenesis::late_quorum_extension, std::uint64_t{1} << 32),
              "late_quorum_extension");
}

}  // namespace ambag::governance::governor
