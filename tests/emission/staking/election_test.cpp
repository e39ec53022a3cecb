// SPDX-License-Identifier: Apache-2.0
#include <random>

#include "emission/staking/election.hpp"
#include "tests/emission/staking/staking_chain.hpp"

// Who is elected, against sorting; and what the engine is told, against its own rules.

namespace ambag::emission::staking {

namespace {

// CometBFT's rules for a set of validators (types/validator_set.go, state/validation): a violation
// stops its chain.
class Engine {
 public:
    std::map<Bytes, std::uint64_t> set;

    std::string apply(const std::vector<ValidatorUpdate>& updates, std::size_t most) {
        std::map<Bytes, std::uint64_t> next = set;
        std::set<Bytes> seen;
        U256 total;
        for (const ValidatorUpdate& update : updates) {
            if (!seen.insert(update.key).second) return "a key twice";
            if (!consensus_address(update.key_type, update.key)) return "a bad key";
            if (update.power == 0 && !set.contains(update.key)) return "removes an absent key";
            if (update.power > 0) next[update.key] = update.power;
        }
        for (const auto& [key, power] : next) total = *checked_add(total, U256{power});
        if (total >= U256::power_of_two(60)) return "too much power before removals";
        for (const ValidatorUpdate& update : updates)
            if (update.power == 0) next.erase(update.key);
        if (next.empty() && !set.empty()) return "an empty set";
        if (next.size() > std::max(most, set.size())) return "more than the bound";
        set = next;
        return "";
    }
};

class StakingElection : public StakingChain {
 protected:
    static Address operator_at(unsigned i) {
        return Address{{0x60, static_cast<Byte>(i >> 8), static_cast<Byte>(i)}};
    }
    Result<Bytes> enlist(unsigned i, std::uint64_t bond) {
        const Address who = operator_at(i);
        Bytes seed(32, 0x31);
        seed[0] = static_cast<Byte>(i);
        seed[1] = static_cast<Byte>(i >> 8);
        const Bytes key = to_bytes(ed25519_key(seed));
        const Hash digest = proof_digest(chain_->rules.chain_id, staking_address, who,
                                         ConsensusKeyType::ed25519, key);
        if (!chain_->call(alice, token_address, "transfer(address,uint256)", who, coins(bond)))
            ADD_FAILURE() << "alice has no more tokens";
        return call(who, create_signature, std::uint8_t{0}, key,
                    to_bytes(ed25519_sign(seed, digest.bytes)), std::uint32_t{0}, std::uint32_t{0},
                    std::uint32_t{0}, coins(bond), std::string{}, std::string{}, std::string{});
    }
    void set(const std::string& name, std::uint64_t value) {
        ASSERT_TRUE(call(timelock_address, "setParameter(string,uint256)", name, U256{value}));
    }
    std::set<Address> elected() {
        const auto data = chain_->read(
            staking_address,
            TestChain::encode("elected(uint32,uint32)", std::uint32_t{0}, std::uint32_t{100}));
        const auto page = *abi::decode<std::vector<Address>, std::uint32_t>(data.value());
        return {std::get<0>(page).begin(), std::get<0>(page).end()};
    }
    // Ends the block; the engine takes what it is told.
    void block(std::size_t most) {
        next_block();
        ASSERT_EQ(engine.apply(updates_of_last_block(), most), "");
    }
    Engine engine;
};

}  // namespace

TEST_F(StakingElection, prefers_tokens_and_then_the_earlier_registration) {
    ASSERT_TRUE(create(first, 100));
    ASSERT_TRUE(create(second, 200));
    ASSERT_TRUE(create(third, 100));
    EXPECT_EQ(elected(), (std::set<Address>{first, second}));
    ASSERT_TRUE(delegate(alice, third, 10));
    EXPECT_EQ(elected(), (std::set<Address>{second, third}));
    ASSERT_TRUE(delegate(alice, first, 10));  // 110 both: the first came first
    EXPECT_EQ(elected(), (std::set<Address>{first, second}));
    ASSERT_TRUE(unbond(second, second, 150));  // below the least self-bond
    EXPECT_EQ(elected(), (std::set<Address>{first, third}));
}

TEST_F(StakingElection, one_validator_or_none_works) {
    block(2);
    EXPECT_TRUE(engine.set.empty());
    ASSERT_TRUE(create(first, 100));
    block(2);
    EXPECT_EQ(engine.set, (std::map<Bytes, std::uint64_t>{{key_of(first), 10}}));
    // Jailed, it stays in the engine's set until another comes: an empty set would stop the engine.
    report_double_sign(first, height(), time());
    EXPECT_TRUE(elected().empty());
    block(2);
    block(2);
    EXPECT_EQ(engine.set.size(), 1U);
    ASSERT_TRUE(create(second, 100));
    block(2);
    EXPECT_EQ(engine.set, (std::map<Bytes, std::uint64_t>{{key_of(second), 10}}));
}

TEST_F(StakingElection, all_leave_at_once_and_one_stays_in_the_engine) {
    ASSERT_TRUE(create(first, 100));
    ASSERT_TRUE(create(second, 100));
    block(2);
    ASSERT_EQ(engine.set.size(), 2U);
    report(
        {{}, {{consensus_of(first), height(), time()}, {consensus_of(second), height(), time()}}});
    block(2);
    EXPECT_EQ(engine.set.size(), 1U);
}

TEST_F(StakingElection, a_full_set_changes_in_one_block_without_exceeding_its_bound) {
    // max - 1, max and max + 1 candidates, and a newcomer that displaces another in the same block.
    set("validatorsMax", 4);
    for (unsigned i = 1; i <= 3; ++i) ASSERT_TRUE(enlist(i, 100 * i));
    block(4);
    EXPECT_EQ(engine.set.size(), 3U);
    ASSERT_TRUE(enlist(4, 400));
    ASSERT_TRUE(enlist(5, 500));
    ASSERT_TRUE(enlist(6, 600));
    block(4);
    EXPECT_EQ(engine.set.size(), 4U);
    EXPECT_EQ(elected(),
              (std::set<Address>{operator_at(3), operator_at(4), operator_at(5), operator_at(6)}));
    // In and out again within a block: nothing is sent.
    ASSERT_TRUE(delegate(bob, operator_at(1), 1000));
    ASSERT_TRUE(unbond(bob, operator_at(1), 1000));
    const auto before = engine.set;
    block(4);
    EXPECT_TRUE(updates_of_last_block().empty());
    EXPECT_EQ(engine.set, before);
    set("validatorsMax", 2);
    block(2);
    EXPECT_EQ(engine.set.size(), 2U);
    set("validatorsMax", 5);
    block(5);
    EXPECT_EQ(engine.set.size(), 5U);
}

TEST_F(StakingElection, sends_powers_that_the_engine_can_add_up) {
    ASSERT_TRUE(create(first, 109));
    EXPECT_EQ(validator(first).power, 10U);
    ASSERT_TRUE(delegate(alice, first, 15));
    block(2);
    EXPECT_EQ(engine.set.at(key_of(first)), 12U);
}

TEST_F(StakingElection, equals_sorting_after_any_sequence_of_changes) {
    constexpr unsigned count = 24;
    std::mt19937_64 random{20261124};
    const auto below = [&](std::uint64_t n) { return random() % n; };
    std::map<unsigned, std::uint64_t> tokens;
    std::size_t most = 5;
    set("validatorsMax", most);
    for (unsigned i = 1; i <= count; ++i) {
        const std::uint64_t bond = 100 + below(50);
        ASSERT_TRUE(enlist(i, bond));
        tokens[i] = bond;
    }
    block(most);
    for (int step = 0; step < 400; ++step) {
        const unsigned who = 1 + static_cast<unsigned>(below(count));
        const std::uint64_t kind = below(8);
        if (kind == 0) {
            most = 1 + below(8);
            set("validatorsMax", most);
        } else if (kind < 5) {
            const std::uint64_t units = 10 + below(40);
            ASSERT_TRUE(delegate(bob, operator_at(who), units) ||
                        delegate(carol, operator_at(who), units) ||
                        delegate(first, operator_at(who), units));
            tokens[who] += units;
        } else if (stake(bob, operator_at(who)) >= 20 && unbond(bob, operator_at(who), 10)) {
            tokens[who] -= 10;
        }
        std::vector<std::pair<std::uint64_t, unsigned>> order;
        for (const auto& [i, units] : tokens) order.emplace_back(units, count - i);
        std::sort(order.rbegin(), order.rend());
        if (kind != 0) {
            std::set<Address> expected;
            for (std::size_t i = 0; i < std::min<std::size_t>(most, count); ++i)
                expected.insert(operator_at(count - order[i].second));
            ASSERT_EQ(elected(), expected) << "step " << step;
        }
        if (kind == 0 || step % 5 == 0) {
            block(most);
            next_block(100);
        }
    }
    block(most);
    ASSERT_EQ(engine.set.size(), most);
    for (const Address& who : elected())
        EXPECT_EQ(engine.set.at(validator(who).key), validator(who).power);
}

}  // namespace ambag::emission::staking
