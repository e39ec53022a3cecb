// SPDX-License-Identifier: Apache-2.0
#include <toml++/toml.h>
#include <sstream>

#include "node/cli/files.hpp"

// The one source that knows toml++.

namespace ambag::node {

namespace {

Json to_json(const toml::node& node) {
    if (const auto* table = node.as_table()) {
        Json object = Json::object();
        for (const auto& [key, value] : *table) object.set(key.str(), to_json(value));
        return object;
    }
    if (const auto* array = node.as_array()) {
        Json items = Json::array();
        for (const toml::node& item : *array) items.push(to_json(item));
        return items;
    }
    if (const auto* text = node.as_string()) return Json{text->get()};
    if (const auto* integer = node.as_integer()) return Json{integer->get()};
    if (const auto* number = node.as_floating_point()) return Json{number->get()};
    if (const auto* boolean = node.as_boolean()) return Json{boolean->get()};
    std::ostringstream text;
    node.visit([&](const auto& value) {
        if constexpr (toml::is_date<decltype(value)> || toml::is_time<decltype(value)> ||
                      toml::is_date_time<decltype(value)>)
            text << value.get();
    });
    return Json{std::move(text).str()};
}

}  // namespace

chain::Result<Json, std::string> parse_toml(std::string_view text) {
    try {
        return to_json(toml::parse(text));
    } catch (const toml::parse_error& error) {
        return std::unexpected("line " + std::to_string(error.source().begin.line) + ", column " +
                               std::to_string(error.source().begin.column) + ": " +
                               std::string{error.description()});
    }
}

}  // namespace ambag::node
