// SPDX-License-Identifier: Apache-2.0
#include "chain/base/check.hpp"
#include "node/rpc/openrpc.hpp"

// The types that rows of the method table may name. A family with types of its own adds rows here.

namespace ambag::node {

namespace {

struct SchemaRow {
    std::string_view name;
    std::string_view schema;  // JSON Schema
};

constexpr SchemaRow schemas[]{
    {"quantity", R"({"type":"string","pattern":"^0x[0-9a-fA-F]{1,64}$"})"},
    {"data", R"({"type":"string","pattern":"^0x([0-9a-fA-F]{2})*$"})"},
    {"address", R"({"type":"string","pattern":"^0x[0-9a-fA-F]{40}$"})"},
    {"addresses", R"({"type":"array","items":{"$ref":"#/components/schemas/address"}})"},
    {"hash", R"({"type":"string","pattern":"^0x[0-9a-fA-F]{64}$"})"},
    {"word", R"({"type":"string","pattern":"^0x[0-9a-fA-F]{64}$"})"},
    {"slot", R"({"type":"string","pattern":"^0x[0-9a-fA-F]{1,64}$"})"},
    {"slots", R"({"type":"array","items":{"$ref":"#/components/schemas/slot"}})"},
    {"string", R"({"type":"string"})"},
    {"boolean", R"({"type":"boolean"})"},
    {"integer", R"({"type":"integer"})"},
    {"object", R"({"type":"object"})"},
    {"null", R"({"type":"null"})"},
    {"block", R"({"title":"number, tag or hash","oneOf":[{"$ref":"#/components/schemas/quantity"},)"
              R"({"enum":["latest","earliest","safe","finalized","pending"]},)"
              R"({"$ref":"#/components/schemas/hash"},{"type":"object","properties":)"
              R"({"blockHash":{"$ref":"#/components/schemas/hash"},)"
              R"("blockNumber":{"$ref":"#/components/schemas/quantity"}}}]})"},
    {"percentiles",
     R"({"type":"array","items":{"type":"number","minimum":0,"maximum":100},"maxItems":100})"},
    {"call", R"({"type":"object","required":["to"],"properties":)"
             R"({"from":{"$ref":"#/components/schemas/address"},)"
             R"("to":{"$ref":"#/components/schemas/address"},)"
             R"("value":{"$ref":"#/components/schemas/quantity"},)"
             R"("data":{"$ref":"#/components/schemas/data"},)"
             R"("input":{"$ref":"#/components/schemas/data"},)"
             R"("gas":{"$ref":"#/components/schemas/quantity"}}})"},
    {"logFilter", R"({"type":"object","properties":)"
                  R"({"fromBlock":{"$ref":"#/components/schemas/block"},)"
                  R"("toBlock":{"$ref":"#/components/schemas/block"},)"
                  R"("blockHash":{"$ref":"#/components/schemas/hash"},)"
                  R"("address":{"oneOf":[{"$ref":"#/components/schemas/address"},)"
                  R"({"$ref":"#/components/schemas/addresses"}]},)"
                  R"("topics":{"type":"array","maxItems":4}}})"},
    {"subscription", R"({"enum":["newHeads","logs","newPendingTransactions"]})"},
    {"subscriptionOptions", R"({"title":"log filter, or true for whole transactions"})"},
    {"mineOptions", R"({"title":"timestamp, or {timestamp, blocks}"})"},
    {"blockObject",
     R"({"type":"object","required":["number","hash","parentHash","transactions","difficulty"]})"},
    {"feeHistory",
     R"({"type":"object","required":["oldestBlock","baseFeePerGas","gasUsedRatio"]})"},
    {"transaction", R"({"type":"object","required":["hash","from","nonce","type"]})"},
    {"filledTransaction", R"({"type":"object","required":["raw","tx"]})"},
    {"accessList", R"({"type":"object","required":["accessList","gasUsed"]})"},
    {"receipt", R"({"type":"object","required":["transactionHash","blockHash","logs","status"]})"},
    {"receipts", R"({"type":"array","items":{"$ref":"#/components/schemas/receipt"}})"},
    {"logs",
     R"({"type":"array","items":{"type":"object","required":["address","topics","data"]}})"},
    {"filterChanges", R"({"type":"array"})"},
    {"proof", R"({"type":"object","required":["accountProof","storageProof"]})"},
    {"poolStatus", R"({"type":"object","required":["pending","queued"]})"},
    {"poolContent", R"({"type":"object","required":["pending","queued"]})"},
    {"proposal",
     R"({"title":"id, or an object of actions","oneOf":[{"$ref":"#/components/schemas/quantity"},)"
     R"({"type":"object","required":["actions"]}]})"},
    {"ambagList", R"({"type":"array","items":{"type":"object"}})"},
};

}  // namespace

Json schema_of(std::string_view type) {
    const auto row = std::ranges::find(schemas, type, &SchemaRow::name);
    if (row == std::end(schemas)) return {};
    auto schema = parse_json(row->schema);
    CHECK(schema.has_value());
    return *std::move(schema);
}

Json all_schemas() {
    Json out = Json::object();
    for (const auto& row : schemas) out.set(row.name, schema_of(row.name));
    return out;
}

}  // namespace ambag::node
