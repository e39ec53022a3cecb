// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/table.hpp"

#include "chain/base/check.hpp"

namespace ambag::node {

namespace {

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

std::string signature(const MethodEntry& entry) {
    return std::string{entry.row->name} + "(" + std::string{entry.row->params} + ")";
}

RpcResult<> arrange_named(const MethodEntry& entry, Json::Object& members) {
    Json::Array items(entry.params.size());
    for (auto& member : members) {
        const auto place = std::ranges::find(entry.params, member.name, &ParamDescription::name);
        if (place == entry.params.end())
            return std::unexpected(
                invalid_parameter(member.name, "unknown; accepted is " + signature(entry)));
        items[static_cast<std::size_t>(place - entry.params.begin())] = std::move(member.value);
    }
    return Json{std::move(items)};
}

}  // namespace

std::vector<MethodFamily> standard_methods() {
    return {chain_methods(), block_methods(), transaction_methods(), state_methods(),
            call_methods(),  send_methods(),  log_methods(),         subscription_methods(),
            pool_methods(),  dev_methods(),   discovery_methods()};
}

std::vector<ParamDescription> describe_params(std::string_view text) {
    std::vector<ParamDescription> params;
    while (!trimmed(text).empty()) {
        const std::size_t comma = text.find(',');
        const std::string_view part = trimmed(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
        const std::size_t space = part.find(' ');
        CHECK(space != std::string_view::npos);
        ParamDescription param{part.substr(0, space), trimmed(part.substr(space + 1)), true};
        if (param.type.ends_with('?')) {
            param.type.remove_suffix(1);
            param.required = false;
        }
        params.push_back(param);
    }
    return params;
}

MethodTable::MethodTable(const std::vector<MethodFamily>& families, bool dev) {
    for (const auto& family : families) {
        for (const auto& row : family) {
            if (row.options.needs_dev && !dev) continue;
            auto entry = std::make_unique<MethodEntry>();
            entry->row = &row;
            entry->params = describe_params(row.params);
            entry->required = static_cast<std::size_t>(
                std::ranges::count_if(entry->params, &ParamDescription::required));
            const bool added = by_name_.emplace(row.name, entry.get()).second;
            CHECK(added);
            entries_.push_back(std::move(entry));
        }
    }
}

const MethodEntry* MethodTable::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
}

RpcResult<> MethodTable::arrange_params(const MethodEntry& entry, Json params) {
    if (auto* members = params.as_object()) params = TRY(arrange_named(entry, *members));
    auto& items = *params.as_array();
    if (items.size() > entry.params.size())
        return std::unexpected(RpcError{rpc_code::invalid_params,
                                        "too many parameters: got " + std::to_string(items.size()) +
                                            ", accepted is " + signature(entry),
                                        {}});
    for (std::size_t i = 0; i < entry.params.size(); ++i) {
        if (!entry.params[i].required) continue;
        if (i < items.size() && !items[i].is_null()) continue;
        return std::unexpected(RpcError{rpc_code::invalid_params,
                                        "missing parameter `" + std::string{entry.params[i].name} +
                                            "`: accepted is " + signature(entry),
                                        {}});
    }
    return params;
}

}  // namespace ambag::node
