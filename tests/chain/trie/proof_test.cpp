// SPDX-License-Identifier: Apache-2.0
#include "chain/trie/proof.hpp"

#include "chain/base/check.hpp"
#include "chain/base/hex.hpp"
#include "chain/codec/rlp.hpp"
#include "chain/trie/trie.hpp"

namespace ambag::chain {

namespace {

const TrieOwner owner = std::nullopt;

// 64 entries under hashed keys, and an extension with small nodes below it.
struct Fixture {
    Fixture() {
        std::map<Hash, Bytes> entries;
        for (Byte i = 0; i < 64; ++i)
            entries[secure_key(Bytes{i})] = Bytes(1 + i % 40U, static_cast<Byte>(i + 1));
        Hash deep = Hash{{0xAB}};
        for (Byte i = 0; i < 3; ++i) {
            deep.bytes[31] = i;
            entries[deep] = Bytes{static_cast<Byte>(i + 1)};
        }
        std::vector<TrieChange> changes;
        for (const auto& [key, value] : entries) {
            changes.push_back({key, value});
            present.push_back(key);
        }
        const auto update = update_trie(owner, empty_trie_root, changes, store);
        CHECK(update.has_value());
        store.apply(*update);
        root = update->root;
        for (Byte i = 64; i < 96; ++i) absent.push_back(secure_key(Bytes{i}));
        deep.bytes[31] = 3;
        absent.push_back(deep);  // a free place of the small branch
        deep.bytes[20] = 1;
        absent.push_back(deep);  // leaves the extension's path
    }

    std::vector<Bytes> proof(const Hash& key) const {
        auto made = prove(owner, root, key, store);
        CHECK(made.has_value());
        return *std::move(made);
    }

    MemoryNodeStore store;
    Hash root;
    std::vector<Hash> present;
    std::vector<Hash> absent;
};

Hash only_node(const Bytes& encoding) {
    return keccak256(encoding);
}

}  // namespace

TEST(Proof, shows_what_is_there_and_what_is_not) {
    const Fixture trie;
    for (const Hash& key : trie.present) {
        const auto value = verify_proof(trie.root, key, trie.proof(key));
        ASSERT_TRUE(value.has_value());
        EXPECT_EQ(*value, trie_value(owner, trie.root, key, trie.store).value());
        EXPECT_TRUE(value->has_value());
    }
    for (const Hash& key : trie.absent) {
        const auto value = verify_proof(trie.root, key, trie.proof(key));
        ASSERT_TRUE(value.has_value());
        EXPECT_EQ(*value, std::nullopt);
    }
}

TEST(Proof, refuses_every_flipped_bit) {
    const Fixture trie;
    for (const Hash& key : {trie.present[5], trie.present[40], trie.absent[3], trie.absent[33]}) {
        const std::vector<Bytes> proof = trie.proof(key);
        for (std::size_t node = 0; node < proof.size(); ++node) {
            for (std::size_t bit = 0; bit < 8 * proof[node].size(); ++bit) {
                std::vector<Bytes> forged = proof;
                forged[node][bit / 8] ^= static_cast<Byte>(1U << (bit % 8));
                const auto value = verify_proof(trie.root, key, forged);
                ASSERT_FALSE(value.has_value()) << "node " << node << " bit " << bit;
                EXPECT_EQ(value.error(), ProofError::hash_mismatch);
            }
        }
    }
}

TEST(Proof, refuses_missing_surplus_and_swapped_nodes) {
    const Fixture trie;
    for (const Hash& key : {trie.present[0], trie.absent[0]}) {
        const std::vector<Bytes> proof = trie.proof(key);
        ASSERT_GE(proof.size(), 2U);
        for (std::size_t size = 0; size < proof.size(); ++size) {
            const auto cut = verify_proof(trie.root, key, std::span{proof}.first(size));
            ASSERT_FALSE(cut.has_value());
            EXPECT_EQ(cut.error(), ProofError::truncated);
        }
        std::vector<Bytes> longer = proof;
        longer.push_back(proof.back());
        EXPECT_EQ(verify_proof(trie.root, key, longer).error(), ProofError::surplus);
        std::vector<Bytes> swapped = proof;
        std::swap(swapped[0], swapped[1]);
        EXPECT_EQ(verify_proof(trie.root, key, swapped).error(), ProofError::hash_mismatch);
    }
}

TEST(Proof, of_another_key_never_shows_absence_of_a_present_one) {
    const Fixture trie;
    for (const Hash& key : trie.present) {
        for (const Hash& other : trie.absent) {
            const auto value = verify_proof(trie.root, key, trie.proof(other));
            EXPECT_FALSE(value.has_value() && !value->has_value());
        }
    }
}

TEST(Proof, of_an_empty_trie_is_empty) {
    const MemoryNodeStore store;
    const Hash key = secure_key(Bytes{1});
    EXPECT_TRUE(prove(owner, empty_trie_root, key, store)->empty());
    EXPECT_EQ(verify_proof(empty_trie_root, key, {}).value(), std::nullopt);
    const std::vector<Bytes> surplus{{0x80}};
    EXPECT_EQ(verify_proof(empty_trie_root, key, surplus).error(), ProofError::surplus);
    EXPECT_EQ(verify_proof(Hash{{1}}, key, {}).error(), ProofError::truncated);
}

TEST(Proof, refuses_nodes_that_no_trie_has_even_under_their_own_hash) {
    const std::string hash(64, 'a');
    std::string none_16;
    for (int i = 0; i < 16; ++i) none_16 += "80";
    const std::vector<std::pair<std::string, std::string>> cases{
        {"not a list", "83646f67"},
        {"no items", "c0"},
        {"three items", "c3208001"},
        {"a leaf without a value", "c22080"},
        {"a path of an unknown kind", "c24001"},
        {"an even path with a low nibble", "c22101"},
        {"an empty extension", "e200a0" + hash},
        {"an extension to nothing", "c21180"},
        {"a value where an extension has its child", "c21101"},
        {"a branch of one child", "f1a0" + hash + none_16},
        {"trailing bytes", "c2200100"},
        {"a length not in its shortest form", "f8022001"},
    };
    const Hash key;
    for (const auto& [name, text] : cases) {
        const auto encoding = from_hex(text);
        ASSERT_TRUE(encoding.has_value()) << name;
        const auto value = verify_proof(only_node(*encoding), key, std::vector<Bytes>{*encoding});
        ASSERT_FALSE(value.has_value()) << name;
        EXPECT_EQ(value.error(), ProofError::malformed_node) << name;
    }
}

TEST(Proof, refuses_an_extension_below_an_extension) {
    Bytes lower;
    {
        rlp::List list{lower};
        rlp::write_string(lower, Bytes{0x11});
        rlp::write_string(lower, Hash{{0xAA}});
    }
    Bytes upper;
    {
        rlp::List list{upper};
        rlp::write_string(upper, Bytes{0x10});
        rlp::write_string(upper, keccak256(lower));
    }
    const Hash key{{0x01}};
    EXPECT_EQ(verify_proof(only_node(upper), key, std::vector<Bytes>{upper, lower}).error(),
              ProofError::malformed_node);
}

TEST(Proof, tells_a_store_that_holds_another_node) {
    Fixture trie;
    const Hash key = trie.present[0];
    TrieUpdate stale{owner, {}, {{NibblePath{}, trie.proof(key).back()}}};
    trie.store.apply(stale);
    const auto made = prove(owner, trie.root, key, trie.store);
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().rule, "trie-node-hash");
}

}  // namespace ambag::chain
