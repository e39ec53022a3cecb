// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

// Text at compile time: a string literal as a template argument, and a computed text made
// permanent.

namespace ambag::chain {

template <std::size_t N>
struct Literal {
    std::array<char, N> chars{};

    consteval Literal(const char (&text)[N]) { std::copy_n(text, N, chars.begin()); }
    constexpr std::string_view view() const { return {chars.data(), N - 1}; }
};

// Text that grows inside a constant expression, where clang refuses GCC 12's std::string. A text
// beyond the capacity does not compile.
class ConstantText {
 public:
    static constexpr std::size_t capacity = 512;

    constexpr ConstantText(std::string_view text) { *this += text; }
    constexpr ConstantText(const char* text) : ConstantText{std::string_view{text}} {}

    constexpr std::string_view view() const { return {chars_.data(), size_}; }
    constexpr operator std::string_view() const { return view(); }
    constexpr ConstantText& operator+=(std::string_view more) {
        for (const char c : more) chars_.at(size_++) = c;
        return *this;
    }
    friend constexpr ConstantText operator+(ConstantText left, std::string_view right) {
        return left += right;
    }
    friend constexpr bool operator==(const ConstantText& left, std::string_view right) {
        return left.view() == right;
    }

 private:
    std::array<char, capacity> chars_{};
    std::size_t size_ = 0;
};

// The text that the constant expression `Make()` returns, with static storage.
template <auto Make>
struct StaticText {
    static constexpr std::size_t size = Make().view().size();
    static constexpr std::array<char, size + 1> chars = [] {
        std::array<char, size + 1> copy{};
        const ConstantText made = Make();
        std::copy_n(made.view().begin(), size, copy.begin());
        return copy;
    }();
    static constexpr std::string_view view{chars.data(), size};
};

// Where `wanted` stands first; the size when it does not. (std::string_view::find is no constant
// expression under GCC 12's undefined-behaviour sanitizer.)
constexpr std::size_t position_of(std::string_view text, char wanted) {
    std::size_t at = 0;
    while (at < text.size() && text[at] != wanted) ++at;
    return at;
}

// "propose(targets,values)" is a name and a list of parameter names.
constexpr std::string_view name_part(std::string_view row) {
    return row.substr(0, position_of(row, '('));
}

constexpr std::string_view parameter_part(std::string_view row) {
    const std::size_t open = position_of(row, '(');
    return row.substr(open + 1, position_of(row, ')') - open - 1);
}

// The i-th name of a comma-separated list, without surrounding blanks; empty past the end.
constexpr std::string_view list_entry(std::string_view list, std::size_t index) {
    for (; index > 0; --index) {
        const std::size_t comma = position_of(list, ',');
        if (comma == list.size()) return {};
        list.remove_prefix(comma + 1);
    }
    list = list.substr(0, position_of(list, ','));
    while (!list.empty() && list.front() == ' ') list.remove_prefix(1);
    while (!list.empty() && list.back() == ' ') list.remove_suffix(1);
    return list;
}

constexpr std::size_t list_size(std::string_view list) {
    if (list.empty()) return 0;
    return static_cast<std::size_t>(std::count(list.begin(), list.end(), ',')) + 1;
}

}  // namespace ambag::chain
