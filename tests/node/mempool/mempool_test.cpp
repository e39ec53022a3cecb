// SPDX-License-Identifier: Apache-2.0
#include "node/mempool/mempool.hpp"

#include <thread>

#include "tests/node/mempool/pool_fixture.hpp"

namespace ambag::node {

TEST_F(Pool, holds_a_gap_and_offers_what_is_behind_it_when_it_closes) {
    EXPECT_FALSE(add({.nonce = 0}));
    EXPECT_FALSE(add({.nonce = 2}));
    EXPECT_EQ(selected(), hashes({{.nonce = 0}}));
    const auto content = pool.content();
    ASSERT_EQ(content.size(), 2U);
    EXPECT_TRUE(content[0].executable);
    EXPECT_FALSE(content[1].executable);
    EXPECT_FALSE(add({.nonce = 1}));
    EXPECT_EQ(selected(), hashes({{.nonce = 0}, {.nonce = 1}, {.nonce = 2}}));
    EXPECT_TRUE(pool.content()[2].executable);
}

TEST_F(Pool, is_not_executable_while_the_first_nonce_is_missing) {
    EXPECT_FALSE(pool.has_executable());
    EXPECT_FALSE(add({.nonce = 6}, 5));
    EXPECT_FALSE(pool.has_executable());
    EXPECT_TRUE(selected().empty());
    EXPECT_FALSE(add({.nonce = 5}, 5));
    EXPECT_TRUE(pool.has_executable());
}

TEST_F(Pool, is_executable_only_for_a_block_whose_base_fee_is_paid) {
    const auto tx = make({.nonce = 0});
    EXPECT_FALSE(add({.nonce = 0}));
    const U256 cap = tx->body().fee_per_gas_max;
    const U256 above{*cap.to_u64() + 1};
    EXPECT_TRUE(pool.has_executable(cap));
    EXPECT_FALSE(pool.has_executable(above));
}

TEST_F(Pool, refuses_what_it_already_has) {
    EXPECT_FALSE(add({}));
    EXPECT_EQ(add({}), PoolRefusal::already_known);
    EXPECT_EQ(pool.size(), 1U);
}

TEST_F(Pool, refuses_a_nonce_that_is_used) {
    EXPECT_EQ(add({.nonce = 4}, 5), PoolRefusal::nonce_too_low);
    const auto refused = pool.add(make({.nonce = 4}), Nonce{5});
    EXPECT_EQ(refused.error().detail, "nonce too low: next nonce 5, tx nonce 4");
}

TEST_F(Pool, takes_a_nonce_as_far_ahead_as_the_limit_and_no_further) {
    EXPECT_FALSE(add({.nonce = 7 + 4096}, 7));
    EXPECT_EQ(add({.nonce = 7 + 4097}, 7), PoolRefusal::nonce_too_high);
}

TEST_F(Pool, replaces_at_ten_percent_more_of_both_fees) {
    struct Row {
        std::uint64_t cap;
        std::uint64_t tip;
        bool replaces;
    };
    for (const Row& row : {Row{1100, 110, true}, Row{1099, 110, false}, Row{1100, 109, false},
                           Row{5000, 100, false}, Row{1000, 500, false}, Row{1101, 111, true}}) {
        Mempool fresh;
        ASSERT_TRUE(fresh.add(make({.cap = 1000, .tip = 100}), Nonce{0}));
        const Wanted other{.cap = row.cap, .tip = row.tip};
        const auto added = fresh.add(make(other), Nonce{0});
        EXPECT_EQ(added.has_value(), row.replaces) << row.cap << " " << row.tip;
        EXPECT_EQ(fresh.size(), 1U);
        EXPECT_EQ(fresh.find(make(other)->hash()) != nullptr, row.replaces);
        if (added) continue;
        EXPECT_EQ(added.error().code, PoolRefusal::replacement_underpriced);
    }
}

// 11 times the old cap is just above 2^256: products of 256 bits would compare it as almost zero.
TEST_F(Pool, compares_replacement_fees_beyond_256_bits) {
    const auto capped = [](const U256& cap, std::uint64_t tip) {
        Transaction body = make({.tip = tip})->body();
        body.fee_per_gas_max = cap;
        SignedTransaction tx{body, Signature{Hash{{1}}, Hash{{1}}, false}};
        tx.set_sender(sender_of(0));
        return std::make_shared<const SignedTransaction>(std::move(tx));
    };
    const U256 old = *checked_add(*div_floor(U256::max(), U256{11U}), U256{1U});
    ASSERT_TRUE(pool.add(capped(old, 10), Nonce{0}));
    const auto refused = pool.add(capped(*checked_add(old, U256{1U}), 20), Nonce{0});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, PoolRefusal::replacement_underpriced);
    EXPECT_TRUE(pool.add(capped(U256::max(), 20), Nonce{0}));
}

