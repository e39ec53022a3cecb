// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/node/consensus/small_node.hpp"

// The verbs that meet the pool: check, propose, and what a block leaves in it.

namespace ambag::test {

using namespace chain;
using node::FinalizedBlock;
using node::PoolRefusal;

namespace {

Result<Hash, node::Application::CheckError> check(SmallNode& node, const SmallTransaction& wanted,
                                                  std::uint64_t fee = 1'000'000'000) {
    return node.app->check(small_signed(wanted), *node.store->snapshot(), Amount{U256{fee}});
}

std::optional<RejectCode> reject_code(SmallNode& node, const SmallTransaction& wanted) {
    const auto checked = check(node, wanted);
    if (checked) return std::nullopt;
    EXPECT_FALSE(checked.error().detail().empty());
    const auto* reject = std::get_if<Reject>(&checked.error().cause);
    return reject == nullptr ? std::nullopt : std::optional{reject->code};
}

// What `propose` takes, executed and committed.
FinalizedBlock make_from_pool(SmallNode& node) {
    auto block = node.app->finalize(node.app->propose(Timestamp{small_time + 100}, miner));
    EXPECT_TRUE(block);
    EXPECT_TRUE(node.app->commit(*block));
    node.app->settle_pool(*block);
    return std::move(*block);
}

}  // namespace

TEST(ApplicationPool, queues_what_passes_and_puts_it_into_the_next_block) {
    SmallNode node;
    const auto hash = check(node, {.value = 3});
    ASSERT_TRUE(hash);
    EXPECT_EQ(*hash, small_signed({.value = 3}).hash());
    const FinalizedBlock block = make_from_pool(node);
    ASSERT_EQ(block.record.transactions.size(), 1U);
    EXPECT_EQ(block.record.transactions[0].transaction.hash(), *hash);
    EXPECT_EQ(node.app->mempool().size(), 0U);
}

TEST(ApplicationPool, refuses_with_the_code_of_what_is_wrong) {
    SmallNode node;
    node.make({pay(0, 0, 1)});
    EXPECT_EQ(reject_code(node, {.from = 0, .nonce = 0}), RejectCode::nonce_too_low);
    EXPECT_EQ(reject_code(node, {.from = 1, .gas = 20'999}), RejectCode::intrinsic_gas_too_low);
    EXPECT_EQ(reject_code(node, {.from = 1, .gas = 30'000'001}), RejectCode::gas_limit_too_high);
    EXPECT_EQ(reject_code(node, {.from = 1, .cap = 10, .tip = 11}), RejectCode::tip_above_fee_cap);
    EXPECT_EQ(reject_code(node, {.from = 1, .cap = 999'999'999}),
              RejectCode::fee_cap_below_base_fee);
    EXPECT_EQ(reject_code(node, {.from = 1, .cap = ~std::uint64_t{0}}),
              RejectCode::insufficient_funds);
    EXPECT_EQ(reject_code(node, {.from = 9}), RejectCode::insufficient_funds) << "an empty account";
    EXPECT_EQ(node.app->mempool().size(), 0U);
}

TEST(ApplicationPool, refuses_another_chains_transaction) {
    SmallNode node;
    Transaction body = small_signed({}).body();
    body.chain_id = ChainId{1};
    const auto checked = node.app->check(sign_transaction(body, small_key(0)),
                                         *node.store->snapshot(), Amount{U256{1U}});
    ASSERT_FALSE(checked);
    EXPECT_EQ(std::get<Reject>(checked.error().cause).code, RejectCode::chain_id_wrong);
}

TEST(ApplicationPool, passes_the_pools_own_refusals_on) {
    SmallNode node;
    ASSERT_TRUE(check(node, {.value = 1}));
    const auto again = check(node, {.value = 1});
    ASSERT_FALSE(again);
    EXPECT_EQ(std::get<node::PoolError>(again.error().cause).code, PoolRefusal::already_known);
    EXPECT_EQ(again.error().detail(), "already known");
}

TEST(ApplicationPool, takes_the_next_nonce_while_the_block_before_it_is_being_written) {
    SmallNode node;
    ASSERT_TRUE(check(node, {.nonce = 0}));
    auto first = node.app->finalize(node.app->propose(Timestamp{small_time + 1}, miner));
    ASSERT_TRUE(first);
    node.app->settle_pool(*first);
    // Not committed: the submitter still sees nonce 0.
    ASSERT_TRUE(check(node, {.nonce = 1}));
    ASSERT_TRUE(node.app->commit(*first));
    EXPECT_TRUE(node.app->mempool().has_executable());
    EXPECT_EQ(make_from_pool(node).record.transactions.size(), 1U);
}

// Each alone has the funds; the second transfer leaves nothing for the third.
TEST(ApplicationPool, forgets_what_was_rejected_and_holds_what_waits_behind_it) {
    constexpr std::uint64_t twelve_coins = 12'000'000'000'000'000'000U;
    node::ChainSpec spec = small_spec();
    spec.allocations[0].amount = whole_coins(20);
    SmallNode poor{spec};
    ASSERT_TRUE(check(poor, {.nonce = 0, .value = twelve_coins}));
    const auto second = check(poor, {.nonce = 1, .value = twelve_coins});
    const auto third = check(poor, {.nonce = 2, .value = 1});
    ASSERT_TRUE(second && third);
    const FinalizedBlock block = make_from_pool(poor);
    EXPECT_EQ(block.record.transactions.size(), 1U);
    ASSERT_EQ(block.rejected.size(), 2U);
    EXPECT_EQ(block.rejected[0].second.code, RejectCode::insufficient_funds);
    EXPECT_EQ(block.rejected[1].second.code, RejectCode::nonce_too_high);
    EXPECT_EQ(poor.app->mempool().find(*second), nullptr);
    EXPECT_NE(poor.app->mempool().find(*third), nullptr);
    EXPECT_FALSE(poor.app->mempool().has_executable());
    ASSERT_TRUE(check(poor, {.nonce = 1, .value = 5}));
    EXPECT_EQ(make_from_pool(poor).record.transactions.size(), 2U);
}

TEST(ApplicationPool, never_lets_a_blocks_time_go_back) {
    SmallNode node;
    node.make();
    EXPECT_EQ(node.app->propose(Timestamp{5}, miner).env.time, Timestamp{small_time + 2});
    EXPECT_EQ(node.app->propose(Timestamp{small_time + 9}, miner).env.time,
              Timestamp{small_time + 9});
}

TEST(ApplicationPool, gives_the_next_block_256_ancestors_at_most_newest_first) {
    SmallNode node;
    for (int i = 0; i < 260; ++i) node.make();
    const auto env = node.app->propose(Timestamp{}, miner).env;
    const auto snapshot = node.store->snapshot();
    ASSERT_EQ(env.recent_hashes.size(), 256U);
    EXPECT_EQ(env.height, Height{261});
    EXPECT_EQ(env.recent_hashes[0], snapshot->block_head(Height{260})->hash);
    EXPECT_EQ(env.recent_hashes[255], snapshot->block_head(Height{5})->hash);
    const auto record = snapshot->block_head(snapshot->head());
    EXPECT_EQ(node.app->env_after(*snapshot, *record, env.time, miner).recent_hashes,
              env.recent_hashes);
}

}  // namespace ambag::test
