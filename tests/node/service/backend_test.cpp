// SPDX-License-Identifier: Apache-2.0
#include "node/service/backend.hpp"

#include <gtest/gtest.h>

#include "chain/trie/proof.hpp"
#include "chain/trie/trie.hpp"
#include "tests/node/consensus/small_node.hpp"

// NodeBackend over the small chain with a sequencer in manual mode. Block N has the time of block 0
// plus 10 N seconds.

namespace ambag::test {

using namespace chain;
using node::NodeBackend;
using node::RpcError;
using node::SealMode;

namespace {

// A store whose `apply` waits while it is held: its block is executed and not yet durable.
class HeldStore final : public node::Store {
 public:
    void hold(bool on) {
        const std::lock_guard lock{mutex_};
        held_ = on;
        changed_.notify_all();
    }
    bool empty() const override { return store_->empty(); }
    Result<node::ApplyStatistics, node::StoreError> apply(const node::BlockRecord& record,
                                                          const StateDiff& diff,
                                                          std::span<const TrieUpdate> tries,
                                                          const StateCommitment& after) override {
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [&] { return !held_; });
        }
        return store_->apply(record, diff, tries, after);
    }
    Result<void, node::StoreError> undo_head(const StateDiff& reverse,
                                             std::span<const TrieUpdate> tries,
                                             const StateCommitment& after) override {
        return store_->undo_head(reverse, tries, after);
    }
    std::shared_ptr<const node::StoreSnapshot> snapshot() const override {
        return store_->snapshot();
    }
    std::optional<Bytes> document(std::string_view name) const override {
        return store_->document(name);
    }
    Result<void, node::StoreError> put_document(std::string_view name, BytesView content) override {
        return store_->put_document(name, content);
    }

 private:
    std::unique_ptr<node::Store> store_ = *node::Store::open({.path = "", .in_memory = true});
    std::mutex mutex_;
    std::condition_variable changed_;
    bool held_ = false;
};

class BackendChain : public testing::Test {
 protected:
    BackendChain()
        : app{*node::Application::init(store, small_spec(), small_modules())},
          backend{*app, {ChainId{31337}, true, "Ambag/test"}},
          solo{*app,
               store,
               {SealMode::manual, 1000, *PrivateKey::from(Bytes(32, Byte{0x42}))},
               {[this](const std::shared_ptr<const node::FinalizedBlock>& block) {
                    backend.on_block(block);
                },
                [](const node::NodeFailure&) {}}} {
        backend.attach(solo);
        solo.start();
        EXPECT_TRUE(solo.set_time_interval(10));
    }
    ~BackendChain() override { store.hold(false); }

    node::RpcResult<Hash> submit(const SmallTransaction& wanted) {
        const Bytes raw[]{small_signed(wanted).raw()};
        return backend.submit(raw).at(0);
    }
    void mine(std::uint64_t blocks = 1) { EXPECT_TRUE(backend.mine(blocks, {})); }
    void submit_count(std::uint64_t nonce) {
        EXPECT_TRUE(submit({.nonce = nonce, .to = small::here, .data = small_call("count()")}));
    }
    RpcError error_of(const SmallTransaction& wanted) {
        const auto submitted = submit(wanted);
        EXPECT_FALSE(submitted);
        return submitted ? RpcError{} : submitted.error();
    }
    std::tuple<Hash, std::uint64_t> parent_at(std::uint64_t height) const {
        node::CallRequest request;
        request.to = small::here;
        request.data = small_call("parent()");
        const auto outcome = backend.call(request, Height{height});
        EXPECT_TRUE(outcome && outcome->output);
        const BytesView words{*outcome->output};
        return {Hash::from(words.first(32)),
                U256::from_big_endian(words.subspan(32, 32)).low_u64()};
    }
    // counter, number, time as the view sees them after `height`.
    small::Seen seen_at(std::uint64_t height) const {
        node::CallRequest request;
        request.to = small::here;
        request.data = small_call("get()");
        const auto outcome = backend.call(request, Height{height});
        EXPECT_TRUE(outcome && outcome->output);
        const BytesView words{*outcome->output};
        const auto word = [&](std::size_t i) {
            return U256::from_big_endian(words.subspan(32 * i, 32));
        };
        return {word(0), word(1).low_u64(), word(2).low_u64()};
    }

