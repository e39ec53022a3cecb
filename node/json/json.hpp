// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "chain/base/result.hpp"

// JSON values (RFC 8259). The one door to Boost.JSON, whose headers only parse.cpp includes.
//
// Objects keep the order in which members were added or read. Integers are exact: a number written
// without fraction or exponent that fits 64 bits is an integer, anything else a double, so larger
// numbers (coin amounts) must travel as strings. Accessors never convert between kinds and never
// throw: `as_x` gives nothing when the value is of another kind or out of range.
//
//     auto config = Json::object({{"chain_id", 31337}, {"dev", true}});
//     config.set("alloc", Json::array({"0x01", "0x02"}));
//     if (const Json* id = config.find("chain_id")) use(id->as_u64());

namespace ambag::node {

class Json {
 public:
    struct Member;
    using Array = std::vector<Json>;
    using Object = std::vector<Member>;

    Json();  // null
    // Out of line: nine kinds inlined at each use cost build time, GCC 12 then warns falsely, and
    // Member is not complete here.
    Json(const Json&);
    Json(Json&&) noexcept;
    Json& operator=(const Json&);
    Json& operator=(Json&&) noexcept;
    ~Json();

    Json(std::nullptr_t);
    template <std::same_as<bool> T>
    Json(T value) {
        hold(value);
    }
    // A non-negative integer is held unsigned whatever its type was, so that equal numbers compare
    // equal.
    template <std::integral T>
        requires(!std::same_as<T, bool> && !std::same_as<T, char>)
    Json(T value) {
        if (std::in_range<std::uint64_t>(value)) {
            hold(static_cast<std::uint64_t>(value));
        } else {
            hold(static_cast<std::int64_t>(value));
        }
    }
    Json(double value);
    Json(std::string value);
    Json(std::string_view value);
    Json(const char* value);
    Json(Array value);
    Json(Object value);

    // Named, because Json{...} with braces would be ambiguous between the two.
    static Json array(std::initializer_list<Json> items = {});
    static Json object(std::initializer_list<Member> members = {});

    bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    bool is_string() const { return as_string() != nullptr; }
    bool is_array() const { return as_array() != nullptr; }
    bool is_object() const { return as_object() != nullptr; }
    // "null", "boolean", "integer", "number", "string", "array" or "object": for error messages.
    std::string_view kind() const;

    std::optional<bool> as_bool() const;
    std::optional<std::uint64_t> as_u64() const;
    std::optional<std::int64_t> as_i64() const;
    std::optional<double> as_double() const;  // integers too, rounded beyond 2^53
    const std::string* as_string() const { return std::get_if<std::string>(&value_); }
    const Array* as_array() const { return std::get_if<Array>(&value_); }
    const Object* as_object() const { return std::get_if<Object>(&value_); }
    Array* as_array() { return std::get_if<Array>(&value_); }
    Object* as_object() { return std::get_if<Object>(&value_); }

    // The member's value; nullptr when there is none or this is no object.
    const Json* find(std::string_view name) const;
    Json* find(std::string_view name);
    // Replaces or appends a member; null becomes an object first. The value must be null or object.
    Json& set(std::string_view name, Json value);
    // Appends an item; null becomes an array first. The value must be null or an array.
    Json& push(Json item);

    std::string dump() const;         // no white space
    std::string dump_pretty() const;  // two spaces a level, no final newline
    void dump_to(std::string& out) const;

    bool operator==(const Json&) const;

 private:
    void hold(bool value);
    void hold(std::uint64_t value);
    void hold(std::int64_t value);

    std::variant<std::monostate, bool, std::uint64_t, std::int64_t, double, std::string, Array,
                 Object>
        value_;
};

struct Json::Member {
    std::string name;
    Json value;
    bool operator==(const Member&) const = default;
};

// Bounds on what is read. The last keeps a small hostile text from becoming a large tree.
struct JsonLimits {
    std::size_t bytes_max = 64U << 20;
    std::size_t depth_max = 64;
    std::size_t values_max = 4U << 20;
};

struct JsonError {
    std::string message;  // "line 3, column 14: duplicate key \"alloc\""
    std::size_t line = 1;
    std::size_t column = 1;
    bool duplicate_key = false;  // well-formed JSON that we refuse to guess about
};

// One JSON text and nothing after it. Duplicate keys, comments, trailing commas and invalid UTF-8
// are refused.
chain::Result<Json, JsonError> parse_json(std::string_view text, const JsonLimits& limits = {});

// `text` in quotes, escaped.
void append_json_string(std::string& out, std::string_view text);

}  // namespace ambag::node
