// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "node/cli/console.hpp"

// Tables for people. Off a terminal: columns apart by two spaces, nothing drawn, so that text tools
// can read them.

namespace ambag::node {

enum class Align : std::uint8_t { left, right };

struct Column {
    std::string title;
    Align align = Align::left;
};

struct Cell {
    Cell(std::string content, Style cell_style = Style::plain)
        : text{std::move(content)}, style{cell_style} {}
    Cell(const char* content) : text{content} {}
    Cell(std::string_view content) : text{content} {}

    std::string text;
    Style style = Style::plain;
};

class TextTable {
 public:
    explicit TextTable(std::vector<Column> columns) : columns_{std::move(columns)} {}

    // Missing cells are empty, surplus ones left out.
    void add(std::vector<Cell> row);
    bool empty() const { return rows_.empty(); }

    std::string render(const Console& console) const;
    void print(const Console& console) const { console.line(render(console)); }

 private:
    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

// Characters on the screen: code points of UTF-8.
std::size_t display_width(std::string_view text);

// "██████░░░░" of `width`: `filled` in `total` parts; '#' and '.' off a terminal.
std::string bar(const Console& console, double share, unsigned width, Style style);

}  // namespace ambag::node