    HeldStore store;
    std::unique_ptr<node::Application> app;
    NodeBackend backend;
    node::SoloSequencer solo;
};

}  // namespace

// An estimate calls several times: were the hashes gone when the head moves on in between, a call
// that asks for one would seem to need all the gas of a block.
TEST_F(BackendChain, calls_at_an_old_height_know_the_hashes_of_the_blocks_before_it) {
    mine(300);
    for (const std::uint64_t height : {1U, 7U, 256U, 257U, 299U, 300U})
        EXPECT_EQ(parent_at(height), (std::tuple{backend.header(Height{height - 1})->hash,
                                                 std::min<std::uint64_t>(height, 256)}))
            << height;
}

TEST_F(BackendChain, calls_at_an_old_height_see_that_blocks_number_time_and_state) {
    for (std::uint64_t height = 1; height <= 6; ++height) {
        if (height % 2 == 1) submit_count((height - 1) / 2);
        mine();
    }
    for (std::uint64_t height = 0; height <= 6; ++height)
        EXPECT_EQ(seen_at(height),
                  (small::Seen{U256{(height + 1) / 2}, height, small_time + 10 * height}));
}

TEST_F(BackendChain, calls_at_no_block_are_refused) {
    node::CallRequest request;
    request.to = small::here;
    request.data = small_call("get()");
    const auto outcome = backend.call(request, Height{1});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, node::rpc_code::server);
    EXPECT_EQ(outcome.error().message, "block 1 does not exist");
}

