// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/governor/tracks_fixture.hpp"

// Attempts that fail without harm, expiry, and execution by the chain.

namespace ambag::governance::governor {

namespace {

class Executing : public TracksTest {
 protected:
    void SetUp() override { start(); }

    // The time of the failed attempt and its revert data.
    std::pair<std::uint64_t, Bytes> failure(const Proposal& p) {
        const auto answer =
            chain.read(governor_address, TestChain::encode("lastFailure(uint256)", p.id()));
        const auto found = answer ? abi::decode<std::uint64_t, Bytes>(*answer) : std::nullopt;
        if (!found) {
            ADD_FAILURE() << "lastFailure reverted";
            return {};
        }
        return {std::get<0>(*found), std::get<1>(*found)};
    }
    bool try_execute(const Proposal& p) {
        const auto answer = by_id("tryExecute", p);
        return answer && *answer == abi::encode(true);
    }
    // Good at first; the treasury cannot pay the second, so that neither happens.
    static Proposal failing(std::string description = "fails") {
        return proposal({pay(20), pay(30, Address{})}, std::move(description));
    }
};

}  // namespace

TEST_F(Executing, a_failing_payload_stays_queued_with_its_revert_data) {
    const Proposal p = failing();
    make_queued(p);
    EXPECT_EQ(by_id("tryExecute", p).error().data,
              error_data("GovernorNotYetExecutable(uint256,uint256)", p.id(),
                         view<U256>("proposalEta(uint256)", p.id())));
    chain.next_block(10);
    EXPECT_EQ(failure(p), (std::pair<std::uint64_t, Bytes>{0, {}}));
    chain.take_logs();
    EXPECT_FALSE(try_execute(p));
    const Bytes reason = error_data("TreasuryInvalidReceiver(address)", Address{});
    EXPECT_EQ(failure(p), (std::pair{chain.block.time.value, reason}));
    const std::vector<Log> logs = chain.take_logs();
    ASSERT_EQ(logs.size(), 1U);  // nothing of the payment that was undone
    EXPECT_EQ(logs[0].data, abi::encode(reason));
    EXPECT_EQ(state(p), 5U);
    EXPECT_EQ(chain.balance(grantee), amount(0));
    // OpenZeppelin's call reverts with the same data and keeps nothing.
    EXPECT_EQ(step("execute", p).error().data, reason);
}

TEST_F(Executing, what_failed_can_be_tried_again) {
    const Proposal p = proposal({coins(100), coins(20)}, "more than the timelock has");
    chain.genesis(timelock_address, [](Context& ctx) -> Result<void, Fault> {
        EXPECT_TRUE(ctx.send(dave, amount(450)));
        return {};
    });
    make_queued(p);
    chain.next_block(10);
    EXPECT_FALSE(try_execute(p));
    EXPECT_EQ(failure(p).second, error_data("FailedCall()"));
    chain.genesis(timelock_address, [](Context& ctx) -> Result<void, Fault> {
        (void)ctx;
        return {};
    });
    chain.fund(timelock_address, amount(100));
    EXPECT_TRUE(try_execute(p));
    EXPECT_EQ(state(p), 7U);
    EXPECT_EQ(chain.balance(grantee), amount(120));
}

TEST_F(Executing, a_queued_proposal_expires_and_one_that_nobody_queued_too) {
    const Proposal queued = proposal({pay(1, Address{})}, "queued");  // fails when the chain tries
    const Proposal unqueued = proposal({pay(2)}, "not queued");
    ASSERT_TRUE(propose(unqueued, alice));
    make_queued(queued);
    const std::uint64_t eta = view<U256>("proposalEta(uint256)", queued.id()).low_u64();
    chain.next_block(eta + 60 - chain.block.time.value);
    EXPECT_EQ(state(queued), 5U);
    chain.next_block();
    EXPECT_EQ(state(queued), 6U);
    EXPECT_EQ(by_id("tryExecute", queued).error().data,
              error_data("GovernorUnexpectedProposalState(uint256,uint8,bytes32)", queued.id(),
                         std::uint8_t{6}, bits(1 << 5)));
    EXPECT_FALSE(step("execute", queued));
    EXPECT_EQ(state(unqueued), 3U);  // nobody voted
    // Succeeded at block 2 + ... and 60 blocks of one second later.
    const Proposal late = proposal({pay(3)}, "late");
    ASSERT_TRUE(propose(late, alice));
    pass_blocks(2);
    ASSERT_TRUE(vote(alice, late, 1));
    const std::uint64_t end = deadline(late);
    while (chain.block.height.value < end + 60) chain.next_block();
    EXPECT_EQ(state(late), 4U);
    chain.next_block();
    EXPECT_EQ(state(late), 6U);
    EXPECT_FALSE(step("queue", late));
}

TEST_F(Executing, the_chain_executes_what_is_due_before_any_transaction) {
    const Proposal p = proposal({pay(7)}, "tip");
    make_queued(p);
    chain.next_block(9);
    EXPECT_EQ(state(p), 5U);
    chain.next_block(1);
    EXPECT_EQ(state(p), 7U);
    EXPECT_EQ(chain.balance(grantee), amount(7));
}

TEST_F(Executing, a_failing_payload_does_not_stop_the_chain_or_those_behind_it) {
    const Proposal bad = proposal({pay(3, Address{})}, "bad");
    const Proposal good = proposal({pay(4)}, "good");
    make_queued(bad);
    make_queued(good);
    chain.next_block(10);
    EXPECT_EQ(state(bad), 5U);
    EXPECT_EQ(failure(bad).second, error_data("TreasuryInvalidReceiver(address)", Address{}));
    chain.next_block(10);
    EXPECT_EQ(state(good), 7U);
    // One attempt is made: the block after it does not try again.
    const std::uint64_t tried = failure(bad).first;
    chain.next_block();
    EXPECT_EQ(failure(bad).first, tried);
}

// A block's budget is 5,000,000 and an attempt may use 2,000,000: with 3,000,000 left after two
// that used little, a third begins; the budget is what was used, not what was allowed.
TEST_F(Executing, a_block_executes_no_more_than_its_gas_allows) {
    chain.genesis(governor_address, [](Context& ctx) -> Result<void, Fault> {
        automatic_gas_per_block.set(ctx, 2'100'000);
        return {};
    });
    std::vector<Proposal> tips;
    for (std::uint64_t i = 1; i <= 5; ++i)
        tips.push_back(proposal({pay(i)}, "tip " + std::to_string(i)));
    for (const Proposal& p : tips) ASSERT_TRUE(propose(p, alice));
    pass_blocks(2);
    for (const Proposal& p : tips) ASSERT_TRUE(vote(alice, p, 1));
    pass_blocks(2);
    for (const Proposal& p : tips) ASSERT_TRUE(step("queue", p));
    const auto executed = [&] {
        return std::count_if(tips.begin(), tips.end(),
                             [&](const Proposal& p) { return state(p) == 7; });
    };
    chain.next_block(10);
    const auto in_first = executed();
    EXPECT_GE(in_first, 1);
    EXPECT_LT(in_first, 5);
    EXPECT_EQ(state(tips[0]), 7U);  // in the order of queuing
    for (unsigned i = 0; i < 5; ++i) chain.next_block();
    EXPECT_EQ(executed(), 5);
}

TEST_F(Executing, a_payload_that_needs_more_gas_than_its_track_allows_fails) {
    chain.genesis(governor_address, [](Context& ctx) -> Result<void, Fault> {
        Track track = tips_track();
        track.execution.automatic_gas = 100'000;
        tracks.set(ctx, 2, track);
        return {};
    });
    const Proposal p = proposal({pay(7)}, "tip");
    make_queued(p);
    chain.next_block(10);
    EXPECT_EQ(state(p), 5U);
    EXPECT_EQ(failure(p).first, chain.block.time.value);
    EXPECT_TRUE(try_execute(p));  // a caller pays for his own gas
}

}  // namespace ambag::governance::governor
