// SPDX-License-Identifier: Apache-2.0
#include "node/keystore/keystore.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "chain/base/hex.hpp"
#include "node/json/json.hpp"

namespace ambag::node {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view password = "correct horse";
constexpr std::uint64_t cheap = 2;  // for tests of anything but scrypt

chain::PrivateKey dev_key() {
    return chain::PrivateKey::from(
               chain::from_hex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
                   .value())
        .value();
}

bool is_dev_key(const KeystoreResult<chain::PrivateKey>& key) {
    return key && std::ranges::equal(key->bytes(), dev_key().bytes());
}

template <std::size_t N>
chain::FixedBytes<N> filled(chain::Byte with) {
    chain::FixedBytes<N> value;
    value.bytes.fill(with);
    return value;
}

KeystoreSalt fixed_salt() {
    return {filled<32>(0x33), filled<16>(0x11), filled<16>(0x22)};
}

fs::path data_file(const std::string& name) {
    return fs::path{AMBAG_SOURCE_DIR} / "tests/data/keystore" / name;
}

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream{file}.rdbuf();
    return std::move(text).str();
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) {
        ADD_FAILURE() << "no " << from;
        return text;
    }
    return text.replace(at, from.size(), to);
}

KeystoreErrorCode code_of(std::string_view text) {
    const auto key = read_keystore(text, password);
    if (key) {
        ADD_FAILURE() << "opened: " << text;
        return KeystoreErrorCode::not_found;
    }
    EXPECT_FALSE(key.error().detail.empty());
    return key.error().code;
}

// A folder that does not exist yet and is gone afterwards.
class KeystoreFolderTest : public testing::Test {
 protected:
    fs::path parent = make_parent();
    KeystoreFolder folder{parent / "a" / "keys"};

    void TearDown() override { fs::remove_all(parent); }

 private:
    static fs::path make_parent() {
        std::string path = (fs::temp_directory_path() / "ambag-keystore-XXXXXX").string();
        EXPECT_NE(::mkdtemp(path.data()), nullptr);
        return path;
    }
};

}  // namespace

TEST(Keystore, opens_files_of_ethers_cast_and_web3py) {
    for (const char* name : {"ethers.json", "cast.json", "web3py.json", "ours.json"}) {
        const auto key = read_keystore_file(data_file(name), password);
        EXPECT_TRUE(is_dev_key(key)) << name << (key ? "" : ": " + key.error().detail);
    }
}

TEST(Keystore, opens_a_file_at_the_cost_of_geth) {
    EXPECT_TRUE(is_dev_key(read_keystore_file(data_file("ethers-geth-cost.json"), password)));
}

TEST(Keystore, writes_what_ethers_writes_under_the_same_salt) {
    const std::string text = write_keystore(dev_key(), password, fixed_salt());
    const Json ours = parse_json(text).value();
    const Json theirs = parse_json(text_of(data_file("ethers.json"))).value();
    const Json& our_crypto = *ours.find("crypto");
    const Json& their_crypto = *theirs.find("Crypto");
    for (const char* member : {"cipher", "ciphertext", "kdf", "mac", "cipherparams"})
        EXPECT_EQ(*our_crypto.find(member), *their_crypto.find(member)) << member;
    for (const char* member : {"n", "r", "p", "dklen", "salt"})
        EXPECT_EQ(*our_crypto.find("kdfparams")->find(member),
                  *their_crypto.find("kdfparams")->find(member))
            << member;
    for (const char* member : {"address", "version"})
        EXPECT_EQ(*ours.find(member), *theirs.find(member)) << member;
    EXPECT_EQ(*ours.find("id"), Json{"22222222-2222-4222-a222-222222222222"});
    // The file that check.mjs has ethers and cast open.
    EXPECT_EQ(text, text_of(data_file("ours.json")));
}

