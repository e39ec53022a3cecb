// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/governor/governor_fixture.hpp"

namespace ambag::governance::governor {

namespace {

Proposal set_delay(std::uint64_t delay = 20) {
    return one_call(timelock_address, TestChain::encode("updateDelay(uint256)", U256{delay}));
}

class Execute : public UsualGovernorTest {
 protected:
    Result<Bytes> on_timelock(std::string_view signature, const Proposal& p) {
        Hash salt = p.description_hash();
        for (std::size_t i = 0; i < 20; ++i) salt.bytes[i] ^= governor_address.bytes[i];
        return chain.call(dave, timelock_address, signature, p.targets, p.values, p.calldatas,
                          Hash{}, salt);
    }
    Result<Bytes> execute_on_timelock(const Proposal& p) {
        return on_timelock("executeBatch(address[],uint256[],bytes[],bytes32,bytes32)", p);
    }
    std::uint8_t operation_state(const Proposal& p) {
        return chain.view<std::uint8_t>(timelock_address, "getOperationState(bytes32)",
                                        p.operation());
    }
    std::uint64_t min_delay() {
        return chain.view<U256>(timelock_address, "getMinDelay()").low_u64();
    }
};

}  // namespace

// The worked example of governance/governor/README.md.
TEST_F(Execute, a_proposal_goes_from_pending_to_executed) {
    const Proposal p =
        one_call(governor_address, TestChain::encode("setVotingPeriod(uint32)", std::uint32_t{40}),
                 "Proposal #1: vote longer");
    ASSERT_EQ(chain.block.height.value, 2U);
    ASSERT_TRUE(propose(p, dave));
    EXPECT_EQ(view<U256>("proposalSnapshot(uint256)", p.id()), U256{3U});
    EXPECT_EQ(view<U256>("proposalDeadline(uint256)", p.id()), U256{8U});
    chain.next_block();
    EXPECT_EQ(state(p), 0U);
    chain.next_block();
    EXPECT_EQ(state(p), 1U);
    EXPECT_EQ(view<U256>("quorum(uint256)", U256{3U}), U256{4U});
    EXPECT_EQ(*vote(alice, p.id(), 1), abi::encode(U256{60U}));
    EXPECT_EQ(*vote(bob, p.id(), 0), abi::encode(U256{30U}));
    EXPECT_EQ(*vote(carol, p.id(), 2), abi::encode(U256{10U}));
    pass_blocks(4);
    EXPECT_EQ(state(p), 1U);
    chain.next_block();
    EXPECT_EQ(state(p), 4U);
    ASSERT_TRUE(queue(p));
    EXPECT_EQ(state(p), 5U);
    EXPECT_FALSE(execute(p));
    chain.next_block(10);
    ASSERT_TRUE(execute(p));
    EXPECT_EQ(state(p), 7U);
    EXPECT_EQ(view<U256>("votingPeriod()"), U256{40U});
}

TEST_F(Execute, queue_needs_success_and_execute_needs_the_queue) {
    const Proposal p = set_delay();
    const Bytes unknown = error_data("GovernorNonexistentProposal(uint256)", p.id());
    EXPECT_EQ(queue(p).error().data, unknown);
    EXPECT_EQ(execute(p).error().data, unknown);
    ASSERT_TRUE(propose(p, alice));
    EXPECT_EQ(queue(p).error().data, unexpected_state(p, 0, bits(16)));
    EXPECT_EQ(execute(p).error().data, unexpected_state(p, 0, bits(32)));
    pass_blocks(2);
    EXPECT_EQ(queue(p).error().data, unexpected_state(p, 1, bits(16)));
    ASSERT_TRUE(vote(alice, p.id(), 1));
    pass_blocks(5);
    EXPECT_EQ(execute(p).error().data, unexpected_state(p, 4, bits(32)));
    ASSERT_TRUE(queue(p));
    EXPECT_EQ(queue(p).error().data, unexpected_state(p, 5, bits(16)));
    EXPECT_EQ(
        execute(p).error().data,
        error_data("TimelockUnexpectedOperationState(bytes32,bytes32)", p.operation(), bits(4)));
    chain.next_block(9);
    EXPECT_FALSE(execute(p));
    chain.next_block(1);
    ASSERT_TRUE(execute(p));
    EXPECT_EQ(state(p), 7U);
    EXPECT_EQ(execute(p).error().data, unexpected_state(p, 7, bits(32)));
    EXPECT_EQ(queue(p).error().data, unexpected_state(p, 7, bits(16)));
}

TEST_F(Execute, the_operation_in_the_timelock_is_the_one_that_viem_computes) {
    const Proposal p =
        one_call(governor_address, TestChain::encode("setVotingPeriod(uint32)", std::uint32_t{40}),
                 "Proposal #1: vote longer");
    make_succeeded(p);
    ASSERT_TRUE(queue(p));
    EXPECT_EQ(
        chain.view<U256>(timelock_address, "getTimestamp(bytes32)",
                         *fixed_from_hex<Hash>(
                             "0xc872a5c62934b6dd25f51faea229180e69dbb632ced8ecc6e5e2cd864d3599be")),
        U256{chain.block.time.value + 10});
}

TEST_F(Execute, queue_logs_the_schedule_then_the_salt_then_the_proposal) {
    Proposal p = set_delay();
    p.targets.push_back(dave);
    p.values.push_back({});
    p.calldatas.push_back({1, 2, 3});
    make_succeeded(p);
    chain.take_logs();
    ASSERT_TRUE(queue(p));
    const auto logs = chain.take_logs();
    ASSERT_EQ(logs.size(), 4U);
    EXPECT_EQ(logs[0].topics[0], event_topic<timelock::CallScheduled>);
    EXPECT_EQ(logs[0].topics[1], p.operation());
    EXPECT_EQ(logs[1].topics[2], bits(1));
    EXPECT_EQ(logs[2].topics[0], event_topic<timelock::CallSalt>);
    EXPECT_EQ(logs[3].address, governor_address);
    EXPECT_EQ(to_hex(logs[3].topics[0]),
              "0x9a2e42fd6722813d69113e7d0079d3d940171428df7373df9c7f7617cfda2892");
    EXPECT_EQ(logs[3].data, abi::encode(p.id(), U256{chain.block.time.value + 10}));
    EXPECT_EQ(view<U256>("proposalEta(uint256)", p.id()), U256{chain.block.time.value + 10});
}

TEST_F(Execute, logs_what_the_calls_log_then_each_call_then_the_proposal) {
    Proposal p = set_delay();
    p.targets.push_back(dave);
    p.values.push_back({});
    p.calldatas.push_back({1, 2, 3});
    make_ready(p);
    chain.take_logs();
    ASSERT_TRUE(execute(p));
    EXPECT_EQ(topics_of_logs(),
              (std::vector<Hash>{
                  event_topic<timelock::MinDelayChange>, event_topic<timelock::CallExecuted>,
                  event_topic<timelock::CallExecuted>, event_topic<ProposalExecuted>}));
}

// What was voted is what runs: any other byte is another proposal.
TEST_F(Execute, a_payload_that_differs_anywhere_is_unknown) {
    const Proposal p = set_delay();
    make_ready(p);
    Proposal other = p;
    other.calldatas[0].back() ^= 1;
    EXPECT_EQ(execute(other).error().data,
              error_data("GovernorNonexistentProposal(uint256)", other.id()));
    other = p;
    other.values[0] = amount(1);
    EXPECT_FALSE(execute(other));
    other = p;
    other.targets[0] = dave;
    EXPECT_FALSE(execute(other));
    other = p;
    other.description += " ";
    EXPECT_FALSE(execute(other));
    EXPECT_TRUE(execute(p));
}

TEST_F(Execute, a_failing_action_passes_its_revert_on_and_the_proposal_stays_queued) {
    Proposal p = set_delay();
    p.targets.push_back(timelock_address);
    p.values.push_back({});
    p.calldatas.push_back(TestChain::encode("cancel(bytes32)", Hash{}));
    make_ready(p);
    EXPECT_EQ(execute(p).error().data,
              error_data("AccessControlUnauthorizedAccount(address,bytes32)", timelock_address,
                         timelock::canceller_role));
    EXPECT_EQ(state(p), 5U);
    EXPECT_EQ(min_delay(), 10U);
    EXPECT_EQ(operation_state(p), 2U);
}

TEST_F(Execute, an_action_that_reverts_without_data_becomes_failed_call) {
    const Proposal p = one_call(token_address, {1, 2, 3, 4});
    make_ready(p);
    EXPECT_EQ(execute(p).error().data, error_data("FailedCall()"));
}

TEST_F(Execute, executing_on_the_timelock_directly_shows_as_executed) {
    const Proposal p = set_delay();
    make_ready(p);
    ASSERT_TRUE(execute_on_timelock(p));
    EXPECT_EQ(min_delay(), 20U);
    EXPECT_EQ(state(p), 7U);
    EXPECT_EQ(execute(p).error().data, unexpected_state(p, 7, bits(32)));
}

TEST_F(Execute, cancelling_in_the_timelock_shows_as_canceled) {
    // A second canceller, by a proposal.
    pass(one_call(timelock_address, TestChain::encode("grantRole(bytes32,address)",
                                                      timelock::canceller_role, carol)));
    const Proposal p = set_delay();
    make_ready(p);
    ASSERT_TRUE(chain.call(carol, timelock_address, "cancel(bytes32)", p.operation()));
    EXPECT_EQ(state(p), 2U);
    EXPECT_EQ(operation_state(p), 0U);
    EXPECT_EQ(execute(p).error().data, unexpected_state(p, 2, bits(32)));
    EXPECT_EQ(queue(p).error().data, unexpected_state(p, 2, bits(16)));
}

TEST_F(Execute, the_value_of_an_action_comes_from_the_caller_or_from_the_timelock) {
    const Proposal pay = one_call(Address{{7}}, {}, "pay", 40);
    make_ready(pay);
    EXPECT_EQ(execute(pay).error().data, error_data("FailedCall()"));
    ASSERT_TRUE(execute(pay, 55));
    EXPECT_EQ(chain.balance(Address{{7}}), amount(40));
    EXPECT_EQ(chain.balance(timelock_address), amount(15));
    EXPECT_EQ(chain.balance(governor_address), Amount{});
    const Proposal rest = one_call(Address{{7}}, {}, "pay the rest", 15);
    make_ready(rest);
    ASSERT_TRUE(execute(rest));
    EXPECT_EQ(chain.balance(Address{{7}}), amount(55));
}

TEST_F(Execute, operations_do_not_expire) {
    const Proposal p = set_delay();
    make_ready(p);
    chain.next_block(10 * 365 * 86'400);
    EXPECT_TRUE(execute(p));
}

TEST_F(Execute, the_delay_of_the_queue_is_the_one_that_holds_when_it_is_queued) {
    const Proposal longer = set_delay(100);
    const Proposal p = one_call(dave, {}, "nothing");
    make_succeeded(p);
    make_ready(longer);
    ASSERT_TRUE(execute(longer));
    ASSERT_TRUE(queue(p));
    EXPECT_EQ(view<U256>("proposalEta(uint256)", p.id()), U256{chain.block.time.value + 100});
}

// No nested governance: a proposal is executed before its calls run.
TEST_F(Execute, a_proposal_that_proposes_executes_and_cancels) {
    const Proposal inner = one_call(dave, {}, "proposed by a proposal");
    const Bytes data =
        TestChain::encode("propose(address[],uint256[],bytes[],string)", inner.targets,
                          inner.values, inner.calldatas, inner.description);
    pass(one_call(governor_address, data, "outer"));
    EXPECT_EQ(view<Address>("proposalProposer(uint256)", inner.id()), timelock_address);
    EXPECT_EQ(state(inner), 0U);
    // By the time that this passed, the inner proposal is defeated: cancelling it fails as for all.
    const Bytes cancel =
        TestChain::encode("cancel(address[],uint256[],bytes[],bytes32)", inner.targets,
                          inner.values, inner.calldatas, inner.description_hash());
    const Proposal canceller = one_call(governor_address, cancel, "cancel it");
    make_ready(canceller);
    EXPECT_EQ(execute(canceller).error().data,
              error_data("GovernorUnableToCancel(uint256,address)", inner.id(), timelock_address));
}

TEST_F(Execute, a_proposal_may_execute_another_that_is_ready) {
    const Proposal inner = set_delay(77);
    make_ready(inner);
    const Proposal outer =
        one_call(governor_address,
                 TestChain::encode("execute(address[],uint256[],bytes[],bytes32)", inner.targets,
                                   inner.values, inner.calldatas, inner.description_hash()),
                 "outer");
    pass(outer);
    EXPECT_EQ(state(inner), 7U);
    EXPECT_EQ(min_delay(), 77U);
}

}  // namespace ambag::governance::governor
