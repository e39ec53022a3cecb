// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "chain/base/hex.hpp"
#include "chain/module/descriptor.hpp"
#include "tests/chain/vector_file.hpp"

// Compares a module's descriptor with a frozen table of tests/data/governance.

namespace ambag::test {

inline std::string joined_types(const std::vector<chain::ParameterText>& parameters) {
    std::string text;
    for (const auto& parameter : parameters) text += (text.empty() ? "" : ",") + parameter.type;
    return text.empty() ? "-" : text;
}

inline std::string indexed_flags(const std::vector<chain::ParameterText>& parameters) {
    std::string text;
    for (const auto& parameter : parameters) text += parameter.indexed ? "i" : "d";
    return text.empty() ? "-" : text;
}

inline std::string_view mutability_text(chain::Mutability mutability) {
    return mutability == chain::Mutability::view      ? "view"
           : mutability == chain::Mutability::payable ? "payable"
                                                      : "nonpayable";
}

// Every entry as a line of the table.
inline std::set<std::string> abi_lines(const chain::ModuleDescriptor& module) {
    std::set<std::string> lines;
    for (const auto& row : module.calls)
        lines.insert("function " + std::string{mutability_text(row.mutability)} + " " +
                     chain::to_hex(row.selector) + " " + std::string{row.signature} + " " +
                     joined_types(row.outputs()));
    for (const auto& row : module.events)
        lines.insert("event " + indexed_flags(row.inputs()) + " " + chain::to_hex(row.topic) + " " +
                     std::string{row.signature} + " -");
    for (const auto& row : module.errors)
        lines.insert("error - " + chain::to_hex(row.selector) + " " + std::string{row.signature} +
                     " -");
    return lines;
}

inline std::set<std::string> frozen_lines(const std::string& name) {
    std::set<std::string> lines;
    for (const auto& record : chain::test::read_records("governance/" + name))
        lines.insert(record.text("kind") + " " + record.text("detail") + " " + record.text("id") +
                     " " + record.text("signature") + " " + record.text("outputs"));
    return lines;
}

inline std::set<std::string> missing_from(const std::set<std::string>& have,
                                          const std::set<std::string>& want) {
    std::set<std::string> missing;
    std::set_difference(want.begin(), want.end(), have.begin(), have.end(),
                        std::inserter(missing, missing.end()));
    return missing;
}

}  // namespace ambag::test
