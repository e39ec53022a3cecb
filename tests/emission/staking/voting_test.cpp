// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/module.hpp"
#include "governance/timelock/module.hpp"
#include "tests/emission/staking/staking_chain.hpp"

// Bonded tokens vote; a vote settles its voter first.

namespace ambag::emission::staking {

namespace {

class StakingVote : public StakingChain {
 protected:
    StakingVote()
        : StakingChain(example_genesis(),
                       {&governance::timelock::descriptor, &governance::governor::descriptor}) {}

    void SetUp() override {
        chain_->genesis(timelock_address, [](Context& ctx) {
            return governance::timelock::genesis(ctx, {.min_delay = 1, .executors = {Address{}}});
        });
        chain_->genesis(governor_address, [](Context& ctx) {
            return governance::governor::genesis(ctx, {.name = "Ambag",
                                                       .voting_delay = 1,
                                                       .voting_period = 20,
                                                       .proposal_threshold = {},
                                                       .quorum_numerator = 4,
                                                       .late_quorum_extension = 0});
        });
    }
    U256 propose() {
        const auto id =
            chain_->call(alice, governor_address, "propose(address[],uint256[],bytes[],string)",
                         std::vector<Address>{treasury_address}, std::vector<Amount>{coins(0)},
                         std::vector<Bytes>{Bytes{}}, std::string{"a proposal"});
        EXPECT_TRUE(id);
        return id ? U256::from_big_endian(*id) : U256{};
    }
    std::uint64_t vote(const Address& who, const U256& id) {
        const auto weight =
            chain_->call(who, governor_address, "castVote(uint256,uint8)", id, std::uint8_t{1});
        EXPECT_TRUE(weight);
        return weight ? U256::from_big_endian(*weight).low_u64() : 0;
    }
};

}  // namespace

TEST_F(StakingVote, counts_bonded_and_leaving_tokens) {
    ASSERT_TRUE(create(first, 1024));
    ASSERT_TRUE(delegate(alice, first, 600'000));
    ASSERT_TRUE(unbond(alice, first, 100'000));
    const U256 id = propose();
    next_block(2);
    next_block(1);
    EXPECT_EQ(vote(alice, id), 1'000'000U);
    EXPECT_EQ(vote(first, id), 1'000'000U);
}

TEST_F(StakingVote, settles_the_voter_and_counts_the_snapshot) {
    ASSERT_TRUE(create(first, 1024));
    ASSERT_TRUE(delegate(alice, first, 1024));
    const U256 id = propose();
    next_block(2);
    report_double_sign(first, height(), time());
    // The snapshot is older than the slash; later votes have what is left.
    EXPECT_EQ(vote(alice, id), 1'000'000U);
    EXPECT_EQ(votes(alice), 1'000'000U - 64);
    EXPECT_EQ(bonded(alice), 960U);
}

}  // namespace ambag::emission::staking
