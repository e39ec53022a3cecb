// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/trie/proof.hpp"
#include "chain/trie/trie.hpp"

// The worked example of chain/trie/README.md; roots and nodes are those of @ethereumjs/mpt 10.1.3.

namespace ambag::chain {

namespace {

Hash key_of(Byte first, Byte second, Byte last) {
    Hash key{{first, second}};
    key.bytes[31] = last;
    return key;
}

std::map<std::string, std::string> stored(const MemoryNodeStore& store) {
    std::map<std::string, std::string> nodes;
    for (const auto& [key, encoding] : store.entries()) {
        std::string path;
        for (std::size_t i = 1; i < key.size(); ++i)
            path += to_hex(BytesView{key}.subspan(i, 1))[3];
        nodes[path] = to_hex(encoding);
    }
    return nodes;
}

}  // namespace

TEST(TrieReadme, worked_example) {
    const std::string zeros_59(59, '0');
    const std::string lower_branch =
        "0xf680a0200504203532231bb35a7b4eaf9ebc65277bc53146b38f2875e1caf39776a036c5208374776f808080"
        "8080808080808080808080";
    const std::string leaf_one =
        "0xe220a06f6e652e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e";
    MemoryNodeStore store;
    std::string one = "one";
    one.resize(32, '.');
    const std::vector<TrieChange> changes{
        {key_of(0xA7, 0x11, 1), to_bytes(as_bytes(one))},
        {key_of(0xA7, 0x11, 2), to_bytes(as_bytes("two"))},
        {key_of(0xA7, 0xF9, 0), to_bytes(as_bytes("three"))},
    };
    const auto made = update_trie(std::nullopt, empty_trie_root, changes, store);
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(to_hex(made->root),
              "0x9bf41e78ad5e65dea9da7c8b3b38cdde03268abcf3d2bb8fe54d8215abe6371b");
    store.apply(*made);
    const std::map<std::string, std::string> expected{
        {"", "0xe48200a7a01923fb5987d72edfbe1aafd297de707de84610d202803403e1cde6245c3f2691"},
        {"a7",
         "0xf85180a0cbff24e3bf6e2d33f27a21082c23c22186ee2172ec9439b19c3fcf47b2c84310808080808080808"
         "08080808080a0894cc02e4e69db95dd32f93808faec32676d45b3cc00a7606eadb820cb5da3ec80"},
        {"a71", "0xf8419f001" + zeros_59 +
                    "a052cb4399fdbf231be786a693a4725e15ebdef28e4e151f781f8d5c4b341e6ac2"},
        {"a711" + zeros_59, lower_branch},
        {"a711" + zeros_59 + "1", leaf_one},
        {"a7f", "0xe69f39" + std::string(60, '0') + "857468726565"},
    };
    EXPECT_EQ(stored(store), expected);

    const Hash absent = key_of(0xB0, 0, 0);
    const auto proof = prove(std::nullopt, made->root, absent, store);
    ASSERT_TRUE(proof.has_value());
    EXPECT_EQ(proof->size(), 1U);
    EXPECT_EQ(verify_proof(made->root, absent, *proof).value(), std::nullopt);

    const std::vector<TrieChange> deletion{{key_of(0xA7, 0xF9, 0), {}}};
    const auto less = update_trie(std::nullopt, made->root, deletion, store);
    ASSERT_TRUE(less.has_value());
    EXPECT_EQ(to_hex(less->root),
              "0x87cacc1b328ec7bec172a5934d3a9c7aa2da1fc073bde9b98a082b690a5b08e7");
    store.apply(*less);
    const std::map<std::string, std::string> expected_after{
        {"", "0xf842a01a711" + zeros_59 +
                 "a052cb4399fdbf231be786a693a4725e15ebdef28e4e151f781f8d5c4b341e6ac2"},
        {"a711" + zeros_59, lower_branch},
        {"a711" + zeros_59 + "1", leaf_one},
    };
    EXPECT_EQ(stored(store), expected_after);
}

}  // namespace ambag::chain
