// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Test data in JSON, read without any Boost header in the tests. A missing file, a missing member
// or a wrong type throws std::runtime_error naming it, which fails the test that asked.

namespace ambag::test {

class Json {
 public:
    static Json parse(std::string_view text);
    static Json from_file(const std::string& path);

    bool is_null() const;
    bool is_object() const;
    bool is_array() const;
    bool is_string() const;
    bool is_number() const;

    bool has(std::string_view member) const;                    // false on anything but an object
    Json at(std::string_view member) const;                     // of an object
    Json at(std::size_t index) const;                           // of an array
    std::size_t size() const;                                   // of an array or an object
    std::vector<Json> items() const;                            // of an array
    std::vector<std::pair<std::string, Json>> members() const;  // in the order of the file

    bool boolean() const;
    std::string text() const;        // of a string
    std::string decimal() const;     // of a string, or of an integer as decimal digits
    std::uint64_t integer() const;   // of a number without fraction or sign
    std::string serialized() const;  // compact JSON of this value

 private:
    struct Node;
    explicit Json(std::shared_ptr<const Node> node) : node_{std::move(node)} {}
    std::shared_ptr<const Node> node_;
};

// The folder `name` of tests/data, or what the environment variable says instead (AMBAG_VECTORS,
// AMBAG_EVIDENCE, …), so that other samples of the same shape can be tried.
std::string data_folder(const char* variable, std::string_view name);

}  // namespace ambag::test
