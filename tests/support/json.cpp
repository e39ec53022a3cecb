// SPDX-License-Identifier: Apache-2.0
#include "tests/support/json.hpp"

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace ambag::test {

namespace json = boost::json;

// Shares ownership of the whole document and points into it.
struct Json::Node {
    std::shared_ptr<const json::value> document;
    const json::value* value;
};

namespace {

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error("test data: " + what);
}

}  // namespace

Json Json::parse(std::string_view text) {
    json::error_code error;
    auto document =
        std::make_shared<const json::value>(json::parse({text.data(), text.size()}, error));
    if (error) fail("not JSON: " + error.message());
    const json::value* root = document.get();
    return Json{std::make_shared<const Node>(Node{std::move(document), root})};
}

Json Json::from_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) fail("cannot read " + path);
    std::ostringstream text;
    text << file.rdbuf();
    return parse(text.str());
}

bool Json::is_null() const {
    return node_->value->is_null();
}

bool Json::is_object() const {
    return node_->value->is_object();
}

bool Json::is_array() const {
    return node_->value->is_array();
}

bool Json::is_string() const {
    return node_->value->is_string();
}

bool Json::is_number() const {
    return node_->value->is_number();
}

bool Json::has(std::string_view member) const {
    return is_object() && node_->value->get_object().contains({member.data(), member.size()});
}

Json Json::at(std::string_view member) const {
    if (!has(member)) fail("no member \"" + std::string{member} + "\" in " + serialized());
    const auto& value = node_->value->get_object().at({member.data(), member.size()});
    return Json{std::make_shared<const Node>(Node{node_->document, &value})};
}

Json Json::at(std::size_t index) const {
    if (!is_array() || index >= node_->value->get_array().size())
        fail("no element " + std::to_string(index) + " in " + serialized());
    const auto& value = node_->value->get_array()[index];
    return Json{std::make_shared<const Node>(Node{node_->document, &value})};
}

std::size_t Json::size() const {
    if (is_array()) return node_->value->get_array().size();
    if (is_object()) return node_->value->get_object().size();
    fail("neither array nor object: " + serialized());
}

std::vector<Json> Json::items() const {
    if (!is_array()) fail("not an array: " + serialized());
    std::vector<Json> all;
    for (std::size_t i = 0; i < size(); ++i) all.push_back(at(i));
    return all;
}

std::vector<std::pair<std::string, Json>> Json::members() const {
    if (!is_object()) fail("not an object: " + serialized());
    std::vector<std::pair<std::string, Json>> all;
    for (const auto& member : node_->value->get_object()) {
        const std::string name{member.key().data(), member.key().size()};
        all.emplace_back(name, at(name));
    }
    return all;
}

bool Json::boolean() const {
    if (!node_->value->is_bool()) fail("not a boolean: " + serialized());
    return node_->value->get_bool();
}

std::string Json::text() const {
    if (!is_string()) fail("not a string: " + serialized());
    const auto& value = node_->value->get_string();
    return {value.data(), value.size()};
}

std::string Json::decimal() const {
    return is_string() ? text() : std::to_string(integer());
}

std::uint64_t Json::integer() const {
    if (node_->value->is_uint64()) return node_->value->get_uint64();
    if (!node_->value->is_int64() || node_->value->get_int64() < 0)
        fail("not an unsigned integer: " + serialized());
    return static_cast<std::uint64_t>(node_->value->get_int64());
}

std::string Json::serialized() const {
    return json::serialize(*node_->value);
}

std::string data_folder(const char* variable, std::string_view name) {
    if (const char* folder = std::getenv(variable); folder != nullptr && *folder != '\0')
        return folder;
    return std::string{AMBAG_SOURCE_DIR "/tests/data/"} + std::string{name};
}

}  // namespace ambag::test
