// SPDX-License-Identifier: Apache-2.0
#include "node/book/abi_values.hpp"

#include <gtest/gtest.h>

#include "chain/base/hex.hpp"

// The encodings are the worked examples of the Solidity documentation, "Contract ABI
// Specification", without their selectors.

namespace ambag::node {
namespace {

using chain::ParameterText;

ParameterText parameter(std::string type, std::string name = "x") {
    return {std::move(name), std::move(type), false, {}};
}

Json json_of(std::string_view text) {
    return *parse_json(text);
}

struct Example {
    std::vector<ParameterText> parameters;
    std::string values;  // JSON
    std::string words;   // hex, a word a line
};

const Example examples[]{
    {{parameter("uint32"), parameter("bool")},
     R"([69, true])",
     "0000000000000000000000000000000000000000000000000000000000000045"
     "0000000000000000000000000000000000000000000000000000000000000001"},
    {{parameter("bytes"), parameter("bool"), parameter("uint256[]")},
     R"(["0x64617665", true, ["1", "2", "3"]])",
     "0000000000000000000000000000000000000000000000000000000000000060"
     "0000000000000000000000000000000000000000000000000000000000000001"
     "00000000000000000000000000000000000000000000000000000000000000a0"
     "0000000000000000000000000000000000000000000000000000000000000004"
     "6461766500000000000000000000000000000000000000000000000000000000"
     "0000000000000000000000000000000000000000000000000000000000000003"
     "0000000000000000000000000000000000000000000000000000000000000001"
     "0000000000000000000000000000000000000000000000000000000000000002"
     "0000000000000000000000000000000000000000000000000000000000000003"},
    {{parameter("uint256"), parameter("uint32[]"), parameter("bytes10"), parameter("bytes")},
     R"(["291", [1110, 1929], "0x31323334353637383930", "0x48656c6c6f2c20776f726c6421"])",
     "0000000000000000000000000000000000000000000000000000000000000123"
     "0000000000000000000000000000000000000000000000000000000000000080"
     "3132333435363738393000000000000000000000000000000000000000000000"
     "00000000000000000000000000000000000000000000000000000000000000e0"
     "0000000000000000000000000000000000000000000000000000000000000002"
     "0000000000000000000000000000000000000000000000000000000000000456"
     "0000000000000000000000000000000000000000000000000000000000000789"
     "000000000000000000000000000000000000000000000000000000000000000d"
     "48656c6c6f2c20776f726c642100000000000000000000000000000000000000"},
    {{parameter("uint256[][]"), parameter("string[]")},
     R"([[["1", "2"], ["3"]], ["one", "two", "three"]])",
     "0000000000000000000000000000000000000000000000000000000000000040"
     "0000000000000000000000000000000000000000000000000000000000000140"
     "0000000000000000000000000000000000000000000000000000000000000002"
     "0000000000000000000000000000000000000000000000000000000000000040"
     "00000000000000000000000000000000000000000000000000000000000000a0"
     "0000000000000000000000000000000000000000000000000000000000000002"
     "0000000000000000000000000000000000000000000000000000000000000001"
     "0000000000000000000000000000000000000000000000000000000000000002"
     "0000000000000000000000000000000000000000000000000000000000000001"
     "0000000000000000000000000000000000000000000000000000000000000003"
     "0000000000000000000000000000000000000000000000000000000000000003"
     "0000000000000000000000000000000000000000000000000000000000000060"
     "00000000000000000000000000000000000000000000000000000000000000a0"
     "00000000000000000000000000000000000000000000000000000000000000e0"
     "0000000000000000000000000000000000000000000000000000000000000003"
     "6f6e650000000000000000000000000000000000000000000000000000000000"
     "0000000000000000000000000000000000000000000000000000000000000003"
     "74776f0000000000000000000000000000000000000000000000000000000000"
     "0000000000000000000000000000000000000000000000000000000000000005"
     "7468726565000000000000000000000000000000000000000000000000000000"},
};

TEST(AbiValues, encodes_the_examples_of_the_specification) {
    for (const Example& example : examples) {
        const Json values = json_of(example.values);
        const auto encoded = encode_values(example.parameters, *values.as_array(), {});
        ASSERT_TRUE(encoded.has_value()) << encoded.error();
        EXPECT_EQ(chain::to_hex(*encoded), "0x" + example.words);
    }
}

TEST(AbiValues, decodes_the_examples_of_the_specification) {
    for (const Example& example : examples) {
        const auto data = chain::from_hex(example.words);
        const auto decoded = decode_values(example.parameters, *data);
        ASSERT_TRUE(decoded.has_value());
        EXPECT_EQ(Json{*decoded}, json_of(example.values));
    }
}

TEST(AbiValues, decodes_nothing_from_data_that_ends_early) {
    for (const Example& example : examples) {
        const auto data = chain::from_hex(example.words);
        const chain::BytesView cut = chain::BytesView{*data}.first(data->size() - 32);
        EXPECT_FALSE(decode_values(example.parameters, cut).has_value());
    }
}

TEST(AbiValues, takes_struct_members_by_name_or_in_order) {
    const ParameterText point{
        "p", "tuple", false, {parameter("uint8", "a"), parameter("bool", "b")}};
    const std::vector<Json> by_name{json_of(R"({"b": true, "a": 7})")};
    const std::vector<Json> in_order{json_of("[7, true]")};
    const auto first = encode_values({&point, 1}, by_name, {});
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(*first, *encode_values({&point, 1}, in_order, {}));
    EXPECT_EQ(chain::to_hex(*first),
              "0x0000000000000000000000000000000000000000000000000000000000000007"
              "0000000000000000000000000000000000000000000000000000000000000001");
}

TEST(AbiValues, reads_lists_as_json_or_as_bare_words_in_brackets) {
    const ParameterText list = parameter("string[]");
    const std::vector<std::string> bare{"[one, two]"};
    const std::vector<std::string> quoted{R"(["one","two"])"};
    EXPECT_EQ(*values_of_text({&list, 1}, bare), *values_of_text({&list, 1}, quoted));
}

TEST(AbiValues, resolves_names_where_an_address_is_wanted) {
    const ParameterText to = parameter("address", "to");
    const std::vector<Json> name{Json{"alice"}};
    chain::Address alice;
    alice.bytes[19] = 9;
    const auto encoded = encode_values({&to, 1}, name, [&](std::string_view asked) {
        return asked == "alice" ? std::optional{alice} : std::nullopt;
    });
    ASSERT_TRUE(encoded.has_value());
    EXPECT_EQ(encoded->back(), 9);
    const auto unknown = encode_values({&to, 1}, name, {});
    ASSERT_FALSE(unknown.has_value());
    EXPECT_NE(unknown.error().find("to (address)"), std::string::npos);
}

TEST(AbiValues, takes_amounts_in_coins) {
    const ParameterText amount = parameter("uint256");
    const std::vector<Json> coins{Json{"1.5 coins"}};
    const std::vector<Json> units{Json{"1500000000000000000"}};
    EXPECT_EQ(*encode_values({&amount, 1}, coins, {}), *encode_values({&amount, 1}, units, {}));
}

TEST(AbiValues, refuses_values_that_do_not_fit_and_names_the_parameter) {
    const std::pair<ParameterText, const char*> rows[]{
        {parameter("uint8", "support"), "256"},
        {parameter("uint8", "support"), "-1"},
        {parameter("bool", "allowed"), "\"maybe\""},
        {parameter("bytes32", "root"), "\"0x12\""},
        {parameter("bytes", "data"), "\"12\""},
        {parameter("address", "to"), "\"0xf39fd6e51aad88f6f4ce6aB8827279cffFb92266\""},
        {parameter("uint256[]", "values"), "3"},
        {parameter("string", "text"), "3"},
    };
    for (const auto& [row, value] : rows) {
        const std::vector<Json> values{json_of(value)};
        const auto encoded = encode_values({&row, 1}, values, {});
        ASSERT_FALSE(encoded.has_value()) << row.type << " " << value;
        EXPECT_TRUE(encoded.error().starts_with(row.name)) << encoded.error();
    }
}

}  // namespace
}  // namespace ambag::node
