// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "emission/attestation/nonces.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/files.hpp"
#include "node/cli/table.hpp"
#include "node/cli/work_view.hpp"

// device: attested hardware.

namespace ambag::node {

namespace attestation = emission::attestation;

namespace {

constexpr OptionRow key_of_worker{"--worker-key", "NAME",
                                  "the key that signs receipts (that of --from)"};
constexpr OptionRow register_options[]{key_of_worker,
                                       {"--nonce-height", "N", "block that the nonce names"}};
constexpr OptionRow nonce_options[]{key_of_worker,
                                    {"--from", "NAME", "who will register the device (AMBAG_FROM)"},
                                    {"--wait", "SECONDS", "how long to wait for block 1 (60)"},
                                    {"--class", "NAME", "class of the device (GH100)"},
                                    {"--nonce-height", "N", "block that the nonce names"}};

CliResult<chain::PrivateKey> worker_key(const Invocation& invocation, const Session& session,
                                        const Signer& signer) {
    const auto name = invocation.option("--worker-key");
    if (!name) return signer.key;
    return session.key_named(*name);
}

// A block before the one in which the transaction will be.
CliResult<std::uint64_t> nonce_height(const Invocation& invocation, const Session& session) {
    if (const auto given = TRY(invocation.integer("--nonce-height", 0, ~std::uint64_t{0})))
        return *given;
    return TRY(wait_for_height(invocation, session, 0)) - 1;
}

CliResult<> nonce(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Signer signer = TRY(session.signer());
    const chain::PrivateKey key = TRY(worker_key(invocation, session, signer));
    const std::uint64_t height = TRY(nonce_height(invocation, session));
    const Json block = TRY(session.rpc().call("eth_getBlockByNumber",
                                              Json::array({chain::U256{height}.to_hex(), false})));
    if (block.is_null()) return cli_refused("there is no block " + std::to_string(height));
    const chain::Hash fresh = attestation::registration_nonce(
        chain::ChainId{session.chain_id()}, TRY(hash_of(block, "hash")), signer.address,
        key.public_key().compressed(), invocation.option_or("--class", "GH100"));
    const Console& console = invocation.console;
    console.result(Json::object({{"nonce", chain::to_hex(fresh)}, {"nonceHeight", height}}));
    console.field("nonce", chain::to_hex(fresh));
    console.field("nonce height", std::to_string(height));
    console.remark("ask the device for a report over this nonce, then `ambag device register`");
    return {};
}

CliResult<> register_device(const Invocation& invocation) {
    const std::string report = TRY(read_text_file(invocation.argument(0)));
    const std::string chain_der = TRY(read_text_file(invocation.argument(1)));
    const Session session = TRY(Session::open(invocation));
    const Signer signer = TRY(session.signer());
    const chain::PrivateKey key = TRY(worker_key(invocation, session, signer));
    const std::uint64_t height = TRY(nonce_height(invocation, session));
    const SentTransaction sent =
        TRY(session.call(signer, "attestation.registerDevice",
                         {Json{chain::to_hex(key.public_key().compressed())},
                          Json{chain::to_hex(chain::as_bytes(report))},
                          Json{chain::to_hex(chain::as_bytes(chain_der))}, Json{height}}));
    invocation.console.result(sent_json(sent));
    print_sent(invocation.console, sent);
    return {};
}

std::string short_id(const std::string& id) {
    return id.substr(0, 12);
}

CliResult<> list(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json page = TRY(session.rpc().call("ambag_getDevices", Json::array({0, 500})));
    const Json* devices = page.find("devices");
    if (devices == nullptr || !devices->is_array()) return cli_failed("no devices: " + page.dump());
    TextTable table{{{"#", Align::right},
                     {"device"},
                     {"class"},
                     {"driver"},
                     {"owner"},
                     {"expires"},
                     {"evidence"}}};
    for (const Json& device : *devices->as_array())
        table.add({std::to_string(&device - devices->as_array()->data() + 1),
                   short_id(TRY(text_of(device, "id"))), TRY(text_of(device, "class")),
                   TRY(text_of(device, "driver")), TRY(text_of(device, "owner")),
                   time_text(TRY(number_of(device, "expires"))),
                   TRY(text_of(device, "freshness"))});
    invocation.console.result(*devices);
    if (table.empty()) invocation.console.line("no devices yet");
    if (!table.empty()) table.print(invocation.console);
    return {};
}

CliResult<> show(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json device =
        TRY(find_listed(session, "ambag_getDevices", "devices", invocation.argument(0)));
    invocation.console.result(device);
    for (const std::string_view name :
         {"id", "class", "driver", "vbios", "fwid", "reference", "owner", "workerKey"})
        invocation.console.field(name, TRY(text_of(device, name)));
    invocation.console.field("expires", time_text(TRY(number_of(device, "expires"))));
    invocation.console.field("evidence", TRY(text_of(device, "freshness")));
    return {};
}

const CommandRow rows[]{
    {"device nonce",
     "",
     "the nonce that a report for registration must answer",
     &nonce,
     {nonce_options, key_options, rpc_options}},
    {"device register",
     "REPORT CHAIN",
     "registers a device by its evidence: report and certificates (DER)",
     &register_device,
     {register_options, signer_options, key_options, rpc_options}},
    {"device list", "", "all devices", &list, {rpc_options}},
    {"device show", "ID", "one device", &show, {rpc_options}},
};

}  // namespace

CommandGroup device_commands() {
    return rows;
}

}  // namespace ambag::node
