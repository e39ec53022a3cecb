// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/openrpc.hpp"

namespace ambag::node {

namespace {

// "a|b" is either; "null" has no name of its own among the schemas' references.
Json type_json(std::string_view type) {
    const std::size_t bar = type.find('|');
    if (bar != std::string_view::npos)
        return Json::object({{"oneOf", Json::array({type_json(type.substr(0, bar)),
                                                    type_json(type.substr(bar + 1))})}});
    return Json::object({{"$ref", "#/components/schemas/" + std::string{type}}});
}

Json method_json(const MethodEntry& entry) {
    Json params = Json::array();
    for (const auto& param : entry.params)
        params.push(Json::object({{"name", param.name},
                                  {"required", param.required},
                                  {"schema", type_json(param.type)}}));
    return Json::object(
        {{"name", entry.row->name},
         {"summary", entry.row->summary},
         {"paramStructure", "either"},
         {"params", std::move(params)},
         {"result", Json::object({{"name", "result"}, {"schema", type_json(entry.row->result)}})}});
}

RpcResult<> discover(const RpcContext& context, const Json&) {
    return openrpc_document(context.methods, context.backend.identity().client_version);
}

constexpr MethodRow rows[]{
    {"rpc.discover",
     "",
     "object",
     &discover,
     "this document: every method with its types",
     {.cost = 100}},
};

// A bar ends a cell in Markdown.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

}  // namespace

Json openrpc_document(const MethodTable& methods, std::string_view version) {
    Json list = Json::array();
    for (const auto& entry : methods.entries()) list.push(method_json(*entry));
    return Json::object(
        {{"openrpc", "1.3.2"},
         {"info", Json::object({{"title", "Ambag JSON-RPC"}, {"version", version}})},
         {"methods", std::move(list)},
         {"components", Json::object({{"schemas", all_schemas()}})}});
}

std::string support_table(const MethodTable& methods) {
    std::string out = "| method | parameters | result | |\n| --- | --- | --- | --- |\n";
    for (const auto& entry : methods.entries()) {
        const MethodRow& row = *entry->row;
        out += "| `" + std::string{row.name} + "` | " + cell(row.params) + " | " +
               cell(row.result) + " | " + cell(row.summary) +
               (row.options.needs_dev ? " (development only)" : "") + " |\n";
    }
    return out;
}

MethodFamily discovery_methods() {
    return rows;
}

}  // namespace ambag::node
