// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/session.hpp"

// tx send, call, show, receipt.

namespace ambag::node {

namespace {

constexpr OptionRow value_options[]{
    {"--value", "AMOUNT", "coins that go with the call: \"1.5 coins\" or base units"}};

CliResult<chain::Amount> amount_of(std::string_view name, const std::string& text) {
    const auto amount = parse_amount_text(text);
    if (!amount)
        return cli_usage(std::string{name} +
                         ": expected an amount such as \"1.5 coins\" or base "
                         "units, got \"" +
                         text + "\"");
    return *amount;
}

CliResult<> tx_send(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const chain::Address to = TRY(session.address(invocation.argument(0)));
    const chain::Amount value = TRY(amount_of("AMOUNT", invocation.argument(1)));
    const SentTransaction sent = TRY(session.send(TRY(session.signer()), to, value, {}));
    invocation.console.result(sent_json(sent));
    print_sent(invocation.console, sent);
    return {};
}

CliResult<> show_view(const Invocation& invocation, const Session& session,
                      const std::string& function, std::vector<Json> arguments) {
    const FunctionRef found = TRY(find_function(function, arguments.size()));
    const auto outputs = found.row->outputs();
    const std::vector<Json> values = TRY(session.view(function, std::move(arguments)));
    invocation.console.result(named_values(outputs, values));
    for (std::size_t i = 0; i < values.size(); ++i)
        invocation.console.field(outputs[i].name.empty() ? outputs[i].type : outputs[i].name,
                                 value_text(values[i]));
    return {};
}

// A view is read, anything else is sent as a transaction.
CliResult<> tx_call(const Invocation& invocation) {
    const std::string& function = invocation.argument(0);
    const std::vector<std::string> texts = invocation.arguments_from(1);
    const FunctionRef found = TRY(find_function(function, texts.size()));
    auto arguments = values_of_text(found.row->inputs(), texts);
    if (!arguments) return cli_usage(function + ": " + arguments.error());
    const Session session = TRY(Session::open(invocation));
    if (found.row->mutability == chain::Mutability::view)
        return show_view(invocation, session, function, std::move(*arguments));
    const chain::Amount value = TRY(amount_of("--value", invocation.option_or("--value", "0")));
    const SentTransaction sent =
        TRY(session.call(TRY(session.signer()), function, std::move(*arguments), value));
    invocation.console.result(sent_json(sent));
    print_sent(invocation.console, sent);
    return {};
}

CliResult<std::string> hash_argument(const Invocation& invocation) {
    const auto hash = chain::fixed_from_hex<chain::Hash>(invocation.argument(0));
    if (!hash)
        return cli_usage("expected a transaction hash of 64 hex digits, got \"" +
                         invocation.argument(0) + "\"");
    return chain::to_hex(*hash);
}

CliResult<> tx_show(const Invocation& invocation) {
    const std::string hash = TRY(hash_argument(invocation));
    const Session session = TRY(Session::open(invocation));
    Json tx = TRY(session.rpc().call("eth_getTransactionByHash", Json::array({hash})));
    if (tx.is_null()) return cli_refused("the node knows no transaction " + hash);
    const auto to = chain::fixed_from_hex<chain::Address>(TRY(text_of(tx, "to")));
    const chain::Bytes data = TRY(data_of(tx, "input"));
    if (to) tx.set("decoded", call_json(*to, data));
    const Console& console = invocation.console;
    console.result(tx);
    console.field("transaction", hash);
    console.field("from", TRY(text_of(tx, "from")));
    console.field("to", TRY(text_of(tx, "to")));
    console.field("value", amount_text(chain::Amount{TRY(quantity_of(tx, "value"))}));
    console.field("nonce", std::to_string(TRY(number_of(tx, "nonce"))));
    console.field("gas limit", std::to_string(TRY(number_of(tx, "gas"))));
    if (to) console.field("call", call_text(*to, data));
    const Json* block = tx.find("blockNumber");
    console.field("block", block != nullptr && block->is_string()
                               ? std::to_string(TRY(number_of(tx, "blockNumber")))
                               : "none yet: it waits in the pool");
    return {};
}

// Decoded events, and why it failed where it did.
CliResult<> tx_receipt(const Invocation& invocation) {
    const std::string hash = TRY(hash_argument(invocation));
    const Session session = TRY(Session::open(invocation));
    Json receipt = TRY(session.rpc().call("eth_getTransactionReceipt", Json::array({hash})));
    if (receipt.is_null()) return cli_refused("no block has a transaction " + hash);
    const bool success = TRY(text_of(receipt, "status")) == "0x1";
    Json events = Json::array();
    if (const Json* logs = receipt.find("logs"); logs != nullptr && logs->is_array())
        for (const Json& log : *logs->as_array())
            if (auto event = event_json(TRY(log_of(log)))) events.push(std::move(*event));
    chain::Bytes output;
    if (!success)
        output = TRY(data_of(
            TRY(session.rpc().call("ambag_getTransactionOutput", Json::array({hash}))), ""));
    const Console& console = invocation.console;
    console.field("transaction", hash);
    console.field("status", success ? console.paint(Style::good, "done")
                                    : console.paint(Style::bad, "failed: " + revert_text(output)));
    console.field("block", std::to_string(TRY(number_of(receipt, "blockNumber"))));
    console.field("gas used", std::to_string(TRY(number_of(receipt, "gasUsed"))));
    for (const Json& event : *events.as_array()) console.field("event", event_text(event));
    if (!success) receipt.set("revert", revert_json(output));
    receipt.set("events", std::move(events));
    console.result(receipt);
    return {};
}

const CommandRow rows[]{
    {"tx send",
     "TO AMOUNT",
     "sends coins: `tx send dev1 1.5coins --from dev0`",
     &tx_send,
     {signer_options, key_options, rpc_options}},
    {"tx call",
     "MODULE.FUNCTION ARGUMENTS...",
     "calls a module's function; a view is only read",
     &tx_call,
     {value_options, signer_options, key_options, rpc_options}},
    {"tx show", "HASH", "a transaction with its call decoded", &tx_show, {rpc_options}},
    {"tx receipt",
     "HASH",
     "what a transaction did: events, or why it failed",
     &tx_receipt,
     {rpc_options}},
};

}  // namespace

CommandGroup transaction_commands() {
    return rows;
}

}  // namespace ambag::node