TEST_F(Pool, limits_what_one_sender_has_waiting) {
    Mempool fresh{MempoolLimits{.per_sender_max = 3}};
    for (std::uint64_t nonce = 0; nonce < 3; ++nonce)
        EXPECT_TRUE(fresh.add(make({.nonce = nonce}), Nonce{0}));
    const auto refused = fresh.add(make({.nonce = 3}), Nonce{0});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, PoolRefusal::sender_queue_full);
    EXPECT_TRUE(fresh.add(make({.sender = 1}), Nonce{0})) << "another sender has his own queue";
    EXPECT_TRUE(fresh.add(make({.nonce = 2, .cap = 200, .tip = 20}), Nonce{0}))
        << "a replacement takes no new place";
}

TEST_F(Pool, selects_by_tip_then_by_arrival_in_nonce_order) {
    EXPECT_FALSE(add({.sender = 1, .nonce = 0, .tip = 5}));
    EXPECT_FALSE(add({.sender = 1, .nonce = 1, .tip = 50}));
    EXPECT_FALSE(add({.sender = 2, .nonce = 0, .tip = 20}));
    EXPECT_FALSE(add({.sender = 3, .nonce = 0, .tip = 20}));
    EXPECT_FALSE(add({.sender = 4, .nonce = 0, .tip = 30}));
    EXPECT_EQ(selected(), hashes({{.sender = 4, .nonce = 0, .tip = 30},
                                  {.sender = 2, .nonce = 0, .tip = 20},
                                  {.sender = 3, .nonce = 0, .tip = 20},
                                  {.sender = 1, .nonce = 0, .tip = 5},
                                  {.sender = 1, .nonce = 1, .tip = 50}}));
}

// The example of node/mempool/README.md.
TEST_F(Pool, selects_as_the_readmes_worked_example_says) {
    const Wanted seven{.nonce = 7, .tip = 1};
    const Wanted five{.nonce = 5, .tip = 3};
    const Wanted six{.nonce = 6, .tip = 2};
    const Wanted other{.sender = 1, .nonce = 0, .tip = 2};
    for (const Wanted& wanted : {seven, five, six}) EXPECT_FALSE(add(wanted, 5));
    EXPECT_FALSE(add(other));
    EXPECT_EQ(selected(), hashes({five, six, other, seven}));
}

TEST_F(Pool, counts_the_tip_that_is_left_above_the_base_fee) {
    // At a base fee of 90: min(cap - 90, tip) is 10 and 15; below the base fee is out.
    const Wanted capped{.sender = 1, .cap = 100, .tip = 100};
    const Wanted open{.sender = 2, .cap = 1000, .tip = 15};
    const Wanted low{.sender = 3, .cap = 89, .tip = 80};
    for (const Wanted& wanted : {capped, open, low}) EXPECT_FALSE(add(wanted));
    EXPECT_EQ(selected(90), hashes({open, capped}));
    EXPECT_EQ(selected(0), hashes({capped, low, open}));
}

