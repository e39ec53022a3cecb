// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/session.hpp"
#include "node/cli/table.hpp"
#include "node/modules.hpp"

// query: what the chain says.

namespace ambag::node {

namespace {

constexpr OptionRow block_options[]{{"--block", "N", "as it was after block N (latest)"}};

CliResult<std::string> block_of(const Invocation& invocation) {
    const auto height = TRY(invocation.integer("--block", 0, ~std::uint64_t{0}));
    return height ? chain::U256{*height}.to_hex() : std::string{"latest"};
}

CliResult<std::string> coins_of(const Json& json, std::string_view member) {
    return amount_text(chain::Amount{TRY(quantity_of(json, member))});
}

CliResult<> block(const Invocation& invocation) {
    const std::string wanted = invocation.optional_argument(0).value_or("latest");
    const auto number = chain::U256::parse(wanted);
    if (!number && wanted != "latest" && wanted != "earliest")
        return cli_usage("expected a block's number, latest or earliest, got \"" + wanted + "\"");
    const Session session = TRY(Session::open(invocation));
    const Json json = TRY(session.rpc().call(
        "eth_getBlockByNumber", Json::array({number ? number->to_hex() : wanted, true})));
    if (json.is_null()) return cli_refused("there is no block " + wanted);
    const Console& console = invocation.console;
    console.result(json);
    if (invocation.json()) return {};
    console.field("block", std::to_string(TRY(number_of(json, "number"))));
    console.field("time", time_text(TRY(number_of(json, "timestamp"))));
    for (const std::string_view name : {"hash", "parentHash", "stateRoot", "miner"})
        console.field(name, TRY(text_of(json, name)));
    console.field("gas", std::to_string(TRY(number_of(json, "gasUsed"))) + " of " +
                             std::to_string(TRY(number_of(json, "gasLimit"))));
    console.field("base fee", TRY(quantity_of(json, "baseFeePerGas")).to_decimal());
    const Json* transactions = json.find("transactions");
    if (transactions == nullptr || !transactions->is_array() || transactions->as_array()->empty())
        return {};
    TextTable table{{{"transaction"}, {"from"}, {"to and call"}, {"value", Align::right}}};
    for (const Json& tx : *transactions->as_array()) {
        const auto to = chain::fixed_from_hex<chain::Address>(TRY(text_of(tx, "to")));
        const auto data = TRY(data_of(tx, "input"));
        table.add({TRY(text_of(tx, "hash")), TRY(text_of(tx, "from")),
                   to ? call_text(*to, data) : std::string{}, TRY(coins_of(tx, "value"))});
    }
    console.line();
    table.print(console);
    return {};
}

CliResult<> balance(const Invocation& invocation) {
    const std::string at = TRY(block_of(invocation));
    const Session session = TRY(Session::open(invocation));
    const std::string address = chain::to_checksum(TRY(session.address(invocation.argument(0))));
    const chain::Amount amount{TRY(
        quantity_of(TRY(session.rpc().call("eth_getBalance", Json::array({address, at}))), ""))};
    invocation.console.result(
        Json::object({{"address", address}, {"balance", amount.units.to_decimal()}}));
    invocation.console.line(amount_text(amount));
    return {};
}

CliResult<> account(const Invocation& invocation) {
    const std::string at = TRY(block_of(invocation));
    const Session session = TRY(Session::open(invocation));
    const chain::Address address = TRY(session.address(invocation.argument(0)));
    const std::string text = chain::to_checksum(address);
    const RpcClient& rpc = session.rpc();
    const chain::Amount coins{
        TRY(quantity_of(TRY(rpc.call("eth_getBalance", Json::array({text, at}))), ""))};
    const std::uint64_t nonce =
        TRY(number_of(TRY(rpc.call("eth_getTransactionCount", Json::array({text, at}))), ""));
    const auto read = [&](const char* view) -> CliResult<std::string> {
        return value_text(TRY(session.view(view, {Json{text}})).front());
    };
    const std::string tokens = TRY(read("token.balanceOf"));
    const std::string votes = TRY(read("token.getVotes"));
    const std::string delegate = TRY(read("token.delegates"));
    const auto* module = find_module(text);
    const Console& console = invocation.console;
    console.result(Json::object({{"address", text},
                                 {"balance", coins.units.to_decimal()},
                                 {"nonce", nonce},
                                 {"module", module != nullptr ? Json{module->name} : Json{}},
                                 {"votingTokens", tokens},
                                 {"votes", votes},
                                 {"delegate", delegate}}));
    console.field("address", text);
    if (module != nullptr) console.field("module", module->name);
    console.field("balance", amount_text(coins));
    console.field("nonce", std::to_string(nonce));
    console.field("voting tokens", amount_text(*parse_amount_text(tokens)));
    console.field("votes", amount_text(*parse_amount_text(votes)));
    console.field("delegate", delegate);
    return {};
}

CliResult<> supply(const Invocation& invocation) {
    const std::string at = TRY(block_of(invocation));
    const Session session = TRY(Session::open(invocation));
    const Json json = TRY(session.rpc().call("ambag_getSupply", Json::array({at})));
    Json decimal = Json::object({{"block", TRY(number_of(json, "block"))}});
    const Console& console = invocation.console;
    console.field("block", std::to_string(TRY(number_of(json, "block"))));
    for (const std::string_view name :
         {"supply", "minted", "burned", "mintedInBlock", "burnedInBlock", "wrapped"}) {
        decimal.set(name, TRY(quantity_of(json, name)).to_decimal());
        console.field(name, TRY(coins_of(json, name)));
    }
    console.result(decimal);
    return {};
}

CliResult<> pools(const Invocation& invocation) {
    const std::string at = TRY(block_of(invocation));
    const Session session = TRY(Session::open(invocation));
    const Json json = TRY(session.rpc().call("ambag_getPools", Json::array({at})));
    if (!json.is_array()) return cli_failed("the node's answer is no list: " + json.dump());
    TextTable table{{{"pool"}, {"balance", Align::right}}};
    Json decimal = Json::object();
    for (const Json& pool : *json.as_array()) {
        const std::string name = TRY(text_of(pool, "name"));
        decimal.set(name, TRY(quantity_of(pool, "balance")).to_decimal());
        table.add({{name, Style::strong}, TRY(coins_of(pool, "balance"))});
    }
    invocation.console.result(decimal);
    table.print(invocation.console);
    return {};
}

CliResult<> params(const Invocation& invocation) {
    const std::string at = TRY(block_of(invocation));
    const Session session = TRY(Session::open(invocation));
    const Json json = TRY(session.rpc().call("ambag_getParameters", Json::array({at})));
    if (!json.is_array()) return cli_failed("the node's answer is no list: " + json.dump());
    TextTable table{{{"parameter"},
                     {"value", Align::right},
                     {"unit"},
                     {"from"},
                     {"to"},
                     {"track"},
                     {"meaning"}}};
    Json list = Json::array();
    for (Json row : *json.as_array()) {
        const std::string value = TRY(quantity_of(row, "value")).to_decimal();
        const std::string module = TRY(text_of(row, "module"));
        const Json* track = row.find("track");
        row.set("value", value);
        table.add({{module + "." + TRY(text_of(row, "name")), Style::strong},
                   value,
                   TRY(text_of(row, "unit")),
                   TRY(text_of(row, "minimum")),
                   TRY(text_of(row, "maximum")),
                   track == nullptr || track->is_null() ? "-" : value_text(*track),
                   {TRY(text_of(row, "meaning")), Style::faint}});
        list.push(std::move(row));
    }
    invocation.console.result(list);
    table.print(invocation.console);
    return {};
}

std::string mutability_text(chain::Mutability mutability) {
    constexpr std::string_view names[]{"view", "call", "payable"};
    return std::string{names[static_cast<std::size_t>(mutability)]};
}

std::string outputs_text(const chain::CallRow& row) {
    std::string text;
    for (const chain::ParameterText& output : row.outputs())
        text += (text.empty() ? "" : ", ") + output.type +
                (output.name.empty() ? "" : " " + output.name);
    return text;
}

// From the descriptor that this program has; no node is asked.
CliResult<> module(const Invocation& invocation) {
    const auto* found = find_module(invocation.argument(0));
    if (found == nullptr) {
        std::string names;
        for (const auto* one : all_modules().all())
            names += (names.empty() ? "" : ", ") + std::string{one->name};
        return cli_usage("there is no module \"" + invocation.argument(0) + "\"; modules are " +
                         names);
    }
    auto abi = parse_json(chain::json_abi(*found));
    const Console& console = invocation.console;
    console.result(Json::object({{"name", found->name},
                                 {"address", chain::to_checksum(found->address)},
                                 {"purpose", found->purpose},
                                 {"abi", abi ? std::move(*abi) : Json{}}}));
    console.field("module", found->name);
    console.field("address", chain::to_checksum(found->address));
    console.line(found->purpose);
    console.line();
    TextTable table{{{"function"}, {"kind"}, {"returns"}}};
    for (const chain::CallRow& row : found->calls)
        table.add({{std::string{row.signature}, Style::strong},
                   mutability_text(row.mutability),
                   outputs_text(row)});
    table.print(console);
    return {};
}

const CommandRow rows[]{
    {"query block", "[NUMBER]", "a block with its transactions decoded", &block, {rpc_options}},
    {"query balance",
     "ACCOUNT",
     "coins of an account",
     &balance,
     {block_options, key_options, rpc_options}},
    {"query account",
     "ACCOUNT",
     "coins, nonce, voting tokens, votes, delegate",
     &account,
     {block_options, key_options, rpc_options}},
    {"query supply", "", "coins in existence", &supply, {block_options, rpc_options}},
    {"query pools", "", "what the emission's pools hold", &pools, {block_options, rpc_options}},
    {"query params",
     "",
     "every parameter that governance may change: value, bounds, track, meaning",
     &params,
     {block_options, rpc_options}},
    {"query module", "NAME", "address and functions of a module", &module},
};

}  // namespace

CommandGroup query_commands() {
    return rows;
}

}  // namespace ambag::node
