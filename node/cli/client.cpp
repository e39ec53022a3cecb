// SPDX-License-Identifier: Apache-2.0
#include "node/cli/client.hpp"

#include "chain/base/hex.hpp"
#include "node/cli/module_book.hpp"
#include "node/rpc/error.hpp"

namespace ambag::node {

namespace {

std::unexpected<CliError> surprising(std::string_view member, const Json& json) {
    return cli_failed("the node's answer has no " + std::string{member} + ": " + json.dump());
}

CliError failure_of(const Json& error) {
    const Json* code = error.find("code");
    const Json* message = error.find("message");
    const Json* data = error.find("data");
    const std::int64_t number = code != nullptr ? code->as_i64().value_or(0) : 0;
    const std::string text =
        message != nullptr && message->as_string() ? *message->as_string() : error.dump();
    if (number == rpc_code::reverted) {
        const auto bytes = data != nullptr && data->as_string()
                               ? chain::from_hex(*data->as_string())
                               : std::nullopt;
        return {ExitCode::refused, bytes ? revert_text(*bytes) : text};
    }
    const bool refused = number == rpc_code::server;
    return {refused ? ExitCode::refused : ExitCode::failed, text};
}

const Json* member_of(const Json& json, std::string_view member) {
    return member.empty() ? &json : json.find(member);
}

}  // namespace

CliResult<Json> RpcClient::call(std::string_view method, Json params) const {
    const Json request = Json::object(
        {{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", std::move(params)}});
    auto answer = parse_json(TRY(http_post(url_, request.dump())));
    if (!answer) return cli_failed(url_ + " answered no JSON: " + answer.error().message);
    if (const Json* error = answer->find("error")) return std::unexpected(failure_of(*error));
    Json* result = answer->find("result");
    if (result == nullptr) return cli_failed(url_ + " answered no JSON-RPC: " + answer->dump());
    return std::move(*result);
}

CliResult<chain::U256> quantity_of(const Json& json, std::string_view member) {
    const Json* value = member_of(json, member);
    const auto* text = value != nullptr ? value->as_string() : nullptr;
    const auto number = text != nullptr ? chain::U256::parse(*text) : std::nullopt;
    if (!number) return surprising(member, json);
    return *number;
}

CliResult<std::uint64_t> number_of(const Json& json, std::string_view member) {
    const auto number = TRY(quantity_of(json, member)).to_u64();
    if (!number) return surprising(member, json);
    return *number;
}

CliResult<std::string> text_of(const Json& json, std::string_view member) {
    const Json* value = member_of(json, member);
    if (value == nullptr || !value->is_string()) return surprising(member, json);
    return *value->as_string();
}

CliResult<chain::Bytes> data_of(const Json& json, std::string_view member) {
    auto bytes = chain::from_hex(TRY(text_of(json, member)));
    if (!bytes) return surprising(member, json);
    return std::move(*bytes);
}

CliResult<chain::Log> log_of(const Json& json) {
    chain::Log log;
    const auto address = chain::fixed_from_hex<chain::Address>(TRY(text_of(json, "address")));
    const Json* topics = json.find("topics");
    if (!address || topics == nullptr || !topics->is_array()) return surprising("address", json);
    log.address = *address;
    for (const Json& topic : *topics->as_array()) {
        const auto word = chain::fixed_from_hex<chain::Hash>(TRY(text_of(topic, "")));
        if (!word) return surprising("topics", json);
        log.topics.push_back(*word);
    }
    log.data = TRY(data_of(json, "data"));
    return log;
}

}  // namespace ambag::node
