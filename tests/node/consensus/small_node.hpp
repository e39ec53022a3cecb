// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "tests/node/consensus/small_chain.hpp"

// The small chain, made block by block without a sequencer. Block N has the time of block 0 plus
// 2 N seconds.

namespace ambag::test {

inline constexpr chain::Address miner{{0xcb}};
inline constexpr chain::Address shop{{0xaa}};

// A store in memory and the application on it.
struct SmallNode {
    explicit SmallNode(const node::ChainSpec& spec = small_spec())
        : store{*node::Store::open({.path = "", .in_memory = true})},
          app{*node::Application::init(*store, spec, small_modules())} {}

    node::ProposedBlock propose(std::vector<node::PooledTransaction> transactions = {}) const {
        node::ProposedBlock block = app->propose(chain::Timestamp{0}, miner);
        block.env.time = chain::Timestamp{small_time + block.env.height.value * 2};
        block.transactions = std::move(transactions);
        return block;
    }
    node::FinalizedBlock make(std::vector<node::PooledTransaction> transactions = {}) {
        auto finalized = app->finalize(propose(std::move(transactions)));
        EXPECT_TRUE(finalized) << finalized.error().detail;
        EXPECT_TRUE(app->commit(*finalized));
        app->settle_pool(*finalized);
        return std::move(*finalized);
    }
    chain::Header head() const {
        const auto snapshot = store->snapshot();
        return snapshot->block_head(snapshot->head())->header;
    }

    std::unique_ptr<node::Store> store;
    std::unique_ptr<node::Application> app;
};

inline node::PooledTransaction pay(std::size_t from, std::uint64_t nonce, std::uint64_t value) {
    return small_pooled({.from = from, .nonce = nonce, .to = shop, .value = value});
}
inline node::PooledTransaction count(std::size_t from, std::uint64_t nonce) {
    return small_pooled(
        {.from = from, .nonce = nonce, .to = small::here, .data = small_call("count()")});
}

}  // namespace ambag::test