TEST_F(Pool, leaves_a_sender_whose_next_transaction_does_not_fit) {
    EXPECT_FALSE(add({.sender = 1, .nonce = 0, .tip = 30, .gas = 60'000}));
    EXPECT_FALSE(add({.sender = 1, .nonce = 1, .tip = 30, .gas = 50'000}));
    EXPECT_FALSE(add({.sender = 1, .nonce = 2, .tip = 30, .gas = 21'000}));
    EXPECT_FALSE(add({.sender = 2, .nonce = 0, .tip = 1, .gas = 40'000}));
    EXPECT_EQ(selected(0, 100'000), hashes({{.sender = 1, .nonce = 0, .tip = 30, .gas = 60'000},
                                            {.sender = 2, .nonce = 0, .tip = 1, .gas = 40'000}}));
}

TEST_F(Pool, drops_what_a_block_included_and_goes_on_from_there) {
    for (std::uint64_t nonce = 0; nonce < 4; ++nonce) EXPECT_FALSE(add({.nonce = nonce}));
    pool.set_nonce(sender_of(0), Nonce{2});
    EXPECT_EQ(pool.size(), 2U);
    EXPECT_FALSE(holds({.nonce = 1}));
    EXPECT_EQ(selected(), hashes({{.nonce = 2}, {.nonce = 3}}));
}

// The submitter looked at the state before a block that was executed meanwhile.
TEST_F(Pool, knows_the_nonces_of_settled_blocks_better_than_a_late_submitter) {
    EXPECT_FALSE(add({.nonce = 0}));
    pool.set_nonce(sender_of(0), Nonce{1});
    EXPECT_EQ(pool.size(), 0U);
    EXPECT_EQ(pool.next_free_nonce(sender_of(0), Nonce{0}), Nonce{1});
    EXPECT_FALSE(add({.nonce = 1}, 0));
    EXPECT_TRUE(pool.has_executable());
    EXPECT_EQ(selected(), hashes({{.nonce = 1}}));
    EXPECT_EQ(add({.nonce = 0, .value = 9}, 0), PoolRefusal::nonce_too_low);
}

TEST_F(Pool, removes_by_hash_and_holds_what_was_behind) {
    for (std::uint64_t nonce = 0; nonce < 3; ++nonce) EXPECT_FALSE(add({.nonce = nonce}));
    pool.remove(make({.nonce = 1})->hash());
    pool.remove(Hash{{0xEE}});  // not there: nothing happens
    EXPECT_EQ(pool.size(), 2U);
    EXPECT_EQ(selected(), hashes({{.nonce = 0}}));
    pool.remove(make({.nonce = 0})->hash());
    pool.remove(make({.nonce = 2})->hash());
    EXPECT_EQ(pool.size(), 0U);
    EXPECT_TRUE(pool.content().empty());
}

TEST_F(Pool, forgets_everything_when_cleared) {
    EXPECT_FALSE(add({.nonce = 0}));
    EXPECT_FALSE(add({.sender = 1, .nonce = 3}, 3));
    pool.set_nonce(sender_of(0), Nonce{1});
    pool.clear();
    EXPECT_EQ(pool.size(), 0U);
    EXPECT_FALSE(pool.has_executable());
    EXPECT_FALSE(add({.nonce = 0})) << "after a roll-back the nonce is free again";
    EXPECT_TRUE(pool.has_executable());
}

TEST_F(Pool, tells_the_first_nonce_that_is_free_without_a_gap) {
    const Address sender = sender_of(0);
    EXPECT_EQ(pool.next_free_nonce(sender, Nonce{5}), Nonce{5});
    for (const std::uint64_t nonce : {5U, 6U, 8U}) EXPECT_FALSE(add({.nonce = nonce}, 5));
    EXPECT_EQ(pool.next_free_nonce(sender, Nonce{5}), Nonce{7});
    EXPECT_EQ(pool.next_free_nonce(sender_of(1), Nonce{2}), Nonce{2});
    EXPECT_FALSE(add({.nonce = 7}, 5));
    EXPECT_EQ(pool.next_free_nonce(sender, Nonce{5}), Nonce{9});
}

TEST_F(Pool, lists_its_content_by_sender_and_nonce) {
    EXPECT_FALSE(add({.sender = 2, .nonce = 1}));
    EXPECT_FALSE(add({.sender = 2, .nonce = 0}));
    EXPECT_FALSE(add({.sender = 1, .nonce = 0}));
    std::vector<Hash> listed;
    for (const Mempool::Entry& entry : pool.content()) listed.push_back(entry.transaction->hash());
    EXPECT_EQ(
        listed,
        hashes({{.sender = 1, .nonce = 0}, {.sender = 2, .nonce = 0}, {.sender = 2, .nonce = 1}}));
}

TEST(MempoolThreads, adders_a_selector_and_a_settler_share_the_pool) {
    Mempool pool;
    constexpr std::uint64_t each = 300;
    std::vector<std::thread> threads;
    for (std::uint64_t sender = 0; sender < 4; ++sender)
        threads.emplace_back([&, sender] {
            for (std::uint64_t nonce = 0; nonce < each; ++nonce)
                EXPECT_TRUE(pool.add(make({.sender = sender, .nonce = nonce}), Nonce{0}));
        });
    threads.emplace_back([&] {
        for (int i = 0; i < 200; ++i) {
            EXPECT_LE(pool.select(U256{0U}, Gas{21'000 * 10}).size(), 10U);
            EXPECT_LE(pool.content().size(), 4 * each);
        }
    });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(pool.size(), 4 * each);
    for (std::uint64_t sender = 0; sender < 4; ++sender) {
        EXPECT_EQ(pool.next_free_nonce(sender_of(sender), Nonce{0}), Nonce{each});
        pool.set_nonce(sender_of(sender), Nonce{each});
    }
    EXPECT_EQ(pool.size(), 0U);
}

}  // namespace ambag::node
