// SPDX-License-Identifier: Apache-2.0
#include "node/cli/session.hpp"

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"
#include "node/keystore/hd_key.hpp"
#include "node/keystore/keystore.hpp"

namespace ambag::node {

using chain::Address;
using chain::Amount;
using chain::Bytes;
using chain::Hash;
using chain::U256;

namespace {

constexpr OptionRow rpc_rows[]{{"--rpc", "URL", "the node (AMBAG_RPC or http://127.0.0.1:8545)"}};
constexpr OptionRow signer_rows[]{
    {"--from", "NAME", "who signs: a named key, or dev0 to dev99 on chain 31337 (AMBAG_FROM)"},
    {"--gas", "N", "gas limit; estimated when left out"},
    {"--wait", "SECONDS", "how long to wait for the receipt (60)"},
    {"--no-wait", "", "do not wait for the receipt"},
};

std::string environment_or(const char* name, std::string_view otherwise) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : std::string{otherwise};
}

Json call_object(const std::optional<Address>& from, const Address& to, const Amount& value,
                 const Bytes& data) {
    Json call = Json::object({{"to", chain::to_hex(to)},
                              {"value", value.units.to_hex()},
                              {"data", chain::to_hex(data)}});
    if (from) call.set("from", chain::to_hex(*from));
    return call;
}

}  // namespace

const std::span<const OptionRow> rpc_options = rpc_rows;
const std::span<const OptionRow> signer_options = signer_rows;

std::optional<chain::PrivateKey> dev_key(std::string_view name) {
    if (!name.starts_with("dev")) return std::nullopt;
    unsigned index = 0;
    const auto read = std::from_chars(name.data() + 3, name.data() + name.size(), index);
    if (read.ec != std::errc{} || read.ptr != name.data() + name.size() || index > 99)
        return std::nullopt;
    const auto key =
        account_key("test test test test test test test test test test test junk", index);
    return key ? std::optional{*key} : std::nullopt;
}

CliResult<Session> Session::open(const Invocation& invocation) {
    RpcClient rpc{
        invocation.option_or("--rpc", environment_or("AMBAG_RPC", "http://127.0.0.1:8545"))};
    const std::uint64_t chain_id = TRY(number_of(TRY(rpc.call("eth_chainId", Json::array())), ""));
    return Session{invocation, std::move(rpc), chain_id};
}

std::optional<Address> Session::find_address(std::string_view text) const {
    if (const auto address = chain::parse_address(text)) return address;
    if (const auto* module = find_module(text)) return module->address;
    if (chain_id_ == 31337)
        if (const auto key = dev_key(text)) return chain::address_of(key->public_key());
    const auto named = KeystoreFolder{keystore_folder(*invocation_)}.address_of(text);
    return named ? std::optional{*named} : std::nullopt;
}

CliResult<Address> Session::address(std::string_view text) const {
    if (const auto found = find_address(text)) return *found;
    return cli_usage("\"" + std::string{text} +
                     "\" is no address (its EIP-55 checksum right), module, named key or, on "
                     "chain 31337, dev0 to dev99");
}

NameResolver Session::resolver() const {
    return [this](std::string_view name) { return find_address(name); };
}

CliResult<chain::PrivateKey> Session::key_named(const std::string& name) const {
    if (chain_id_ == 31337)
        if (const auto key = dev_key(name)) return *key;
    const KeystoreFolder folder{keystore_folder(*invocation_)};
    if (!folder.address_of(name)) {
        const auto listed = folder.list();
        const bool known =
            listed && std::ranges::find(*listed, name, &NamedAccount::name) != listed->end();
        if (!known)
            return cli_usage("there is no key named \"" + name + "\" in " +
                             keystore_folder(*invocation_) +
                             "; `ambag key list` shows them, dev0 to dev99 sign on chain 31337 "
                             "only");
    }
    auto key = folder.open(name, TRY(read_password(*invocation_, "password of " + name)));
    if (!key) return cli_refused(key.error().detail);
    return std::move(*key);
}

CliResult<Signer> Session::signer() const {
    const std::string name = invocation_->option_or("--from", environment_or("AMBAG_FROM", ""));
    if (name.empty())
        return cli_usage("--from is needed: a named key, or dev0 to dev99 on chain 31337");
    const chain::PrivateKey key = TRY(key_named(name));
    return Signer{chain::address_of(key.public_key()), key};
}

CliResult<std::vector<Json>> Session::view(std::string_view function,
                                           std::vector<Json> arguments) const {
    const FunctionRef found = TRY(find_function(function, arguments.size()));
    const Bytes data = TRY(encode_call(found, arguments, resolver()));
    const Json answer = TRY(rpc_.call(
        "eth_call", Json::array({call_object({}, found.module->address, {}, data), "latest"})));
    auto values = decode_values(found.row->outputs(), TRY(data_of(answer, "")));
    if (!values)
        return cli_failed("the node's answer to " + std::string{function} +
                          " is of another shape: " + answer.dump());
    return std::move(*values);
}

