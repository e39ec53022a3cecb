// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/module.hpp"
#include "node/genesis/genesis.hpp"
#include "node/modules.hpp"
#include "tests/support/test_chain.hpp"

// Attacks that happened to others, one test each, against the whole module set of a node: the dev
// genesis with a quorum of 40 %, a late extension of 5 s and a timelock of 10 s. Alice, Bob and
// Carol hold 60, 30 and 10 votes; Mallory has coins and no votes; the treasury has 1,000.

namespace ambag::attacks {

using namespace chain;
using ambag::test::error_data;
using ambag::test::TestChain;

inline Amount amount(std::uint64_t units) {
    return Amount{U256{units}};
}

struct Proposal {
    std::vector<Address> targets;
    std::vector<Amount> values;
    std::vector<Bytes> calldatas;
    std::string description;

    Hash description_hash() const { return keccak256(as_bytes(description)); }
    U256 id() const {
        return governance::governor::proposal_id(targets, values, calldatas, description_hash());
    }
    Hash salt() const {
        Hash salt = description_hash();
        for (std::size_t i = 0; i < Address::width; ++i) salt.bytes[i] ^= governor_address.bytes[i];
        return salt;
    }
    Hash operation() const {
        return keccak256(abi::encode(targets, values, calldatas, Hash{}, salt()));
    }
};

enum State : std::uint8_t {
    pending,
    active,
    canceled,
    defeated,
    succeeded,
    queued,
    expired,
    executed
};

class Attack : public testing::Test {
 protected:
    static constexpr Address alice{{0xa1}};
    static constexpr Address bob{{0xb0}};
    static constexpr Address carol{{0xca}};
    static constexpr Address mallory{{0x3a}};
    static constexpr std::uint64_t voting_delay = 1, voting_period = 20, extension = 5, delay = 10;

    Attack() : chain{{node::all_modules().all().begin(), node::all_modules().all().end()}} {}

    void SetUp() override {
        const std::vector<Address> accounts{alice, bob, carol, mallory};
        Json document = node::dev_genesis(accounts, Timestamp{1'700'000'000});
        document.set("token",
                     Json::object({{"name", "Ambag"},
                                   {"symbol", "AMB"},
                                   {"self_delegate", true},
                                   {"wrapped", Json::object({{to_checksum(alice), "60"},
                                                             {to_checksum(bob), "30"},
                                                             {to_checksum(carol), "10"}})}}));
        document.set("governor", Json::object({{"name", "Ambag"},
                                               {"voting_delay", voting_delay},
                                               {"voting_period", voting_period},
                                               {"proposal_threshold", "0"},
                                               {"quorum_numerator", 40},
                                               {"late_quorum_extension", extension}}));
        document.set("timelock",
                     Json::object({{"min_delay", delay},
                                   {"executors", Json::array({to_checksum(Address{})})}}));
        const auto spec = node::read_genesis(document);
        ASSERT_TRUE(spec) << spec.error().text();
        chain.rules = spec->rules;
        for (const Allocation& one : spec->allocations) chain.fund(one.address, one.amount);
        chain.fund(treasury_address, amount(1'000));
        for (const ModuleGenesis& section : spec->sections)
            chain.genesis(section.module, section.initialise);
        chain.next_block();
    }

    template <class... Ts>
    static Bytes encode(std::string_view signature, const Ts&... arguments) {
        return TestChain::encode(signature, arguments...);
    }
    static Proposal one_call(const Address& target, Bytes calldata,
                             std::string description = "do it") {
        return {{target}, {Amount{}}, {std::move(calldata)}, std::move(description)};
    }
    static Proposal spending(const Address& to, std::uint64_t units,
                             std::string description = "pay") {
        return one_call(treasury_address,
                        encode("pay(address,uint256,string)", to, U256{units}, std::string{"x"}),
                        std::move(description));
    }

    Result<Bytes> propose(const Proposal& p, const Address& from = alice) {
        return chain.call(from, governor_address, "propose(address[],uint256[],bytes[],string)",
                          p.targets, p.values, p.calldatas, p.description);
    }
    Result<Bytes> step(std::string_view function, const Proposal& p,
                       const Address& from = mallory) {
        return chain.call(from, governor_address,
                          std::string{function} + "(address[],uint256[],bytes[],bytes32)",
                          p.targets, p.values, p.calldatas, p.description_hash());
    }
    Result<Bytes> execute_in_timelock(const Proposal& p) {
        return chain.call(mallory, timelock_address,
                          "executeBatch(address[],uint256[],bytes[],bytes32,bytes32)", p.targets,
                          p.values, p.calldatas, Hash{}, p.salt());
    }
    Result<Bytes> vote(const Address& from, const Proposal& p, unsigned support = 1) {
        return chain.call(from, governor_address, "castVote(uint256,uint8)", p.id(), U256{support});
    }
    State state(const Proposal& p) {
        return State{chain.view<std::uint8_t>(governor_address, "state(uint256)", p.id())};
    }
    std::uint64_t votes_for(const Proposal& p) {
        const auto data =
            chain.read(governor_address, encode("proposalVotes(uint256)", p.id())).value();
        return std::get<1>(abi::decode<U256, U256, U256>(data).value()).low_u64();
    }
    std::uint64_t treasury_coins() { return chain.balance(treasury_address).units.low_u64(); }
    void wait(std::uint64_t seconds) { chain.next_block(seconds); }

    void make_active(const Proposal& p) {
        ASSERT_TRUE(propose(p));
        wait(voting_delay + 1);
        ASSERT_EQ(state(p), active);
    }
    void make_succeeded(const Proposal& p) {
        make_active(p);
        ASSERT_TRUE(vote(alice, p));
        wait(voting_period);
        ASSERT_EQ(state(p), succeeded);
    }
    void make_ready(const Proposal& p) {
        make_succeeded(p);
        ASSERT_TRUE(step("queue", p));
        wait(delay);
        ASSERT_EQ(state(p), queued);
    }
    void pass(const Proposal& p) {
        make_ready(p);
        ASSERT_TRUE(step("execute", p));
    }

    TestChain chain;

 private:
    using Json = node::Json;
};

}  // namespace ambag::attacks
