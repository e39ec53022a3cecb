// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "chain/base/hex.hpp"
#include "emission/primitives/claim.hpp"
#include "tests/support/json.hpp"

namespace ambag::emission {
namespace {

using chain::Address;
using chain::Amount;
using chain::Hash;
using chain::Timestamp;
using chain::U256;
using test::Json;

Amount of(std::uint64_t units) {
    return Amount{U256{units}};
}

// Three entries of 10, 20 and 30; the window is [100, 200).
struct ThreeClaims : testing::Test {
    std::vector<ClaimLeaf> leaves{
        {0, Address{{1}}, of(10)}, {1, Address{{2}}, of(20)}, {300, Address{{1}}, of(30)}};
    MerkleTree tree = MerkleTree::of(leaves).value();
    Claim claim{tree.root(), Timestamp{100}, Timestamp{200}, of(60)};

    ClaimResult<Claimed> take(const ClaimState& state, const U256& used, const ClaimLeaf& leaf,
                              std::uint64_t now = 100) const {
        const auto proof = tree.proof(leaf).value_or(std::vector<Hash>{Hash{}});
        return claim_leaf(claim, state, used, leaf, proof, Timestamp{now});
    }
};
using ClaimPrimitive = ThreeClaims;

TEST_F(ClaimPrimitive, pays_each_entry_once) {
    const auto first = take({}, {}, leaves[0]).value();
    EXPECT_EQ(first.state.claimed, of(10));
    EXPECT_EQ(first.used, U256{1U});
    EXPECT_EQ(take(first.state, first.used, leaves[0]).error(), ClaimError::already_claimed);
    const auto second = take(first.state, first.used, leaves[1]).value();
    EXPECT_EQ(second.used, U256{3U});
    EXPECT_EQ(used_word(300), 1U);
    const auto third = take(second.state, {}, leaves[2]).value();
    EXPECT_EQ(third.used, U256::power_of_two(44));  // 300 mod 256
    EXPECT_EQ(left_of(claim, third.state), of(0));
}

TEST_F(ClaimPrimitive, is_open_only_inside_its_window) {
    EXPECT_EQ(take({}, {}, leaves[0], 99).error(), ClaimError::not_open);
    EXPECT_TRUE(take({}, {}, leaves[0], 199));
    EXPECT_EQ(take({}, {}, leaves[0], 200).error(), ClaimError::closed);
}

TEST_F(ClaimPrimitive, refuses_another_amount_account_or_index) {
    for (const ClaimLeaf& wrong :
         {ClaimLeaf{0, Address{{1}}, of(11)}, ClaimLeaf{0, Address{{3}}, of(10)},
          ClaimLeaf{2, Address{{1}}, of(10)}}) {
        const auto proof = tree.proof(leaves[0]).value();
        EXPECT_EQ(claim_leaf(claim, {}, {}, wrong, proof, Timestamp{100}).error(),
                  ClaimError::proof_invalid);
    }
}

TEST_F(ClaimPrimitive, an_underfunded_list_pays_until_the_funds_end) {
    claim.funded = of(25);
    const auto first = take({}, {}, leaves[1]).value();
    EXPECT_EQ(take(first.state, first.used, leaves[0]).error(), ClaimError::exhausted);
}

TEST_F(ClaimPrimitive, returns_the_rest_once_after_the_window) {
    const auto first = take({}, {}, leaves[1]).value();
    EXPECT_EQ(expire(claim, first.state, Timestamp{199}).error(), ClaimError::still_open);
    const auto after = expire(claim, first.state, Timestamp{200}).value();
    EXPECT_EQ(after.returned, of(40));
    EXPECT_EQ(left_of(claim, after.state), of(0));
    EXPECT_EQ(expire(claim, after.state, Timestamp{201}).error(), ClaimError::nothing_left);
}

TEST_F(ClaimPrimitive, refuses_an_empty_window) {
    claim.closes = claim.opens;
    EXPECT_EQ(validate(claim).error(), ClaimError::window_empty);
}

TEST(MerkleTree, has_no_root_without_leaves_and_no_proof_of_a_stranger) {
    EXPECT_FALSE(MerkleTree::of({}));
    const ClaimLeaf one{0, Address{{1}}, of(1)};
    const ClaimLeaf other{1, Address{{1}}, of(1)};
    EXPECT_FALSE(MerkleTree::of(std::span{&one, 1})->proof(other));
}

Hash hash_at(const Json& value) {
    return chain::fixed_from_hex<Hash>(value.text()).value();
}

TEST(MerkleClaimVector, builds_the_tree_and_the_proofs_of_the_public_library) {
    const Json file =
        Json::from_file(test::data_folder("AMBAG_VECTORS", "vectors") + "/merkle_claims.json");
    ASSERT_GT(file.at("cases").size(), 0U);
    for (const Json& example : file.at("cases").items()) {
        std::vector<ClaimLeaf> leaves;
        for (const Json& entry : example.at("entries").items())
            leaves.push_back({U256::parse(entry.at("index").text())->low_u64(),
                              chain::fixed_from_hex<Address>(entry.at("account").text()).value(),
                              Amount{U256::parse(entry.at("amount").text()).value()}});
        const auto tree = MerkleTree::of(leaves).value();
        EXPECT_EQ(tree.root(), hash_at(example.at("root")));
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            const Json entry = example.at("entries").at(i);
            EXPECT_EQ(leaf_hash(leaves[i]), hash_at(entry.at("leaf")));
            std::vector<Hash> proof;
            for (const Json& sibling : entry.at("proof").items()) proof.push_back(hash_at(sibling));
            EXPECT_EQ(tree.proof(leaves[i]), proof);
            EXPECT_EQ(root_of(leaf_hash(leaves[i]), proof), tree.root());
        }
    }
}

}  // namespace
}  // namespace ambag::emission
