// SPDX-License-Identifier: Apache-2.0
#include "node/book/describe.hpp"

#include "chain/base/hex.hpp"
#include "node/modules.hpp"

namespace ambag::node {

using chain::BytesView;
using chain::CallRow;
using chain::ModuleDescriptor;
using chain::ParameterText;

namespace {

std::string_view name_of(std::string_view signature) {
    return signature.substr(0, signature.find('('));
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
