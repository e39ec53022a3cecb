// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "emission/primitives/accumulator.hpp"
#include "emission/primitives/split.hpp"
#include "tests/support/json.hpp"

// Splits and accumulator sequences, every case of the files in tests/data/vectors (or in
// $AMBAG_VECTORS).

namespace ambag::emission {
namespace {

using chain::Amount;
using chain::U256;
using test::Json;

Json vectors(const std::string& name) {
    return Json::from_file(test::data_folder("AMBAG_VECTORS", "vectors") + "/" + name);
}

U256 integer_of(const Json& value) {
    return U256::parse(value.decimal()).value();
}

TEST(ExactSplitVector, gives_every_part_to_the_unit) {
    const Json file = vectors("exact_split.json");
    ASSERT_GT(file.at("cases").size(), 0U);
    for (const Json& example : file.at("cases").items()) {
        std::vector<U256> weights;
        for (const Json& weight : example.at("weights").items())
            weights.push_back(integer_of(weight));
        const auto parts = split(Amount{integer_of(example.at("amount"))}, weights);
        ASSERT_TRUE(parts) << example.serialized();
        ASSERT_EQ(parts->size(), example.at("expected").size());
        for (std::size_t i = 0; i < parts->size(); ++i)
            EXPECT_EQ((*parts)[i].units, integer_of(example.at("expected").at(i)))
                << example.serialized() << " part " << i;
    }
}

// "a/b" or "a".
std::pair<U256, U256> fraction_of(const std::string& text) {
    const std::size_t bar = text.find('/');
    if (bar == std::string::npos) return {U256::parse(text).value(), U256{1U}};
    return {U256::parse(text.substr(0, bar)).value(), U256::parse(text.substr(bar + 1)).value()};
}

// Owner o of 65535; of the rest half to miners, half to validators, who pass `root` of theirs on.
TEST(SubnetBlockSplitVector, pays_the_exact_parts_of_a_subnet_block) {
    const Json file = vectors("subnet_block_split.json");
    const U256 owner = integer_of(file.at("params").at("owner_cut_u16"));
    const U256 rest = *checked_sub(U256{65535U}, owner);
    ASSERT_GT(file.at("cases").size(), 0U);
    for (const Json& example : file.at("cases").items()) {
        const auto [root, whole] = fraction_of(example.at("root_proportion").text());
        const std::vector<U256> weights{
            *checked_mul(*checked_mul(owner, whole), U256{2U}), *checked_mul(rest, whole),
            *checked_mul(rest, *checked_sub(whole, root)), *checked_mul(rest, root)};
        const auto parts = split(Amount{integer_of(example.at("alpha_out"))}, weights);
        ASSERT_TRUE(parts) << example.serialized();
        const Json expected = example.at("exact_largest_remainder");
        const char* const roles[]{"owner", "server", "validator", "root"};
        for (std::size_t i = 0; i < 4; ++i)
            EXPECT_EQ((*parts)[i].units, integer_of(expected.at(roles[i])))
                << example.serialized() << " " << roles[i];
    }
}

// Replays one sequence; `who` in order of first appearance.
class Sequence {
 public:
    void run(const Json& op) {
        const std::string kind = op.at("op").text();
        if (kind == "deposit") return deposited(op);
        AccumulatorAccount& account = accounts_[op.at("who").text()];
        if (kind == "claim") return claimed(op, account);
        ASSERT_TRUE(kind == "stake" || kind == "unstake") << op.serialized();
        std::string delta = op.at("delta").decimal();
        const bool less = kind == "unstake" || delta.starts_with('-');
        if (delta.starts_with('-')) delta.erase(0, 1);
        const U256 change = U256::parse(delta).value();
        const auto units =
            less ? checked_sub(account.units, change) : checked_add(account.units, change);
        const auto changed = set_units(pool_, account, units.value());
        ASSERT_TRUE(changed) << op.serialized();
        pool_ = changed->pool;
        account = changed->account;
    }

    void expect_final(const Json& expected) {
        U256 owed, fractions;
        for (auto& [who, account] : accounts_) {
            account = settle(pool_, account).value();
            owed = *checked_add(owed, account.owed.units);
            fractions = *checked_add(fractions, account.fraction_q128);
        }
        EXPECT_EQ(deposited_, integer_of(expected.at("deposited")));
        EXPECT_EQ(paid_, integer_of(expected.at("paid")));
        EXPECT_EQ(owed, integer_of(expected.at("owed")));
        EXPECT_EQ(pool_.idle.units, integer_of(expected.at("idle")));
        EXPECT_EQ(fractions, integer_of(expected.at("user_fraction_q128")));
        EXPECT_EQ(pool_.carry_q128, integer_of(expected.at("pool_carry_q128")));
    }

 private:
    void deposited(const Json& op) {
        const U256 amount = integer_of(op.at("amount"));
        pool_ = deposit(pool_, Amount{amount}).value();
        deposited_ = *checked_add(deposited_, amount);
        if (op.has("acc_q128")) {
            EXPECT_EQ(pool_.per_unit_q128, integer_of(op.at("acc_q128")));
        }
        if (op.has("carry")) {
            EXPECT_EQ(pool_.carry_q128, integer_of(op.at("carry")));
        }
    }

    void claimed(const Json& op, AccumulatorAccount& account) {
        account = settle(pool_, account).value();
        EXPECT_EQ(account.owed.units, integer_of(op.at("paid"))) << op.serialized();
        paid_ = *checked_add(paid_, account.owed.units);
        account.owed = {};
    }

    Accumulator pool_;
    std::map<std::string, AccumulatorAccount> accounts_;
    U256 deposited_, paid_;
};

TEST(AccumulatorVector, follows_every_sequence) {
    const Json file = vectors("accumulator.json");
    ASSERT_GT(file.at("sequences").size(), 0U);
    for (const Json& example : file.at("sequences").items()) {
        SCOPED_TRACE(example.at("name").text());
        Sequence sequence;
        for (const Json& op : example.at("ops").items()) sequence.run(op);
        sequence.expect_final(example.at("final"));
    }
}

}  // namespace
}  // namespace ambag::emission
