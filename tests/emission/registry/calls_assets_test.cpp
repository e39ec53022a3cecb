// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/registry/registry_chain.hpp"

namespace ambag::emission::registry {

using RegistryAssets = RegistryChain;

namespace {

Bytes invalid(const std::string& member, const std::string& accepted) {
    return error_data("RegistryInvalid(string,string)", member, accepted);
}

}  // namespace

TEST_F(RegistryAssets, registration_rejects_in_the_order_of_the_readme) {
    const auto refused = [&](AssetKind kind, const Hash& id, std::vector<Address> accounts,
                             std::vector<std::uint64_t> weights, std::vector<Hash> sources = {},
                             std::vector<std::uint64_t> source_weights = {}) {
        return revert_data(
            register_asset(ann, kind, id, accounts, weights, sources, source_weights));
    };
    const Hash unknown{{0x77}};
    EXPECT_EQ(refused(AssetKind::none, {}, {}, {}),
              invalid("kind", "1 for a model, 2 for a dataset"));
    EXPECT_EQ(refused(AssetKind::model, {}, {ann}, {}),
              invalid("asset", "a commitment other than 0"));
    EXPECT_EQ(refused(AssetKind::model, dataset, {ann}, {}, {unknown}, {}),
              invalid("weights", "one for each of at most 128 accounts"));
    for (const Address& dead : {Address{}, registry_address, system_address, multicall_address})
        EXPECT_EQ(refused(AssetKind::model, dataset, {dead}, {1}),
                  invalid("accounts", "each account once, no module, not zero"));
    EXPECT_EQ(refused(AssetKind::model, dataset, {ann, ann}, {1, 1}),
              invalid("accounts", "each account once, no module, not zero"));
    EXPECT_EQ(refused(AssetKind::model, dataset, {ann}, {0}), invalid("weights", "above 0"));
    EXPECT_EQ(refused(AssetKind::model, dataset, {ann}, {1}, {unknown}, {}),
              invalid("sourceWeights", "one for each of at most 128 sources"));
    EXPECT_EQ(refused(AssetKind::model, dataset, {ann}, {1}, {unknown}, {1}),
              error_data("RegistryUnknownAsset(bytes32)", unknown));
    EXPECT_EQ(refused(AssetKind::model, dataset, {ann}, {1}, {dataset}, {1}),
              error_data("RegistryUnknownAsset(bytes32)", dataset));
    EXPECT_EQ(refused(AssetKind::dataset, dataset, {}, {}),
              invalid("accounts", "one contributor or source at least"));
    ASSERT_TRUE(register_asset(ann, AssetKind::dataset, dataset, {ann}, {1}));
    EXPECT_EQ(refused(AssetKind::dataset, dataset, {}, {}),
              error_data("RegistryAssetExists(bytes32)", dataset));
    EXPECT_EQ(refused(AssetKind::model, base_model, {}, {}, {dataset, dataset}, {1, 1}),
              invalid("sources", "each source once"));
    EXPECT_EQ(refused(AssetKind::model, base_model, {}, {}, {dataset}, {0}),
              invalid("sourceWeights", "above 0"));
}

TEST_F(RegistryAssets, a_chain_of_eight_is_accepted_and_a_ninth_asset_is_too_deep) {
    Hash last{};
    for (std::uint8_t i = 1; i <= 8; ++i) {
        const Hash next{{0x40, i}};
        const std::vector<Hash> sources = i == 1 ? std::vector<Hash>{} : std::vector{last};
        const std::vector<std::uint64_t> weights(sources.size(), 1);
        ASSERT_TRUE(register_asset(ann, AssetKind::model, next, {ann}, {1}, sources, weights));
        last = next;
    }
    EXPECT_EQ(
        revert_data(register_asset(ann, AssetKind::model, Hash{{0x50}}, {ann}, {1}, {last}, {1})),
        error_data("RegistryGraphTooLarge(uint256,uint256,uint256,uint256)", U256{9U}, U256{9U},
                   U256{8U}, U256{128U}));
}

TEST_F(RegistryAssets, paths_are_counted_through_every_source) {
    std::vector<Address> many;
    for (std::uint8_t i = 1; i <= 64; ++i) many.push_back(Address{{0x60, i}});
    const std::vector<std::uint64_t> ones(64, 1);
    ASSERT_TRUE(register_asset(ann, AssetKind::dataset, dataset, many, ones));
    // 64 twice is 128, which is the most; one more contributor is too many.
    ASSERT_TRUE(register_asset(lab, AssetKind::model, base_model, {}, {}, {dataset}, {1}));
    ASSERT_TRUE(
        register_asset(lab, AssetKind::model, tuned_model, {}, {}, {dataset, base_model}, {1, 1}));
    EXPECT_EQ(revert_data(register_asset(lab, AssetKind::model, Hash{{0x51}}, {lab}, {1},
                                         {dataset, base_model}, {1, 1})),
              error_data("RegistryGraphTooLarge(uint256,uint256,uint256,uint256)", U256{3U},
                         U256{129U}, U256{8U}, U256{128U}));
}

TEST_F(RegistryAssets, the_owner_or_a_vote_hands_an_asset_over) {
    register_family();
    EXPECT_EQ(refusal(stranger, "transferAsset(bytes32,address)", dataset, stranger),
              error_data("RegistryUnauthorized(address)", stranger));
    EXPECT_EQ(refusal(ann, "transferAsset(bytes32,address)", dataset, registry_address),
              invalid("owner", "an account, no module, not zero"));
    ASSERT_TRUE(call(ann, "transferAsset(bytes32,address)", dataset, ben));
    EXPECT_EQ(refusal(ann, "transferAsset(bytes32,address)", dataset, ann),
              error_data("RegistryUnauthorized(address)", ann));
    ASSERT_TRUE(call(authority_address, "transferAsset(bytes32,address)", dataset, ann));
    EXPECT_EQ(view<Asset>("asset(bytes32)", dataset).owner, ann);
}

TEST_F(RegistryAssets, withdrawn_consent_stops_new_uses_for_good) {
    register_family();
    ASSERT_TRUE(call(ann, "setTerms(bytes32,uint256,uint256,uint64)", dataset, U256{1U}, U256{5U},
                     std::uint64_t{100}));
    EXPECT_EQ(refusal(stranger, "withdrawConsent(bytes32)", dataset),
              error_data("RegistryUnauthorized(address)", stranger));
    EXPECT_EQ(refusal(lab, "withdrawConsent(bytes32)", base_model), invalid("asset", "a dataset"));
    ASSERT_TRUE(call(ann, "withdrawConsent(bytes32)", dataset));
    const Bytes withdrawn = error_data("RegistryConsentWithdrawn(bytes32)", dataset);
    EXPECT_EQ(refusal(ann, "withdrawConsent(bytes32)", dataset), withdrawn);
    EXPECT_EQ(revert_data(
                  register_asset(lab, AssetKind::model, Hash{{0x52}}, {lab}, {1}, {dataset}, {1})),
              withdrawn);
    EXPECT_EQ(revert_data(pay(stranger, 1, "payUse(bytes32,uint64)", dataset, std::uint64_t{1})),
              withdrawn);
    EXPECT_EQ(revert_data(pay(stranger, 5, "buyLicence(bytes32,address)", dataset, stranger)),
              withdrawn);
    // The models that were trained before still owe the dataset's contributors.
    ASSERT_TRUE(pay(stranger, 8, "payRevenue(bytes32)", base_model));
    EXPECT_EQ(credit(ann), 3U);
    EXPECT_EQ(credit(ben), 1U);
}

TEST_F(RegistryAssets, training_is_linked_by_paid_receipts_once_each) {
    register_family();
    constexpr std::string_view link = "linkTraining(bytes32,bytes32)";
    EXPECT_EQ(refusal(stranger, link, base_model, paid_receipt),
              error_data("RegistryUnauthorized(address)", stranger));
    for (const Hash& unpaid : {held_receipt, Hash{{0x99}}})
        EXPECT_EQ(refusal(lab, link, base_model, unpaid),
                  error_data("RegistryReceiptNotPaid(bytes32)", unpaid));
    ASSERT_TRUE(call(lab, link, base_model, paid_receipt));
    EXPECT_EQ(refusal(lab, link, base_model, paid_receipt),
              error_data("RegistryReceiptNotPaid(bytes32)", paid_receipt));
    EXPECT_EQ(view<std::vector<Hash>>("training(bytes32)", base_model), std::vector{paid_receipt});
}

TEST_F(RegistryAssets, the_vote_that_paid_must_have_been_executed) {
    register_family();
    EXPECT_EQ(refusal(lab, "linkVote(bytes32,uint256)", base_model, U256{8U}),
              error_data("RegistryVoteNotExecuted(uint256)", U256{8U}));
    ASSERT_TRUE(call(lab, "linkVote(bytes32,uint256)", base_model, U256{7U}));
    EXPECT_EQ(view<U256>("vote(bytes32)", base_model), U256{7U});
}

}  // namespace ambag::emission::registry
