// SPDX-License-Identifier: Apache-2.0
#include "node/json/json.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "chain/base/check.hpp"

namespace ambag::node {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

template <class T>
void append_number(std::string& out, T value) {
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

class Writer {
 public:
    Writer(std::string& out, bool pretty) : out_{out}, pretty_{pretty} {}

    void write(const Json& json) {
        if (const auto* text = json.as_string()) return append_json_string(out_, *text);
        if (const auto* items = json.as_array()) return write_array(*items);
        if (const auto* members = json.as_object()) return write_object(*members);
        if (const auto flag = json.as_bool()) {
            out_ += *flag ? "true" : "false";
        } else if (const auto positive = json.as_u64()) {
            append_number(out_, *positive);
        } else if (const auto negative = json.as_i64()) {
            append_number(out_, *negative);
        } else if (const auto real = json.as_double(); real && std::isfinite(*real)) {
            const std::size_t start = out_.size();
            append_number(out_, *real);
            // So that it is read back as a real number and not as an integer.
            if (out_.find_first_of(".e", start) == std::string::npos) out_ += ".0";
        } else {
            out_ += "null";  // JSON has no infinities
        }
    }

 private:
    void write_array(const Json::Array& items) {
        out_ += '[';
        ++depth_;
        for (std::size_t i = 0; i < items.size(); ++i) {
            start_item(i);
            write(items[i]);
        }
        close(items.empty(), ']');
    }

    void write_object(const Json::Object& members) {
        out_ += '{';
        ++depth_;
        for (std::size_t i = 0; i < members.size(); ++i) {
            start_item(i);
            append_json_string(out_, members[i].name);
            out_ += pretty_ ? ": " : ":";
            write(members[i].value);
        }
        close(members.empty(), '}');
    }

    void start_item(std::size_t index) {
        if (index > 0) out_ += ',';
        new_line();
    }

    void close(bool empty, char bracket) {
        --depth_;
        if (!empty) new_line();
        out_ += bracket;
    }

    void new_line() {
        if (!pretty_) return;
        out_ += '\n';
        out_.append(2 * depth_, ' ');
    }

    std::string& out_;
    bool pretty_;
    std::size_t depth_ = 0;
};

}  // namespace

Json::Json() = default;
Json::Json(std::nullptr_t) {}
Json::Json(double value) : value_{value} {}
Json::Json(std::string value) : value_{std::move(value)} {}
Json::Json(std::string_view value) : value_{std::string{value}} {}
Json::Json(const char* value) : value_{std::string{value}} {}
Json::Json(Array value) : value_{std::move(value)} {}
Json::Json(Object value) : value_{std::move(value)} {}
void Json::hold(bool value) {
    value_ = value;
}
void Json::hold(std::uint64_t value) {
    value_ = value;
}
void Json::hold(std::int64_t value) {
    value_ = value;
}
Json::Json(const Json&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;
bool Json::operator==(const Json&) const = default;

Json Json::array(std::initializer_list<Json> items) {
    return Json{Array{items}};
}

Json Json::object(std::initializer_list<Member> members) {
    return Json{Object{members}};
}

std::string_view Json::kind() const {
    constexpr std::array<std::string_view, 8> names{"null",   "boolean", "integer", "integer",
                                                    "number", "string",  "array",   "object"};
    return names[value_.index()];
}

std::optional<bool> Json::as_bool() const {
    const auto* flag = std::get_if<bool>(&value_);
    return flag ? std::optional{*flag} : std::nullopt;
}

std::optional<std::uint64_t> Json::as_u64() const {
    const auto* number = std::get_if<std::uint64_t>(&value_);
    return number ? std::optional{*number} : std::nullopt;
}

std::optional<std::int64_t> Json::as_i64() const {
    if (const auto* negative = std::get_if<std::int64_t>(&value_)) return *negative;
    const auto positive = as_u64();
    if (!positive || !std::in_range<std::int64_t>(*positive)) return std::nullopt;
    return static_cast<std::int64_t>(*positive);
}

std::optional<double> Json::as_double() const {
    return std::visit(
        Overloaded{[](std::uint64_t n) { return std::optional{static_cast<double>(n)}; },
                   [](std::int64_t n) { return std::optional{static_cast<double>(n)}; },
                   [](double n) { return std::optional{n}; },
                   [](const auto&) { return std::optional<double>{}; }},
        value_);
}

const Json* Json::find(std::string_view name) const {
    const auto* members = as_object();
    if (!members) return nullptr;
    for (const auto& member : *members)
        if (member.name == name) return &member.value;
    return nullptr;
}

Json* Json::find(std::string_view name) {
    return const_cast<Json*>(std::as_const(*this).find(name));
}

Json& Json::set(std::string_view name, Json value) {
    if (is_null()) value_ = Object{};
    CHECK(is_object());
    if (Json* existing = find(name)) {
        *existing = std::move(value);
    } else {
        as_object()->push_back(Member{std::string{name}, std::move(value)});
    }
    return *this;
}

Json& Json::push(Json item) {
    if (is_null()) value_ = Array{};
    CHECK(is_array());
    as_array()->push_back(std::move(item));
    return *this;
}

std::string Json::dump() const {
    std::string out;
    dump_to(out);
    return out;
}

std::string Json::dump_pretty() const {
    std::string out;
    Writer{out, true}.write(*this);
    return out;
}

void Json::dump_to(std::string& out) const {
    Writer{out, false}.write(*this);
}

void append_json_string(std::string& out, std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    out += '"';
    std::size_t plain_from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text, plain_from, i - plain_from);
        plain_from = i + 1;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                out += "\\u00";
                out += digits[c >> 4];
                out += digits[c & 15];
        }
    }
    out.append(text, plain_from, text.size() - plain_from);
    out += '"';
}

}  // namespace ambag::node