CliResult<chain::SignedTransaction> Session::signed_transaction(const Signer& signer,
                                                                const Address& to,
                                                                const Amount& value,
                                                                const Bytes& data) const {
    chain::Transaction body;
    body.chain_id = chain::ChainId{chain_id_};
    body.to = to;
    body.value = value;
    body.data = data;
    const std::string from = chain::to_hex(signer.address);
    body.nonce = chain::Nonce{TRY(
        number_of(TRY(rpc_.call("eth_getTransactionCount", Json::array({from, "pending"}))), ""))};
    if (const auto gas = TRY(invocation_->integer("--gas", 21'000, 9'007'199'254'740'991))) {
        body.gas_limit = chain::Gas{*gas};
    } else {
        const std::uint64_t estimate = TRY(
            number_of(TRY(rpc_.call("eth_estimateGas",
                                    Json::array({call_object(signer.address, to, value, data)}))),
                      ""));
        // The state may change before the transaction runs.
        body.gas_limit = chain::Gas{estimate == 21'000 ? estimate : estimate + estimate / 4};
    }
    const Json block = TRY(rpc_.call("eth_getBlockByNumber", Json::array({"latest", false})));
    const auto doubled = chain::checked_mul(TRY(quantity_of(block, "baseFeePerGas")), U256{2U});
    body.fee_per_gas_max = doubled.value_or(U256::max());
    return chain::sign_transaction(body, signer.key);
}

CliResult<Json> Session::wait_for_receipt(const Hash& hash) const {
    const std::uint64_t seconds = TRY(invocation_->integer_or("--wait", 60, 1, 86'400));
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{seconds};
    while (true) {
        Json receipt =
            TRY(rpc_.call("eth_getTransactionReceipt", Json::array({chain::to_hex(hash)})));
        if (!receipt.is_null()) return receipt;
        if (std::chrono::steady_clock::now() >= deadline)
            return cli_failed("transaction " + chain::to_hex(hash) + " is in no block after " +
                              std::to_string(seconds) + " s; it still waits in the pool");
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
}

CliResult<> Session::check_success(const Hash& hash, const Json& receipt) const {
    if (TRY(text_of(receipt, "status")) == "0x1") return {};
    const Json output =
        TRY(rpc_.call("ambag_getTransactionOutput", Json::array({chain::to_hex(hash)})));
    return cli_refused("transaction " + chain::to_hex(hash) + " is in block " +
                       std::to_string(TRY(number_of(receipt, "blockNumber"))) +
                       " and failed: " + revert_text(TRY(data_of(output, ""))));
}

CliResult<SentTransaction> Session::send(const Signer& signer, const Address& to,
                                         const Amount& value, const Bytes& data) const {
    const chain::SignedTransaction tx = TRY(signed_transaction(signer, to, value, data));
    TRY(rpc_.call("eth_sendRawTransaction", Json::array({chain::to_hex(tx.raw())})));
    SentTransaction sent{tx.hash(), {}, {}};
    if (invocation_->flag("--no-wait")) return sent;
    sent.receipt = TRY(wait_for_receipt(tx.hash()));
    TRY(check_success(tx.hash(), sent.receipt));
    if (const Json* logs = sent.receipt.find("logs"); logs != nullptr && logs->is_array())
        for (const Json& log : *logs->as_array())
            if (auto event = event_json(TRY(log_of(log)))) sent.events.push_back(std::move(*event));
    return sent;
}

CliResult<SentTransaction> Session::call(const Signer& signer, std::string_view function,
                                         std::vector<Json> arguments, const Amount& value) const {
    const FunctionRef found = TRY(find_function(function, arguments.size()));
    return send(signer, found.module->address, value,
                TRY(encode_call(found, arguments, resolver())));
}

Json sent_json(const SentTransaction& sent) {
    Json json = Json::object({{"hash", chain::to_hex(sent.hash)}});
    if (sent.receipt.is_null()) return json;
    json.set("block", number_of(sent.receipt, "blockNumber").value_or(0));
    json.set("gasUsed", number_of(sent.receipt, "gasUsed").value_or(0));
    json.set("events", Json{sent.events});
    return json;
}

void print_sent(const Console& console, const SentTransaction& sent) {
    console.field("transaction", chain::to_hex(sent.hash));
    if (sent.receipt.is_null()) return;
    console.field("block", std::to_string(number_of(sent.receipt, "blockNumber").value_or(0)));
    console.field("gas used", std::to_string(number_of(sent.receipt, "gasUsed").value_or(0)));
    for (const Json& event : sent.events) console.field("event", event_text(event));
}

}  // namespace ambag::node
