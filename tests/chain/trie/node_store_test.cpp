// SPDX-License-Identifier: Apache-2.0
#include "chain/trie/node_store.hpp"

#include "chain/base/hex.hpp"

namespace ambag::chain {

namespace {

NibblePath path_of(std::initializer_list<int> nibbles) {
    NibblePath path;
    for (const int nibble : nibbles) path.push(static_cast<Byte>(nibble));
    return path;
}

}  // namespace

TEST(NibblePath, sorts_as_the_strings_of_its_nibbles) {
    const std::vector<NibblePath> ascending{path_of({}),        path_of({0}),    path_of({0, 0}),
                                            path_of({0, 0, 0}), path_of({0, 1}), path_of({1}),
                                            path_of({1, 0}),    path_of({15}),   path_of({15, 15})};
    for (std::size_t i = 1; i < ascending.size(); ++i) EXPECT_LT(ascending[i - 1], ascending[i]);
}

TEST(NibblePath, cuts_and_compares_at_odd_and_even_places) {
    const NibblePath path = path_of({1, 2, 3, 4, 5});
    EXPECT_EQ(path.at(0), 1);
    EXPECT_EQ(path.at(3), 4);
    EXPECT_EQ(path.prefix(3), path_of({1, 2, 3}));
    EXPECT_EQ(path.prefix(4), path_of({1, 2, 3, 4}));
    EXPECT_EQ(common_nibbles(path.bytes, path_of({1, 2, 3, 5}).bytes), 3U);
    EXPECT_EQ(common_nibbles(path.bytes, path_of({1, 2, 4}).bytes), 2U);
    EXPECT_EQ(common_nibbles(path.bytes, path.bytes), 64U);
}

TEST(StoreKey, puts_the_owner_first_and_a_byte_for_each_nibble) {
    EXPECT_EQ(to_hex(store_key({std::nullopt, path_of({})})), "0x00");
    EXPECT_EQ(to_hex(store_key({std::nullopt, path_of({10, 0, 15})})), "0x000a000f");
    const Hash owner{{0xAB}};
    EXPECT_EQ(to_hex(store_key({owner, path_of({7})})), "0x01ab" + std::string(62, '0') + "07");
}

}  // namespace ambag::chain
