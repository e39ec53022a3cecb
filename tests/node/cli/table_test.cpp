// SPDX-License-Identifier: Apache-2.0
#include "node/cli/table.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace ambag::node {
namespace {

TextTable sample() {
    TextTable table{{{"name"}, {"amount", Align::right}}};
    table.add({{"alice", Style::good}, "5"});
    table.add({"Zoë", "1,000"});
    return table;
}

TEST(TextTable, is_plain_text_in_columns_off_a_terminal) {
    std::ostringstream out;
    const Console console{out, out, {}, false};
    EXPECT_EQ(sample().render(console), "name   amount\nalice       5\nZoë     1,000");
}

TEST(TextTable, draws_colours_and_lines_on_a_terminal) {
    std::ostringstream out;
    const Console console{out, out, {.interactive = true, .colours = true, .columns = 80}, false};
    const std::string text = sample().render(console);
    EXPECT_NE(text.find("\x1b[32malice"), std::string::npos);
    EXPECT_NE(text.find("─────"), std::string::npos);
}

TEST(Console, writes_json_and_nothing_else_when_asked_for_json) {
    std::ostringstream out;
    std::ostringstream err;
    const Console console{out, err, {}, true};
    console.line("for people");
    console.remark("for people");
    console.field("name", "value");
    console.result(Json::object({{"a", 1}}));
    EXPECT_EQ(out.str(), "{\"a\":1}\n");
    EXPECT_EQ(err.str(), "");
}

TEST(Bar, fills_in_proportion) {
    std::ostringstream out;
    const Console console{out, out, {}, false};
    EXPECT_EQ(bar(console, 0.5, 10, Style::good), "#####.....");
    EXPECT_EQ(bar(console, 0.0, 4, Style::good), "....");
    EXPECT_EQ(bar(console, 7.0, 4, Style::good), "####");
}

}  // namespace
}  // namespace ambag::node