TEST_F(BackendChain, a_call_changes_nothing_and_its_revert_comes_back) {
    node::CallRequest request;
    request.to = small::here;
    request.data = small_call("refuse()");
    const auto reverted = backend.call(request, Height{0});
    ASSERT_TRUE(reverted);
    ASSERT_FALSE(reverted->output);
    EXPECT_EQ(reverted->output.error().data, small_call("Refused()"));
    request.data = small_call("count()");
    const auto counted = backend.call(request, Height{0});
    ASSERT_TRUE(counted && counted->output);
    EXPECT_GT(counted->gas_used, Gas{21'000});
    EXPECT_EQ(std::get<0>(seen_at(0)), U256{});
}

TEST_F(BackendChain, a_call_that_cannot_begin_says_why) {
    node::CallRequest request;
    EXPECT_NE(backend.call(request, Height{0}).error().message.find("there is no EVM"),
              std::string::npos);
    request.to = small::here;
    request.data = small_call("get()");
    request.gas = 20'000;
    EXPECT_TRUE(
        backend.call(request, Height{0}).error().message.starts_with("intrinsic gas too low"));
    // 21,000 + 4 * 16 for the selector: nothing is left for the view itself.
    request.gas = 21'064;
    EXPECT_TRUE(backend.call(request, Height{0}).error().message.starts_with("out of gas"));
    request.gas.reset();
    request.from = Address{{0x99}};
    request.value = U256{1U};
    EXPECT_TRUE(backend.call(request, Height{0})
                    .error()
                    .message.starts_with("insufficient funds for gas * price + value"));
}

TEST_F(BackendChain, tells_balances_as_they_were) {
    for (std::uint64_t i = 0; i < 4; ++i) {
        ASSERT_TRUE(submit({.nonce = i, .to = shop, .value = 10}));
        mine();
    }
    for (std::uint64_t height = 0; height <= 4; ++height) {
        const auto state = backend.state_at(Height{height});
        ASSERT_TRUE(state);
        EXPECT_EQ((*state)->account(shop).balance, Amount{U256{10 * height}});
        EXPECT_EQ((*state)->account(small_account(0)).nonce, Nonce{height});
    }
    EXPECT_FALSE(backend.state_at(Height{5}));
}

TEST_F(BackendChain, proves_at_the_head_what_its_header_commits_to_and_refuses_older_blocks) {
    submit_count(0);
    mine(2);
    const Slot slots[]{slot_of(0x01), slot_of(0x02)};
    const auto proof = backend.proof(small::here, slots, Height{2});
    ASSERT_TRUE(proof);
    const auto account = verify_proof(backend.header(Height{2})->header.state_root,
                                      secure_key(small::here), proof->nodes);
    ASSERT_TRUE(account && *account);
    // RLP [1, 0, storage root, keccak of the stub 0x60006000fd].
    Bytes expected{0xf8, 0x44, 0x01, 0x80, 0xa0};
    append(expected, proof->storage_root);
    expected.push_back(0xa0);
    append(expected, keccak256(Bytes{0x60, 0x00, 0x60, 0x00, 0xfd}));
    EXPECT_EQ(**account, expected);
    ASSERT_EQ(proof->storage.size(), 2U);
    for (const node::StorageProof& storage : proof->storage) {
        const auto value =
            verify_proof(proof->storage_root, secure_key(storage.slot), storage.nodes);
        ASSERT_TRUE(value);
        EXPECT_EQ(value->has_value(), storage.slot == slots[0]);
    }
    EXPECT_EQ(proof->storage[0].value, U256{1U}.to_word());
    EXPECT_EQ(proof->storage[1].value, Hash{});
    const auto old = backend.proof(small::here, slots, Height{1});
    ASSERT_FALSE(old);
    EXPECT_EQ(old.error().message, "proofs are kept for the latest block only, which is 2");
}

TEST_F(BackendChain, counts_the_pool_and_the_block_under_way_into_the_pending_nonce) {
    const Address account = small_account(0);
    EXPECT_EQ(backend.pending_nonce(account), Nonce{0});
    ASSERT_TRUE(submit({.nonce = 0}));
    ASSERT_TRUE(submit({.nonce = 1}));
    ASSERT_TRUE(submit({.nonce = 3}));
    EXPECT_EQ(backend.pending_nonce(account), Nonce{2}) << "2 is missing";
    store.hold(true);
    std::thread miner_thread{[&] { mine(); }};
    while (solo.in_flight() == nullptr) std::this_thread::yield();
    EXPECT_EQ(backend.head(), Height{0});
    EXPECT_EQ(backend.pending_nonce(account), Nonce{2});
    const Hash hash = small_signed({.nonce = 1}).hash();
    const auto pooled = backend.pool_transaction(hash);
    ASSERT_NE(pooled, nullptr) << "a transaction is never lost between pool and block";
    EXPECT_EQ(pooled->hash(), hash);
    ASSERT_TRUE(submit({.nonce = 2}));
    EXPECT_EQ(backend.pending_nonce(account), Nonce{4});
    store.hold(false);
    miner_thread.join();
    mine();
    EXPECT_EQ(backend.pending_nonce(account), Nonce{4});
    EXPECT_EQ(backend.block(Height{2})->transactions.size(), 2U);
    EXPECT_TRUE(backend.pool_content().empty());
}

TEST_F(BackendChain, maps_refusals_of_submit_to_codes_and_the_words_that_clients_look_for) {
    ASSERT_TRUE(submit({.from = 0, .nonce = 0}));
    mine();
    struct Row {
        SmallTransaction wanted;
        std::string_view text;
        std::string_view name;
    };
    for (const Row& row : {
             Row{{.from = 0, .nonce = 0}, "nonce too low", "nonce_too_low"},
             Row{{.from = 1, .gas = 20'999}, "intrinsic gas too low", "intrinsic_gas_too_low"},
             Row{{.from = 1, .cap = 1},
                 "max fee per gas less than block base fee",
                 "fee_cap_below_base_fee"},
             Row{{.from = 1, .cap = ~std::uint64_t{0}},
                 "insufficient funds for gas * price + value",
                 "insufficient_funds"},
             Row{{.from = 1, .gas = 30'000'001}, "exceeds block gas limit", "gas_limit_too_high"},
         }) {
        const RpcError error = error_of(row.wanted);
        EXPECT_EQ(error.code, node::rpc_code::server);
        EXPECT_TRUE(error.message.starts_with(row.text)) << error.message;
        ASSERT_NE(error.data.find("code"), nullptr) << row.name;
        EXPECT_EQ(*error.data.find("code")->as_string(), row.name);
    }
    ASSERT_TRUE(submit({.from = 1, .value = 1}));
    // The numbers are those of execution-apis, src/error-groups.
    const auto pool_error = [&](const SmallTransaction& wanted, std::string_view text,
                                std::string_view data) {
        const RpcError error = error_of(wanted);
        EXPECT_TRUE(error.message.starts_with(text)) << error.message;
        EXPECT_EQ(error.data.dump(), data);
    };
    pool_error({.from = 1, .value = 1}, "already known",
               R"({"code":"already_known","catalogue":1000})");
    pool_error({.from = 1, .value = 2}, "replacement transaction underpriced",
               R"({"code":"replacement_underpriced"})");
    pool_error({.from = 1, .nonce = 5000}, "nonce too high",
               R"({"code":"nonce_too_high","catalogue":2})");
    pool_error({.from = 1, .gas = 20'999}, "intrinsic gas too low",
               R"({"code":"intrinsic_gas_too_low","catalogue":800})");
    const Bytes junk[]{Bytes{0xde, 0xad}};
    const auto answers = backend.submit(junk);
    ASSERT_FALSE(answers.at(0));
    EXPECT_EQ(answers.at(0).error().code, node::rpc_code::server);
}

TEST_F(BackendChain, answers_each_transaction_of_a_batch_by_itself) {
    const Bytes batch[]{small_signed({.nonce = 0}).raw(), Bytes{0x01},
                        small_signed({.nonce = 1}).raw()};
    const auto answers = backend.submit(batch);
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_TRUE(answers[0]);
    EXPECT_FALSE(answers[1]);
    EXPECT_EQ(*answers[2], small_signed({.nonce = 1}).hash());
}

TEST_F(BackendChain, waits_for_a_receipt_until_it_is_readable_and_not_for_ever) {
    const Hash hash = small_signed({}).hash();
    EXPECT_FALSE(backend.wait_for_receipt(hash, 1));
    ASSERT_TRUE(submit({}));
    std::thread waiter{[&] { EXPECT_TRUE(backend.wait_for_receipt(hash, 30'000)); }};
    mine();
    waiter.join();
    EXPECT_EQ(backend.find_transaction(hash)->height, Height{1});
    std::thread left{[&] { EXPECT_FALSE(backend.wait_for_receipt(Hash{{1}}, 30'000)); }};
    backend.stop();
    left.join();
}

TEST_F(BackendChain, serves_the_blocks_made_after_a_revert_and_not_those_before) {
    mine();
    const auto snapshot = backend.snapshot();
    ASSERT_TRUE(snapshot);
    ASSERT_TRUE(submit({.value = 1}));
    mine(2);
    const Hash old = backend.block(Height{2})->hash;
    EXPECT_EQ(backend.find_block(old), Height{2});
    ASSERT_TRUE(*backend.revert(*snapshot));
    EXPECT_EQ(backend.head(), Height{1});
    EXPECT_EQ(backend.block(Height{2}), nullptr);
    EXPECT_FALSE(backend.find_block(old));
    ASSERT_TRUE(submit({.value = 2}));
    mine();
    EXPECT_NE(backend.block(Height{2})->hash, old);
    EXPECT_EQ(backend.block(Height{2})->hash, backend.header(Height{2})->hash);
    EXPECT_FALSE(backend.revert(99).value());
}

TEST_F(BackendChain, shows_the_next_blocks_base_fee) {
    EXPECT_EQ(backend.next_base_fee(), U256{984'375'000U}) << "10^9 less a 64th";
    mine();
    EXPECT_EQ(backend.header(Height{1})->header.base_fee_per_gas, U256{984'375'000U});
}

}  // namespace ambag::test
