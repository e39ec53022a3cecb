// SPDX-License-Identifier: Apache-2.0
#include "chain/base/amount.hpp"
#include "chain/base/hex.hpp"
#include "chain/base/result.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/crypto/keccak_constant.hpp"

namespace ambag::chain {

static_assert(!std::is_constructible_v<U256, int>, "no conversion from signed types");
static_assert(!std::is_convertible_v<Address, Hash>);
static_assert(!std::is_convertible_v<Amount, U256>);

TEST(Keccak, matches_published_digests_at_both_times) {
    // keccak256("") and keccak256("abc"), Ethereum yellow paper and Keccak team vectors.
    static constexpr Hash empty = keccak256_constant("");
    EXPECT_EQ(to_hex(empty), "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    EXPECT_EQ(to_hex(keccak256(as_bytes("abc"))),
              "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
    for (const std::size_t size : {0U, 1U, 135U, 136U, 137U, 272U, 1000U}) {
        const std::string text(size, 'x');
        EXPECT_EQ(keccak256(as_bytes(text)), keccak256_constant(text)) << size;
    }
}

TEST(Hex, writes_the_checksums_of_eip55) {
    for (const char* text : {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                             "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                             "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                             "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"}) {
        const auto address = parse_address(text);
        ASSERT_TRUE(address) << text;
        EXPECT_EQ(to_checksum(*address), text);
    }
    EXPECT_FALSE(parse_address("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed"));
    EXPECT_FALSE(parse_address("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe"));
}

TEST(U256, checks_its_range) {
    const U256 most = U256::max();
    EXPECT_FALSE(checked_add(most, U256{1U}));
    EXPECT_FALSE(checked_sub(U256{1U}, U256{2U}));
    EXPECT_FALSE(checked_mul(U256::power_of_two(128), U256::power_of_two(128)));
    EXPECT_EQ(*checked_mul(U256::power_of_two(127), U256::power_of_two(128)),
              U256::power_of_two(255));
    EXPECT_FALSE(mul_div(most, most, U256{1U}, Rounding::down));
    EXPECT_EQ(*mul_div(most, most, most, Rounding::down), most);
    EXPECT_EQ(*mul_div(U256{7U}, U256{1U}, U256{2U}, Rounding::down), U256{3U});
    EXPECT_EQ(*mul_div(U256{7U}, U256{1U}, U256{2U}, Rounding::up), U256{4U});
    EXPECT_FALSE(div_floor(most, U256{}));
    EXPECT_EQ(wrapping_add(most, U256{2U}), U256{1U});
    EXPECT_EQ(wrapping_sub(U256{1U}, U256{3U}), *checked_sub(most, U256{1U}));
}

TEST(U256, reads_and_writes_text_and_bytes) {
    const std::string decimal =
        "115792089237316195423570985008687907853269984665640564039457584007913129639935";
    EXPECT_EQ(U256::max().to_decimal(), decimal);
    EXPECT_EQ(*U256::parse(decimal), U256::max());
    EXPECT_FALSE(U256::parse(
        "115792089237316195423570985008687907853269984665640564039457584007913129639936"));
    for (const char* bad : {"", "0x", "-1", "1.0", "0xg", " 1", "a"})
        EXPECT_FALSE(U256::parse(bad)) << bad;
    EXPECT_EQ(U256{}.to_hex(), "0x0");
    EXPECT_EQ(U256{1024U}.to_hex(), "0x400");
    EXPECT_TRUE(U256{}.to_minimal_bytes().empty());
    EXPECT_EQ(U256::from_big_endian(U256::max().to_word()), U256::max());
    const Bytes three{1, 2, 3};
    EXPECT_EQ(U256::from_big_endian(three).to_minimal_bytes(), three);
}

TEST(Result, try_returns_the_error_of_the_inner_call) {
    const auto inner = [](bool ok) -> Result<int> {
        if (!ok) return std::unexpected(Revert{{1}});
        return 7;
    };
    const auto outer = [&](bool ok) -> Result<int> { return TRY(inner(ok)) + 1; };
    EXPECT_EQ(*outer(true), 8);
    EXPECT_EQ(outer(false).error(), Revert{{1}});
}

}  // namespace ambag::chain
