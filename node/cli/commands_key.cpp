// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/cli/files.hpp"
#include "node/cli/session.hpp"
#include "node/cli/table.hpp"
#include "node/keystore/hd_key.hpp"
#include "node/keystore/keystore.hpp"

// key: named keys in V3 keystores, which cast, ethers and geth read too.

namespace ambag::node {

namespace {

constexpr OptionRow import_options[]{
    {"--key-file", "FILE", "a private key as 64 hex digits"},
    {"--mnemonic-file", "FILE", "12 to 24 words"},
    {"--index", "N", "account of the mnemonic (0)"},
};

CliResult<> add_key(const Invocation& invocation, const chain::PrivateKey& key) {
    const std::string& name = invocation.argument(0);
    const std::string folder = keystore_folder(invocation);
    const std::string password = TRY(read_password(invocation, "new password of " + name, true));
    const auto file = KeystoreFolder{folder}.add(name, key, password);
    if (!file) return cli_failed(file.error().detail);
    const std::string address = chain::to_checksum(chain::address_of(key.public_key()));
    const Console& console = invocation.console;
    console.result(Json::object({{"name", name}, {"address", address}, {"file", file->string()}}));
    console.field("name", name);
    console.field("address", address);
    console.field("file", file->string());
    return {};
}

CliResult<> key_new(const Invocation& invocation) {
    return add_key(invocation, draw_key());
}

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
        text.pop_back();
    return text;
}

CliResult<chain::PrivateKey> imported_key(const Invocation& invocation) {
    const auto key_file = invocation.option("--key-file");
    const auto words_file = invocation.option("--mnemonic-file");
    if (key_file.has_value() == words_file.has_value())
        return cli_usage("give --key-file or --mnemonic-file");
    if (key_file) {
        const auto bytes = chain::from_hex(trimmed(TRY(read_text_file(*key_file))));
        const auto key = bytes ? chain::PrivateKey::from(*bytes) : std::nullopt;
        if (!key) return cli_failed(*key_file + " is no private key: expected 64 hex digits");
        return *key;
    }
    const auto index = TRY(invocation.integer_or("--index", 0, 0, 0x7FFF'FFFF));
    const auto key =
        account_key(trimmed(TRY(read_text_file(*words_file))), static_cast<std::uint32_t>(index));
    if (!key) return cli_failed(*words_file + ": " + key.error());
    return *key;
}

CliResult<> key_import(const Invocation& invocation) {
    return add_key(invocation, TRY(imported_key(invocation)));
}

CliResult<> key_list(const Invocation& invocation) {
    const std::string folder = keystore_folder(invocation);
    const auto accounts = KeystoreFolder{folder}.list();
    if (!accounts) return cli_failed(accounts.error().detail);
    TextTable table{{{"name"}, {"address"}}};
    Json list = Json::array();
    for (const NamedAccount& account : *accounts) {
        const std::string address =
            account.address ? chain::to_checksum(*account.address) : std::string{};
        list.push(Json::object(
            {{"name", account.name}, {"address", account.address ? Json{address} : Json{}}}));
        table.add(
            {{account.name, Style::strong}, account.address ? address : "not written in the file"});
    }
    invocation.console.result(list);
    if (table.empty())
        invocation.console.line("no keys in " + folder);
    else
        table.print(invocation.console);
    return {};
}

CliResult<chain::PrivateKey> open_key(const Invocation& invocation) {
    const std::string& name = invocation.argument(0);
    auto key = KeystoreFolder{keystore_folder(invocation)}.open(
        name, TRY(read_password(invocation, "password of " + name)));
    if (!key) return cli_refused(key.error().detail);
    return std::move(*key);
}

CliResult<> key_address(const Invocation& invocation) {
    const auto written =
        KeystoreFolder{keystore_folder(invocation)}.address_of(invocation.argument(0));
    const chain::Address address =
        written ? *written : chain::address_of(TRY(open_key(invocation)).public_key());
    invocation.console.result(Json{chain::to_checksum(address)});
    invocation.console.line(chain::to_checksum(address));
    return {};
}

CliResult<> key_export(const Invocation& invocation) {
    const chain::PrivateKey key = TRY(open_key(invocation));
    invocation.console.remark("whoever has this key has what it owns");
    invocation.console.result(
        Json::object({{"address", chain::to_checksum(chain::address_of(key.public_key()))},
                      {"publicKey", chain::to_hex(key.public_key().compressed())},
                      {"privateKey", chain::to_hex(key.bytes())}}));
    invocation.console.line(chain::to_hex(key.bytes()));
    return {};
}

const CommandRow rows[]{
    {"key new", "NAME", "draws a key and keeps it under a password", &key_new, {key_options}},
    {"key import",
     "NAME",
     "keeps a key of a file or of a mnemonic",
     &key_import,
     {import_options, key_options}},
    {"key list", "", "all named keys", &key_list, {key_options}},
    {"key address", "NAME", "the address of a key", &key_address, {key_options}},
    {"key export", "NAME", "the private key in the clear", &key_export, {key_options}},
};

}  // namespace

CommandGroup key_commands() {
    return rows;
}

}  // namespace ambag::node
