// SPDX-License-Identifier: Apache-2.0
#include "node/consensus/application.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "chain/trie/proof.hpp"
#include "chain/trie/trie.hpp"
#include "tests/node/consensus/small_node.hpp"

namespace ambag::test {

using namespace chain;
using node::Application;
using node::FinalizedBlock;
using node::PooledTransaction;
using node::ProposedBlock;
using node::Store;
using node::StoreOptions;

TEST(Application, writes_block_0_with_the_genesis_hash_into_an_empty_store) {
    const SmallNode node;
    const auto snapshot = node.store->snapshot();
    EXPECT_EQ(snapshot->head(), Height{0});
    const Header genesis = node.head();
    EXPECT_EQ(genesis.extra_data, to_bytes(keccak256(as_bytes("a small chain"))));
    EXPECT_EQ(genesis.timestamp, Timestamp{small_time});
    EXPECT_EQ(genesis.parent_hash, Hash{});
    EXPECT_EQ(snapshot->account(small_account(2)).balance, whole_coins(1000));
    EXPECT_TRUE(snapshot->account(small::here).is_module);
    EXPECT_EQ(node.store->document("genesis"), to_bytes(as_bytes("a small chain")));
}

TEST(Application, refuses_a_store_of_another_genesis) {
    const SmallNode node;
    const auto other = Application::init(*node.store, small_spec("another"), small_modules());
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().message.find("belongs to another chain"), std::string::npos);
    EXPECT_TRUE(Application::init(*node.store, small_spec(), small_modules()));
}

TEST(Application, refuses_a_genesis_that_breaks_a_rule_and_leaves_the_store_empty) {
    const auto store = *Store::open({.path = "", .in_memory = true});
    node::ChainSpec spec = small_spec();
    spec.sections.push_back({small::here, [](Context& ctx) -> Result<void, Fault> {
                                 small::counter.set(ctx, U256{50U});
                                 return {};
                             }});
    const auto app = Application::init(*store, spec, small_modules());
    ASSERT_FALSE(app);
    EXPECT_NE(app.error().message.find("sample.below_fifty"), std::string::npos);
    EXPECT_TRUE(store->empty());
}

