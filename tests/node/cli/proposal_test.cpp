// SPDX-License-Identifier: Apache-2.0
#include "node/cli/proposal.hpp"

#include <gtest/gtest.h>

#include "chain/base/hex.hpp"
#include "node/cli/files.hpp"
#include "node/cli/proposal_view.hpp"

namespace ambag::node {
namespace {

CliResult<ProposalDraft> read(std::string_view text) {
    return read_proposal(*parse_json(text), [](std::string_view name) {
        return name == "alice" ? chain::parse_address("0x000000000000000000000000000000000000a11c")
                               : std::nullopt;
    });
}

// The calldata was made by ethers 6: Interface.encodeFunctionData of the same call.
TEST(ProposalFile, encodes_calls_by_name_with_typed_text) {
    const auto draft = read(R"({"description": "pay", "actions": [
        {"target": "token", "call": "transfer", "args": ["alice", "2 coins"]}]})");
    ASSERT_TRUE(draft.has_value()) << draft.error().message;
    EXPECT_EQ(chain::to_hex(draft->actions.at(0).target),
              "0x000000000000000000000000000000000000a001");
    EXPECT_EQ(chain::to_hex(draft->actions.at(0).calldata),
              "0xa9059cbb"
              "000000000000000000000000000000000000000000000000000000000000a11c"
              "0000000000000000000000000000000000000000000000001bc16d674ec80000");
}

TEST(ProposalFile, takes_signatures_values_and_raw_calldata) {
    const auto draft = read(R"x({"description": "x", "actions": [
        {"target": "0x000000000000000000000000000000000000a003",
         "call": "quorumNumerator(uint256)", "args": ["5"]},
        {"target": "alice", "value": "1.5 coins"},
        {"target": "alice", "calldata": "0x1234"}]})x");
    ASSERT_TRUE(draft.has_value()) << draft.error().message;
    EXPECT_EQ(draft->actions.at(0).calldata.size(), 36U);
    EXPECT_EQ(draft->actions.at(1).value.units.to_decimal(), "1500000000000000000");
    EXPECT_TRUE(draft->actions.at(1).calldata.empty());
    EXPECT_EQ(chain::to_hex(draft->actions.at(2).calldata), "0x1234");
}

TEST(ProposalFile, means_the_same_in_toml) {
    const auto toml = parse_toml(R"(
description = "pay"
[[actions]]
target = "token"
call = "transfer"
args = ["alice", "2 coins"]
)");
    ASSERT_TRUE(toml.has_value()) << toml.error();
    const Json json = *parse_json(
        R"({"actions": [{"args": ["alice", "2 coins"], "call": "transfer", "target": "token"}],
            "description": "pay"})");
    EXPECT_EQ(*toml, json);
}

TEST(ProposalFile, names_the_place_of_every_mistake) {
    const std::pair<const char*, const char*> rows[]{
        {R"([])", "the file"},
        {R"({"actions": []})", "description"},
        {R"({"description": "", "actions": []})", "description"},
        {R"({"description": "x", "actions": []})", "actions"},
        {R"({"description": "x", "acts": []})", "acts"},
        {R"({"description": "x", "actions": [3]})", "actions[0]"},
        {R"({"description": "x", "actions": [{"target": "nobody"}]})", "actions[0].target"},
        {R"({"description": "x", "actions": [{"target": "token", "value": "many"}]})",
         "actions[0].value"},
        {R"({"description": "x", "actions": [{"target": "token", "call": "fly"}]})",
         "actions[0].call"},
        {R"({"description": "x", "actions": [{"target": "alice", "call": "fly"}]})",
         "actions[0].call"},
        {R"({"description": "x", "actions": [{"target": "token", "call": "transfer",
             "args": ["alice"]}]})",
         "actions[0].args"},
        {R"({"description": "x", "actions": [{"target": "token", "calldata": "0x1"}]})",
         "actions[0].calldata"},
        {R"({"description": "x", "actions": [{"target": "token"}, {"to": "token"}]})",
         "actions[1].to"},
    };
    for (const auto& [text, place] : rows) {
        const auto draft = read(text);
        ASSERT_FALSE(draft.has_value()) << text;
        EXPECT_EQ(draft.error().code, ExitCode::usage);
        EXPECT_NE(draft.error().message.find(std::string{place} + ":"), std::string::npos)
            << draft.error().message;
    }
}

TEST(Toml, names_line_and_column_of_a_mistake) {
    const auto toml = parse_toml("a = 1\nb = = 2\n");
    ASSERT_FALSE(toml.has_value());
    EXPECT_TRUE(toml.error().starts_with("line 2, column ")) << toml.error();
}

std::vector<ProposalView> three_proposals() {
    std::vector<ProposalView> proposals(3);
    const char* ids[]{"0xab10000000000000000000000000000000000000000000000000000000000001",
                      "0xab20000000000000000000000000000000000000000000000000000000000002",
                      "0xcd30000000000000000000000000000000000000000000000000000000000003"};
    for (std::size_t i = 0; i < 3; ++i) {
        proposals[i].number = i + 1;
        proposals[i].id = *chain::U256::parse(ids[i]);
    }
    return proposals;
}

TEST(ProposalChoice, is_by_number_id_or_prefix) {
    const auto proposals = three_proposals();
    EXPECT_EQ(choose_proposal(proposals, "2").value(), 1U);
    EXPECT_EQ(choose_proposal(proposals, "#3").value(), 2U);
    EXPECT_EQ(choose_proposal(proposals, "0xcd").value(), 2U);
    EXPECT_EQ(choose_proposal(proposals, "0xab2").value(), 1U);
    EXPECT_EQ(choose_proposal(proposals, proposals[0].id.to_decimal()).value(), 0U);
}

TEST(ProposalChoice, refuses_what_fits_none_or_several) {
    const auto proposals = three_proposals();
    EXPECT_EQ(choose_proposal(proposals, "4").error().code, ExitCode::refused);
    EXPECT_EQ(choose_proposal(proposals, "0xee").error().code, ExitCode::refused);
    EXPECT_EQ(choose_proposal(proposals, "0xab").error().code, ExitCode::usage);
}

}  // namespace
}  // namespace ambag::node