TEST(Keystore, differs_each_time_and_opens_each_time) {
    const std::string one = write_keystore(dev_key(), password);
    const std::string other = write_keystore(dev_key(), password);
    EXPECT_NE(one, other);
    EXPECT_TRUE(is_dev_key(read_keystore(one, password)));
    EXPECT_TRUE(is_dev_key(read_keystore(other, password)));
}

TEST(Keystore, refuses_a_wrong_password_and_damage) {
    const std::string text = write_keystore(dev_key(), password, fixed_salt(), cheap);
    ASSERT_TRUE(is_dev_key(read_keystore(text, password)));
    for (const std::string_view wrong : {"", "correct horse ", "Correct horse"}) {
        const auto key = read_keystore(text, wrong);
        ASSERT_FALSE(key);
        EXPECT_EQ(key.error().code, KeystoreErrorCode::wrong_password);
    }
    EXPECT_EQ(code_of(replaced(text, "\"salt\": \"33", "\"salt\": \"34")),
              KeystoreErrorCode::wrong_password);
    const std::string ciphertext =
        *parse_json(text)->find("crypto")->find("ciphertext")->as_string();
    EXPECT_EQ(code_of(replaced(text, ciphertext, std::string(64, '0'))),
              KeystoreErrorCode::wrong_password);
    // The MAC does not cover the counter: another key comes out, and its address betrays it.
    EXPECT_EQ(code_of(replaced(text, "\"iv\": \"11", "\"iv\": \"12")),
              KeystoreErrorCode::malformed);
}

TEST(Keystore, refuses_other_formats_and_says_which) {
    const std::string text = write_keystore(dev_key(), password, fixed_salt(), cheap);
    EXPECT_EQ(code_of(""), KeystoreErrorCode::malformed);
    EXPECT_EQ(code_of("{}"), KeystoreErrorCode::malformed);
    EXPECT_EQ(code_of("[]"), KeystoreErrorCode::malformed);
    EXPECT_EQ(code_of(text.substr(0, text.size() / 2)), KeystoreErrorCode::malformed);
    EXPECT_EQ(code_of(replaced(text, "\"version\": 3", "\"version\": 4")),
              KeystoreErrorCode::unsupported);
    EXPECT_EQ(code_of(replaced(text, "aes-128-ctr", "aes-256-gcm")),
              KeystoreErrorCode::unsupported);
    EXPECT_EQ(code_of(replaced(text, "\"kdf\": \"scrypt\"", "\"kdf\": \"argon2\"")),
              KeystoreErrorCode::unsupported);
    EXPECT_EQ(code_of(replaced(text, "\"dklen\": 32", "\"dklen\": 64")),
              KeystoreErrorCode::unsupported);
    EXPECT_EQ(code_of(replaced(text, "\"iv\": \"11", "\"iv\": \"")), KeystoreErrorCode::malformed);
    EXPECT_EQ(code_of(replaced(text, "\"iv\": \"11", "\"iv\": \"1x")),
              KeystoreErrorCode::malformed);
    EXPECT_EQ(code_of(replaced(text, "\"n\": 2", "\"n\": \"2\"")), KeystoreErrorCode::malformed);
}

TEST(Keystore, bounds_the_work_that_a_file_may_ask_for) {
    const std::string text = write_keystore(dev_key(), password, fixed_salt(), cheap);
    for (const char* cost :
         {"\"n\": 3", "\"n\": 0", "\"n\": 1", "\"n\": 524288", "\"n\": 18446744073709551615"})
        EXPECT_EQ(code_of(replaced(text, "\"n\": 2", cost)), KeystoreErrorCode::unsupported)
            << cost;
    EXPECT_EQ(code_of(replaced(text, "\"r\": 8", "\"r\": 4294967296")),
              KeystoreErrorCode::unsupported);
    EXPECT_EQ(code_of(replaced(text, "\"p\": 1", "\"p\": 1000000")),
              KeystoreErrorCode::unsupported);
    EXPECT_EQ(
        code_of(replaced(text_of(data_file("web3py.json")), "\"c\": 1000", "\"c\": 4294967297")),
        KeystoreErrorCode::unsupported);
}

