// SPDX-License-Identifier: Apache-2.0
#include <random>

#include <numeric>

#include "tests/governance/token/token_fixture.hpp"

// A reference model in plain maps against the module over random calls: every balance, delegate,
// vote and bond after each block, and at the end votes and supply at every past clock.

namespace ambag::governance::token {

namespace {

using Split = std::vector<std::pair<Address, std::uint16_t>>;

struct Model {
    std::map<Address, std::uint64_t> coins, balances, bonds;
    std::map<Address, Address> delegates;
    std::map<Address, Split> splits;
    std::vector<std::map<Address, std::uint64_t>> votes_at;  // by clock
    std::vector<std::uint64_t> supply_at;

    // Recounted from scratch, so that no running total can hide a mistake.
    std::map<Address, std::uint64_t> votes() const {
        std::map<Address, std::uint64_t> sum;
        for (const auto& [who, to] : delegates)
            if (!to.is_zero() && balances.contains(who)) sum[to] += balances.at(who);
        for (const auto& [who, split] : splits)
            if (balances.contains(who)) add_shares(balances.at(who), split, sum);
        return sum;
    }
    // Rounded down, then a unit each by descending remainder: sorted, where the module searches.
    static void add_shares(std::uint64_t balance, const Split& split,
                           std::map<Address, std::uint64_t>& sum) {
        std::vector<std::size_t> order(split.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto remainder = [&](std::size_t i) { return balance * split[i].second % 10'000; };
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return remainder(a) > remainder(b); });
        std::uint64_t left = balance;
        for (const auto& [to, weight] : split) {
            sum[to] += balance * weight / 10'000;
            left -= balance * weight / 10'000;
        }
        for (std::size_t i = 0; i < left; ++i) ++sum[split[order[i]].first];
    }
    std::uint64_t delegated() const {
        std::uint64_t total = 0;
        for (const auto& [who, units] : balances)
            if (splits.contains(who) || (delegates.contains(who) && !delegates.at(who).is_zero()))
                total += units;
        return total;
    }
    std::uint64_t supply() const {
        std::uint64_t sum = 0;
        for (const auto& [who, units] : balances) sum += units;
        return sum;
    }
    void end_block() {
        votes_at.push_back(votes());
        supply_at.push_back(supply());
    }
    std::uint64_t free(const Address& who) { return balances[who] - bonds[who]; }
};

class TokenModel : public TokenTest, public testing::WithParamInterface<bool> {
 protected:
    static constexpr std::size_t accounts = 7;

    void SetUp() override {
        self_delegating = GetParam();
        start({"Ambag", "AMB", self_delegating, {}});
        for (std::size_t i = 0; i < accounts; ++i) {
            people.push_back(Address{{static_cast<Byte>(i + 1), 0x55}});
            chain.fund(people.back(), amount(1000));
            model.coins[people.back()] = 1000;
        }
        model.votes_at.emplace_back();  // clock 0
        model.supply_at.push_back(0);
    }
    std::uint64_t below(std::uint64_t bound) { return engine() % bound; }
    const Address& somebody() { return people[below(accounts)]; }

