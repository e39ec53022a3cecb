// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <cmath>

#include "node/json/json.hpp"

namespace ambag::node {

namespace {

namespace bj = boost::json;

// The refusals that are ours rather than Boost's; any code makes the parser stop.
enum class Stop { none, duplicate_key, too_many_values, number_too_large };

// Boost calls this for each token; it builds the tree on one stack of finished values.
struct Builder {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    explicit Builder(std::size_t values_max) : values_left{values_max} {}

    bool on_document_begin(bj::error_code&) { return true; }
    bool on_document_end(bj::error_code&) { return true; }

    bool on_object_begin(bj::error_code&) { return true; }
    bool on_object_end(std::size_t count, bj::error_code& error) {
        Json::Object members;
        members.reserve(count);
        for (std::size_t i = 0; i < count; ++i)
            members.push_back(Json::Member{std::move(keys[keys.size() - count + i]),
                                           std::move(values[values.size() - count + i])});
        keys.resize(keys.size() - count);
        values.resize(values.size() - count);
        if (const auto* twice = repeated_name(members)) {
            detail = *twice;
            return stop(Stop::duplicate_key, error);
        }
        return add(Json{std::move(members)}, error);
    }

    bool on_array_begin(bj::error_code&) { return true; }
    bool on_array_end(std::size_t count, bj::error_code& error) {
        const auto first = values.end() - static_cast<std::ptrdiff_t>(count);
        Json::Array items{std::make_move_iterator(first), std::make_move_iterator(values.end())};
        values.resize(values.size() - count);
        return add(Json{std::move(items)}, error);
    }

    bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) {
        partial.append(part.data(), part.size());
        return true;
    }
    bool on_key(bj::string_view part, std::size_t, bj::error_code&) {
        partial.append(part.data(), part.size());
        keys.push_back(std::exchange(partial, {}));
        return true;
    }
    bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) {
        partial.append(part.data(), part.size());
        return true;
    }
    bool on_string(bj::string_view part, std::size_t, bj::error_code& error) {
        partial.append(part.data(), part.size());
        return add(Json{std::exchange(partial, {})}, error);
    }
    bool on_number_part(bj::string_view, bj::error_code&) { return true; }
    bool on_int64(std::int64_t value, bj::string_view, bj::error_code& error) {
        return add(Json{value}, error);
    }
    bool on_uint64(std::uint64_t value, bj::string_view, bj::error_code& error) {
        return add(Json{value}, error);
    }
    bool on_double(double value, bj::string_view, bj::error_code& error) {
        if (!std::isfinite(value)) return stop(Stop::number_too_large, error);
        return add(Json{value}, error);
    }
    bool on_bool(bool value, bj::error_code& error) { return add(Json{value}, error); }
    bool on_null(bj::error_code& error) { return add(Json{}, error); }
    bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
    bool on_comment(bj::string_view, bj::error_code&) { return true; }

    static const std::string* repeated_name(const Json::Object& members) {
        if (members.size() <= 8) {
            for (std::size_t i = 1; i < members.size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    if (members[i].name == members[j].name) return &members[i].name;
            return nullptr;
        }
        std::vector<const std::string*> names;
        names.reserve(members.size());
        for (const auto& member : members) names.push_back(&member.name);
        std::ranges::sort(names, {}, [](const auto* name) { return std::string_view{*name}; });
        const auto same = [](const auto* a, const auto* b) { return *a == *b; };
        const auto twice = std::ranges::adjacent_find(names, same);
        return twice == names.end() ? nullptr : *twice;
    }

    bool add(Json value, bj::error_code& error) {
        if (values_left == 0) return stop(Stop::too_many_values, error);
        --values_left;
        values.push_back(std::move(value));
        return true;
    }

    bool stop(Stop reason, bj::error_code& error) {
        stopped = reason;
        error = bj::error::input_error;
        return false;
    }

    std::vector<Json> values;
    std::vector<std::string> keys;
    std::string partial;
    std::size_t values_left;
    Stop stopped = Stop::none;
    std::string detail;
};

std::string reason(const Builder& builder, const JsonLimits& limits, const bj::error_code& error) {
    if (builder.stopped == Stop::duplicate_key) {
        std::string text = "duplicate key ";
        append_json_string(text, builder.detail);
        return text + " in the object that ends here";
    }
    if (builder.stopped == Stop::too_many_values)
        return "more than " + std::to_string(limits.values_max) + " values";
    if (builder.stopped == Stop::number_too_large)
        return "a number larger than any double (about 1.8e308)";
    if (error == bj::error::too_deep)
        return "nested deeper than " + std::to_string(limits.depth_max) + " levels";
    if (error == bj::error::incomplete) return "the text ends in the middle of a value";
    if (error == bj::error::extra_data) return "something follows the end of the value";
    if (error == bj::error::syntax) return "not JSON here (syntax error)";
    return error.message();
}

JsonError error_at(std::string_view text, std::size_t offset, const std::string& why) {
    const std::string_view before = text.substr(0, offset);
    JsonError error;
    error.line = 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
    error.column = before.size() - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
    error.message = "line " + std::to_string(error.line) + ", column " +
                    std::to_string(error.column) + ": " + why;
    return error;
}

}  // namespace

chain::Result<Json, JsonError> parse_json(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes_max)
        return std::unexpected(error_at(text, 0,
                                        std::to_string(text.size()) + " bytes of JSON, at most " +
                                            std::to_string(limits.bytes_max) + " are read"));
    bj::parse_options options;
    options.max_depth = limits.depth_max;
    bj::basic_parser<Builder> parser{options, limits.values_max};
    bj::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read < text.size()) error = bj::error::extra_data;
    Builder& builder = parser.handler();
    if (error) {
        JsonError why = error_at(text, read, reason(builder, limits, error));
        why.duplicate_key = builder.stopped == Stop::duplicate_key;
        return std::unexpected(std::move(why));
    }
    return std::move(builder.values.back());
}

}  // namespace ambag::node
