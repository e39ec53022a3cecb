// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "chain/base/hex.hpp"
#include "chain/base/u256.hpp"

// Reads the tables under tests/data: the first line names the fields, every further line is one
// record, fields separated by a space, "-" for an empty one.

namespace ambag::chain::test {

class Record {
 public:
    void set(const std::string& field, std::string value) { fields_[field] = std::move(value); }

    const std::string& text(const std::string& field) const {
        static const std::string none;
        const auto found = fields_.find(field);
        if (found == fields_.end()) {
            ADD_FAILURE() << "the vectors have no field " << field;
            return none;
        }
        return found->second;
    }
    bool empty(const std::string& field) const { return text(field) == "-"; }
    Bytes bytes(const std::string& field) const {
        return empty(field) ? Bytes{} : from_hex(text(field)).value();
    }
    template <class T>
    T fixed(const std::string& field) const {
        return fixed_from_hex<T>(text(field)).value();
    }
    U256 number(const std::string& field) const { return U256::parse(text(field)).value(); }
    std::uint64_t u64(const std::string& field) const { return number(field).to_u64().value(); }

 private:
    std::map<std::string, std::string> fields_;
};

inline std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream{text};
    for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
    if (text.ends_with(separator)) parts.emplace_back();
    return parts;
}

// The records of tests/data/`name`; an unreadable or empty file is a failure of the test.
inline std::vector<Record> read_records(const std::string& name) {
    std::ifstream file{AMBAG_SOURCE_DIR "/tests/data/" + name};
    std::string line;
    std::getline(file, line);
    const std::vector<std::string> names = split(line, ' ');
    std::vector<Record> records;
    while (std::getline(file, line)) {
        const std::vector<std::string> values = split(line, ' ');
        if (values.size() != names.size()) {
            ADD_FAILURE() << name << ": a line has " << values.size() << " fields";
            return records;
        }
        Record& record = records.emplace_back();
        for (std::size_t i = 0; i < names.size(); ++i) record.set(names[i], values[i]);
    }
    EXPECT_FALSE(records.empty()) << "no records in tests/data/" << name;
    return records;
}

}  // namespace ambag::chain::test
