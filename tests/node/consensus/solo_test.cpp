// SPDX-License-Identifier: Apache-2.0
#include "node/consensus/solo.hpp"

#include <gtest/gtest.h>

#include "chain/module/addresses.hpp"
#include "emission/issuance/module.hpp"
#include "tests/node/consensus/solo_chain.hpp"

namespace ambag::test {

using namespace chain;
using node::NodeFailure;
using node::SealMode;
using node::SoloSequencer;

TEST(Solo, makes_no_block_by_itself_in_manual_mode) {
    SoloChain chain;
    chain.submit({.value = 1});
    EXPECT_EQ(chain.head(), 0U);
    ASSERT_TRUE(chain.solo.mine(3, {}));
    EXPECT_EQ(chain.head(), 3U);
    EXPECT_EQ(chain.block(1).transactions.size(), 1U);
    EXPECT_TRUE(chain.block(2).transactions.empty());
    EXPECT_EQ(chain.reports.heights(), (std::vector<std::uint64_t>{1, 2, 3}));
}

TEST(Solo, seals_what_waits_at_once_in_instant_mode) {
    SoloChain chain{SealMode::instant};
    chain.submit({.nonce = 0});
    ASSERT_TRUE(chain.reports.wait_for_blocks(1));
    chain.submit({.nonce = 1});
    ASSERT_TRUE(chain.reports.wait_for_blocks(2));
    EXPECT_EQ(chain.block(1).transactions.size(), 1U);
    EXPECT_EQ(chain.block(2).transactions.size(), 1U);
    chain.let_it_look();  // the pool is settled after the block is handed to the committer
    EXPECT_EQ(chain.app->mempool().size(), 0U);
}

TEST(Solo, holds_a_gap_in_instant_mode_until_it_closes) {
    SoloChain chain{SealMode::instant};
    chain.submit({.nonce = 1});
    chain.let_it_look();
    EXPECT_EQ(chain.head(), 0U);
    chain.submit({.nonce = 0});
    ASSERT_TRUE(chain.reports.wait_for_blocks(1));
    EXPECT_EQ(chain.block(1).transactions.size(), 2U);
}

TEST(Solo, makes_no_block_in_instant_mode_for_what_cannot_pay_the_base_fee) {
    SoloChain chain{SealMode::instant};
    chain.submit({.nonce = 0, .cap = 2});
    chain.let_it_look();
    EXPECT_EQ(chain.head(), 0U);
    ASSERT_TRUE(chain.solo.mine(1, {}));
    chain.let_it_look();
    EXPECT_EQ(chain.head(), 1U) << "one empty block, asked for";
    EXPECT_TRUE(chain.block(1).transactions.empty());
    EXPECT_EQ(chain.app->mempool().size(), 1U) << "it waits";
    chain.submit({.nonce = 0, .tip = 1});
    ASSERT_TRUE(chain.reports.wait_for_blocks(2));
    EXPECT_EQ(chain.block(2).transactions.size(), 1U);
}

TEST(Solo, makes_empty_blocks_too_in_interval_mode) {
    SoloChain chain{SealMode::interval, 5};
    ASSERT_TRUE(chain.reports.wait_for_blocks(3));
    chain.submit({.value = 1});
    const Hash hash = small_signed({.value = 1}).hash();
    for (std::size_t blocks = 4; !chain.solo.head()->snapshot->find_transaction(hash); ++blocks)
        ASSERT_TRUE(chain.reports.wait_for_blocks(blocks) && blocks < 1000);
    const auto heights = chain.reports.heights();
    for (std::size_t i = 0; i < heights.size(); ++i) EXPECT_EQ(heights[i], i + 1);
}

TEST(Solo, changes_its_mode_while_it_runs) {
    SoloChain chain;
    chain.submit({.nonce = 0});
    ASSERT_TRUE(chain.solo.set_mode(SealMode::instant, 0));
    ASSERT_TRUE(chain.reports.wait_for_blocks(1)) << "what waited is sealed";
    EXPECT_EQ(chain.solo.mode(), SealMode::instant);
    ASSERT_TRUE(chain.solo.set_mode(SealMode::interval, 5));
    ASSERT_TRUE(chain.reports.wait_for_blocks(3));
    ASSERT_TRUE(chain.solo.set_mode(SealMode::manual, 0));
    ASSERT_TRUE(chain.solo.mine(1, {}));  // whatever was under way is finished
    const std::uint64_t head = chain.head();
    chain.submit({.nonce = 1});
    chain.let_it_look();
    EXPECT_EQ(chain.head(), head);
}

TEST(Solo, mines_blocks_a_given_distance_apart) {
    SoloChain chain;
    ASSERT_TRUE(chain.solo.set_next_time(Timestamp{4'000'000'000}));
    ASSERT_TRUE(chain.solo.mine(4, 60));
    EXPECT_EQ(chain.head(), 4U);
    for (std::uint64_t i = 0; i < 4; ++i)
        EXPECT_EQ(chain.block(1 + i).header.timestamp, Timestamp{4'000'000'000 + 60 * i});
}

TEST(Solo, gives_the_next_block_the_time_asked_for_and_goes_on_from_there) {
    SoloChain chain;
    ASSERT_TRUE(chain.solo.set_next_time(Timestamp{4'000'000'000}));
    ASSERT_TRUE(chain.solo.mine(2, {}));
    EXPECT_EQ(chain.block(1).header.timestamp, Timestamp{4'000'000'000});
    EXPECT_GE(chain.head_time(), 4'000'000'000U);
    const auto refused = chain.solo.set_next_time(Timestamp{3'999'999'999});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("timestamp 3999999999 is before the head's"),
              std::string::npos);
    EXPECT_TRUE(chain.reports.failures().empty()) << "a refused command stops nothing";
}

TEST(Solo, adds_up_the_increases_of_time) {
    SoloChain chain;
    EXPECT_EQ(*chain.solo.increase_time(60), 60U);
    EXPECT_EQ(*chain.solo.increase_time(40), 100U);
    EXPECT_FALSE(chain.solo.increase_time(1'000'000'001));
    ASSERT_TRUE(chain.solo.set_next_time(Timestamp{4'000'000'000}));
    ASSERT_TRUE(chain.solo.increase_time(500));
    ASSERT_TRUE(chain.solo.mine(1, {}));
    EXPECT_EQ(chain.head_time(), 4'000'000'500U);
}

TEST(Solo, keeps_blocks_an_interval_apart_until_told_otherwise) {
    SoloChain chain;
    ASSERT_TRUE(chain.solo.set_time_interval(7));
    ASSERT_TRUE(chain.solo.mine(3, {}));
    EXPECT_EQ(chain.head_time(), small_time + 21) << "from block 0 on";
    ASSERT_TRUE(chain.solo.set_time_interval({}));
    ASSERT_TRUE(chain.solo.set_next_time(Timestamp{4'000'000'000}));
    ASSERT_TRUE(chain.solo.mine(1, {}));
    EXPECT_EQ(chain.head_time(), 4'000'000'000U);
}

TEST(Solo, refuses_times_that_no_clock_could_hold_and_goes_on) {
    SoloChain chain;
    const std::uint64_t most = ~std::uint64_t{0};
    const auto refused = chain.solo.set_next_time(Timestamp{1'000'000'000'001});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message,
              "timestamp 1000000000001 is above the highest, which is 1000000000000");
    EXPECT_FALSE(chain.solo.set_next_time(Timestamp{most}));
    EXPECT_FALSE(chain.solo.set_time_interval(1'000'000'001));
    EXPECT_FALSE(chain.solo.mine(2, most));
    ASSERT_TRUE(chain.solo.set_next_time(Timestamp{1'000'000'000'000}));
    ASSERT_TRUE(chain.solo.increase_time(1'000'000'000));
    ASSERT_TRUE(chain.solo.mine(2, 5));
    EXPECT_EQ(chain.head_time(), 1'000'000'000'000U) << "time stands still at its end";
}

TEST(Solo, stops_in_the_middle_of_mining) {
    SoloChain chain;
    std::thread miner_thread{[&] { EXPECT_FALSE(chain.solo.mine(~std::uint64_t{0}, {})); }};
    ASSERT_TRUE(chain.reports.wait_for_blocks(2));
    chain.solo.stop();
    miner_thread.join();
}

TEST(Solo, reverts_to_a_snapshot_once_and_forgets_the_later_ones) {
    SoloChain chain;
    ASSERT_TRUE(chain.solo.mine(1, {}));
    const Hash hash = chain.solo.head()->hash;
    const auto first = chain.solo.take_snapshot();
    chain.submit({.value = 9});
    ASSERT_TRUE(chain.solo.mine(2, {}));
    const auto second = chain.solo.take_snapshot();
    ASSERT_TRUE(first && second);
    EXPECT_NE(*first, *second);
    EXPECT_EQ(chain.solo.head()->snapshot->account(Address{{0xaa}}).balance, Amount{U256{9U}});
    EXPECT_TRUE(*chain.solo.revert_to(*first));
    EXPECT_EQ(chain.solo.head()->hash, hash);
    EXPECT_FALSE(chain.solo.head()->snapshot->account(Address{{0xaa}}).exists());
    EXPECT_FALSE(*chain.solo.revert_to(*first)) << "a snapshot serves once";
    EXPECT_FALSE(*chain.solo.revert_to(*second)) << "it was after the first";
    EXPECT_FALSE(*chain.solo.revert_to(77));
    chain.submit({.value = 5});
    ASSERT_TRUE(chain.solo.mine(1, {}));
    EXPECT_EQ(chain.head(), 2U);
    EXPECT_EQ(chain.block(2).transactions.size(), 1U);
    EXPECT_EQ(chain.block(2).header.parent_hash, hash);
}

TEST(Solo, takes_increases_of_time_back_with_the_snapshot) {
    SoloChain chain;
    ASSERT_TRUE(chain.solo.increase_time(10));
    const auto snapshot = chain.solo.take_snapshot();
    ASSERT_TRUE(chain.solo.increase_time(1000));
    ASSERT_TRUE(*chain.solo.revert_to(*snapshot));
    EXPECT_EQ(*chain.solo.increase_time(0), 10U);
}

TEST(Solo, sets_balances_up_and_down_in_a_block_that_says_so) {
    SoloChain chain;
    ASSERT_TRUE(chain.solo.set_balance({Address{{0xde}}, whole_coins(5)}));
    ASSERT_TRUE(chain.solo.set_balance({small_account(0), whole_coins(1)}));
    const auto& snapshot = *chain.solo.head()->snapshot;
    EXPECT_EQ(snapshot.account(Address{{0xde}}).balance, whole_coins(5));
    EXPECT_EQ(snapshot.account(small_account(0)).balance, whole_coins(1));
    const node::BlockRecord block = chain.block(1);
    ASSERT_EQ(block.transactions.size(), 1U);
    EXPECT_TRUE(block.transactions[0].transaction.is_system());
    EXPECT_EQ(block.transactions[0].receipt.logs.size(), 1U);
    EXPECT_EQ(block.dev_balances.size(), 1U);
    const auto module = chain.solo.set_balance({small::here, whole_coins(1)});
    ASSERT_FALSE(module);
    EXPECT_EQ(module.error().message, "a module's balance cannot be set");
}

TEST(Solo, sets_no_balance_that_would_break_the_supply) {
    SoloChain chain;
    ASSERT_TRUE(chain.solo.set_balance({Address{{0xde}}, Amount{U256::power_of_two(200)}}));
    EXPECT_FALSE(chain.solo.set_balance({Address{{0xdf}}, Amount{U256::max()}}));
    EXPECT_TRUE(chain.solo.mine(1, {})) << "a refused command stops nothing";
    EXPECT_EQ(chain.head(), 2U);
}

TEST(Solo, sets_no_balance_where_the_genesis_is_not_dev) {
    node::ChainSpec spec = small_spec();
    spec.rules.dev = false;
    SoloChain chain{SealMode::manual, 1000, spec};
    const auto refused = chain.solo.set_balance({Address{{0xde}}, whole_coins(5)});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "balances can be set in a dev genesis only");
    EXPECT_EQ(chain.head(), 0U);
}

TEST(Solo, seals_each_block_with_a_signature_that_recovers_to_its_miner) {
    SoloChain chain;
    ASSERT_TRUE(chain.solo.mine(2, {}));
    for (const std::uint64_t height : {1U, 2U}) {
        const node::BlockRecord block = chain.block(height);
        ASSERT_EQ(block.seal.size(), 65U);
        const BytesView seal{block.seal};
        const Signature signature{Hash::from(seal.first(32)), Hash::from(seal.subspan(32, 32)),
                                  seal[64] == 1};
        EXPECT_EQ(recover(block.hash, signature), std::optional{block.header.miner});
        EXPECT_EQ(block.header.miner, address_of(sealing_key().public_key()));
    }
    EXPECT_TRUE(chain.block(0).seal.empty());
}

TEST(Solo, shows_a_head_whose_ancestors_lead_back_to_block_0) {
    SoloChain chain;
    ASSERT_TRUE(chain.solo.mine(5, {}));
    const auto head = chain.solo.head();
    EXPECT_EQ(chain.solo.in_flight(), nullptr);
    ASSERT_EQ(head->ancestors.size(), 5U);
    for (std::uint64_t i = 0; i < 5; ++i)
        EXPECT_EQ(head->ancestors[i], chain.block(4 - i).hash) << i;
}

TEST(Solo, stops_before_the_commit_when_a_rule_breaks_and_names_it) {
    SoloChain chain;
    ASSERT_TRUE(chain.solo.mine(1, {}));
    const auto before = chain.store->snapshot()->commitment();
    chain.submit({.to = small::here, .data = small_call("breakRule()")});
    const auto mined = chain.solo.mine(1, {});
    ASSERT_FALSE(mined);
    EXPECT_NE(mined.error().message.find("broken rule \"sample.below_fifty\" in block 2"),
              std::string::npos)
        << mined.error().message;
    ASSERT_TRUE(chain.reports.wait_for_failure());
    EXPECT_EQ(chain.reports.failures().size(), 1U);
    EXPECT_EQ(chain.store->snapshot()->head(), Height{1});
    EXPECT_EQ(chain.store->snapshot()->commitment(), before);
    EXPECT_FALSE(chain.solo.mine(1, {})) << "a stopped node makes no blocks";
}

namespace {

// Mints after issuance has booked the block.
Result<void, Fault> mint_unbooked(Context& ctx) {
    if (ctx.block().height < Height{2}) return {};
    if (!ctx.mint(Address{{0x66}}, whole_coins(1)))
        return std::unexpected(Fault{"planted", "overflow"});
    return {};
}
constexpr ModuleDescriptor thief{.name = "thief",
                                 .address = Address{{0x78}},
                                 .purpose = "Mints what nobody books.",
                                 .privileges = {.may_mint = true, .may_burn = false},
                                 .state = {},
                                 .calls = {},
                                 .events = {},
                                 .errors = {},
                                 .parameters = {},
                                 .hooks = {.begin_block = nullptr, .end_block = &mint_unbooked},
                                 .invariants = {}};

}  // namespace

TEST(Solo, stops_when_a_module_mints_what_issuance_did_not_book) {
    static const ModuleTable modules{{&emission::issuance::descriptor, &thief}};
    node::ChainSpec spec = small_spec();
    spec.sections.push_back({issuance_address, [](Context& ctx) {
                                 emission::issuance::IssuanceGenesis section;
                                 section.pools = {{"treasury", {}, {}}};
                                 section.fee_pool = "treasury";
                                 return emission::issuance::genesis(ctx, section);
                             }});
    SoloChain chain{SealMode::interval, 5, spec, modules};
    ASSERT_TRUE(chain.reports.wait_for_failure());
    const auto failures = chain.reports.failures();
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_NE(failures[0].find("broken rule \"issuance.figures\" in block 2"), std::string::npos)
        << failures[0];
    chain.solo.stop();
    EXPECT_EQ(chain.store->snapshot()->head(), Height{1});
    EXPECT_FALSE(chain.store->snapshot()->account(Address{{0x66}}).exists());
}

// Stopping falls between execution and commit as often as not.
TEST(Solo, finishes_what_is_under_way_when_it_stops) {
    for (std::uint64_t round = 0; round < 40; ++round) {
        SoloChain chain{SealMode::instant};
        for (std::size_t from = 0; from < 4; ++from) chain.submit({.from = from});
        if (round % 2 == 0) {
            ASSERT_TRUE(chain.reports.wait_for_blocks(1));
        }
        chain.solo.stop();
        EXPECT_EQ(chain.solo.in_flight(), nullptr);
        EXPECT_EQ(chain.store->snapshot()->head().value, chain.reports.heights().size());
        EXPECT_FALSE(chain.solo.mine(1, {}));
    }
}

}  // namespace ambag::test
