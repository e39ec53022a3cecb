// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/files.hpp"
#include "node/cli/settings.hpp"
#include "node/cli/table.hpp"
#include "node/genesis/genesis.hpp"
#include "node/keystore/hd_key.hpp"
#include "node/modules.hpp"

// dev, init, node, config show.

namespace ambag::node {

namespace {

constexpr std::string_view dev_mnemonic =
    "test test test test test test test test test test test junk";

struct DevAccount {
    chain::Address address;
    chain::PrivateKey key;
};

CliResult<std::vector<DevAccount>> dev_accounts(const Invocation& invocation) {
    const auto count = TRY(invocation.integer_or("--accounts", 10, 1, 1000));
    const auto keys = account_keys(invocation.option_or("--mnemonic", dev_mnemonic),
                                   static_cast<std::uint32_t>(count));
    if (!keys) return cli_usage("--mnemonic: " + keys.error());
    std::vector<DevAccount> accounts;
    for (const chain::PrivateKey& key : *keys)
        accounts.push_back({chain::address_of(key.public_key()), key});
    return accounts;
}

// The genesis of a directory that has one, else that of --genesis, else the developer's own.
CliResult<ChainSpec> dev_spec(const Invocation& invocation, const std::string& directory,
                              const std::vector<DevAccount>& accounts) {
    if (const auto file = invocation.option("--genesis"))
        return checked_genesis(TRY(read_document(*file)));
    if (!directory.empty())
        if (const auto text = TRY(stored_genesis(directory))) {
            const auto document = parse_json(*text);
            if (!document) return cli_failed("the stored genesis: " + document.error().message);
            return checked_genesis(*document);
        }
    std::vector<chain::Address> addresses;
    for (const DevAccount& account : accounts) addresses.push_back(account.address);
    return checked_genesis(dev_genesis(addresses, chain::Timestamp{now_seconds()}));
}

Json modules_json() {
    Json modules = Json::object();
    for (const chain::ModuleDescriptor* module : all_modules().all())
        modules.set(module->name, chain::to_checksum(module->address));
    return modules;
}

Json banner_json(const ChainSpec& spec, const std::string& address, const std::string& directory,
                 const std::vector<DevAccount>& accounts, const chain::StateView& state) {
    Json list = Json::array();
    for (const DevAccount& account : accounts)
        list.push(
            Json::object({{"address", chain::to_checksum(account.address)},
                          {"privateKey", chain::to_hex(account.key.bytes())},
                          {"balance", state.account(account.address).balance.units.to_decimal()}}));
    return Json::object({{"chainId", spec.rules.chain_id.value},
                         {"rpc", address},
                         {"data", directory.empty() ? Json{} : Json{directory}},
                         {"genesisHash", chain::to_hex(chain::keccak256(spec.document))},
                         {"modules", modules_json()},
                         {"accounts", list}});
}

void print_accounts(const Console& console, const std::vector<DevAccount>& accounts,
                    const chain::StateView& state) {
    TextTable table{{{"name"}, {"address"}, {"balance", Align::right}, {"private key"}}};
    for (std::size_t i = 0; i < accounts.size(); ++i)
        table.add({{"dev" + std::to_string(i), Style::strong},
                   chain::to_checksum(accounts[i].address),
                   amount_text(state.account(accounts[i].address).balance),
                   {chain::to_hex(accounts[i].key.bytes()), Style::faint}});
    table.print(console);
}

void print_banner(const Console& console, const ChainSpec& spec, const std::string& address,
                  const std::string& directory) {
    console.line(console.paint(Style::strong, "Ambag " + std::string{program_version()}) +
                 "  governance and emission, development chain");
    console.line();
    console.field("chain id", std::to_string(spec.rules.chain_id.value));
    console.field("JSON-RPC", console.paint(Style::accent, address));
    console.field("data", directory.empty() ? "in memory" : directory);
    console.field("base fee", spec.rules.fee.initial.units.to_decimal() + " base units at genesis");
    console.line();
    TextTable modules{{{"module"}, {"address"}, {"purpose"}}};
    for (const chain::ModuleDescriptor* module : all_modules().all())
        modules.add({{std::string{module->name}, Style::strong},
                     chain::to_checksum(module->address),
                     {std::string{module->purpose}, Style::faint}});
    modules.print(console);
    console.line();
}

std::string rpc_url(const std::string& host, std::uint16_t port) {
    const bool bracketed = host.find(':') != std::string::npos;
    return "http://" + (bracketed ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

// A developer's terminal shows what went wrong and no line a block.
CliResult<LogOptions> dev_log(const Invocation& invocation) {
    const std::string level = invocation.option_or("--log-level", "warning");
    const std::string format = invocation.option_or("--log-format", "text");
    const auto level_read = log_level(level);
    const auto format_read = log_format(format);
    if (!level_read)
        return cli_usage("--log-level: expected debug, info, warning, error or off, got \"" +
                         level + "\"");
    if (!format_read)
        return cli_usage("--log-format: expected text or json, got \"" + format + "\"");
    return LogOptions{*level_read, *format_read, invocation.option_or("--log-file", "")};
}

CliResult<RunSettings> dev_settings(const Invocation& invocation) {
    RunSettings settings;
    settings.host = invocation.option_or("--host", "127.0.0.1");
    settings.port =
        static_cast<std::uint16_t>(TRY(invocation.integer_or("--port", 8545, 0, 65535)));
    settings.origins = {"*"};
    settings.mining = !invocation.flag("--no-mining");
    if (const auto text = invocation.option("--block-time")) {
        const auto ms = parse_seconds(*text);
        if (!ms || !settings.mining)
            return cli_usage(settings.mining
                                 ? "--block-time: expected seconds from 0 to 86400, got \"" +
                                       *text + "\""
                                 : "--block-time and --no-mining exclude each other");
        settings.block_time_ms = *ms;
    }
    if (const auto port = TRY(invocation.integer("--admin-port", 0, 65535)))
        settings.admin_port = static_cast<std::uint16_t>(*port);
    settings.log = TRY(dev_log(invocation));
    return settings;
}

CliResult<> dev(const Invocation& invocation) {
    const RunSettings settings = TRY(dev_settings(invocation));
    if (invocation.flag("--memory") && invocation.flag("--data"))
        return cli_usage("--memory and --data exclude each other");
    const std::string directory =
        invocation.flag("--memory") ? "" : invocation.option_or("--data", "./ambag-dev");
    const auto accounts = TRY(dev_accounts(invocation));
    const ChainSpec spec = TRY(dev_spec(invocation, directory, accounts));
    const Console& console = invocation.console;
    return run_node(spec, directory, settings, [&](Node& node) {
        const std::string address = rpc_url(settings.host, node.port());
        const auto head = node.backend().head_view();
        console.result(banner_json(spec, address, directory, accounts, *head->snapshot));
        print_banner(console, spec, address, directory);
        print_accounts(console, accounts, *head->snapshot);
        console.line();
        console.remark("These keys are public: never give them coins of value. Ctrl-C stops.");
    });
}

CliResult<> init(const Invocation& invocation) {
    const std::string directory = invocation.option_or("--data", "./ambag-data");
    if (TRY(stored_genesis(directory)))
        return cli_failed("the data directory " + directory + " has a chain already");
    const std::string file = invocation.argument(0);
    const ChainSpec spec = TRY(checked_genesis(TRY(read_document(file))));
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) return cli_failed("cannot create " + directory + ": " + error.message());
    const chain::PrivateKey key =
        TRY(sequencer_key(std::filesystem::path{directory} / "sequencer.key"));
    const auto store = Store::open({.path = directory});
    if (!store) return cli_failed(store.error().message);
    const auto app = Application::init(**store, spec, all_modules());
    if (!app) return cli_failed(app.error().message);
    const auto snapshot = (*store)->snapshot();
    const auto block = snapshot->block_head(chain::Height{0});
    const std::string sequencer = chain::to_checksum(chain::address_of(key.public_key()));
    const Console& console = invocation.console;
    console.result(Json::object({{"data", directory},
                                 {"chainId", spec.rules.chain_id.value},
                                 {"genesisBlock", chain::to_hex(block->hash)},
                                 {"stateRoot", chain::to_hex(block->header.state_root)},
                                 {"sequencer", sequencer}}));
    console.field("data", directory);
    console.field("chain id", std::to_string(spec.rules.chain_id.value));
    console.field("block 0", chain::to_hex(block->hash));
    console.field("state root", chain::to_hex(block->header.state_root));
    console.field("sequencer", sequencer);
    return {};
}

CliResult<> node(const Invocation& invocation) {
    const NodeSettings settings = TRY(interpret_settings(TRY(load_settings(invocation))));
    const auto text = TRY(stored_genesis(settings.directory));
    if (!text)
        return cli_failed("there is no chain in " + settings.directory +
                          ": make one by `ambag init FILE --data " + settings.directory + "`");
    const auto document = parse_json(*text);
    if (!document) return cli_failed("the stored genesis: " + document.error().message);
    const ChainSpec spec = TRY(checked_genesis(*document));
    const Console& console = invocation.console;
    return run_node(spec, settings.directory, settings.run, [&](Node& running) {
        const std::string address = rpc_url(settings.run.host, running.port());
        const std::uint64_t head = running.backend().head().value;
        console.result(Json::object({{"chainId", spec.rules.chain_id.value},
                                     {"rpc", address},
                                     {"data", settings.directory},
                                     {"head", head}}));
        console.field("chain id", std::to_string(spec.rules.chain_id.value));
        console.field("JSON-RPC", address);
        console.field("data", settings.directory);
        console.field("head", std::to_string(head));
    });
}

CliResult<> config_show(const Invocation& invocation) {
    const auto settings = TRY(load_settings(invocation));
    TRY(interpret_settings(settings));
    TextTable table{{{"setting"}, {"value"}, {"origin"}, {"meaning"}}};
    Json all = Json::object();
    for (const Setting& setting : settings) {
        table.add({{std::string{setting.row->name}, Style::strong},
                   setting.value,
                   setting.origin,
                   {std::string{setting.row->meaning}, Style::faint}});
        all.set(setting.row->name,
                Json::object({{"value", setting.value}, {"origin", setting.origin}}));
    }
    invocation.console.result(all);
    table.print(invocation.console);
    return {};
}

constexpr OptionRow dev_options[]{
    {"--host", "ADDRESS", "address to listen on (127.0.0.1)"},
    {"--port", "PORT", "port to listen on (8545); 0 takes a free one"},
    {"--data", "DIR", "data directory (./ambag-dev); kept between runs"},
    {"--memory", "", "keep nothing on disk"},
    {"--genesis", "FILE", "another genesis than the developer's"},
    {"--block-time", "SECONDS", "time between blocks (1); 0 seals as soon as one waits"},
    {"--no-mining", "", "blocks only by evm_mine"},
    {"--mnemonic", "WORDS", "of the funded accounts"},
    {"--accounts", "N", "how many accounts (10)"},
    {"--admin-port", "PORT", "opens /health, /ready and /metrics"},
    {"--log-level", "LEVEL", "debug, info, warning (default), error or off"},
    {"--log-format", "text|json", "form of the lines on stderr (text)"},
    {"--log-file", "FILE", "append the lines to a file instead"},
};

constexpr OptionRow init_options[]{{"--data", "DIR", "data directory (./ambag-data)"}};

const CommandRow rows[]{
    {"dev", "", "a development chain: funded accounts, one command", &dev, {dev_options}},
    {"init", "GENESIS", "makes a data directory from a genesis file", &init, {init_options}},
    {"node", "", "runs the chain of a data directory", &node, {setting_options()}},
    {"config show",
     "",
     "every setting of the node with its origin",
     &config_show,
     {setting_options()}},
};

}  // namespace

CommandGroup node_commands() {
    return rows;
}

}  // namespace ambag::node
