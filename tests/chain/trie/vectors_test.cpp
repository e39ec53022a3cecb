// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <sstream>

#include "chain/base/check.hpp"
#include "chain/base/hex.hpp"
#include "chain/codec/rlp.hpp"
#include "chain/trie/proof.hpp"
#include "chain/trie/trie.hpp"

// Replays the vectors of tests/data/trie (made by an independent implementation; see the README
// there for the format).

namespace ambag::chain {

namespace {

Bytes hex(std::string_view text) {
    const auto bytes = from_hex(text);
    CHECK(bytes.has_value());
    return *bytes;
}

class Replay {
 public:
    void line(const std::string& text) {
        SCOPED_TRACE(text.substr(0, 100));
        std::istringstream words{text};
        std::string verb;
        words >> verb;
        std::vector<std::string> rest;
        for (std::string word; words >> word;) rest.push_back(word);
        if (verb == "trie") {
            secure_ = rest.at(1) == "secure";
        } else if (verb == "put") {
            batch_[key_of(rest.at(0))] = hex(rest.at(1));
        } else if (verb == "del") {
            batch_[key_of(rest.at(0))] = Bytes{};
        } else if (verb == "root") {
            apply(rest.at(0));
        } else if (verb == "proof") {
            proof(rest);
        } else if (verb == "value") {
            values_.push_back(hex(rest.at(0)));
        } else if (verb == "ordered") {
            ++checked_;
            root_ = ordered_root(values_);
            EXPECT_EQ(to_hex(root_), "0x" + rest.at(0)) << values_.size() << " values";
        } else if (verb == "proof_at") {
            proof_at(rest);
        } else if (verb == "clear") {
            values_.clear();
        } else {
            ADD_FAILURE() << "unknown verb " << verb;
        }
    }

    std::size_t checked() const { return checked_; }
    const Hash& root() const { return root_; }
    const MemoryNodeStore& store() const { return store_; }

 private:
    Hash key_of(const std::string& text) const {
        const Bytes key = hex(text);
        if (secure_) return secure_key(key);
        CHECK(key.size() == 32);
        return Hash::from(key);
    }

    static std::vector<Bytes> nodes_from(const std::vector<std::string>& words, std::size_t first) {
        std::vector<Bytes> nodes;
        for (std::size_t i = first; i < words.size(); ++i) nodes.push_back(hex(words[i]));
        return nodes;
    }

    void apply(const std::string& expected) {
        ++checked_;
        std::vector<TrieChange> changes;
        for (const auto& [key, value] : batch_) changes.push_back({key, value});
        batch_.clear();
        const auto update = update_trie(owner_, root_, changes, store_);
        ASSERT_TRUE(update.has_value()) << update.error().detail;
        EXPECT_EQ(to_hex(update->root), "0x" + expected);
        store_.apply(*update);
        root_ = update->root;
    }

    void proof(const std::vector<std::string>& words) {
        ++checked_;
        const Hash key = key_of(words.at(0));
        std::optional<Bytes> value;
        if (words.at(1) != "-") value = hex(words.at(1));
        const std::vector<Bytes> expected = nodes_from(words, 2);
        const auto made = prove(owner_, root_, key, store_);
        ASSERT_TRUE(made.has_value()) << made.error().detail;
        EXPECT_EQ(*made, expected);
        EXPECT_EQ(trie_value(owner_, root_, key, store_).value(), value);
        const auto verified = verify_proof(root_, key, expected);
        ASSERT_TRUE(verified.has_value()) << describe(verified.error());
        EXPECT_EQ(*verified, value);
    }

    void proof_at(const std::vector<std::string>& words) {
        ++checked_;
        const auto index = static_cast<std::size_t>(std::stoul(words.at(0)));
        const std::vector<Bytes> expected = nodes_from(words, 1);
        EXPECT_EQ(prove_ordered(values_, index), expected);
        Bytes key;
        rlp::write_integer(key, index);
        const auto verified = verify_proof(root_, key, expected);
        ASSERT_TRUE(verified.has_value()) << describe(verified.error());
        EXPECT_EQ(*verified, values_[index]);
    }

    bool secure_ = false;
    TrieOwner owner_ = Hash{{7}};
    std::map<Hash, Bytes> batch_;
    Hash root_ = empty_trie_root;
    MemoryNodeStore store_;
    std::vector<Bytes> values_;
    std::size_t checked_ = 0;
};

Replay replay(const std::string& name) {
    Replay replayed;
    std::ifstream file{AMBAG_SOURCE_DIR "/tests/data/trie/" + name};
    EXPECT_TRUE(file.is_open());
    for (std::string text; std::getline(file, text);) replayed.line(text);
    return replayed;
}

}  // namespace

TEST(TrieVectors, agree_on_random_keys) {
    const Replay replayed = replay("random.txt");
    EXPECT_EQ(replayed.checked(), 31U);
    EXPECT_EQ(replayed.root(), empty_trie_root);
    EXPECT_TRUE(replayed.store().entries().empty());
}

TEST(TrieVectors, agree_on_crowded_keys_and_embedded_nodes) {
    const Replay replayed = replay("crowded.txt");
    EXPECT_EQ(replayed.checked(), 61U);
    EXPECT_EQ(replayed.root(), empty_trie_root);
    EXPECT_TRUE(replayed.store().entries().empty());
}

TEST(TrieVectors, agree_on_accounts_under_hashed_addresses) {
    EXPECT_EQ(replay("accounts.txt").checked(), 26U);
}

TEST(TrieVectors, agree_on_tries_keyed_by_index) {
    EXPECT_GE(replay("ordered.txt").checked(), 30U);
}

}  // namespace ambag::chain
