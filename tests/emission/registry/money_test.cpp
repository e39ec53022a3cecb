// SPDX-License-Identifier: Apache-2.0
#include <deque>
#include <random>

#include "tests/emission/registry/registry_chain.hpp"

namespace ambag::emission::registry {

using RegistryMoney = RegistryChain;

// The worked example of emission/registry/README.md.
TEST_F(RegistryMoney, the_worked_example_pays_everyone_behind_a_model) {
    register_family();
    ASSERT_TRUE(pay(stranger, 1'001, "payRevenue(bytes32)", tuned_model));
    EXPECT_EQ(credit(tuner), 501U);
    EXPECT_EQ(credit(lab), 125U);
    EXPECT_EQ(credit(ann), 282U);
    EXPECT_EQ(credit(ben), 93U);
    EXPECT_EQ(view<U256>("earnedBy(bytes32)", tuned_model), U256{1'001U});
    EXPECT_EQ(view<U256>("earnedBy(bytes32)", dataset), U256{});
}

TEST_F(RegistryMoney, a_credit_is_withdrawn_once) {
    register_family();
    ASSERT_TRUE(pay(stranger, 4, "payRevenue(bytes32)", dataset));
    EXPECT_EQ(refusal(stranger, "withdraw()"),
              error_data("RegistryNothingOwed(address)", stranger));
    ASSERT_TRUE(call(ann, "withdraw()"));
    EXPECT_EQ(chain_.balance(ann), units(10'003));
    EXPECT_EQ(refusal(ann, "withdraw()"), error_data("RegistryNothingOwed(address)", ann));
    EXPECT_EQ(credit(ben), 1U);
}

TEST_F(RegistryMoney, use_and_licence_cost_exactly_what_the_owner_asks) {
    register_family();
    const auto terms_of = [&](const Address& who) {
        return call(who, "setTerms(bytes32,uint256,uint256,uint64)", dataset, U256{3U}, U256{40U},
                    std::uint64_t{100});
    };
    EXPECT_EQ(revert_data(pay(stranger, 1, "buyLicence(bytes32,address)", dataset, stranger)),
              error_data("RegistryNoLicenceSold(bytes32)", dataset));
    EXPECT_EQ(revert_data(terms_of(stranger)),
              error_data("RegistryUnauthorized(address)", stranger));
    ASSERT_TRUE(terms_of(ann));
    EXPECT_EQ(
        refusal(stranger, "payUse(bytes32,uint64)", dataset, std::uint64_t{0}),
        error_data("RegistryInvalid(string,string)", std::string{"units"}, std::string{"above 0"}));
    for (const std::uint64_t wrong : {0U, 29U, 31U})
        EXPECT_EQ(
            revert_data(pay(stranger, wrong, "payUse(bytes32,uint64)", dataset, std::uint64_t{10})),
            error_data("RegistryWrongPayment(uint256,uint256)", U256{wrong}, U256{30U}));
    ASSERT_TRUE(pay(stranger, 30, "payUse(bytes32,uint64)", dataset, std::uint64_t{10}));
    EXPECT_EQ(credit(ann) + credit(ben), 30U);
    // A second licence begins where the first one ends.
    const std::uint64_t now = chain_.block.time.value;
    for (const std::uint64_t until : {now + 100, now + 200}) {
        ASSERT_TRUE(pay(stranger, 40, "buyLicence(bytes32,address)", dataset, lab));
        EXPECT_EQ(view<U256>("licence(bytes32,address)", dataset, lab), U256{until});
    }
    EXPECT_EQ(revert_data(pay(stranger, 39, "buyLicence(bytes32,address)", dataset, lab)),
              error_data("RegistryWrongPayment(uint256,uint256)", U256{39U}, U256{40U}));
}

TEST_F(RegistryMoney, a_free_use_is_recorded_and_pays_nothing) {
    register_family();
    ASSERT_TRUE(call(stranger, "payUse(bytes32,uint64)", dataset, std::uint64_t{2}));
    const std::vector<Log> logs = chain_.take_logs();
    ASSERT_FALSE(logs.empty());
    EXPECT_EQ(logs.back().topics.front(), keccak256(as_bytes("UsePaid(bytes32,address,uint64)")));
    EXPECT_EQ(credit(ann), 0U);
}

// Against an independent model: shares as exact fractions over the whole graph. Each part may
// differ by less than one unit for each division on each path, and the sum must be exact.
class RegistryGraphs : public RegistryChain {
 protected:
    struct Node {
        Hash id;
        std::map<Address, double> share;
        std::uint32_t paths = 0;
        unsigned depth = 1;
    };
    struct Draft {
        std::vector<Address> accounts;
        std::vector<std::uint64_t> weights;
        std::vector<Hash> sources;
        std::vector<std::uint64_t> source_weights;
        std::vector<const Node*> nodes;
    };

    Draft draw() {
        Draft draft;
        for (const Address& person : {ann, ben, lab, tuner}) {
            if (random_() % 2 != 0) continue;
            draft.accounts.push_back(person);
            draft.weights.push_back(1 + random_() % 9);
        }
        for (const Node& other : nodes_) {
            if (random_() % 8 != 0 || other.depth == 8 || draft.sources.size() == 3) continue;
            draft.sources.push_back(other.id);
            draft.source_weights.push_back(1 + random_() % 9);
            draft.nodes.push_back(&other);
        }
        return draft;
    }
    static Node model_of(const Hash& id, const Draft& draft) {
        Node node{id, {}, static_cast<std::uint32_t>(draft.accounts.size()), 1};
        double total = 0;
        for (const std::uint64_t weight : draft.weights) total += static_cast<double>(weight);
        for (const std::uint64_t weight : draft.source_weights)
            total += static_cast<double>(weight);
        for (std::size_t i = 0; i < draft.accounts.size(); ++i)
            node.share[draft.accounts[i]] += static_cast<double>(draft.weights[i]) / total;
        for (std::size_t i = 0; i < draft.sources.size(); ++i) {
            node.paths += draft.nodes[i]->paths;
            node.depth = std::max(node.depth, draft.nodes[i]->depth + 1);
            for (const auto& [who, share] : draft.nodes[i]->share)
                node.share[who] += share * static_cast<double>(draft.source_weights[i]) / total;
        }
        return node;
    }
    void compare(const Node& node, std::uint64_t amount) {
        const auto data = chain_.read(
            registry_address, chain_.encode("attribution(bytes32,uint256)", node.id, U256{amount}));
        const auto both = abi::decode<std::vector<Address>, std::vector<U256>>(data.value());
        ASSERT_TRUE(both);
        const auto& [payees, parts] = *both;
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < payees.size(); ++i) {
            sum += parts[i].low_u64();
            EXPECT_NEAR(static_cast<double>(parts[i].low_u64()),
                        node.share.at(payees[i]) * static_cast<double>(amount),
                        static_cast<double>(node.paths) * node.depth);
        }
        EXPECT_EQ(sum, amount);
    }

    static constexpr std::uint32_t seed_ = 20'261'124;
    std::mt19937 random_{seed_};
    std::deque<Node> nodes_;  // addresses of its elements are kept
};

TEST_F(RegistryGraphs, pay_every_unit_and_each_share_within_its_paths) {
    unsigned accepted = 0;
    for (std::uint8_t n = 1; n <= 60; ++n) {
        SCOPED_TRACE("seed " + std::to_string(seed_) + ", node " + std::to_string(n));
        const Draft draft = draw();
        const Node node = model_of(Hash{{0x70, n}}, draft);
        const bool fits = node.paths > 0 && node.paths <= 128;
        ASSERT_EQ(register_asset(ann, AssetKind::model, node.id, draft.accounts, draft.weights,
                                 draft.sources, draft.source_weights)
                      .has_value(),
                  fits);
        const std::uint64_t amount = 1 + random_() % 1'000'000;
        if (!fits) continue;
        ++accepted;
        nodes_.push_back(node);
        compare(nodes_.back(), amount);
    }
    EXPECT_GT(accepted, 30U);
}

}  // namespace ambag::emission::registry
