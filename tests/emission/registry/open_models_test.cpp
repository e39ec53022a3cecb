// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/registry/registry_chain.hpp"

namespace ambag::emission::registry {

class RegistryOpenModels : public RegistryChain {
 protected:
    Result<Bytes> weigh(const Hash& id, std::uint64_t weight) {
        return call(authority_address, "setOpenWeight(bytes32,uint256)", id, U256{weight});
    }
    std::uint64_t gained(const Address& who) {
        return chain_.balance(who).units.low_u64() - 10'000;
    }
    std::uint64_t claimable(const Hash& id) {
        const auto data = chain_.read(registry_address, chain_.encode("openModel(bytes32)", id));
        return std::get<2>(*abi::decode<U256, U256, U256>(data.value())).low_u64();
    }
};

TEST_F(RegistryOpenModels, only_a_vote_weighs_a_model_and_sets_the_share) {
    register_family();
    EXPECT_EQ(refusal(lab, "setOpenWeight(bytes32,uint256)", base_model, U256{1U}),
              error_data("RegistryUnauthorized(address)", lab));
    EXPECT_EQ(refusal(lab, "setMaintainerShare(uint32)", std::uint32_t{1}),
              error_data("RegistryUnauthorized(address)", lab));
    EXPECT_EQ(
        revert_data(weigh(dataset, 1)),
        error_data("RegistryInvalid(string,string)", std::string{"asset"}, std::string{"a model"}));
    EXPECT_EQ(revert_data(weigh(base_model, (std::uint64_t{1} << 32U) + 1)),
              error_data("RegistryInvalid(string,string)", std::string{"weight"},
                         std::string{"at most 4294967296"}));
    EXPECT_EQ(refusal(authority_address, "setMaintainerShare(uint32)", std::uint32_t{10'001}),
              error_data("RegistryInvalid(string,string)", std::string{"basisPoints"},
                         std::string{"0 to 10000"}));
    EXPECT_TRUE(call(authority_address, "setMaintainerShare(uint32)", std::uint32_t{10'000}));
}

// 1,000 in the pool; a model of weight 1 and one of weight 3. Half to the maintainer, the other
// half by attribution.
TEST_F(RegistryOpenModels, a_model_without_revenue_is_paid_from_the_pool) {
    register_family();
    EXPECT_EQ(refusal(lab, "claimOpen(bytes32)", base_model),
              error_data("RegistryNothingOwed(address)", lab));
    ASSERT_TRUE(weigh(base_model, 1));
    ASSERT_TRUE(weigh(tuned_model, 3));
    // All 1,000 came before the second weight: they are the first model's.
    EXPECT_EQ(claimable(base_model), 1'000U);
    EXPECT_EQ(claimable(tuned_model), 0U);
    ASSERT_TRUE(call(lab, "setMaintainer(bytes32,address)", base_model, stranger));
    ASSERT_TRUE(call(ben, "claimOpen(bytes32)", base_model));
    // 500 to the maintainer; of the other 500, 250 to lab and 250 by 3 : 1 to ann and ben, where
    // the unit that the floors 187 and 62 leave goes to ann: both remainders are 2 of 4.
    EXPECT_EQ(gained(stranger), 500U);
    EXPECT_EQ(gained(lab), 250U);
    EXPECT_EQ(gained(ann), 188U);
    EXPECT_EQ(gained(ben), 62U);
    EXPECT_EQ(claimable(base_model), 0U);

    ASSERT_TRUE(chain_.call_with_value(ben, units(400), issuance_address, "fundPool(string)",
                                       std::string{"open"}));
    EXPECT_EQ(claimable(base_model), 100U);
    EXPECT_EQ(claimable(tuned_model), 300U);
    // A weight of 0 ends the earning; what was earned stays.
    ASSERT_TRUE(weigh(tuned_model, 0));
    ASSERT_TRUE(chain_.call_with_value(ben, units(100), issuance_address, "fundPool(string)",
                                       std::string{"open"}));
    EXPECT_EQ(claimable(base_model), 200U);
    EXPECT_EQ(claimable(tuned_model), 300U);
}

TEST_F(RegistryOpenModels,
       a_pool_that_another_spender_emptied_reverts_the_claim_and_keeps_the_debt) {
    register_family();
    ASSERT_TRUE(weigh(base_model, 1));
    ASSERT_TRUE(chain_.call(authority_address, issuance_address,
                            "payFromPool(string,address,uint256)", std::string{"open"}, ben,
                            U256{999U}));
    EXPECT_FALSE(call(ben, "claimOpen(bytes32)", base_model));
    EXPECT_EQ(claimable(base_model), 1'000U);
}

}  // namespace ambag::emission::registry
