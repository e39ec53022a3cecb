// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "node/modules.hpp"

// What is derived from the module table and kept as files, so that people and tools read it without
// a build: the tables of each README, genesis/abi/NAME.json and genesis/abi/interfaces. A file that
// no longer says what the code says fails here; `scripts/golden --update` writes all of them anew.

namespace ambag::node {

namespace {

using chain::ModuleDescriptor;
using std::filesystem::path;

const path root{AMBAG_SOURCE_DIR};

std::string read(const path& file) {
    std::ifstream in{file, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// Compares the file with what it should be, or writes it when told to.
void expect_file(const path& file, const std::string& text) {
    const char* mode = std::getenv("AMBAG_GOLDEN");
    if (mode != nullptr && std::string_view{mode} == "update") {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file, std::ios::binary} << text;
    }
    EXPECT_TRUE(read(file) == text)
        << file.lexically_relative(root) << " is stale: run scripts/golden --update";
}

std::string interface_name(const ModuleDescriptor& module) {
    const std::string text = solidity_interface(module);
    const std::size_t start = text.find("interface ") + 10;
    return text.substr(start, text.find(' ', start) - start);
}

}  // namespace

TEST(Documents, abi_files_are_those_of_the_descriptors) {
    for (const ModuleDescriptor* module : all_modules().all())
        expect_file(root / "genesis/abi" / (std::string{module->name} + ".json"),
                    json_abi(*module));
}

TEST(Documents, solidity_interfaces_are_those_of_the_descriptors) {
    for (const ModuleDescriptor* module : all_modules().all())
        expect_file(root / "genesis/abi/interfaces" / (interface_name(*module) + ".sol"),
                    solidity_interface(*module));
}

// A word of Solidity as a parameter's name is no error anywhere but in the derived interface.
TEST(Documents, no_parameter_is_named_by_a_word_of_solidity) {
    static const std::set<std::string_view> words{
        "abstract",  "address", "after",     "alias",      "anonymous",   "apply",   "as",
        "auto",      "bool",    "byte",      "bytes",      "calldata",    "case",    "constant",
        "contract",  "copyof",  "default",   "define",     "delete",      "else",    "emit",
        "enum",      "error",   "event",     "external",   "final",       "fixed",   "for",
        "function",  "if",      "immutable", "implements", "import",      "in",      "indexed",
        "inline",    "int",     "interface", "internal",   "is",          "let",     "library",
        "macro",     "mapping", "match",     "memory",     "modifier",    "mutable", "new",
        "null",      "of",      "override",  "partial",    "payable",     "pragma",  "private",
        "promise",   "public",  "pure",      "reference",  "relocatable", "return",  "returns",
        "sealed",    "sizeof",  "static",    "storage",    "string",      "struct",  "supports",
        "switch",    "throw",   "try",       "type",       "typedef",     "typeof",  "uint",
        "unchecked", "using",   "var",       "view",       "virtual",     "while"};
    for (const ModuleDescriptor* module : all_modules().all()) {
        const auto check_names = [&](const auto& row, const auto& parameters) {
            for (const auto& parameter : parameters)
                EXPECT_FALSE(words.contains(parameter.name))
                    << module->name << ": " << row.signature << " has a " << parameter.name;
        };
        for (const auto& row : module->calls) {
            check_names(row, row.inputs());
            check_names(row, row.outputs());
        }
        for (const auto& row : module->events) check_names(row, row.inputs());
        for (const auto& row : module->errors) check_names(row, row.inputs());
    }
}

TEST(Documents, tables_of_the_readmes_are_those_of_the_descriptors) {
    constexpr std::string_view open = "<!-- generated -->\n";
    constexpr std::string_view close = "<!-- /generated -->";
    std::size_t found = 0;
    for (const ModuleDescriptor* module : all_modules().all()) {
        for (const char* layer : {"governance", "emission"}) {
            const path file = root / layer / module->name / "README.md";
            if (!std::filesystem::exists(file)) continue;
            ++found;
            const std::string text = read(file);
            const std::size_t start = text.find(open);
            const std::size_t end = text.find(close);
            ASSERT_TRUE(start != std::string::npos && end != std::string::npos && start < end)
                << file.lexically_relative(root) << " has no place for its tables: " << open
                << close;
            expect_file(file, text.substr(0, start + open.size()) + readme_tables(*module) +
                                  text.substr(end));
        }
    }
    EXPECT_GE(found, 5U);
}

}  // namespace ambag::node
