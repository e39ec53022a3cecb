// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/participation.hpp"
#include "governance/governor/policy.hpp"
#include "governance/governor/track_interface.hpp"
#include "governance/treasury/module.hpp"
#include "tests/governance/governor/governor_fixture.hpp"

// The governor's chain with a treasury and three tracks, block numbers as the clock:
//
//   0 root      delay 2, period 10, deposit 50, one live, approval 60 %, quorum 20 %
//   1 spender   treasury.pay of 11 to 100 and coins up to 100; 150 a proposal, 200 an hour;
//               confirms for 3 blocks; approval falls 100 % -> 50 %, quorum 50 % -> 10 %
//   2 tips      treasury.pay up to 10, 12 a proposal; the chain executes it; expires after 60 s
//
// Alice, bob and carol hold 60, 30 and 10 votes.

namespace ambag::governance::governor {

inline constexpr Share percent = whole_share / 100;
inline constexpr Selector pay_selector =
    Selector::from(keccak256_constant("pay(address,uint256,string)"));

inline Track root_track() {
    Track track;
    track.name = "root";
    track.voting = {Uint48{2}, 10, false, 0};
    track.approval = constant_curve(60 * percent);
    track.quorum = constant_curve(20 * percent);
    track.admission = {amount(10), amount(50), 1, 0};
    track.spending = {Amount{U256::max()}, Amount{U256::max()}, 0};
    track.execution = {30, 0, 0};
    return track;
}

inline Track spender_track() {
    Track track;
    track.name = "spender";
    track.voting = {Uint48{1}, 10, true, 3};
    track.approval = linear_curve(whole_share, 50 * percent, whole_share);
    track.quorum = linear_curve(whole_share, 10 * percent, 50 * percent);
    track.admission = {{}, {}, 2, 20};
    track.spending = {amount(150), amount(200), 3'600};
    return track;
}

inline Track tips_track() {
    Track track;
    track.name = "tips";
    track.voting = {Uint48{1}, 4, true, 1};
    track.approval = constant_curve(50 * percent);
    track.quorum = constant_curve(5 * percent);
    track.spending = {amount(12), amount(1'000), 3'600};
    track.execution = {0, 60, 2'000'000};
    return track;
}

inline TrackCall pay_rule(std::uint64_t least, std::uint64_t most) {
    return {{treasury_address, pay_selector}, {0, {}, {{1, U256{least}, U256{most}}}, 2}};
}

inline PolicyGenesis three_tracks() {
    PolicyGenesis policy;
    policy.tracks = {{root_track(), {}},
                     {spender_track(), {pay_rule(11, 100), {{}, {0, amount(100), {}, 0}}}},
                     {tips_track(), {pay_rule(0, 10)}}};
    // 5,000,000 gas: two attempts of a tip and no third.
    policy.automatic_gas_per_block = 5'000'000;
    return policy;
}

class TracksTest : public testing::Test {
 protected:
    static constexpr Address alice{{0xa1}};
    static constexpr Address bob{{0xb0}};
    static constexpr Address carol{{0xca}};
    static constexpr Address dave{{0xda}};  // has coins and no votes
    static constexpr Address grantee{{0x9e}};

    void start(const PolicyGenesis& policy = three_tracks()) {
        chain.rules.clock = ClockMode::block_number;
        for (const Address& who : {alice, bob, carol, dave}) chain.fund(who, amount(1'000));
        chain.fund(dave, amount(10'000));
        chain.fund(timelock_address, amount(500));
        chain.genesis(token_address,
                      [](Context& ctx) { return token::genesis(ctx, {"Ambag", "AMB", true, {}}); });
        chain.genesis(timelock_address, [](Context& ctx) {
            return timelock::genesis(ctx, {.min_delay = 10, .executors = {governor_address}});
        });
        GovernorGenesis basic;
        basic.name = "Ambag";
        chain.genesis(governor_address, [&](Context& ctx) { return genesis(ctx, basic); });
        chain.genesis(governor_address, [&](Context& ctx) { return policy_genesis(ctx, policy); });
        ASSERT_TRUE(chain.call_with_value(dave, amount(10'000), treasury_address, "deposit()"));
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

    static Action pay(std::uint64_t units, const Address& to = grantee) {
        return {treasury_address,
                {},
                TestChain::encode("pay(address,uint256,string)", to, amount(units),
                                  std::string{"grant"})};
    }
    static Action coins(std::uint64_t units, const Address& to = grantee) {
        return {to, amount(units), {}};
    }
    static Action call_of(const Address& target, Bytes calldata) {
        return {target, {}, std::move(calldata)};
    }
    static Proposal proposal(const std::vector<Action>& actions,
                             std::string description = "do it") {
        Proposal made;
        for (const Action& action : actions) {
            made.targets.push_back(action.target);
            made.values.push_back(action.value);
            made.calldatas.push_back(action.calldata);
        }
        made.description = std::move(description);
        return made;
    }

    Result<Bytes> propose(const Proposal& p, const Address& from, std::uint64_t deposit = 0) {
        if (deposit == 0)
            return chain.call(from, governor_address, "propose(address[],uint256[],bytes[],string)",
                              p.targets, p.values, p.calldatas, p.description);
        return chain.call_with_value(from, amount(deposit), governor_address,
                                     "proposeWithDeposit(address[],uint256[],bytes[],string)",
                                     p.targets, p.values, p.calldatas, p.description);
    }
    Result<Bytes> step(std::string_view function, const Proposal& p) {
        return chain.call(dave, governor_address,
                          std::string{function} + "(address[],uint256[],bytes[],bytes32)",
                          p.targets, p.values, p.calldatas, p.description_hash());
    }
    Result<Bytes> vote(const Address& from, const Proposal& p, std::uint8_t support) {
        return chain.call(from, governor_address, "castVote(uint256,uint8)", p.id(), support);
    }
    Result<Bytes> by_id(std::string_view function, const Proposal& p) {
        return chain.call(dave, governor_address, std::string{function} + "(uint256)", p.id());
    }
    void pass_blocks(unsigned count) {
        for (unsigned i = 0; i < count; ++i) chain.next_block();
    }
    std::uint8_t state(const Proposal& p) { return view<std::uint8_t>("state(uint256)", p.id()); }
    std::uint64_t deadline(const Proposal& p) {
        return view<U256>("proposalDeadline(uint256)", p.id()).low_u64();
    }

    template <class T, class... Ts>
    T view(std::string_view signature, const Ts&... arguments) {
        return chain.view<T>(governor_address, signature, arguments...);
    }
    // Track and spending of actions, as the chain derives them.
    std::pair<TrackId, std::uint64_t> track_of(const std::vector<Action>& actions) {
        const Proposal p = proposal(actions);
        const auto answer = chain.read(
            governor_address, TestChain::encode("trackOfActions(address[],uint256[],bytes[])",
                                                p.targets, p.values, p.calldatas));
        const auto found = answer ? abi::decode<TrackId, U256>(*answer) : std::nullopt;
        if (!found) {
            ADD_FAILURE() << "trackOfActions reverted";
            return {};
        }
        return {std::get<0>(*found), std::get<1>(*found).low_u64()};
    }
    // Queued, in a track whose votes confirm at once: alice alone decides.
    void make_queued(const Proposal& p) {
        ASSERT_TRUE(propose(p, alice));
        pass_blocks(2);
        ASSERT_TRUE(vote(alice, p, 1));
        for (unsigned i = 0; i < 20 && state(p) == 1; ++i) chain.next_block();
        ASSERT_EQ(state(p), 4U);
        ASSERT_TRUE(step("queue", p));
    }

    TestChain chain{
        {&token::descriptor, &timelock::descriptor, &descriptor, &treasury::descriptor}};
};

}  // namespace ambag::governance::governor