    void wrap_or_unwrap(const Address& who, const Address& to, std::uint64_t units, bool in) {
        if (in) {
            const bool possible = model.coins[who] >= units;
            ASSERT_EQ(deposit(who, to, units).has_value(), possible);
            if (!possible) return;
            model.coins[who] -= units;
            model.balances[to] += units;
            if (self_delegating && units > 0) model.delegates.try_emplace(to, to);
        } else {
            const bool possible = model.free(who) >= units;
            ASSERT_EQ(call(who, "withdrawTo(address,uint256)", to, amount(units)).has_value(),
                      possible);
            if (!possible) return;
            model.balances[who] -= units;
            model.coins[to] += units;
        }
    }
    void transfer(const Address& who, const Address& to, std::uint64_t units) {
        const bool possible = model.free(who) >= units;
        ASSERT_EQ(call(who, "transfer(address,uint256)", to, amount(units)).has_value(), possible);
        if (!possible) return;
        model.balances[who] -= units;
        model.balances[to] += units;
    }
    void stake(const Address& who, std::uint64_t units, std::uint64_t kind) {
        const std::array<std::string_view, 3> signatures{
            "bond(address,uint256)", "unbond(address,uint256)", "burnBonded(address,uint256)"};
        const bool possible = (kind == 0 ? model.free(who) : model.bonds[who]) >= units;
        ASSERT_EQ(call(staking_address, signatures[kind], who, amount(units)).has_value(),
                  possible);
        if (!possible) return;
        if (kind == 0)
            model.bonds[who] += units;
        else
            model.bonds[who] -= units;
        if (kind == 2) model.balances[who] -= units;
    }
    // To some of the others, in turn from a random one on, with random weights of at least 1.
    void split(const Address& who) {
        const std::size_t count = 1 + below(accounts);
        const std::size_t first = below(accounts);
        std::vector<Address> to;
        std::vector<std::uint16_t> weights;
        std::uint64_t left = 10'000;
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint64_t others = count - 1 - i;
            const std::uint64_t weight = others == 0 ? left : 1 + below(left - others);
            to.push_back(people[(first + i) % accounts]);
            weights.push_back(static_cast<std::uint16_t>(weight));
            left -= weight;
        }
        ASSERT_TRUE(call(who, "delegateSplit(address[],uint16[])", to, weights));
        Split& chosen = model.splits[who];
        chosen.clear();
        for (std::size_t i = 0; i < count; ++i) chosen.emplace_back(to[i], weights[i]);
        model.delegates[who] = nobody;
    }
    void step() {
        const Address who = somebody();
        const Address to = somebody();
        const std::uint64_t units = below(200);
        switch (below(9)) {
            case 0:
            case 1:
                return wrap_or_unwrap(who, to, units, true);
            case 2:
                return wrap_or_unwrap(who, to, units, false);
            case 3:
            case 4: {
                const Address chosen = below(6) == 0 ? nobody : to;
                ASSERT_TRUE(call(who, "delegate(address)", chosen));
                model.delegates[who] = chosen;
                model.splits.erase(who);
                return;
            }
            case 5:
                return stake(who, below(60), below(3));
            case 6:
                return split(who);
            default:
                return transfer(who, to, units);
        }
    }
    void compare_now() {
        const auto sums = model.votes();
        for (const Address& who : people) {
            ASSERT_EQ(chain.balance(who), amount(model.coins[who]));
            ASSERT_EQ(balance(who), U256{model.balances[who]});
            ASSERT_EQ(view<U256>("bonded(address)", who), U256{model.bonds[who]});
            ASSERT_EQ(votes(who), U256{sums.contains(who) ? sums.at(who) : 0});
            ASSERT_EQ(view<Address>("delegates(address)", who),
                      model.delegates.contains(who) ? model.delegates.at(who) : nobody);
        }
        ASSERT_EQ(view<U256>("totalSupply()"), U256{model.supply()});
        ASSERT_EQ(view<U256>("delegatedSupply()"), U256{model.delegated()});
        ASSERT_EQ(chain.balance(token_address), amount(model.supply()));
    }
    void compare_past() {
        for (std::uint64_t when = 0; when < model.votes_at.size(); ++when) {
            for (const Address& who : people) {
                const auto& sums = model.votes_at[when];
                ASSERT_EQ(past_votes(who, when), U256{sums.contains(who) ? sums.at(who) : 0});
            }
            ASSERT_EQ(view<U256>("getPastTotalSupply(uint256)", U256{when}),
                      U256{model.supply_at[when]});
        }
    }

    bool self_delegating = false;
    std::mt19937_64 engine{20'240'229};  // the seed; the sequence of mt19937_64 is the standard's
    std::vector<Address> people;
    Model model;
};

}  // namespace

TEST_P(TokenModel, agrees_over_random_calls) {
    for (unsigned block = 0; block < 200; ++block) {
        for (std::uint64_t calls = below(6); calls > 0; --calls) {
            ASSERT_NO_FATAL_FAILURE(step());
        }
        ASSERT_NO_FATAL_FAILURE(compare_now());
        model.end_block();
        chain.next_block();
    }
    compare_past();
}

INSTANTIATE_TEST_SUITE_P(SelfDelegation, TokenModel, testing::Bool());

}  // namespace ambag::governance::token
