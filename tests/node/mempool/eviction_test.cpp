// SPDX-License-Identifier: Apache-2.0
#include <random>

#include "tests/node/mempool/pool_fixture.hpp"

// What a full pool gives up, and for whom.

namespace ambag::node {

namespace {

// A pool with room for two transactions of 4 KiB and not for three.
class FullPool : public Pool {
 protected:
    FullPool() : small{MempoolLimits{.bytes_max = 11'000}} {}

    std::optional<PoolRefusal> add_small(Wanted wanted) {
        wanted.data = wanted.data == 0 ? 4096 : wanted.data;
        const auto added = small.add(make(wanted), Nonce{0});
        return added ? std::nullopt : std::optional{added.error().code};
    }
    bool small_holds(Wanted wanted) const {
        wanted.data = wanted.data == 0 ? 4096 : wanted.data;
        return small.find(make(wanted)->hash()) != nullptr;
    }

    Mempool small;
};

}  // namespace

TEST_F(FullPool, gives_way_to_a_strictly_higher_tip_alone) {
    EXPECT_FALSE(add_small({.sender = 1, .tip = 10}));
    EXPECT_FALSE(add_small({.sender = 2, .tip = 20}));
    EXPECT_EQ(add_small({.sender = 3, .tip = 9}), PoolRefusal::pool_full);
    EXPECT_EQ(add_small({.sender = 3, .tip = 10}), PoolRefusal::pool_full);
    EXPECT_FALSE(add_small({.sender = 3, .tip = 11}));
    EXPECT_FALSE(small_holds({.sender = 1, .tip = 10}));
    EXPECT_TRUE(small_holds({.sender = 2, .tip = 20}));
    EXPECT_TRUE(small_holds({.sender = 3, .tip = 11}));
}

TEST_F(FullPool, takes_the_last_transaction_of_a_sender_not_his_first) {
    EXPECT_FALSE(add_small({.sender = 1, .nonce = 0, .tip = 10}));
    EXPECT_FALSE(add_small({.sender = 1, .nonce = 1, .tip = 10}));
    EXPECT_FALSE(add_small({.sender = 2, .tip = 11}));
    EXPECT_TRUE(small_holds({.sender = 1, .nonce = 0, .tip = 10}));
    EXPECT_FALSE(small_holds({.sender = 1, .nonce = 1, .tip = 10}));
}

TEST_F(FullPool, never_pushes_out_the_newcomers_own_transactions) {
    EXPECT_FALSE(add_small({.sender = 1, .nonce = 0, .tip = 1}));
    EXPECT_FALSE(add_small({.sender = 1, .nonce = 1, .tip = 1}));
    EXPECT_EQ(add_small({.sender = 1, .nonce = 2, .tip = 50}), PoolRefusal::pool_full);
    EXPECT_EQ(small.size(), 2U);
}

TEST_F(FullPool, looks_past_the_newcomers_own_cheap_ones_to_others_that_pay_less) {
    EXPECT_FALSE(add_small({.sender = 1, .nonce = 0, .tip = 1}));
    EXPECT_FALSE(add_small({.sender = 2, .tip = 5}));
    EXPECT_FALSE(add_small({.sender = 1, .nonce = 1, .tip = 50}));
    EXPECT_TRUE(small_holds({.sender = 1, .nonce = 0, .tip = 1}));
    EXPECT_FALSE(small_holds({.sender = 2, .tip = 5}));
}

TEST_F(FullPool, loses_nothing_to_a_newcomer_that_is_refused) {
    EXPECT_FALSE(add_small({.sender = 1, .tip = 5}));
    EXPECT_FALSE(add_small({.sender = 2, .tip = 30}));
    // It needs the room of both and pays more than one of them.
    EXPECT_EQ(add_small({.sender = 3, .tip = 20, .data = 9'000}), PoolRefusal::pool_full);
    EXPECT_TRUE(small_holds({.sender = 1, .tip = 5}));
    EXPECT_TRUE(small_holds({.sender = 2, .tip = 30}));
    EXPECT_FALSE(add_small({.sender = 3, .tip = 31, .data = 9'000}));
    EXPECT_EQ(small.size(), 1U);
}

TEST_F(FullPool, keeps_the_old_transaction_when_its_replacement_finds_no_room) {
    EXPECT_FALSE(add_small({.sender = 1, .cap = 100, .tip = 10}));
    EXPECT_FALSE(add_small({.sender = 2, .tip = 90}));
    EXPECT_EQ(add_small({.sender = 1, .cap = 200, .tip = 20, .data = 9'000}),
              PoolRefusal::pool_full);
    EXPECT_TRUE(small_holds({.sender = 1, .cap = 100, .tip = 10}));
    EXPECT_FALSE(add_small({.sender = 1, .cap = 200, .tip = 20})) << "the same size fits";
    EXPECT_EQ(small.size(), 2U);
}

TEST(MempoolProperty, spam_that_pays_less_never_pushes_out_an_honest_transaction) {
    constexpr std::size_t bytes_max = 100'000;
    Mempool pool{MempoolLimits{.bytes_max = bytes_max, .per_sender_max = 16}};
    std::vector<Hash> honest;
    for (std::uint64_t i = 0; i < 20; ++i) {
        const auto tx = make({.sender = 1000 + i, .cap = 10'000, .tip = 100});
        ASSERT_TRUE(pool.add(tx, Nonce{0}));
        honest.push_back(tx->hash());
    }
    std::mt19937_64 random{20'240'607};
    std::size_t refused_as_full = 0;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const auto added = pool.add(make({.sender = random() % 300,
                                          .nonce = random() % 20,
                                          .cap = 100 + random() % 10'000,
                                          .tip = random() % 100,
                                          .data = random() % 2'000,
                                          .value = i}),
                                    Nonce{0});
        if (!added && added.error().code == PoolRefusal::pool_full) ++refused_as_full;
        if (i % 1000 == 0) pool.set_nonce(sender_of(random() % 300), Nonce{random() % 4});
    }
    EXPECT_GT(refused_as_full, 1'000U) << "the pool never filled: the test is too tame";
    for (const Hash& hash : honest) EXPECT_NE(pool.find(hash), nullptr);
    std::size_t bytes = 0;
    for (const Mempool::Entry& entry : pool.content()) bytes += entry.transaction->raw().size();
    EXPECT_LE(bytes, bytes_max);
    EXPECT_EQ(pool.content().size(), pool.size());
    const auto chosen = pool.select(U256{0U}, Gas{20 * 21'000});
    ASSERT_EQ(chosen.size(), 20U);
    for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(chosen[i]->hash(), honest[i]);
}

}  // namespace ambag::node
