// SPDX-License-Identifier: Apache-2.0
#include "tests/attacks/attack_fixture.hpp"

// Attacks on what is executed: swapped payloads, squatted ids, cancelled operations, proposals that
// act on themselves.

namespace ambag::attacks {

using AttackOnPayloads = Attack;

// Tornado Cash, May 2023: the code behind a proposal was swapped after the vote.
TEST_F(AttackOnPayloads, tornado_cash_no_byte_of_what_was_voted_on_can_be_swapped) {
    const Proposal p = spending(bob, 10);
    make_ready(p);
    const auto refused = [&](const Proposal& swapped) {
        EXPECT_FALSE(step("execute", swapped));
        EXPECT_FALSE(execute_in_timelock(swapped));
    };
    for (std::size_t i = 0; i < p.calldatas[0].size(); ++i) {
        Proposal swapped = p;
        swapped.calldatas[0][i] ^= 1;
        refused(swapped);
    }
    Proposal swapped = p;
    swapped.targets[0].bytes[19] ^= 1;
    refused(swapped);
    swapped = p;
    swapped.values[0] = amount(1);
    refused(swapped);
    swapped = p;
    swapped.description += ' ';
    refused(swapped);
    swapped = p;
    swapped.targets.push_back(treasury_address);
    swapped.values.emplace_back();
    swapped.calldatas.push_back(spending(mallory, 990).calldatas[0]);
    refused(swapped);
    EXPECT_EQ(treasury_coins(), 1'000U);
    EXPECT_TRUE(step("execute", p));
    EXPECT_EQ(chain.balance(bob).units,
              checked_add(*U256::parse("10000000000000000000000"), U256{10U}).value());
    EXPECT_FALSE(step("execute", p));  // nor does it run twice
    EXPECT_FALSE(execute_in_timelock(p));
}

// CVE-2023-34234: an id could be taken, and then cancelled, by whoever saw it in the mempool.
TEST_F(AttackOnPayloads, cve_2023_34234_a_squatter_takes_no_proposal_that_names_its_proposer) {
    const Proposal p = spending(bob, 10, "pay\n#proposer=" + to_checksum(alice));
    EXPECT_EQ(propose(p, mallory).error().data,
              error_data("GovernorRestrictedProposer(address)", mallory));
    ASSERT_TRUE(propose(p, alice));
    EXPECT_EQ(step("cancel", p, mallory).error().data,
              error_data("GovernorUnableToCancel(uint256,address)", p.id(), mallory));
    wait(voting_delay + 1);
    EXPECT_EQ(state(p), active);
}

// A description that only looks as if it named somebody restricts nobody, and any other byte is
// another proposal.
TEST_F(AttackOnPayloads, poisoned_descriptions_neither_restrict_nor_collide) {
    const std::string name = to_checksum(alice);
    std::vector<std::string> texts{
        "pay #proposer=" + name + " ",
        "pay #proposer=" + name.substr(0, 41) + "g",
        "pay #Proposer=" + name,
        "#proposer=" + name.substr(0, 41),
        std::string{"pay\0#proposer=", 14} + name + std::string(1, '\0'),
        "pay \xE2\x80\xAE"
        "ecila=resoporp#",  // right to left
        "p\xD0\xB0y",       // a Cyrillic letter
        "pay",
        std::string(10'000, 'x'),
    };
    std::set<U256> ids;
    for (const std::string& text : texts) {
        const Proposal p = spending(bob, 10, text);
        EXPECT_TRUE(propose(p, mallory)) << text;
        ids.insert(p.id());
    }
    EXPECT_EQ(ids.size(), texts.size());
    EXPECT_FALSE(propose(spending(bob, 10, "pay #proposer=" + name), mallory));
}

// RAAC, 2025: two sources of truth, cancelled in one and executable in the other.
TEST_F(AttackOnPayloads, raac_what_is_cancelled_executes_nowhere) {
    const Proposal early = spending(mallory, 100, "early");
    ASSERT_TRUE(propose(early));
    ASSERT_TRUE(step("cancel", early, alice));
    wait(voting_delay + 1);
    EXPECT_FALSE(vote(alice, early));
    // After the vote the timelock's canceller could, which is the governor alone here; it has no
    // call for it, so that a proposal cancels what another one queued.
    const Proposal queued_one = spending(mallory, 100, "queued");
    make_ready(queued_one);
    const Proposal veto =
        one_call(governor_address, encode("relay(address,uint256,bytes)", timelock_address, U256{},
                                          encode("cancel(bytes32)", queued_one.operation())));
    pass(veto);
    for (const Proposal& p : {early, queued_one}) {
        EXPECT_EQ(state(p), canceled);
        EXPECT_FALSE(step("queue", p));
        EXPECT_FALSE(step("execute", p));
        EXPECT_FALSE(execute_in_timelock(p));
        EXPECT_FALSE(propose(p));
    }
    EXPECT_EQ(treasury_coins(), 1'000U);
}

// Executed in the timelock, past the governor: it is executed, not once more.
TEST_F(AttackOnPayloads, raac_what_the_timelock_executed_is_executed_for_the_governor) {
    const Proposal p = spending(bob, 10);
    make_ready(p);
    ASSERT_TRUE(execute_in_timelock(p));
    EXPECT_EQ(state(p), executed);
    EXPECT_FALSE(step("execute", p));
    EXPECT_EQ(treasury_coins(), 990U);
}

// Re-entrancy of timelocks: a proposal that executes itself would pay twice.
TEST_F(AttackOnPayloads, reentrancy_a_proposal_cannot_execute_itself) {
    Proposal p = spending(mallory, 100, "twice");
    p.targets.push_back(timelock_address);
    p.values.emplace_back();
    // It cannot contain its own hash, so it names the payment that another operation holds.
    const Proposal inner = spending(mallory, 100, "inner");
    p.calldatas.push_back(encode("executeBatch(address[],uint256[],bytes[],bytes32,bytes32)",
                                 inner.targets, inner.values, inner.calldatas, Hash{},
                                 inner.salt()));
    make_ready(p);
    EXPECT_FALSE(step("execute", p));
    EXPECT_EQ(state(p), queued);
    EXPECT_EQ(treasury_coins(), 1'000U);
}

// A nested execution of something that did pass runs once, inside; its own execution is refused
// then, and the operation that is running has the last word about itself.
TEST_F(AttackOnPayloads, reentrancy_a_nested_execution_runs_once) {
    const Proposal inner = spending(bob, 100, "inner");
    make_ready(inner);
    const Proposal outer =
        one_call(governor_address,
                 encode("relay(address,uint256,bytes)", timelock_address, U256{},
                        encode("executeBatch(address[],uint256[],bytes[],bytes32,bytes32)",
                               inner.targets, inner.values, inner.calldatas, Hash{}, inner.salt())),
                 "outer");
    pass(outer);
    EXPECT_EQ(state(inner), executed);
    EXPECT_EQ(treasury_coins(), 900U);
    EXPECT_FALSE(step("execute", inner));
    EXPECT_FALSE(execute_in_timelock(inner));
    EXPECT_EQ(treasury_coins(), 900U);
}

// No nested governance: a payload proposes without votes, and schedules without the role.
TEST_F(AttackOnPayloads, nested_a_payload_can_neither_schedule_nor_grant_by_itself) {
    const auto fails = [&](const Address& target, Bytes calldata, const std::string& text) {
        const Proposal p = one_call(target, std::move(calldata), text);
        make_ready(p);
        EXPECT_FALSE(step("execute", p)) << text;
        EXPECT_EQ(state(p), queued);
    };
    const Proposal loot = spending(mallory, 1'000, "loot");
    fails(timelock_address,
          encode("scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)", loot.targets,
                 loot.values, loot.calldatas, Hash{}, loot.salt(), U256{delay}),
          "schedule");
    fails(governor_address,
          encode("execute(address[],uint256[],bytes[],bytes32)", loot.targets, loot.values,
                 loot.calldatas, loot.description_hash()),
          "execute what nobody voted on");
    EXPECT_EQ(treasury_coins(), 1'000U);
}

// An open executor is no administrator.
TEST_F(AttackOnPayloads, escalation_an_executor_gets_no_role_and_no_setter) {
    const Hash proposer = keccak256(as_bytes("PROPOSER_ROLE"));
    EXPECT_FALSE(
        chain.call(mallory, timelock_address, "grantRole(bytes32,address)", proposer, mallory));
    EXPECT_FALSE(execute_in_timelock(
        one_call(timelock_address, encode("grantRole(bytes32,address)", proposer, mallory))));
    for (const std::string_view setter :
         {"setVotingDelay(uint48)", "setVotingPeriod(uint32)", "setProposalThreshold(uint256)",
          "updateQuorumNumerator(uint256)", "setLateQuorumVoteExtension(uint48)"})
        for (const Address& who : {mallory, timelock_address, treasury_address})
            EXPECT_FALSE(chain.call(who, governor_address, setter, U256{1U})) << setter;
    EXPECT_FALSE(chain.call(mallory, timelock_address, "updateDelay(uint256)", U256{}));
}

}  // namespace ambag::attacks
