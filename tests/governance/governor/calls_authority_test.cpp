// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/state.hpp"
#include "tests/governance/governor/governor_fixture.hpp"

namespace ambag::governance::governor {

namespace {

// Every call that only governance may make.
std::vector<Bytes> governed_calls() {
    return {TestChain::encode("setVotingDelay(uint48)", Uint48{3}),
            TestChain::encode("setVotingPeriod(uint32)", std::uint32_t{9}),
            TestChain::encode("setProposalThreshold(uint256)", U256{11U}),
            TestChain::encode("updateQuorumNumerator(uint256)", U256{12U}),
            TestChain::encode("setLateQuorumVoteExtension(uint48)", Uint48{2}),
            TestChain::encode("updateTimelock(address)", timelock_address),
            TestChain::encode("relay(address,uint256,bytes)", Address{{7}}, U256{}, Bytes{})};
}

class Authority : public UsualGovernorTest {
 protected:
    // A proposal of several calls upon the governor and others.
    static Proposal batch(const std::vector<std::pair<Address, Bytes>>& calls,
                          std::string description = "batch") {
        Proposal p;
        for (const auto& [target, data] : calls) {
            p.targets.push_back(target);
            p.values.push_back({});
            p.calldatas.push_back(data);
        }
        p.description = std::move(description);
        return p;
    }
    // What calls the governor straight from the timelock, without the governor's execute.
    Result<Bytes> from_timelock(const Bytes& data) {
        return chain.send(timelock_address, governor_address, data);
    }
};

}  // namespace

TEST_F(Authority, nobody_but_the_timelock_may_call) {
    for (const Bytes& call : governed_calls())
        for (const Address& who : {alice, dave, governor_address, token_address})
            EXPECT_EQ(chain.send(who, governor_address, call).error().data,
                      error_data("GovernorOnlyExecutor(address)", who));
}

TEST_F(Authority, the_timelock_may_call_only_what_a_proposal_being_executed_says) {
    for (const Bytes& call : governed_calls())
        EXPECT_EQ(from_timelock(call).error().data, error_data("Panic(uint256)", U256{0x31U}));
}

// An operation scheduled in the timelock by another proposer cannot reach the governor either.
TEST_F(Authority, executing_on_the_timelock_directly_does_not_open_the_governor) {
    const Proposal p = one_call(governor_address, governed_calls()[0]);
    make_ready(p);
    Hash salt = p.description_hash();
    for (std::size_t i = 0; i < 20; ++i) salt.bytes[i] ^= governor_address.bytes[i];
    EXPECT_EQ(chain
                  .call(dave, timelock_address,
                        "executeBatch(address[],uint256[],bytes[],bytes32,bytes32)", p.targets,
                        p.values, p.calldatas, Hash{}, salt)
                  .error()
                  .data,
              error_data("Panic(uint256)", U256{0x31U}));
    EXPECT_EQ(state(p), 5U);
    EXPECT_TRUE(execute(p));
}

TEST_F(Authority, a_proposal_changes_every_setting_and_logs_old_and_new) {
    std::vector<std::pair<Address, Bytes>> calls;
    for (const Bytes& call : governed_calls()) calls.emplace_back(governor_address, call);
    const Proposal p = batch(calls);
    make_ready(p);
    chain.take_logs();
    ASSERT_TRUE(execute(p));
    EXPECT_EQ(view<U256>("votingDelay()"), U256{3U});
    EXPECT_EQ(view<U256>("votingPeriod()"), U256{9U});
    EXPECT_EQ(view<U256>("proposalThreshold()"), U256{11U});
    EXPECT_EQ(view<U256>("quorumNumerator()"), U256{12U});
    EXPECT_EQ(view<U256>("lateQuorumVoteExtension()"), U256{2U});
    std::vector<Log> logs;
    for (Log& log : chain.take_logs())
        if (log.address == governor_address) logs.push_back(std::move(log));
    ASSERT_EQ(logs.size(), 7U);
    EXPECT_EQ(logs[0].topics[0], event_topic<VotingDelaySet>);
    EXPECT_EQ(logs[0].data, abi::encode(U256{1U}, U256{3U}));
    EXPECT_EQ(logs[1].data, abi::encode(U256{5U}, U256{9U}));
    EXPECT_EQ(logs[2].data, abi::encode(U256{}, U256{11U}));
    EXPECT_EQ(logs[3].data, abi::encode(U256{4U}, U256{12U}));
    EXPECT_EQ(logs[4].data, abi::encode(U256{}, U256{2U}));
    EXPECT_EQ(logs[5].data, abi::encode(timelock_address, timelock_address));
    EXPECT_EQ(logs[6].topics[0], event_topic<ProposalExecuted>);
}

TEST_F(Authority, refuses_values_that_openzeppelin_refuses) {
    const auto refused = [&](const Bytes& call, const Bytes& expected) {
        const Proposal p = one_call(governor_address, call);
        make_ready(p);
        EXPECT_EQ(execute(p).error().data, expected);
        EXPECT_EQ(state(p), 5U);
    };
    refused(TestChain::encode("setVotingPeriod(uint32)", std::uint32_t{0}),
            error_data("GovernorInvalidVotingPeriod(uint256)", U256{}));
    refused(TestChain::encode("updateQuorumNumerator(uint256)", U256{101U}),
            error_data("GovernorInvalidQuorumFraction(uint256,uint256)", U256{101U}, U256{100U}));
    refused(TestChain::encode("setVotingDelay(uint48)", U256::power_of_two(48)),
            error_data("FailedCall()"));
    refused(TestChain::encode("setVotingPeriod(uint32)", U256::power_of_two(32)),
            error_data("FailedCall()"));
}

// The whitelist is a queue: a call takes everything before it too, so order matters.
TEST_F(Authority, the_whitelist_is_a_queue_of_hashes_of_the_full_calldata) {
    const Bytes first = governed_calls()[4];
    const Bytes second = governed_calls()[2];
    // Trailing bytes are ignored by the decoder, but are part of the hash.
    Bytes padded = first;
    padded.push_back(0);
    EXPECT_EQ(from_timelock(padded).error().data, error_data("Panic(uint256)", U256{0x31U}));
    pass(one_call(governor_address, padded, "padded"));
    EXPECT_EQ(view<U256>("lateQuorumVoteExtension()"), U256{2U});
    // The same call twice: two entries.
    pass(batch({{governor_address, second}, {governor_address, second}}, "twice"));
    // Calls that do not need it stay in the queue until a later one passes them by.
    pass(batch({{governor_address, TestChain::encode("clock()")}, {governor_address, first}},
               "with a view before"));
    // What is left over is forgotten.
    pass(batch({{governor_address, first}, {governor_address, TestChain::encode("clock()")}},
               "with a view after"));
    chain.genesis(governor_address, [](Context& ctx) {
        EXPECT_FALSE(whitelist_window.has(ctx));
        for (std::uint64_t i = 0; i < 4; ++i) EXPECT_FALSE(whitelist.has(ctx, i));
        return Result<void, Fault>{};
    });
    EXPECT_EQ(from_timelock(first).error().data, error_data("Panic(uint256)", U256{0x31U}));
}

TEST_F(Authority, relay_calls_as_the_governor_and_passes_reverts_on) {
    const Bytes pay =
        TestChain::encode("relay(address,uint256,bytes)", Address{{7}}, U256{25U}, Bytes{});
    Proposal p = one_call(governor_address, pay, "pay through the governor", 25);
    make_ready(p);
    ASSERT_TRUE(execute(p, 25));
    EXPECT_EQ(chain.balance(Address{{7}}), amount(25));
    const Bytes transfer =
        TestChain::encode("transfer(address,uint256)", carol, U256{1U});  // the governor has none
    p = one_call(governor_address,
                 TestChain::encode("relay(address,uint256,bytes)", token_address, U256{}, transfer),
                 "move tokens");
    make_ready(p);
    EXPECT_EQ(execute(p).error().data,
              error_data("ERC20InsufficientBalance(address,uint256,uint256)", governor_address,
                         U256{}, U256{1U}));
    p = one_call(governor_address,
                 TestChain::encode("relay(address,uint256,bytes)", token_address, U256{}, Bytes{}),
                 "nothing to call");
    make_ready(p);
    EXPECT_EQ(execute(p).error().data, error_data("FailedCall()"));
}

TEST_F(Authority, after_another_timelock_the_old_one_has_no_say_and_queueing_needs_the_new_one) {
    const Proposal queued = one_call(dave, {}, "queued in the old one");
    make_ready(queued);
    pass(one_call(governor_address, TestChain::encode("updateTimelock(address)", dave)));
    EXPECT_EQ(view<Address>("timelock()"), dave);
    EXPECT_EQ(from_timelock(governed_calls()[0]).error().data,
              error_data("GovernorOnlyExecutor(address)", timelock_address));
    // An address without code does not answer: empty data, as a Solidity caller gives.
    EXPECT_EQ(
        chain.read(governor_address, TestChain::encode("state(uint256)", queued.id())).error().data,
        Bytes{});
    const Proposal later = one_call(dave, {}, "later");
    make_succeeded(later);
    EXPECT_EQ(queue(later).error().data, Bytes{});
}

TEST_F(Authority, coins_do_not_come_with_calls_that_take_none) {
    EXPECT_FALSE(chain.call_with_value(alice, amount(1), governor_address,
                                       "castVote(uint256,uint8)", U256{1U}, std::uint8_t{1}));
    EXPECT_FALSE(chain.send(alice, governor_address, {}, amount(1)));
}

}  // namespace ambag::governance::governor
