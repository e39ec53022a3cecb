// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/events.hpp"
#include "governance/governor/module.hpp"
#include "governance/timelock/interface.hpp"
#include "governance/timelock/module.hpp"
#include "governance/token/module.hpp"
#include "tests/governance/governor/proposal.hpp"
#include "tests/support/test_chain.hpp"

// A chain with token, timelock and governor. Unless a test says otherwise: the clock counts
// blocks, delay 1, period 5, threshold 0, quorum 4 %, no late extension, timelock delay 10 s, open
// executor; alice, bob and carol hold 60, 30 and 10 votes, so that the quorum is 4.

namespace ambag::governance::governor {

using namespace chain;
using ambag::test::error_data;
using ambag::test::TestChain;

class GovernorTest : public testing::Test {
 protected:
    static constexpr Address alice{{0xa1}};
    static constexpr Address bob{{0xb0}};
    static constexpr Address carol{{0xca}};
    static constexpr Address dave{{0xda}};  // has coins and no votes
    // The account of the well-known test key 0xac0974be...f2ff80, whose signatures viem made.
    static constexpr Address signer{{0xf3, 0x9F, 0xd6, 0xe5, 0x1a, 0xad, 0x88, 0xF6, 0xF4, 0xce,
                                     0x6a, 0xB8, 0x82, 0x72, 0x79, 0xcf, 0xfF, 0xb9, 0x22, 0x66}};

    static GovernorGenesis usual() {
        return {.name = "Ambag",
                .voting_delay = 1,
                .voting_period = 5,
                .proposal_threshold = {},
                .quorum_numerator = 4,
                .late_quorum_extension = 0};
    }

    void start(const GovernorGenesis& section, ClockMode clock = ClockMode::block_number) {
        chain.rules.clock = clock;
        for (const Address& who : {alice, bob, carol, dave, signer}) chain.fund(who, amount(1000));
        token::TokenGenesis votes{"Ambag", "AMB", true, {}};
        votes.vote_locks = section.counting == CountingMode::conviction;
        votes.holder_history = votes.vote_locks || section.counting == CountingMode::overridable;
        chain.genesis(token_address, [&](Context& ctx) { return token::genesis(ctx, votes); });
        chain.genesis(timelock_address, [](Context& ctx) {
            return timelock::genesis(ctx, {.min_delay = 10, .executors = {Address{}}});
        });
        chain.genesis(governor_address, [&](Context& ctx) { return genesis(ctx, section); });
        wrap(alice, 60);
        wrap(bob, 30);
        wrap(carol, 10);
        chain.next_block();
        chain.take_logs();
    }

    void wrap(const Address& who, std::uint64_t units) {
        ASSERT_TRUE(
            chain.call_with_value(who, amount(units), token_address, "depositFor(address)", who));
    }

    Result<Bytes> propose(const Proposal& p, const Address& from) {
        return chain.call(from, governor_address, "propose(address[],uint256[],bytes[],string)",
                          p.targets, p.values, p.calldatas, p.description);
    }
    Result<Bytes> step(std::string_view function, const Proposal& p, const Address& from,
                       std::uint64_t value = 0) {
        return chain.call_with_value(
            from, amount(value), governor_address,
            std::string{function} + "(address[],uint256[],bytes[],bytes32)", p.targets, p.values,
            p.calldatas, p.description_hash());
    }
    Result<Bytes> queue(const Proposal& p) { return step("queue", p, dave); }
    Result<Bytes> execute(const Proposal& p, std::uint64_t value = 0) {
        return step("execute", p, dave, value);
    }
    Result<Bytes> vote(const Address& from, const U256& id, std::uint8_t support) {
        return chain.call(from, governor_address, "castVote(uint256,uint8)", id, support);
    }

    // Proposes and moves on to the first block in which one may vote.
    void make_active(const Proposal& p) {
        ASSERT_TRUE(propose(p, alice));
        pass_blocks(2);
        ASSERT_EQ(state(p), 1U);
    }
    void make_succeeded(const Proposal& p) {
        make_active(p);
        ASSERT_TRUE(vote(alice, p.id(), 1));
        pass_blocks(5);
        ASSERT_EQ(state(p), 4U);
    }
    void make_ready(const Proposal& p) {
        make_succeeded(p);
        ASSERT_TRUE(queue(p));
        chain.next_block(10);
        ASSERT_EQ(state(p), 5U);
    }
    void pass(const Proposal& p) {
        make_ready(p);
        ASSERT_TRUE(execute(p));
    }
    void pass_blocks(unsigned count) {
        for (unsigned i = 0; i < count; ++i) chain.next_block();
    }

    std::uint8_t state(const U256& id) { return view<std::uint8_t>("state(uint256)", id); }
    std::uint8_t state(const Proposal& p) { return state(p.id()); }

    template <class T, class... Ts>
    T view(std::string_view signature, const Ts&... arguments) {
        return chain.view<T>(governor_address, signature, arguments...);
    }
    static Bytes unexpected_state(const Proposal& p, std::uint8_t current, const Hash& expected) {
        return error_data("GovernorUnexpectedProposalState(uint256,uint8,bytes32)", p.id(), current,
                          expected);
    }
    std::vector<Hash> topics_of_logs() {
        std::vector<Hash> topics;
        for (const Log& log : chain.take_logs()) topics.push_back(log.topics.at(0));
        return topics;
    }

    TestChain chain{{&token::descriptor, &timelock::descriptor, &descriptor}};
};

class UsualGovernorTest : public GovernorTest {
 protected:
    void SetUp() override { start(usual()); }
};

}  // namespace ambag::governance::governor