TEST(Application, makes_a_finalized_block_visible_by_its_commit_alone) {
    SmallNode node;
    const auto finalized = node.app->finalize(node.propose({pay(0, 0, 7)}));
    ASSERT_TRUE(finalized);
    EXPECT_EQ(node.store->snapshot()->head(), Height{0});
    ASSERT_TRUE(node.app->commit(*finalized));
    const auto snapshot = node.store->snapshot();
    EXPECT_EQ(snapshot->head(), Height{1});
    const auto block = snapshot->block(Height{1});
    ASSERT_EQ(block->transactions.size(), 1U);
    EXPECT_EQ(block->hash, hash_of(block->header));
    EXPECT_EQ(block->header.parent_hash, snapshot->block_head(Height{0})->hash);
    EXPECT_EQ(block->header.gas_used, Gas{21'000});
    EXPECT_EQ(snapshot->account(shop).balance, Amount{U256{7U}});
    // 1000 coins - 7 - 21000 * base fee of block 1.
    const U256 fee = *checked_mul(block->header.base_fee_per_gas, U256{21'000U});
    EXPECT_EQ(snapshot->account(small_account(0)).balance.units,
              *checked_sub(*checked_sub(whole_coins(1000).units, fee), U256{7U}));
    EXPECT_EQ(snapshot->find_transaction(pay(0, 0, 7)->hash())->height, Height{1});
}

TEST(Application, reports_what_cannot_be_in_the_block_and_leaves_it_out) {
    SmallNode node;
    const auto ahead = pay(0, 5, 1);
    const auto poor = small_pooled({.from = 1, .cap = ~std::uint64_t{0}});
    SmallNode twin;
    const FinalizedBlock with = node.make({pay(2, 0, 1), ahead, poor});
    const FinalizedBlock without = twin.make({pay(2, 0, 1)});
    ASSERT_EQ(with.rejected.size(), 2U);
    EXPECT_EQ(with.rejected[0].first, ahead->hash());
    EXPECT_EQ(with.rejected[0].second.code, RejectCode::nonce_too_high);
    EXPECT_EQ(with.rejected[1].second.code, RejectCode::insufficient_funds);
    EXPECT_EQ(with.record.transactions.size(), 1U);
    EXPECT_EQ(with.record.hash, without.record.hash) << "a rejected transaction left a trace";
    EXPECT_FALSE(node.store->snapshot()->find_transaction(ahead->hash()));
}

TEST(Application, keeps_a_reverted_call_in_the_block_with_its_fee_and_without_its_effects) {
    SmallNode node;
    const FinalizedBlock block =
        node.make({small_pooled({.from = 0, .to = small::here, .data = small_call("refuse()")})});
    ASSERT_EQ(block.record.transactions.size(), 1U);
    EXPECT_FALSE(block.record.transactions[0].receipt.success);
    EXPECT_EQ(block.record.transactions[0].output, small_call("Refused()"));
    const auto snapshot = node.store->snapshot();
    EXPECT_TRUE(snapshot->record(small::here, slot_of(0x01)).absent());
    EXPECT_EQ(snapshot->account(small_account(0)).nonce, Nonce{1});
    EXPECT_LT(snapshot->account(small_account(0)).balance, whole_coins(1000));
}

// A follower has nothing but the block: environment, transactions, dev balances.
TEST(Application, gives_the_same_hash_when_a_follower_executes_the_block_again) {
    SmallNode node;
    SmallNode follower;
    std::mt19937_64 random{7};
    std::array<std::uint64_t, 4> nonces{};
    for (int height = 1; height <= 12; ++height) {
        std::vector<PooledTransaction> transactions;
        for (std::uint64_t i = random() % 6; i > 0; --i) {
            const std::size_t from = random() % 4;
            const std::uint64_t nonce = nonces[from]++;
            transactions.push_back(random() % 2 ? count(from, nonce)
                                                : pay(from, nonce, random() % 1000));
        }
        ProposedBlock block = node.propose(transactions);
        if (height % 5 == 0) block.dev_balances = {{Address{{0xde}}, whole_coins(5)}};
        EXPECT_TRUE(follower.app->verify(block));
        const auto made = node.app->finalize(block);
        const auto again = follower.app->finalize(block);
        ASSERT_TRUE(made && again);
        EXPECT_EQ(made->record.hash, again->record.hash) << "height " << height;
        EXPECT_TRUE(node.app->commit(*made));
        EXPECT_TRUE(follower.app->commit(*again));
    }
    EXPECT_EQ(node.store->snapshot()->commitment(), follower.store->snapshot()->commitment());
}

TEST(Application, says_which_transaction_keeps_a_proposed_block_from_being_executed) {
    const SmallNode node;
    const auto verdict = node.app->verify(node.propose({pay(0, 0, 1), pay(1, 3, 1)}));
    ASSERT_FALSE(verdict);
    EXPECT_EQ(verdict.error().transaction, 1U);
    EXPECT_EQ(std::get<Reject>(verdict.error().cause).code, RejectCode::nonce_too_high);
    EXPECT_TRUE(node.app->verify(node.propose({pay(0, 0, 1)}))) << "verify changed the state";
}

TEST(Application, stops_at_a_broken_rule_before_anything_is_written) {
    SmallNode node;
    const auto before = node.store->snapshot()->commitment();
    const auto broken = node.app->finalize(node.propose(
        {small_pooled({.from = 0, .to = small::here, .data = small_call("breakRule()")})}));
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().rule, "sample.below_fifty");
    EXPECT_EQ(node.store->snapshot()->head(), Height{0});
    EXPECT_EQ(node.store->snapshot()->commitment(), before);
}

TEST(Application, rolls_back_to_the_old_roots_and_goes_on) {
    SmallNode node;
    node.make({pay(0, 0, 1), count(1, 0)});
    const Header first = node.head();
    const auto commitment = node.store->snapshot()->commitment();
    node.make({pay(0, 1, 2), count(1, 1)});
    const Header second = node.head();
    node.make({pay(0, 2, 3)});
    ASSERT_TRUE(node.app->mempool().add(pay(0, 3, 1), Nonce{3}));
    ASSERT_TRUE(node.app->roll_back(Height{1}));
    EXPECT_EQ(node.head(), first);
    EXPECT_EQ(node.store->snapshot()->commitment(), commitment);
    EXPECT_EQ(node.store->snapshot()->account(shop).balance, Amount{U256{1U}});
    EXPECT_FALSE(node.store->snapshot()->find_transaction(pay(0, 1, 2)->hash()));
    EXPECT_EQ(node.app->mempool().size(), 0U);
    node.make({pay(0, 1, 2), count(1, 1)});
    EXPECT_EQ(node.head(), second) << "the same block after the roll-back is the same block";
}

TEST(Application, rolls_back_to_block_0) {
    SmallNode node;
    const Header genesis = node.head();
    for (std::uint64_t i = 0; i < 4; ++i) node.make({pay(0, i, 1), count(1, i)});
    ASSERT_TRUE(node.app->roll_back(Height{0}));
    EXPECT_EQ(node.head(), genesis);
    EXPECT_EQ(node.store->snapshot()->commitment().state_root, genesis.state_root);
    EXPECT_TRUE(node.store->snapshot()->record(small::here, slot_of(0x01)).absent());
}

// The target is half of 30 M gas, the denominator 64. After the empty block 0: 10^9 - 10^9 / 64.
TEST(Application, moves_the_base_fee_as_eip_1559_does) {
    SmallNode node;
    EXPECT_EQ(node.head().base_fee_per_gas, U256{1'000'000'000U});
    node.make({pay(0, 0, 1)});
    EXPECT_EQ(node.head().base_fee_per_gas, U256{984'375'000U});
    node.make();
    // 21,000 are 14,979,000 below the target: 984,375,000 * 14,979,000 / 15,000,000 = 982,996,875;
    // / 64 = 15,359,326 (floors).
    EXPECT_EQ(node.head().base_fee_per_gas, U256{984'375'000U - 15'359'326U});
}

TEST(Application, reads_every_height_as_it_was_seen_then) {
    SmallNode node;
    struct Seen {
        AccountState payer;
        AccountState paid;
        Record counter;
    };
    const auto now = [&] {
        const auto snapshot = node.store->snapshot();
        return Seen{snapshot->account(small_account(0)), snapshot->account(shop),
                    snapshot->record(small::here, slot_of(0x01))};
    };
    std::vector<Seen> seen{now()};
    std::uint64_t nonce = 0;
    for (std::uint64_t height = 1; height <= 10; ++height) {
        std::vector<PooledTransaction> transactions;
        if (height % 3 != 0) transactions.push_back(pay(0, nonce++, height));
        if (height % 4 == 1) transactions.push_back(count(0, nonce++));
        node.make(std::move(transactions));
        seen.push_back(now());
    }
    const auto snapshot = node.store->snapshot();
    for (std::uint64_t height = 0; height <= 10; ++height) {
        EXPECT_EQ(snapshot->account_at(small_account(0), Height{height}), seen[height].payer);
        EXPECT_EQ(snapshot->account_at(shop, Height{height}), seen[height].paid) << height;
        EXPECT_EQ(snapshot->record_at(small::here, slot_of(0x01), Height{height}),
                  seen[height].counter);
    }
    // By hand: 1, 2, 4, 5, 7, 8, 10 were paid; three blocks counted (1, 5, 9).
    EXPECT_EQ(seen[10].paid.balance, Amount{U256{37U}});
    EXPECT_EQ(seen[10].counter.word.bytes[31], 3);
}

TEST(Application, keeps_what_an_old_snapshot_sees) {
    SmallNode node;
    const auto old = node.store->snapshot();
    node.make({pay(0, 0, 5)});
    EXPECT_EQ(old->head(), Height{0});
    EXPECT_FALSE(old->account(shop).exists());
    EXPECT_FALSE(old->block(Height{1}));
}

TEST(Application, proves_accounts_and_records_against_the_header) {
    SmallNode node;
    node.make({count(0, 0), count(0, 1), count(0, 2), pay(1, 0, 5)});
    const auto snapshot = node.store->snapshot();
    const Header header = node.head();
    const auto account_proof = prove({}, header.state_root, secure_key(shop), *snapshot);
    ASSERT_TRUE(account_proof);
    const auto account = verify_proof(header.state_root, secure_key(shop), *account_proof);
    // RLP [0, 5, the empty trie's root, the hash of no code].
    Bytes expected{0xf8, 0x44, 0x80, 0x05, 0xa0};
    append(expected, empty_trie_root);
    expected.push_back(0xa0);
    append(expected, keccak256(BytesView{}));
    ASSERT_TRUE(account);
    EXPECT_EQ(*account, std::optional{expected});

    const Hash storage_root = snapshot->commitment().storage_roots.at(small::here);
    const Hash key = secure_key(slot_of(0x01));
    const auto storage_proof = prove(secure_key(small::here), storage_root, key, *snapshot);
    ASSERT_TRUE(storage_proof);
    const auto value = verify_proof(storage_root, key, *storage_proof);
    ASSERT_TRUE(value);
    EXPECT_EQ(*value, std::optional{Bytes{0x03}});
    const Hash nobody = secure_key(Address{{0x99}});
    const auto absent =
        verify_proof(header.state_root, nobody, *prove({}, header.state_root, nobody, *snapshot));
    ASSERT_TRUE(absent);
    EXPECT_FALSE(*absent);
}

TEST(Application, has_the_same_head_after_a_restart_and_goes_on_from_it) {
    const auto path = std::filesystem::temp_directory_path() / "ambag-application-restart";
    std::filesystem::remove_all(path);
    const StoreOptions options{.path = path.string()};
    SmallNode twin;
    Header head;
    {
        const auto store = *Store::open(options);
        const auto app = *Application::init(*store, small_spec(), small_modules());
        for (std::uint64_t i = 0; i < 3; ++i) {
            const FinalizedBlock block = twin.make({pay(0, i, 1), count(1, i)});
            ASSERT_TRUE(app->commit(block));
        }
        head = twin.head();
    }
    {
        const auto store = *Store::open(options);
        const auto app = *Application::init(*store, small_spec(), small_modules());
        EXPECT_EQ(store->snapshot()->block_head(Height{3})->header, head);
        const ProposedBlock next = twin.propose({count(1, 3)});
        EXPECT_EQ(app->propose(Timestamp{0}, miner).env.recent_hashes, next.env.recent_hashes);
        const auto made = app->finalize(next);
        ASSERT_TRUE(made);
        EXPECT_EQ(made->record.hash, twin.make({count(1, 3)}).record.hash);
    }
    std::filesystem::remove_all(path);
}

TEST(Application, goes_on_the_same_after_its_working_state_was_rebased) {
    SmallNode node;
    SmallNode twin;
    for (std::uint64_t i = 0; i < 5; ++i) {
        EXPECT_FALSE(node.app->wants_rebase());
        node.app->rebase();
        EXPECT_EQ(node.make({pay(0, i, 1), count(1, i)}).record.hash,
                  twin.make({pay(0, i, 1), count(1, i)}).record.hash);
    }
}

TEST(Application, executes_the_next_block_before_the_last_one_is_written) {
    SmallNode node;
    SmallNode twin;
    const auto first = node.app->finalize(node.propose({count(0, 0)}));
    const auto second = node.app->finalize(node.propose({count(0, 1)}));
    ASSERT_TRUE(first && second);
    ASSERT_TRUE(node.app->commit(*first));
    ASSERT_TRUE(node.app->commit(*second));
    twin.make({count(0, 0)});
    EXPECT_EQ(twin.make({count(0, 1)}).record.hash, second->record.hash);
}

}  // namespace ambag::test
