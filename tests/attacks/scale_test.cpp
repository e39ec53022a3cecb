// SPDX-License-Identifier: Apache-2.0
#include "tests/attacks/attack_fixture.hpp"

// Twenty thousand ballots on one proposal: the last one touches no more records and costs no more
// gas than the second, and the deadline does not count them. `scripts/bench` times a million.

namespace ambag::attacks {

class ManyBallots : public Attack {
 protected:
    static constexpr std::uint64_t voters = 20'000;
    static constexpr std::uint64_t per_block = 100;

    static Address voter(std::uint64_t number) {
        Address address{{0x77}};
        for (unsigned i = 0; i < 8; ++i)
            address.bytes[19 - i] = static_cast<Byte>(number >> (8 * i) & 0xFF);
        return address;
    }
    // By all calls of this block until now.
    std::size_t records_changed() { return chain.journal().diff().records.size(); }
};

TEST_F(ManyBallots, cost_the_same_from_the_first_to_the_last) {
    for (std::uint64_t i = 0; i < voters; ++i) {
        ASSERT_TRUE(chain.call_with_value(alice, amount(1), token_address, "depositFor(address)",
                                          voter(i)));
        if (i % per_block == per_block - 1) chain.next_block(0);
    }
    const Proposal p = spending(bob, 10);
    const Proposal small = spending(bob, 10, "few ballots");
    ASSERT_TRUE(propose(p));
    ASSERT_TRUE(propose(small));
    wait(voting_delay + 1);
    ASSERT_TRUE(vote(voter(0), small));
    std::vector<std::pair<std::uint64_t, std::size_t>> costs;  // gas, records
    for (std::uint64_t i = 0; i < voters; ++i) {
        const bool watched = i == 1 || i == voters - 1;
        if (watched) chain.next_block(0);
        ASSERT_TRUE(vote(voter(i), p));
        if (watched) costs.emplace_back(chain.gas_used().value, records_changed());
        if (i % per_block == per_block - 1) chain.next_block(0);
    }
    ASSERT_EQ(costs.size(), 2U);
    EXPECT_EQ(costs[0], costs[1]);
    EXPECT_LE(costs[1].second, 3U);  // ballot and tally, and what counts participation
    EXPECT_EQ(votes_for(p), voters);
    wait(voting_period);
    ASSERT_EQ(state(p), succeeded);
    const std::size_t before = records_changed();
    ASSERT_TRUE(step("queue", p));
    EXPECT_LE(records_changed() - before, 3U);
}

}  // namespace ambag::attacks
