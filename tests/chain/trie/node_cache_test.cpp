// SPDX-License-Identifier: Apache-2.0
#include "chain/trie/node_cache.hpp"

#include <random>

#include "chain/base/check.hpp"
#include "chain/crypto/keccak_constant.hpp"
#include "chain/trie/trie.hpp"

namespace ambag::chain {

namespace {

constexpr std::size_t ample = std::size_t{1} << 30;

// Says how often it was asked.
class Counting final : public NodeStore {
 public:
    std::optional<Bytes> node(const TriePath& path) const override {
        ++reads;
        return base.node(path);
    }
    MemoryNodeStore base;
    mutable std::size_t reads = 0;
};

NibblePath path_of(std::size_t number) {
    NibblePath path;
    for (; number > 0; number /= 16) path.push(static_cast<Byte>(number % 16));
    return path;
}

TrieUpdate one_node(const TrieOwner& owner, const NibblePath& path, std::optional<Bytes> encoding) {
    return {owner, Hash{}, {{path, std::move(encoding)}}};
}

// The end of a plain account's leaf, which the cache does not keep.
Bytes account_like(Byte first) {
    Bytes encoding{first, 2, 3, 0xA0};
    append(encoding, empty_trie_root);
    encoding.push_back(0xA0);
    append(encoding, keccak256_constant(""));
    return encoding;
}

}  // namespace

TEST(NodeCache, reads_the_store_once_for_present_and_absent_nodes) {
    const auto store = std::make_shared<Counting>();
    store->base.apply(one_node(std::nullopt, path_of(5), Bytes(40, 7)));
    const NodeCache cache{store, ample};
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(cache.node({std::nullopt, path_of(5)}), Bytes(40, 7));
        EXPECT_EQ(cache.node({std::nullopt, path_of(6)}), std::nullopt);
        EXPECT_EQ(cache.node({Hash{{1}}, path_of(5)}), std::nullopt);
    }
    EXPECT_EQ(store->reads, 3U);
}

TEST(NodeCache, prefers_what_was_applied_to_what_the_store_has) {
    const auto store = std::make_shared<Counting>();
    store->base.apply(one_node(std::nullopt, path_of(5), Bytes(40, 7)));
    NodeCache cache{store, ample};
    cache.apply(one_node(std::nullopt, path_of(5), Bytes(50, 8)));
    EXPECT_EQ(cache.node({std::nullopt, path_of(5)}), Bytes(50, 8));
    cache.apply(one_node(std::nullopt, path_of(5), std::nullopt));
    EXPECT_EQ(cache.node({std::nullopt, path_of(5)}), std::nullopt);
    EXPECT_EQ(store->reads, 0U);
}

TEST(NodeCache, gives_plain_accounts_back_whole) {
    NodeCache cache{std::make_shared<MemoryNodeStore>(), ample};
    cache.apply(one_node(std::nullopt, path_of(1), account_like(9)));
    Bytes longer = account_like(9);
    longer.push_back(1);
    cache.apply(one_node(std::nullopt, path_of(2), longer));
    EXPECT_EQ(cache.node({std::nullopt, path_of(1)}), account_like(9));
    EXPECT_EQ(cache.node({std::nullopt, path_of(2)}), longer);
    cache.apply(one_node(std::nullopt, path_of(1), Bytes{1, 2}));
    EXPECT_EQ(cache.node({std::nullopt, path_of(1)}), (Bytes{1, 2}));
}

TEST(NodeCache, agrees_with_a_map_under_random_use_and_a_tight_budget) {
    std::mt19937_64 random{5};
    const std::vector<TrieOwner> owners{std::nullopt, Hash{{1}}, Hash{{2}}};
    auto durable = std::make_shared<MemoryNodeStore>();
    MemoryNodeStore latest;
    NodeCache cache{durable, std::size_t{3} << 20};
    std::vector<TrieUpdate> pending;
    std::size_t rebases = 0;
    for (int step = 0; step < 60'000; ++step) {
        const TrieOwner& owner = owners[random() % owners.size()];
        const NibblePath path = path_of(random() % 3000);
        if (random() % 3 == 0) {
            std::optional<Bytes> encoding;
            if (random() % 4 == 0)
                encoding = account_like(static_cast<Byte>(random()));
            else if (random() % 4 != 0)
                encoding = Bytes(32 + random() % 600, static_cast<Byte>(random()));
            pending.push_back(one_node(owner, path, std::move(encoding)));
            cache.apply(pending.back());
            latest.apply(pending.back());
        } else {
            ASSERT_EQ(cache.node({owner, path}), latest.node({owner, path})) << "step " << step;
        }
        if (!cache.wants_rebase()) continue;
        // What was applied becomes durable, then the cache may forget.
        ++rebases;
        auto next = std::make_shared<MemoryNodeStore>(*durable);
        for (const TrieUpdate& update : pending) next->apply(update);
        pending.clear();
        durable = next;
        cache.rebase(durable);
    }
    EXPECT_GT(rebases, 2U) << "the budget was never reached";
    std::vector<NibblePath> paths;
    for (std::size_t i = 0; i < 3000; ++i) paths.push_back(path_of(i));
    EXPECT_EQ(cache.nodes(owners[1], paths), latest.nodes(owners[1], paths));
}

TEST(NodeCache, keeps_what_is_not_durable_whatever_the_budget) {
    NodeCache cache{std::make_shared<MemoryNodeStore>(), 1};
    for (std::size_t i = 0; i < 5000; ++i)
        cache.apply(one_node(std::nullopt, path_of(i), Bytes(500, static_cast<Byte>(i))));
    EXPECT_TRUE(cache.wants_rebase());
    for (std::size_t i = 0; i < 5000; ++i)
        EXPECT_EQ(cache.node({std::nullopt, path_of(i)}), Bytes(500, static_cast<Byte>(i)));
}

TEST(NodeCache, serves_updates_like_the_store_itself) {
    std::mt19937_64 random{6};
    const auto nothing = std::make_shared<MemoryNodeStore>();
    NodeCache cache{nothing, ample};
    MemoryNodeStore store;
    Hash root = empty_trie_root;
    for (int block = 0; block < 20; ++block) {
        std::map<Hash, Bytes> batch;
        for (int i = 0; i < 100; ++i) {
            const std::size_t account = random() % 400;
            const Bytes plain{static_cast<Byte>(account & 0xFF), static_cast<Byte>(account >> 8)};
            batch[secure_key(plain)] =
                random() % 5 == 0 ? Bytes{} : account_like(static_cast<Byte>(random()));
        }
        std::vector<TrieChange> changes;
        for (const auto& [key, value] : batch) changes.push_back({key, value});
        const auto from_cache = update_trie(std::nullopt, root, changes, cache);
        const auto from_store = update_trie(std::nullopt, root, changes, store);
        ASSERT_TRUE(from_cache.has_value());
        ASSERT_EQ(from_cache->root, from_store->root);
        ASSERT_EQ(from_cache->nodes, from_store->nodes);
        cache.apply(*from_cache);
        store.apply(*from_store);
        root = from_store->root;
    }
}

}  // namespace ambag::chain
