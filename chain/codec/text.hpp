// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

// Text at compile time: a string literal as a template argument, and a computed std::string made
// permanent.

namespace ambag::chain {

template <std::size_t N>
struct Literal {
    std::array<char, N> chars{};

    consteval Literal(const char (&text)[N]) { std::copy_n(text, N, chars.begin()); }
    constexpr std::string_view view() const { return {chars.data(), N - 1}; }
};

// The text that the constant expression `Make()` returns, with static storage.
template <auto Make>
struct StaticText {
    static constexpr std::size_t size = Make().size();
    static constexpr std::array<char, size + 1> chars = [] {
        std::array<char, size + 1> copy{};
        const std::string made = Make();
        std::copy_n(made.begin(), size, copy.begin());
        return copy;
    }();
    static constexpr std::string_view view{chars.data(), size};
};

// "propose(targets,values)" is a name and a list of parameter names.
constexpr std::string_view name_part(std::string_view row) {
    return row.substr(0, row.find('('));
}

constexpr std::string_view parameter_part(std::string_view row) {
    const auto open = row.find('(');
    return row.substr(open + 1, row.find(')') - open - 1);
}

// The i-th name of a comma-separated list, without surrounding blanks; empty past the end.
constexpr std::string_view list_entry(std::string_view list, std::size_t index) {
    for (; index > 0; --index) {
        const auto comma = list.find(',');
        if (comma == std::string_view::npos) return {};
        list.remove_prefix(comma + 1);
    }
    list = list.substr(0, list.find(','));
    while (!list.empty() && list.front() == ' ') list.remove_prefix(1);
    while (!list.empty() && list.back() == ' ') list.remove_suffix(1);
    return list;
}

constexpr std::size_t list_size(std::string_view list) {
    if (list.empty()) return 0;
    return static_cast<std::size_t>(std::count(list.begin(), list.end(), ',')) + 1;
}

}  // namespace ambag::chain
