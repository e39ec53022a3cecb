// SPDX-License-Identifier: Apache-2.0
#include <random>

#include "chain/base/check.hpp"
#include "chain/base/hex.hpp"
#include "chain/trie/trie.hpp"

// Random sequences with a fixed seed: whichever way a set of entries came about, the root and the
// stored nodes are the same. The model is a std::map; that its trie from scratch has the right
// root is what vectors_test.cpp shows against another implementation.

namespace ambag::chain {

namespace {

const TrieOwner owner = std::nullopt;

struct Trie {
    Hash root = empty_trie_root;
    MemoryNodeStore store;

    TrieUpdate apply(const std::vector<TrieChange>& changes) {
        auto update = update_trie(owner, root, changes, store);
        CHECK(update.has_value());
        store.apply(*update);
        root = update->root;
        return *std::move(update);
    }
};

using Model = std::map<Hash, Bytes>;

Trie built_from(const Model& model) {
    std::vector<TrieChange> changes;
    for (const auto& [key, value] : model) changes.push_back({key, value});
    Trie trie;
    trie.apply(changes);
    return trie;
}

// Shapes of key sets: spread keys, and keys that differ in few nibbles only, so that deep
// extensions and nodes inside their parent are common.
struct Shape {
    std::vector<std::size_t> places;  // bytes that vary
    Byte mask;                        // bits that vary in them
    std::size_t value_max;
};

class Random {
 public:
    explicit Random(std::uint64_t seed) : engine_{seed} {}

    std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
    Hash key(const Shape& shape) {
        Hash key;
        for (const std::size_t place : shape.places)
            key.bytes[place] = static_cast<Byte>(below(256)) & shape.mask;
        return key;
    }
    Bytes value(const Shape& shape) {
        Bytes value(1 + below(shape.value_max));
        for (Byte& byte : value) byte = static_cast<Byte>(below(256));
        return value;
    }
    std::map<Hash, Bytes> batch(const Shape& shape, const Model& model, std::size_t size) {
        std::map<Hash, Bytes> changes;
        for (std::size_t i = 0; i < size; ++i) {
            Hash changed = key(shape);
            if (!model.empty() && below(2) == 0) {
                const auto at = model.lower_bound(changed);
                changed = at == model.end() ? model.begin()->first : at->first;
            }
            const std::size_t kind = below(10);
            if (kind < 5)
                changes[changed] = value(shape);
            else if (kind < 6 && model.contains(changed))
                changes[changed] = model.at(changed);  // no change at all
            else
                changes[changed] = Bytes{};
        }
        return changes;
    }