TEST_F(KeystoreFolderTest, keeps_named_accounts_in_private_files) {
    EXPECT_TRUE(folder.list()->empty());
    const auto file = folder.add("alice", dev_key(), password, cheap);
    ASSERT_TRUE(file) << file.error().detail;
    const auto mode = [](const fs::path& path) { return fs::status(path).permissions(); };
    EXPECT_EQ(mode(*file), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(mode(file->parent_path()), fs::perms::owner_all);

    EXPECT_TRUE(is_dev_key(folder.open("alice", password)));
    EXPECT_EQ(folder.address_of("alice"), chain::address_of(dev_key().public_key()));
    const auto accounts = folder.list();
    ASSERT_TRUE(accounts);
    ASSERT_EQ(accounts->size(), 1U);  // no draft is left over
    EXPECT_EQ(accounts->front().name, "alice");
    EXPECT_EQ(accounts->front().address, chain::address_of(dev_key().public_key()));

    EXPECT_TRUE(folder.remove("alice"));
    EXPECT_TRUE(folder.list()->empty());
    EXPECT_EQ(folder.open("alice", password).error().code, KeystoreErrorCode::not_found);
    EXPECT_EQ(folder.remove("alice").error().code, KeystoreErrorCode::not_found);
}

TEST_F(KeystoreFolderTest, never_overwrites_a_key) {
    const auto file = folder.add("alice", dev_key(), password, cheap);
    ASSERT_TRUE(file);
    const std::string before = text_of(*file);
    const auto again = folder.add("alice", dev_key(), "other", cheap);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, KeystoreErrorCode::name_taken);
    EXPECT_EQ(text_of(*file), before);
}

TEST_F(KeystoreFolderTest, lists_by_name_and_takes_files_of_cast) {
    ASSERT_TRUE(folder.add("zoe", dev_key(), password, cheap));
    const auto file = folder.add("bob", dev_key(), password, cheap);
    ASSERT_TRUE(file);
    fs::copy_file(data_file("cast.json"), file->parent_path() / "carol");
    const auto accounts = folder.list().value();
    ASSERT_EQ(accounts.size(), 3U);
    EXPECT_EQ(accounts[0].name, "bob");
    EXPECT_EQ(accounts[1].name, "carol");
    EXPECT_FALSE(accounts[1].address);
    EXPECT_EQ(accounts[2].name, "zoe");
    EXPECT_TRUE(is_dev_key(folder.open("carol", password)));
    EXPECT_EQ(folder.address_of("carol").error().code, KeystoreErrorCode::malformed);
}

TEST_F(KeystoreFolderTest, refuses_names_that_could_leave_the_folder) {
    for (const std::string& name : {std::string{}, std::string{".."}, std::string{"../alice"},
                                    std::string{"a/b"}, std::string{".hidden"}, std::string{"a b"},
                                    std::string(65, 'a'), std::string("a\0b", 3)}) {
        EXPECT_EQ(folder.add(name, dev_key(), password, cheap).error().code,
                  KeystoreErrorCode::invalid_name);
        EXPECT_EQ(folder.open(name, password).error().code, KeystoreErrorCode::invalid_name);
    }
    EXPECT_TRUE(folder.add(std::string(64, 'a'), dev_key(), password, cheap));
}

TEST_F(KeystoreFolderTest, says_when_the_folder_cannot_be_made) {
    const fs::path blocker = parent / "file";
    std::ofstream{blocker} << "x";
    const KeystoreFolder under_a_file{blocker / "keys"};
    EXPECT_EQ(under_a_file.add("alice", dev_key(), password, cheap).error().code,
              KeystoreErrorCode::unreadable);
}

}  // namespace ambag::node
