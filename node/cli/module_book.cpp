// SPDX-License-Identifier: Apache-2.0
#include "node/cli/module_book.hpp"

#include "node/modules.hpp"

namespace ambag::node {

using chain::CallRow;
using chain::ModuleDescriptor;

namespace {

std::string without_spaces(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ') out += c;
    return out;
}

std::string_view name_of(std::string_view signature) {
    return signature.substr(0, signature.find('('));
}

std::string module_names() {
    std::string names;
    for (const ModuleDescriptor* module : all_modules().all())
        names += (names.empty() ? "" : ", ") + std::string{module->name};
    return names;
}

std::string function_names(const ModuleDescriptor& module) {
    std::string names;
    for (const CallRow& row : module.calls)
        names += (names.empty() ? "" : ", ") + std::string{row.signature};
    return names;
}

}  // namespace

CliResult<FunctionRef> find_function(std::string_view text, std::optional<std::size_t> arguments) {
    const auto point = text.substr(0, text.find('(')).rfind('.');
    const std::string_view name = text.substr(0, std::min(point, text.size()));
    const ModuleDescriptor* module = find_module(name);
    if (module == nullptr)
        return cli_usage("there is no module \"" + std::string{name} + "\"; modules are " +
                         module_names());
    if (point == std::string_view::npos)
        return cli_usage("expected MODULE.FUNCTION; functions of " + std::string{name} + " are " +
                         function_names(*module));
    return find_function(*module, text.substr(point + 1), arguments);
}

CliResult<FunctionRef> find_function(const ModuleDescriptor& module, std::string_view call,
                                     std::optional<std::size_t> arguments) {
    const std::string wanted = without_spaces(call);
    const bool whole = wanted.find('(') != std::string::npos;
    const CallRow* found = nullptr;
    for (const CallRow& row : module.calls) {
        if (whole ? row.signature != wanted : name_of(row.signature) != wanted) continue;
        if (found == nullptr || (arguments && row.inputs().size() == *arguments)) found = &row;
    }
    if (found == nullptr)
        return cli_usage("module " + std::string{module.name} + " has no function \"" + wanted +
                         "\"; its functions are " + function_names(module));
    return FunctionRef{&module, found};
}

CliResult<chain::Bytes> encode_call(const FunctionRef& function, std::span<const Json> arguments,
                                    const NameResolver& resolve) {
    auto encoded = encode_values(function.row->inputs(), arguments, resolve);
    if (!encoded)
        return cli_usage(std::string{function.module->name} + "." +
                         std::string{function.row->signature} + ": " + encoded.error());
    chain::Bytes data = to_bytes(function.row->selector);
    chain::append(data, *encoded);
    return data;
}

}  // namespace ambag::node
