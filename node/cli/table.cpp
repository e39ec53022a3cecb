// SPDX-License-Identifier: Apache-2.0
#include "node/cli/table.hpp"

#include <algorithm>

namespace ambag::node {

namespace {

std::string repeat(std::string_view piece, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += piece;
    return out;
}

std::string padded(std::string_view text, std::size_t width, Align align) {
    const std::string space(width - std::min(width, display_width(text)), ' ');
    return align == Align::left ? std::string{text} + space : space + std::string{text};
}

void trim_end(std::string& line) {
    while (!line.empty() && line.back() == ' ') line.pop_back();
}

}  // namespace

std::size_t display_width(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void TextTable::add(std::vector<Cell> row) {
    row.resize(columns_.size(), Cell{""});
    rows_.push_back(std::move(row));
}

std::string TextTable::render(const Console& console) const {
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        std::size_t width = display_width(columns_[i].title);
        for (const auto& row : rows_) width = std::max(width, display_width(row[i].text));
        widths.push_back(width);
    }
    std::string out;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        out +=
            (i == 0 ? "" : "  ") +
            console.paint(Style::strong, padded(columns_[i].title, widths[i], columns_[i].align));
    trim_end(out);
    if (console.terminal().colours) {
        out += '\n';
        for (std::size_t i = 0; i < widths.size(); ++i)
            out += (i == 0 ? "" : "  ") + console.paint(Style::faint, repeat("─", widths[i]));
    }
    for (const auto& row : rows_) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += (i == 0 ? "" : "  ") +
                    console.paint(row[i].style, padded(row[i].text, widths[i], columns_[i].align));
        trim_end(line);
        out += '\n' + line;
    }
    return out;
}

std::string bar(const Console& console, double share, unsigned width, Style style) {
    const double limited = std::clamp(share, 0.0, 1.0);
    const auto filled = static_cast<unsigned>(limited * width + 0.5);
    if (!console.terminal().colours) return repeat("#", filled) + repeat(".", width - filled);
    return console.paint(style, repeat("█", filled)) +
           console.paint(Style::faint, repeat("░", width - filled));
}

}  // namespace ambag::node
