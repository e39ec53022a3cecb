// SPDX-License-Identifier: Apache-2.0
#include "chain/codec/rlp.hpp"

#include "chain/base/check.hpp"
#include "chain/base/hex.hpp"

// Expected values: ethereum/tests, RLPTests/rlptest.json and invalidRLPTest.json (case names kept).

namespace ambag::chain {

namespace {

using rlp::Cursor;
using rlp::DecodeError;

Bytes hex(std::string_view text) {
    const auto bytes = from_hex(text);
    CHECK(bytes.has_value());
    return *bytes;
}

std::string encoded_text(std::string_view text) {
    Bytes out;
    rlp::write_string(out, as_bytes(text));
    return to_hex(out);
}

template <class Integer>
std::string encoded_integer(const Integer& value) {
    Bytes out;
    rlp::write_integer(out, value);
    return to_hex(out);
}

void write_texts(Bytes& out, const std::vector<std::string_view>& texts) {
    rlp::List list{out};
    for (const std::string_view text : texts) rlp::write_string(out, as_bytes(text));
}

// Reads one item to its leaves and writes it again.
rlp::Decoded<> copy_item(Cursor& cursor, Bytes& out) {
    if (!cursor.next_is_list()) {
        rlp::write_string(out, TRY(cursor.read_string()));
        return {};
    }
    Cursor inner = TRY(cursor.read_list());
    rlp::List list{out};
    while (!inner.done()) {
        const auto copied = copy_item(inner, out);
        if (!copied) return copied;
    }
    return {};
}

rlp::Decoded<Bytes> round_trip(BytesView input) {
    Bytes out;
    Cursor cursor{input};
    if (const auto copied = copy_item(cursor, out); !copied) return std::unexpected(copied.error());
    if (const auto end = cursor.finish(); !end) return std::unexpected(end.error());
    return out;
}

constexpr std::string_view lorem =
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit. Curabitur mauris magna, suscipit sed "
    "vehicula non, iaculis faucibus tortor. Proin suscipit ultricies malesuada. Duis tortor elit, "
    "dictum quis tristique eu, ultrices at risus. Morbi a est imperdiet mi ullamcorper aliquet "
    "suscipit nec lorem. Aenean quis leo mollis, vulputate elit varius, consequat enim. Nulla "
    "ultrices turpis justo, et posuere urna consectetur nec. Proin non convallis metus. Donec "
    "tempor ipsum in mauris congue sollicitudin. Vestibulum ante ipsum primis in faucibus orci "
    "luctus et ultrices posuere cubilia Curae; Suspendisse convallis sem vel massa faucibus, eget "
    "lacinia lacus tempor. Nulla quis ultricies purus. Proin auctor rhoncus nibh condimentum "
    "mollis. Aliquam consequat enim at metus luctus, a eleifend purus egestas. Curabitur at nibh "
    "metus. Nam bibendum, neque at auctor tristique, lorem libero aliquet arcu, non interdum "
    "tellus lectus sit amet eros. Cras rhoncus, metus ac ornare cursus, dolor justo ultrices "
    "metus, at ullamcorper volutpat";

}  // namespace

TEST(Rlp, writes_the_published_strings) {
    EXPECT_EQ(encoded_text(""), "0x80");
    EXPECT_EQ(encoded_text(std::string_view{"\0", 1}), "0x00");
    EXPECT_EQ(encoded_text("\x01"), "0x01");
    EXPECT_EQ(encoded_text("\x7F"), "0x7f");
    EXPECT_EQ(encoded_text("dog"), "0x83646f67");
    // shortstring2 and longstring: 55 and 56 bytes, either side of the prefix change.
    const std::string_view text = "Lorem ipsum dolor sit amet, consectetur adipisicing elit";
    EXPECT_EQ(
        encoded_text(text.substr(0, 55)),
        "0xb74c6f72656d20697073756d20646f6c6f722073697420616d65742c20636f6e7365637465747572206164"
        "697069736963696e6720656c69");
    EXPECT_EQ(
        encoded_text(text),
        "0xb8384c6f72656d20697073756d20646f6c6f722073697420616d65742c20636f6e736563746574757220"
        "6164697069736963696e6720656c6974");
    // longstring2: 1024 bytes behind a two-byte length.
    ASSERT_EQ(lorem.size(), 1024U);
    EXPECT_EQ(encoded_text(lorem), "0xb90400" + to_hex(as_bytes(lorem)).substr(2));
}

TEST(Rlp, writes_the_published_integers) {
    EXPECT_EQ(encoded_integer(std::uint64_t{0}), "0x80");
    EXPECT_EQ(encoded_integer(std::uint64_t{1}), "0x01");
    EXPECT_EQ(encoded_integer(std::uint64_t{79}), "0x4f");
    EXPECT_EQ(encoded_integer(std::uint64_t{127}), "0x7f");
    EXPECT_EQ(encoded_integer(std::uint64_t{128}), "0x8180");
    EXPECT_EQ(encoded_integer(std::uint64_t{1000}), "0x8203e8");
    EXPECT_EQ(encoded_integer(Nonce{100000}), "0x830186a0");
    EXPECT_EQ(encoded_integer(*U256::parse("83729609699884896815286331701780722")),
              "0x8f102030405060708090a0b0c0d0e0f2");
    EXPECT_EQ(encoded_integer(Amount{*U256::parse(
                  "105315505618206987246253880190783558935785933862974822347068935681")}),
              "0x9c0100020003000400050006000700080009000a000b000c000d000e01");
    EXPECT_EQ(encoded_integer(U256{}), "0x80");
    EXPECT_EQ(encoded_integer(U256::max()), "0xa0" + std::string(64, 'f'));
}

TEST(Rlp, writes_the_published_lists) {
    Bytes out;
    {
        rlp::List empty{out};
    }
    EXPECT_EQ(to_hex(out), "0xc0");

    out.clear();
    write_texts(out, {"dog", "god", "cat"});
    EXPECT_EQ(to_hex(out), "0xcc83646f6783676f6483636174");

    out.clear();
    {
        rlp::List multilist{out};
        rlp::write_string(out, as_bytes("zw"));
        {
            rlp::List inner{out};
            rlp::write_integer(out, std::uint64_t{4});
        }
        rlp::write_integer(out, std::uint64_t{1});
    }
    EXPECT_EQ(to_hex(out), "0xc6827a77c10401");

    out.clear();
    write_texts(out, {"asdf", "qwer", "zxcv", "asdf", "qwer", "zxcv", "asdf", "qwer", "zxcv",
                      "asdf", "qwer"});
    EXPECT_EQ(to_hex(out),
              "0xf784617364668471776572847a78637684617364668471776572847a786376846173646684717765"
              "72847a78637684617364668471776572");
    EXPECT_EQ(out.size(), 56U);

    out.clear();
    {
        rlp::List long_list{out};
        for (int i = 0; i < 32; ++i) write_texts(out, {"asdf", "qwer", "zxcv"});
    }
    EXPECT_EQ(to_hex(out).substr(0, 40), "0xf90200cf84617364668471776572847a786376");
    EXPECT_EQ(out.size(), 3U + 0x200);
}

TEST(Rlp, leaves_what_stands_before_a_list_alone) {
    Bytes out = hex("1122");
    write_texts(out, {"dog"});
    EXPECT_EQ(to_hex(out), "0x1122c483646f67");
}

TEST(Rlp, says_sizes_that_writing_then_has) {
    for (const std::size_t size : {0U, 1U, 55U, 56U, 255U, 256U, 65535U, 65536U}) {
        const Bytes text(size, 0xAA);
        Bytes out;
        rlp::write_string(out, text);
        EXPECT_EQ(rlp::string_size(text), out.size()) << size;
        out.clear();
        rlp::write_list_prefix(out, size);
        EXPECT_EQ(rlp::list_prefix_size(size), out.size()) << size;
    }
    EXPECT_EQ(rlp::string_size(Bytes{0x7F}), 1U);
    EXPECT_EQ(rlp::string_size(Bytes{0x80}), 2U);
}

TEST(Rlp, reads_what_the_published_cases_wrote) {
    for (const char* text :
         {"80", "00", "7f", "8180", "83646f67", "c0", "cc83646f6783676f6483636174",
          "c6827a77c10401", "c4c2c0c0c0", "c7c0c1c0c3c0c1c0",
          "a1010000000000000000000000000000000000000000000000000000000000000000",
          "ecca846b6579318476616c31ca846b6579328476616c32ca846b6579338476616c33ca846b657934847661"
          "6c34",
          "f840cf84617364668471776572847a786376cf84617364668471776572847a786376cf8461736466847177"
          "6572847a786376cf84617364668471776572847a786376"}) {
        const Bytes input = hex(text);
        const auto copy = round_trip(input);
        ASSERT_TRUE(copy.has_value()) << text << ": " << rlp::describe(copy.error());
        EXPECT_EQ(*copy, input) << text;
    }
}

TEST(Rlp, refuses_the_published_invalid_cases) {
    const std::vector<std::pair<const char*, DecodeError>> cases{
        {"bf0f000000000000021111", DecodeError::truncated},  // int32Overflow
        {"ff0f000000000000021111", DecodeError::truncated},
        {"f80180", DecodeError::not_shortest},  // wrongSizeList
        {"f80100", DecodeError::not_shortest},
        {"b9002100dc2b275d0f74e8a53e6f4ec61b27f24278820be3f82ea2110e582081b0565df0",
         DecodeError::not_shortest},  // incorrectLengthInArray
        {"f861f83eb9002100dc2b275d0f74e8a53e6f4ec61b27f24278820be3f82ea2110e582081b0565df027b90015"
         "002d5ef8325ae4d034df55d4b58d0dfba64d61ddd17be00000b9001a00dae30907045a2f66fa36f2bb8aa902"
         "9cbb0b8a7b3b5c435ab331",
         DecodeError::not_shortest},          // randomRLP
        {"8100", DecodeError::not_shortest},  // bytesShouldBeSingleByte
        {"8101", DecodeError::not_shortest},
        {"817F", DecodeError::not_shortest},
        {"b90040000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"
         "28292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f",
         DecodeError::not_shortest},  // leadingZerosInLongLengthArray1
        {"b800", DecodeError::not_shortest},
        {"fb00000040000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425"
         "262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f",
         DecodeError::not_shortest},  // leadingZerosInLongLengthList1
        {"f800", DecodeError::not_shortest},
        {"b81000112233445566778899aabbccddeeff", DecodeError::not_shortest},
        {"b801ff", DecodeError::not_shortest},
        {"f810000102030405060708090a0b0c0d0e0f", DecodeError::not_shortest},
        {"f803112233", DecodeError::not_shortest},
    };
    for (const auto& [text, error] : cases) {
        const auto copy = round_trip(hex(text));
        ASSERT_FALSE(copy.has_value()) << text;
        EXPECT_EQ(copy.error(), error) << text << ": " << rlp::describe(copy.error());
    }
}

TEST(Rlp, refuses_every_cut_and_every_extra_byte) {
    for (const char* text : {"83646f67", "cc83646f6783676f6483636174", "c6827a77c10401"}) {
        const Bytes input = hex(text);
        for (std::size_t size = 0; size < input.size(); ++size) {
            const auto copy = round_trip(BytesView{input}.first(size));
            ASSERT_FALSE(copy.has_value()) << text << " cut to " << size;
            EXPECT_EQ(copy.error(), DecodeError::truncated);
        }
        Bytes longer = input;
        longer.push_back(0x80);
        const auto copy = round_trip(longer);
        ASSERT_FALSE(copy.has_value());
        EXPECT_EQ(copy.error(), DecodeError::trailing_bytes);
    }
    // The largest length that can be written must not wrap the bounds check.
    const auto copy = round_trip(hex("bfffffffffffffffff00"));
    ASSERT_FALSE(copy.has_value());
    EXPECT_EQ(copy.error(), DecodeError::truncated);
}

TEST(Rlp, does_not_let_an_item_reach_past_its_list) {
    // A list of two bytes whose string claims three, with more input behind the list.
    const auto copy = round_trip(hex("c28361626364"));
    ASSERT_FALSE(copy.has_value());
    EXPECT_EQ(copy.error(), DecodeError::truncated);
}

TEST(Rlp, rejects_a_leading_zero) {
    for (const char* text : {"00", "820001",
                             "a00000000000000000000000000000000000000000000000000000"
                             "000000000001"}) {
        const Bytes input = hex(text);
        const auto value = Cursor{input}.read_u256();
        ASSERT_FALSE(value.has_value()) << text;
        EXPECT_EQ(value.error(), DecodeError::leading_zero) << text;
    }
}

TEST(Rlp, reads_integers_up_to_their_width_and_no_wider) {
    const Bytes widest = hex("88ffffffffffffffff");
    const Bytes wider = hex("89010000000000000000");
    EXPECT_EQ(Cursor{widest}.read_u64().value(), ~std::uint64_t{0});
    EXPECT_EQ(Cursor{wider}.read_u64().error(), DecodeError::too_wide);
    EXPECT_EQ(Cursor{wider}.read_u256().value(), U256::power_of_two(64));

    Bytes word;
    rlp::write_integer(word, U256::max());
    EXPECT_EQ(Cursor{word}.read_u256().value(), U256::max());
    const Bytes bigint =
        hex("a1010000000000000000000000000000000000000000000000000000000000000000");
    EXPECT_EQ(Cursor{bigint}.read_u256().error(), DecodeError::too_wide);

    const Bytes zero = hex("80");
    EXPECT_EQ(Cursor{zero}.read_u64().value(), 0U);
    EXPECT_EQ(Cursor{zero}.read_quantity<Gas>().value(), Gas{0});
}

TEST(Rlp, tells_kinds_and_widths_apart) {
    const Bytes list = hex("c0");
    const Bytes text = hex("83646f67");
    EXPECT_EQ(Cursor{list}.read_string().error(), DecodeError::expected_string);
    EXPECT_EQ(Cursor{list}.read_u64().error(), DecodeError::expected_string);
    EXPECT_EQ(Cursor{text}.read_list().error(), DecodeError::expected_list);
    EXPECT_EQ(Cursor{text}.read_fixed<Address>().error(), DecodeError::wrong_width);
    EXPECT_EQ(Cursor{text}.read_fixed<FixedBytes<3>>().value().bytes,
              (std::array<Byte, 3>{'d', 'o', 'g'}));
    EXPECT_EQ(Cursor{BytesView{}}.read_list().error(), DecodeError::truncated);
}

TEST(Rlp, takes_items_whole_without_looking_inside) {
    const Bytes input =
        hex("83646f67c28100"
            "05");
    Cursor cursor{input};
    EXPECT_EQ(to_hex(cursor.read_item().value()), "0x83646f67");
    EXPECT_EQ(to_hex(cursor.read_item().value()), "0xc28100");
    EXPECT_EQ(to_hex(cursor.read_item().value()), "0x05");
    EXPECT_TRUE(cursor.done());
    EXPECT_EQ(cursor.read_item().error(), DecodeError::truncated);
}

TEST(Rlp, refuses_lists_nested_deeper_than_the_cap) {
    const auto nested = [](unsigned depth) {
        Bytes out;
        for (unsigned i = 0; i < depth; ++i)
            out.insert(out.begin(), static_cast<Byte>(0xC0 + out.size()));
        return out;
    };
    EXPECT_TRUE(round_trip(nested(Cursor::max_depth)).has_value());
    const auto deeper = round_trip(nested(Cursor::max_depth + 1));
    ASSERT_FALSE(deeper.has_value());
    EXPECT_EQ(deeper.error(), DecodeError::too_deep);
}

}  // namespace ambag::chain
