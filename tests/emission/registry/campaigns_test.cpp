// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/registry/registry_chain.hpp"

namespace ambag::emission::registry {

class RegistryCampaigns : public RegistryChain {
 protected:
    std::uint64_t now() const { return chain_.block.time.value; }
    Result<Bytes> open(const Hash& for_job, std::uint64_t target, std::uint64_t deadline) {
        return call(lab, "openCampaign(bytes32,uint256,uint64)", for_job, U256{target}, deadline);
    }
    Result<Bytes> contribute(const Address& who, std::uint64_t value) {
        return pay(who, value, "contribute(uint64)", first);
    }
    U256 training_pool() {
        return chain_.view<U256>(issuance_address, "pool(string)", std::string{"training"});
    }
    static constexpr std::uint64_t first = 1;
};

TEST_F(RegistryCampaigns, opening_needs_an_open_job_a_target_and_a_deadline_within_a_year) {
    EXPECT_EQ(revert_data(open(closed_job, 0, 0)),
              error_data("RegistryJobClosed(bytes32)", closed_job));
    EXPECT_EQ(revert_data(open(job, 0, 0)),
              error_data("RegistryInvalid(string,string)", std::string{"target"},
                         std::string{"above 0"}));
    for (const std::uint64_t wrong : {now() - 1, now(), now() + 31'622'401})
        EXPECT_EQ(revert_data(open(job, 1, wrong)),
                  error_data("RegistryInvalid(string,string)", std::string{"deadline"},
                             std::string{"after this block, within 31622400 seconds"}));
    EXPECT_TRUE(open(job, 1, now() + 1));
    EXPECT_TRUE(open(job, 1, now() + 31'622'400));
}

TEST_F(RegistryCampaigns, a_reached_target_goes_into_the_pool_of_the_job) {
    EXPECT_EQ(revert_data(contribute(ann, 1)),
              error_data("RegistryUnknownCampaign(uint64)", U256{first}));
    ASSERT_TRUE(open(job, 100, now() + 10));
    EXPECT_EQ(revert_data(contribute(ann, 0)),
              error_data("RegistryWrongPayment(uint256,uint256)", U256{}, U256{1U}));
    ASSERT_TRUE(contribute(ann, 60));
    EXPECT_EQ(refusal(ann, "release(uint64)", first),
              error_data("RegistryTargetMissed(uint256,uint256)", U256{60U}, U256{100U}));
    EXPECT_EQ(revert_data(contribute(ben, 41)),
              error_data("RegistryAboveTarget(uint256,uint256)", U256{41U}, U256{40U}));
    ASSERT_TRUE(contribute(ben, 40));
    chain_.next_block(11);  // the deadline has passed: the target was reached all the same
    EXPECT_EQ(refusal(ann, "refund(uint64)", first),
              error_data("RegistryNotRefundable(uint64)", U256{first}));
    ASSERT_TRUE(call(stranger, "release(uint64)", first));
    EXPECT_EQ(training_pool(), U256{100U});
    for (const std::string_view again : {"release(uint64)", "contribute(uint64)"})
        EXPECT_EQ(refusal(ann, again, first),
                  error_data("RegistryCampaignClosed(uint64)", U256{first}));
    EXPECT_EQ(refusal(ann, "refund(uint64)", first),
              error_data("RegistryNotRefundable(uint64)", U256{first}));
}

TEST_F(RegistryCampaigns, a_missed_target_gives_everyone_his_own_money_back_once) {
    ASSERT_TRUE(open(job, 100, now() + 10));
    ASSERT_TRUE(contribute(ann, 60));
    ASSERT_TRUE(contribute(ben, 30));
    chain_.next_block(10);
    EXPECT_EQ(refusal(ann, "refund(uint64)", first),
              error_data("RegistryNotRefundable(uint64)", U256{first}));
    chain_.next_block(1);
    EXPECT_EQ(revert_data(contribute(ann, 10)),
              error_data("RegistryCampaignClosed(uint64)", U256{first}));
    ASSERT_TRUE(call(ann, "refund(uint64)", first));
    EXPECT_EQ(chain_.balance(ann), units(10'000));
    for (const Address& nothing : {ann, stranger})
        EXPECT_EQ(refusal(nothing, "refund(uint64)", first),
                  error_data("RegistryNothingOwed(address)", nothing));
    EXPECT_EQ(refusal(ben, "release(uint64)", first),
              error_data("RegistryTargetMissed(uint256,uint256)", U256{90U}, U256{100U}));
    ASSERT_TRUE(call(ben, "refund(uint64)", first));
    EXPECT_EQ(chain_.balance(ben), units(10'000));
}

TEST_F(RegistryCampaigns, a_job_that_closes_before_the_release_frees_the_money) {
    ASSERT_TRUE(open(job, 100, now() + 10));
    ASSERT_TRUE(contribute(ann, 100));
    tamper(attestation_address, [](Context& ctx) {
        attestation::Job record = attestation::jobs.get(ctx, job);
        record.open = false;
        attestation::jobs.set(ctx, job, record);
    });
    EXPECT_EQ(refusal(ann, "release(uint64)", first),
              error_data("RegistryJobClosed(bytes32)", job));
    ASSERT_TRUE(call(ann, "refund(uint64)", first));
    EXPECT_EQ(chain_.balance(ann), units(10'000));
}

}  // namespace ambag::emission::registry
