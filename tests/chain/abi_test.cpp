// SPDX-License-Identifier: Apache-2.0
#include "chain/codec/abi.hpp"

#include "chain/base/hex.hpp"

namespace ambag::chain {

namespace {

struct Pair {
    std::uint64_t a;
    std::string b;
};

struct Flat {
    Address a;
    Hash b;
    U256 c;
};

static_assert(member_count<Pair> == 2);
static_assert(member_count<Flat> == 3);

Bytes hex(std::string_view text) {
    return *from_hex(text);
}

}  // namespace

TEST(Abi, names_the_types_of_the_specification) {
    EXPECT_EQ((abi::Codec<std::tuple<std::vector<Address>, std::vector<U256>, std::vector<Bytes>,
                                     std::string>>::name()),
              "(address[],uint256[],bytes[],string)");
    EXPECT_EQ(abi::Codec<std::vector<Pair>>::name(), "(uint64,string)[]");
    EXPECT_EQ(abi::Codec<Uint208>::name(), "uint208");
    EXPECT_EQ(abi::Codec<Selector>::name(), "bytes4");
    EXPECT_EQ(abi::Codec<Flat>::name(), "(address,bytes32,uint256)");
}

// The example sam(bytes,bool,uint256[]) of the ABI specification: ("dave", true, [1,2,3]).
TEST(Abi, encodes_the_example_of_the_specification) {
    const Bytes expected =
        hex("0000000000000000000000000000000000000000000000000000000000000060"
            "0000000000000000000000000000000000000000000000000000000000000001"
            "00000000000000000000000000000000000000000000000000000000000000a0"
            "0000000000000000000000000000000000000000000000000000000000000004"
            "6461766500000000000000000000000000000000000000000000000000000000"
            "0000000000000000000000000000000000000000000000000000000000000003"
            "0000000000000000000000000000000000000000000000000000000000000001"
            "0000000000000000000000000000000000000000000000000000000000000002"
            "0000000000000000000000000000000000000000000000000000000000000003");
    const Bytes dave = to_bytes(as_bytes("dave"));
    const std::vector<U256> numbers{U256{1U}, U256{2U}, U256{3U}};
    EXPECT_EQ(abi::encode(dave, true, numbers), expected);
    const auto back = abi::decode<Bytes, bool, std::vector<U256>>(expected);
    ASSERT_TRUE(back);
    EXPECT_EQ(std::get<0>(*back), dave);
    EXPECT_EQ(std::get<2>(*back), numbers);
}

// The example f(uint256,uint32[],bytes10,bytes) of the specification.
TEST(Abi, encodes_the_second_example_of_the_specification) {
    const Bytes expected =
        hex("0000000000000000000000000000000000000000000000000000000000000123"
            "0000000000000000000000000000000000000000000000000000000000000080"
            "3132333435363738393000000000000000000000000000000000000000000000"
            "00000000000000000000000000000000000000000000000000000000000000e0"
            "0000000000000000000000000000000000000000000000000000000000000002"
            "0000000000000000000000000000000000000000000000000000000000000456"
            "0000000000000000000000000000000000000000000000000000000000000789"
            "000000000000000000000000000000000000000000000000000000000000000d"
            "48656c6c6f2c20776f726c642100000000000000000000000000000000000000");
    EXPECT_EQ(abi::encode(U256{0x123U}, std::vector<std::uint32_t>{0x456, 0x789},
                          FixedBytes<10>::from(as_bytes("1234567890")),
                          to_bytes(as_bytes("Hello, world!"))),
              expected);
}

TEST(Abi, nests_dynamic_structs_in_arrays) {
    const std::vector<Pair> pairs{{1, "one"}, {2, std::string(40, 'x')}};
    const Bytes encoded = abi::encode(pairs);
    const auto back = abi::decode<std::vector<Pair>>(encoded);
    ASSERT_TRUE(back);
    EXPECT_EQ(std::get<0>(*back)[1].b, pairs[1].b);
    EXPECT_EQ(std::get<0>(*back)[0].a, 1U);
}

TEST(Abi, refuses_what_is_not_strict) {
    EXPECT_FALSE((abi::decode<bool>(abi::encode(U256{2U}))));
    EXPECT_FALSE((abi::decode<std::uint8_t>(abi::encode(U256{256U}))));
    EXPECT_FALSE((abi::decode<Address>(abi::encode(U256::power_of_two(160)))));
    EXPECT_FALSE((abi::decode<Selector>(abi::encode(U256{1U}))));
    EXPECT_FALSE((abi::decode<Uint48>(abi::encode(U256::power_of_two(48)))));
    Bytes short_data = abi::encode(U256{1U}, U256{2U});
    short_data.pop_back();
    EXPECT_FALSE((abi::decode<U256, U256>(short_data)));
    EXPECT_FALSE((abi::decode<Bytes>(abi::encode(U256{32U}, U256{33U}, U256{}))));
    EXPECT_FALSE((abi::decode<Bytes>(abi::encode(U256::max()))));
    EXPECT_FALSE((abi::decode<std::vector<U256>>(abi::encode(U256{32U}, U256::max()))));
}

TEST(Abi, bounds_what_aliased_offsets_can_cost) {
    // 1,000 elements that all point at the same 30 KB string.
    Bytes data = abi::encode(U256{32U}, U256{1000U});
    for (int i = 0; i < 1000; ++i) append(data, U256{32000U}.to_word());
    append(data, U256{30000U}.to_word());
    data.resize(data.size() + 30016);
    EXPECT_FALSE((abi::decode<std::vector<Bytes>>(data)));
}

}  // namespace ambag::chain
