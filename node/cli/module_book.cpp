// SPDX-License-Identifier: Apache-2.0
#include "node/cli/module_book.hpp"

#include "chain/base/hex.hpp"
#include "node/modules.hpp"

namespace ambag::node {

using chain::BytesView;
using chain::CallRow;
using chain::ModuleDescriptor;
using chain::ParameterText;

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

const CallRow* call_row(const chain::Address& target, BytesView calldata) {
    const ModuleDescriptor* module = all_modules().find(target);
    if (module == nullptr || calldata.size() < 4) return nullptr;
    return all_modules().find_call(*module, chain::Selector::from(calldata.first(4)));
}

struct DecodedError {
    std::string name;
    std::vector<ParameterText> parameters;
    std::vector<Json> values;
};

std::optional<DecodedError> decode_error(std::string_view signature,
                                         std::vector<ParameterText> parameters, BytesView data) {
    auto values = decode_values(parameters, data.subspan(4));
    if (!values) return std::nullopt;
    return DecodedError{std::string{name_of(signature)}, std::move(parameters), std::move(*values)};
}

std::optional<DecodedError> find_error(BytesView data) {
    if (data.size() < 4) return std::nullopt;
    const auto selector = chain::Selector::from(data.first(4));
    if (selector == chain::Selector{{0x08, 0xc3, 0x79, 0xa0}})
        return decode_error("Error(string)", {{"message", "string", false, {}}}, data);
    if (selector == chain::Selector{{0x4e, 0x48, 0x7b, 0x71}})
        return decode_error("Panic(uint256)", {{"code", "uint256", false, {}}}, data);
    for (const ModuleDescriptor* module : all_modules().all())
        for (const chain::ErrorRow& row : module->errors)
            if (row.selector == selector) return decode_error(row.signature, row.inputs(), data);
    return std::nullopt;
}

// The arguments of a log in the order of the event's members. A dynamic indexed member is a hash.
std::optional<std::vector<Json>> log_values(const std::vector<ParameterText>& inputs,
                                            const chain::Log& log) {
    std::vector<ParameterText> in_data;
    for (const ParameterText& input : inputs)
        if (!input.indexed) in_data.push_back(input);
    auto plain = decode_values(in_data, log.data);
    if (!plain) return std::nullopt;
    std::vector<Json> values;
    std::size_t topic = 1;
    std::size_t next = 0;
    for (ParameterText input : inputs) {
        if (!input.indexed) {
            values.push_back((*plain)[next++]);
            continue;
        }
        if (topic >= log.topics.size()) return std::nullopt;
        if (input.type == "string" || input.type == "bytes") input.type = "bytes32";
        auto value = decode_values({&input, 1}, log.topics[topic++]);
        if (!value) return std::nullopt;
        values.push_back(std::move(value->front()));
    }
    return values;
}

}  // namespace

const ModuleDescriptor* find_module(std::string_view name_or_address) {
    if (const auto address = chain::parse_address(name_or_address))
        return all_modules().find(*address);
    for (const ModuleDescriptor* module : all_modules().all())
        if (module->name == name_or_address) return module;
    return nullptr;
}

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

std::string call_text(const chain::Address& target, BytesView calldata) {
    const CallRow* row = call_row(target, calldata);
    const auto inputs = row != nullptr ? row->inputs() : std::vector<ParameterText>{};
    const auto values = row != nullptr ? decode_values(inputs, calldata.subspan(4)) : std::nullopt;
    if (values)
        return std::string{all_modules().find(target)->name} + "." +
               std::string{name_of(row->signature)} + "(" + values_text(inputs, *values) + ")";
    if (calldata.empty()) return "transfer to " + chain::to_checksum(target);
    return chain::to_checksum(target) + " " + chain::to_hex(calldata);
}

Json call_json(const chain::Address& target, BytesView calldata) {
    Json json = Json::object({{"target", chain::to_checksum(target)}});
    const CallRow* row = call_row(target, calldata);
    if (row == nullptr) return json;
    json.set("module", all_modules().find(target)->name);
    json.set("call", row->signature);
    const auto inputs = row->inputs();
    if (auto values = decode_values(inputs, calldata.subspan(4)))
        json.set("args", named_values(inputs, std::move(*values)));
    return json;
}

std::string revert_text(BytesView data) {
    if (const auto error = find_error(data))
        return error->name + "(" + values_text(error->parameters, error->values) + ")";
    return data.empty()
               ? "reverted without data: an unknown function, malformed arguments or coins "
                 "that the call does not take"
               : "reverted with " + chain::to_hex(data);
}

Json revert_json(BytesView data) {
    Json json = Json::object({{"data", chain::to_hex(data)}});
    if (auto error = find_error(data)) {
        json.set("name", error->name);
        json.set("args", named_values(error->parameters, std::move(error->values)));
    }
    return json;
}

std::optional<Json> event_json(const chain::Log& log) {
    const ModuleDescriptor* module = all_modules().find(log.address);
    if (module == nullptr || log.topics.empty()) return std::nullopt;
    for (const chain::EventRow& row : module->events) {
        if (row.topic != log.topics.front()) continue;
        const auto inputs = row.inputs();
        auto values = log_values(inputs, log);
        if (!values) return std::nullopt;
        return Json::object({{"module", module->name},
                             {"event", name_of(row.signature)},
                             {"args", named_values(inputs, std::move(*values))}});
    }
    return std::nullopt;
}

std::string event_text(const Json& event) {
    std::string out =
        *event.find("module")->as_string() + "." + *event.find("event")->as_string() + "(";
    bool first = true;
    if (const auto* members = event.find("args")->as_object())
        for (const Json::Member& member : *members) {
            out += (first ? "" : ", ") + member.name + "=" + value_text(member.value);
            first = false;
        }
    return out + ")";
}

}  // namespace ambag::node
