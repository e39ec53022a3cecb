// SPDX-License-Identifier: Apache-2.0
#include "node/keystore/mnemonic.hpp"

#include <algorithm>
#include <set>

#include "chain/base/hex.hpp"
#include "chain/crypto/hash.hpp"
#include "node/keystore/hd_key.hpp"
#include "node/keystore/wordlist.hpp"
#include "tests/chain/vector_file.hpp"

namespace ambag::node {

namespace {

using chain::as_bytes;
using chain::to_hex;
using chain::test::read_records;
using chain::test::Record;

std::string words_of(const Record& record) {
    std::string words = record.text("words");
    std::ranges::replace(words, ',', ' ');
    return words;
}

constexpr std::string_view junk = "test test test test test test test test test test test junk";

}  // namespace

TEST(Mnemonic, holds_the_published_word_list) {
    std::string lines{english_words};
    std::ranges::replace(lines, ' ', '\n');
    lines += '\n';
    // SHA-256 of bips/bip-0039/english.txt.
    EXPECT_EQ(to_hex(chain::sha256(as_bytes(lines))),
              "0x2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
}

TEST(Mnemonic, answers_the_vectors_of_bip39) {
    for (const Record& record : read_records("keystore/mnemonics.txt")) {
        const std::string words = words_of(record);
        EXPECT_EQ(mnemonic_of_entropy(chain::from_hex(record.text("entropy")).value()), words);
        EXPECT_EQ(check_mnemonic(words), words);
        EXPECT_EQ(to_hex(seed_of_mnemonic(words, "TREZOR").value()), record.text("seed"));
    }
}

TEST(Mnemonic, takes_any_white_space_between_words) {
    EXPECT_EQ(
        check_mnemonic("  test\ttest test test test test\n test test test test test   junk \n"),
        junk);
}

TEST(Mnemonic, says_what_is_wrong) {
    EXPECT_EQ(check_mnemonic("test test junk").error(),
              "a mnemonic has 12, 15, 18, 21 or 24 words, not 3");
    EXPECT_EQ(check_mnemonic("").error(), "a mnemonic has 12, 15, 18, 21 or 24 words, not 0");
    EXPECT_EQ(check_mnemonic("test test test test test test test test test test test Junk").error(),
              "word 12, \"Junk\", is not in the English word list of BIP-39");
    EXPECT_EQ(check_mnemonic("test test test test test test test test test test test test").error(),
              "the checksum in the last word does not fit: a word is wrong or out of place");
    EXPECT_FALSE(seed_of_mnemonic(junk, "Zürich"));
    EXPECT_FALSE(mnemonic_of_entropy(chain::Bytes(15)));
    EXPECT_FALSE(mnemonic_of_entropy(chain::Bytes(18)));
    EXPECT_FALSE(mnemonic_of_entropy(chain::Bytes(36)));
}

TEST(Mnemonic, makes_new_ones_that_differ_and_check) {
    std::set<std::string> seen;
    for (const unsigned count : {12U, 15U, 18U, 21U, 24U, 12U, 24U}) {
        const std::string words = make_mnemonic(count).value();
        EXPECT_EQ(static_cast<unsigned>(std::ranges::count(words, ' ')) + 1, count);
        EXPECT_TRUE(check_mnemonic(words)) << words;
        EXPECT_TRUE(seen.insert(words).second);
    }
    EXPECT_FALSE(make_mnemonic(13));
    EXPECT_FALSE(make_mnemonic(0));
}

TEST(HdKey, answers_the_vectors_of_bip32) {
    for (const Record& record : read_records("keystore/keys.txt")) {
        const auto path = parse_key_path(record.text("path"));
        ASSERT_TRUE(path);
        const auto found = key_at(chain::from_hex(record.text("seed")).value(), *path);
        ASSERT_TRUE(found);
        EXPECT_EQ(to_hex(found->key.bytes()), record.text("key"));
        EXPECT_EQ(to_hex(found->chain_code), record.text("chain_code"));
    }
}

TEST(HdKey, numbers_accounts_as_ethers_does) {
    for (const Record& record : read_records("keystore/accounts.txt")) {
        const auto index = static_cast<std::uint32_t>(record.u64("index"));
        const auto key = account_key(words_of(record), index);
        ASSERT_TRUE(key) << key.error();
        EXPECT_EQ(to_hex(key->bytes()), record.text("key"));
        EXPECT_EQ(to_hex(chain::address_of(key->public_key())), record.text("address"));
    }
}

TEST(HdKey, gives_the_published_first_account_of_the_development_mnemonic) {
    const auto keys = account_keys(junk, 10);
    ASSERT_TRUE(keys);
    ASSERT_EQ(keys->size(), 10U);
    EXPECT_EQ(to_hex(keys->front().bytes()),
              "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    EXPECT_EQ(chain::to_checksum(chain::address_of(keys->front().public_key())),
              "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
    EXPECT_EQ(to_hex(keys->at(9).bytes()), to_hex(account_key(junk, 9)->bytes()));
}

TEST(HdKey, refuses_what_is_no_path_seed_or_index) {
    for (const char* path : {"", "44'/60'", "m/", "m//0", "m/x", "m/-1", "m/1''", "m/2147483648",
                             "m/0 ", "m 0", "m/0'/"})
        EXPECT_FALSE(parse_key_path(path)) << path;
    EXPECT_EQ(parse_key_path("m/44'/60h/7"),
              (std::vector<std::uint32_t>{44 + hardened, 60 + hardened, 7}));
    EXPECT_FALSE(master_key(chain::Bytes(15)));
    EXPECT_FALSE(master_key(chain::Bytes(65)));
    EXPECT_FALSE(account_key(junk, hardened));
    EXPECT_FALSE(account_keys("test test", 1));
}

}  // namespace ambag::node