 private:
    std::mt19937_64 engine_;
};

const std::vector<Shape> shapes{
    {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 0xFF, 90},
    {{0, 31}, 0x33, 3},
    {{29, 30, 31}, 0x11, 2},
    {{3, 17, 31}, 0x21, 40},
    {{31}, 0xFF, 1},
};

void expect_nothing_idle(const TrieUpdate& update, const MemoryNodeStore& before) {
    for (std::size_t i = 1; i < update.nodes.size(); ++i)
        EXPECT_LT(update.nodes[i - 1].path, update.nodes[i].path);
    for (const NodeChange& change : update.nodes)
        EXPECT_NE(change.encoding, before.node({owner, change.path}))
            << "a change that changes nothing";
}

}  // namespace

TEST(TrieModel, gives_one_trie_for_one_set_of_entries_however_it_came_about) {
    for (std::size_t s = 0; s < shapes.size(); ++s) {
        SCOPED_TRACE(s);
        Random random{1000 + s};
        Model model;
        Trie batched;
        Trie single;
        for (int round = 0; round < 60; ++round) {
            const auto changes = random.batch(shapes[s], model, 1 + random.below(25));
            std::vector<TrieChange> list;
            for (const auto& [key, value] : changes) {
                list.push_back({key, value});
                if (value.empty())
                    model.erase(key);
                else
                    model[key] = value;
                single.apply({{key, value}});
            }
            const MemoryNodeStore before = batched.store;
            expect_nothing_idle(batched.apply(list), before);
            const Trie rebuilt = built_from(model);
            ASSERT_EQ(batched.root, rebuilt.root) << "round " << round;
            ASSERT_EQ(single.root, rebuilt.root) << "round " << round;
            ASSERT_EQ(batched.store.entries(), rebuilt.store.entries()) << "round " << round;
            ASSERT_EQ(single.store.entries(), rebuilt.store.entries()) << "round " << round;
        }
        EXPECT_FALSE(model.empty());
    }
}

// Batches of thousands go through the update in portions.
TEST(TrieModel, gives_the_same_trie_when_a_batch_goes_in_portions) {
    const Shape spread{{0, 1, 2, 3}, 0xFF, 60};
    const Shape below_an_extension{{9, 10, 30, 31}, 0x77, 3};
    for (const Shape& shape : {spread, below_an_extension}) {
        Random random{77};
        Model model;
        Trie trie;
        for (const std::size_t size : {6000U, 5000U, 1500U, 7000U}) {
            const auto changes = random.batch(shape, model, size);
            std::vector<TrieChange> list;
            for (const auto& [key, value] : changes) {
                list.push_back({key, value});
                if (value.empty())
                    model.erase(key);
                else
                    model[key] = value;
            }
            ASSERT_GT(list.size(), 1024U);
            const MemoryNodeStore before = trie.store;
            expect_nothing_idle(trie.apply(list), before);
            const Trie rebuilt = built_from(model);
            ASSERT_EQ(trie.root, rebuilt.root) << size;
            ASSERT_EQ(trie.store.entries(), rebuilt.store.entries()) << size;
        }
        // All but one go, so that whole portions vanish and the root becomes a leaf.
        std::vector<TrieChange> deletions;
        for (const auto& [key, value] : model)
            if (key != model.begin()->first) deletions.push_back({key, {}});
        ASSERT_GT(deletions.size(), 1024U);
        trie.apply(deletions);
        const Trie rebuilt = built_from({*model.begin()});
        EXPECT_EQ(trie.root, rebuilt.root);
        EXPECT_EQ(trie.store.entries(), rebuilt.store.entries());
    }
}

TEST(TrieModel, finds_every_entry_and_no_other) {
    Random random{7};
    for (const Shape& shape : shapes) {
        Model model;
        for (int i = 0; i < 40; ++i) model[random.key(shape)] = random.value(shape);
        const Trie trie = built_from(model);
        for (int i = 0; i < 200; ++i) {
            const Hash key = random.key(shape);
            const auto found = trie_value(owner, trie.root, key, trie.store).value();
            if (model.contains(key))
                EXPECT_EQ(found, model.at(key));
            else
                EXPECT_EQ(found, std::nullopt);
        }
    }
}

TEST(TrieModel, empties_the_store_when_every_entry_is_deleted) {
    Random random{8};
    for (const Shape& shape : shapes) {
        Model model;
        for (int i = 0; i < 40; ++i) model[random.key(shape)] = random.value(shape);
        Trie trie = built_from(model);
        std::vector<TrieChange> changes;
        for (const auto& [key, value] : model) changes.push_back({key, {}});
        trie.apply(changes);
        EXPECT_EQ(trie.root, empty_trie_root);
        EXPECT_TRUE(trie.store.entries().empty());
    }
}

TEST(Trie, lists_nothing_when_nothing_changes) {
    Trie trie = built_from({{Hash{{1}}, {5}}, {Hash{{2}}, {6}}});
    const auto update = update_trie(
        owner, trie.root, std::vector<TrieChange>{{Hash{{1}}, {5}}, {Hash{{3}}, {}}}, trie.store);
    ASSERT_TRUE(update.has_value());
    EXPECT_EQ(update->root, trie.root);
    EXPECT_TRUE(update->nodes.empty());
    EXPECT_EQ(update_trie(owner, empty_trie_root, {}, trie.store)->root, empty_trie_root);
}

TEST(Trie, keeps_owners_apart_in_one_store) {
    MemoryNodeStore store;
    const std::vector<TrieChange> one{{Hash{{1}}, {5}}};
    const std::vector<TrieChange> other{{Hash{{1}}, {6}}};
    const auto state = update_trie(std::nullopt, empty_trie_root, one, store);
    const auto storage = update_trie(Hash{{9}}, empty_trie_root, other, store);
    store.apply(*state);
    store.apply(*storage);
    EXPECT_EQ(trie_value(std::nullopt, state->root, Hash{{1}}, store).value(), Bytes{5});
    EXPECT_EQ(trie_value(Hash{{9}}, storage->root, Hash{{1}}, store).value(), Bytes{6});
}

TEST(Trie, notices_every_node_that_the_store_lacks_or_garbles) {
    Random random{9};
    Model model;
    for (int i = 0; i < 60; ++i) model[random.key(shapes[1])] = Bytes(40, static_cast<Byte>(i + 1));
    const Trie trie = built_from(model);
    std::vector<TrieChange> all;
    for (const auto& [key, value] : model) all.push_back({key, Bytes{1}});
    for (const auto& [faulty, encoding] : trie.store.entries()) {
        MemoryNodeStore without;
        MemoryNodeStore garbled;
        for (const auto& [key, bytes] : trie.store.entries()) {
            NibblePath path;
            for (std::size_t i = 1; i < key.size(); ++i) path.push(key[i]);
            if (key != faulty) without.apply({owner, {}, {{path, bytes}}});
            Bytes copy = bytes;
            if (key == faulty) copy[0] ^= 0x01;
            garbled.apply({owner, {}, {{path, copy}}});
        }
        const auto lacking = update_trie(owner, trie.root, all, without);
        ASSERT_FALSE(lacking.has_value());
        EXPECT_EQ(lacking.error().rule, "trie-node-present");
        const auto strange = update_trie(owner, trie.root, all, garbled);
        ASSERT_FALSE(strange.has_value());
        EXPECT_EQ(strange.error().rule, "trie-node-canonical");
    }
}

TEST(Trie, has_another_root_for_every_entry_left_out_or_changed) {
    Random random{10};
    Model model;
    for (int i = 0; i < 50; ++i) model[random.key(shapes[3])] = random.value(shapes[3]);
    const Hash root = built_from(model).root;
    for (const auto& [key, value] : model) {
        Model fewer = model;
        fewer.erase(key);
        EXPECT_NE(built_from(fewer).root, root);
        Model changed = model;
        changed[key].back() ^= 0x01;
        EXPECT_NE(built_from(changed).root, root);
    }
}

TEST(Trie, reads_each_node_on_the_way_once_and_no_sibling) {
    class Counting final : public NodeStore {
     public:
        explicit Counting(const MemoryNodeStore& base) : base_{base} {}
        std::optional<Bytes> node(const TriePath& path) const override {
            ++reads[store_key(path)];
            return base_.node(path);
        }
        mutable std::map<Bytes, int> reads;

     private:
        const MemoryNodeStore& base_;
    };
    Random random{11};
    Model model;
    for (int i = 0; i < 500; ++i) model[random.key(shapes[0])] = Bytes(40, 1);
    const Trie trie = built_from(model);
    std::vector<TrieChange> changes;
    std::size_t i = 0;
    for (const auto& [key, value] : model)
        if (i++ % 10 == 0) changes.push_back({key, Bytes(40, 2)});
    const Counting counting{trie.store};
    const auto update = update_trie(owner, trie.root, changes, counting);
    ASSERT_TRUE(update.has_value());
    EXPECT_EQ(counting.reads.size(), update->nodes.size());
    for (const auto& [key, count] : counting.reads) EXPECT_EQ(count, 1);
}

TEST(TrieDeathTest, stops_on_changes_out_of_order) {
    const std::vector<TrieChange> changes{{Hash{{2}}, {1}}, {Hash{{1}}, {1}}};
    const MemoryNodeStore store;
    EXPECT_DEATH(static_cast<void>(update_trie(owner, empty_trie_root, changes, store)), "key");
}

}  // namespace ambag::chain
