// SPDX-License-Identifier: Apache-2.0
#include "node/json/json.hpp"

#include <gtest/gtest.h>

namespace ambag::node {
namespace {

Json parsed(std::string_view text) {
    auto json = parse_json(text);
    if (!json) {
        ADD_FAILURE() << json.error().message;
        return {};
    }
    return *json;
}

std::string refusal(std::string_view text, const JsonLimits& limits = {}) {
    const auto json = parse_json(text, limits);
    return json ? "accepted: " + json->dump() : json.error().message;
}

TEST(Json, keeps_the_order_of_members) {
    EXPECT_EQ(parsed(R"({"z":1,"a":{"y":2,"b":3}})").dump(), R"({"z":1,"a":{"y":2,"b":3}})");
}

TEST(Json, writes_a_whole_real_number_so_that_it_stays_one) {
    EXPECT_EQ(parsed("[3e1,-0.0,1e300]").dump(), "[30.0,-0.0,1e+300]");
}

TEST(Json, refuses_a_number_beyond_the_doubles) {
    EXPECT_NE(refusal("[1e309]").find("larger than any double"), std::string::npos);
}

TEST(Json, reads_every_kind) {
    const Json json =
        parsed(R"([null,true,18446744073709551615,-9223372036854775808,0.5,"x",[],{}])");
    const auto& items = *json.as_array();
    EXPECT_TRUE(items[0].is_null());
    EXPECT_EQ(items[1].as_bool(), true);
    EXPECT_EQ(items[2].as_u64(), UINT64_MAX);
    EXPECT_EQ(items[2].as_i64(), std::nullopt);
    EXPECT_EQ(items[3].as_i64(), INT64_MIN);
    EXPECT_EQ(items[3].as_u64(), std::nullopt);
    EXPECT_EQ(items[4].as_double(), 0.5);
    EXPECT_EQ(*items[5].as_string(), "x");
    EXPECT_TRUE(items[6].is_array());
    EXPECT_TRUE(items[7].is_object());
    EXPECT_EQ(json.dump(),
              R"([null,true,18446744073709551615,-9223372036854775808,0.5,"x",[],{}])");
}

TEST(Json, an_integer_beyond_64_bits_is_not_an_integer) {
    EXPECT_EQ(parsed("18446744073709551616").kind(), "number");
    EXPECT_EQ(parsed("18446744073709551616").as_u64(), std::nullopt);
    EXPECT_EQ(parsed("1.0").as_u64(), std::nullopt);
}

TEST(Json, equal_integers_of_different_types_are_equal) {
    EXPECT_EQ(Json{1}, Json{std::uint64_t{1}});
    EXPECT_EQ(parsed("7"), Json{7});
    EXPECT_NE(Json{1}, Json{true});
    EXPECT_NE(Json{1}, Json{1.0});
}

TEST(Json, decodes_and_encodes_escapes) {
    EXPECT_EQ(*parsed(R"("a\n\"\\\/\u0041\ud83d\ude00")").as_string(), "a\n\"\\/A\U0001F600");
    EXPECT_EQ(Json{std::string("\"\\\b\n\r\t\x01\xc3\xa9")}.dump(),
              "\"\\\"\\\\\\u0008\\n\\r\\t\\u0001\xc3\xa9\"");
    EXPECT_EQ(parsed(R"({"\u0061":1})").find("a")->as_u64(), 1U);
}

TEST(Json, refuses_a_duplicate_key_in_small_and_large_objects) {
    EXPECT_NE(refusal(R"({"a":1,"b":2,"a":3})").find("duplicate key \"a\""), std::string::npos);
    EXPECT_NE(refusal(R"({"a":1,"\u0061":3})").find("duplicate key \"a\""), std::string::npos);
    std::string large = "{";
    for (int i = 0; i < 100; ++i) large += "\"k" + std::to_string(i) + "\":0,";
    EXPECT_EQ(parsed(large + "\"last\":0}").as_object()->size(), 101U);
    EXPECT_NE(refusal(large + "\"k57\":0}").find("duplicate key \"k57\""), std::string::npos);
    EXPECT_TRUE(parse_json(R"([{"a":1},{"a":1},{"b":{"a":1},"a":2}])").has_value());
}

TEST(Json, refuses_what_is_not_json_and_says_where) {
    EXPECT_EQ(refusal("{\n  \"a\": nope\n}").substr(0, 18), "line 2, column 8: ");
    for (const auto* text :
         {"",      " ",       "{",       "[1,]",        "{\"a\":1,}", "01",           "+1",
          ".5",    "1.",      "NaN",     "Infinity",    "'a'",        "\"\n\"",       "[1] 2",
          "{1:2}", "// c\n1", "\"\\x\"", "\"\\ud800\"", "\"\xff\"",   "\"\xc0\xaf\"", "tru",
          "nul",   "-"})
        EXPECT_FALSE(parse_json(text).has_value()) << text;
}

TEST(Json, depth_size_and_count_are_bounded) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    EXPECT_TRUE(parse_json(nested(64)).has_value());
    EXPECT_NE(refusal(nested(65)).find("deeper than 64"), std::string::npos);
    EXPECT_NE(refusal(std::string(1'000'000, '[')).find("deeper than 64"), std::string::npos);
    EXPECT_NE(refusal("[1,2,3]", {.bytes_max = 6}).find("7 bytes"), std::string::npos);
    EXPECT_TRUE(parse_json("[1,2,3]", {.values_max = 4}).has_value());
    EXPECT_NE(refusal("[1,2,3]", {.values_max = 3}).find("more than 3 values"), std::string::npos);
}

TEST(Json, is_built_by_hand_and_printed_in_both_forms) {
    Json json = Json::object({{"id", 1}, {"list", Json::array({"a", nullptr, false})}});
    json.set("id", -2).set("empty", Json::object());
    Json list;
    list.push(1).push("two");
    json.set("more", list);
    EXPECT_EQ(json.dump(), R"({"id":-2,"list":["a",null,false],"empty":{},"more":[1,"two"]})");
    EXPECT_EQ(json.dump_pretty(), R"({
  "id": -2,
  "list": [
    "a",
    null,
    false
  ],
  "empty": {},
  "more": [
    1,
    "two"
  ]
})");
    EXPECT_EQ(parsed(json.dump_pretty()), json);
}

}  // namespace
}  // namespace ambag::node
