// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/crypto/ed25519.hpp"
#include "chain/module/addresses.hpp"
#include "emission/staking/keys.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/files.hpp"
#include "node/cli/session.hpp"
#include "node/cli/table.hpp"

// stake: validators, and what holders bond to them.

namespace ambag::node {

namespace staking = emission::staking;

namespace {

using chain::ConsensusKeyType;

constexpr OptionRow create_options[]{
    {"--key-file", "FILE", "consensus key, 64 hex digits (required)"},
    {"--key-type", "TYPE", "ed25519 or secp256k1eth (ed25519)"},
    {"--commission", "PPM", "part of rewards in millionths (100000)"},
    {"--commission-max", "PPM", "never more than this (200000)"},
    {"--commission-daily", "PPM", "largest change a day (10000)"},
    {"--moniker", "TEXT", "name to show"},
    {"--website", "URL", "where to read more"},
    {"--details", "TEXT", "a few words"},
};
constexpr OptionRow edit_options[]{
    {"--commission", "PPM", "new part of rewards in millionths (unchanged)"},
    {"--moniker", "TEXT", "name to show (unchanged)"},
    {"--website", "URL", "where to read more (unchanged)"},
    {"--details", "TEXT", "a few words (unchanged)"},
};
constexpr OptionRow claim_options[]{{"--commission", "", "the operator's commission too"}};

struct ConsensusSecret {
    ConsensusKeyType type;
    chain::Bytes key;
    chain::PrivateKey secret;  // for ed25519 the seed's bytes

    chain::Bytes prove(const chain::Hash& digest) const {
        if (type == ConsensusKeyType::ed25519)
            return to_bytes(chain::ed25519_sign(secret.bytes(), digest.bytes));
        const chain::Signature signature = sign(secret, digest);
        chain::Bytes proof = to_bytes(signature.r);
        append(proof, signature.s);
        return proof;
    }
};

CliResult<ConsensusSecret> read_secret(const Invocation& invocation) {
    const auto file = invocation.option("--key-file");
    if (!file) return cli_usage("--key-file FILE is needed: the validator's consensus key");
    const std::string name = invocation.option_or("--key-type", "ed25519");
    if (name != "ed25519" && name != "secp256k1eth")
        return cli_usage("--key-type: expected ed25519 or secp256k1eth, got \"" + name + "\"");
    std::string text = TRY(read_text_file(*file));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    const auto bytes = chain::from_hex(text);
    const auto secret = bytes ? chain::PrivateKey::from(*bytes) : std::nullopt;
    if (!secret) return cli_failed(*file + ": expected a key of 64 hex digits");
    if (name == "ed25519")
        return ConsensusSecret{ConsensusKeyType::ed25519,
                               to_bytes(chain::ed25519_key(secret->bytes())), *secret};
    return ConsensusSecret{ConsensusKeyType::secp256k1eth,
                           to_bytes(secret->public_key().compressed()), *secret};
}

CliResult<> finish(const Invocation& invocation, const SentTransaction& sent) {
    invocation.console.result(sent_json(sent));
    print_sent(invocation.console, sent);
    return {};
}

CliResult<> send(const Invocation& invocation, std::string_view function,
                 const std::vector<Json>& arguments) {
    const Session session = TRY(Session::open(invocation));
    return finish(invocation, TRY(session.call(TRY(session.signer()), function, arguments)));
}

CliResult<std::string> units_of(const std::string& text) {
    const auto amount = parse_amount_text(text);
    if (!amount)
        return cli_usage("expected an amount like \"5 coins\" or base units, got \"" + text + "\"");
    return amount->units.to_decimal();
}

CliResult<Json> validator_named(const Session& session, const std::string& text) {
    return Json{chain::to_checksum(TRY(session.address(text)))};
}

CliResult<> create_validator(const Invocation& invocation) {
    const ConsensusSecret secret = TRY(read_secret(invocation));
    const std::string bond = TRY(units_of(invocation.argument(0)));
    const std::uint64_t rate = TRY(invocation.integer_or("--commission", 100'000, 0, 1'000'000));
    const std::uint64_t most =
        TRY(invocation.integer_or("--commission-max", 200'000, 0, 1'000'000));
    const std::uint64_t daily =
        TRY(invocation.integer_or("--commission-daily", 10'000, 0, 1'000'000));
    const Session session = TRY(Session::open(invocation));
    const Signer signer = TRY(session.signer());
    const chain::Hash digest =
        staking::proof_digest(chain::ChainId{session.chain_id()}, chain::staking_address,
                              signer.address, secret.type, secret.key);
    return finish(invocation, TRY(session.call(signer, "staking.createValidator",
                                               {Json{static_cast<std::uint64_t>(secret.type)},
                                                Json{chain::to_hex(secret.key)},
                                                Json{chain::to_hex(secret.prove(digest))},
                                                Json{rate}, Json{most}, Json{daily}, Json{bond},
                                                Json{invocation.option_or("--moniker", "")},
                                                Json{invocation.option_or("--website", "")},
                                                Json{invocation.option_or("--details", "")}})));
}

CliResult<Json> find_validator(const Session& session, const std::string& text) {
    const std::string wanted = chain::to_checksum(TRY(session.address(text)));
    for (std::uint64_t first = 0;; first += 500) {
        const Json page = TRY(session.rpc().call("ambag_validators", Json::array({first, 500})));
        const Json* list = page.find("validators");
        if (list == nullptr || !list->is_array() || list->as_array()->empty())
            return cli_failed("no validator " + wanted);
        for (const Json& validator : *list->as_array())
            if (TRY(text_of(validator, "operator")) == wanted) return validator;
    }
}

CliResult<> edit(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Signer signer = TRY(session.signer());
    const Json old = TRY(find_validator(session, chain::to_checksum(signer.address)));
    const std::uint64_t rate = TRY(
        invocation.integer_or("--commission", TRY(number_of(old, "commissionPpm")), 0, 1'000'000));
    std::vector<Json> arguments{Json{rate}};
    for (const std::string_view name : {"moniker", "website", "details"})
        arguments.push_back(
            Json{invocation.option_or("--" + std::string{name}, TRY(text_of(old, name)))});
    return finish(invocation, TRY(session.call(signer, "staking.editValidator", arguments)));
}

CliResult<> delegate(const Invocation& invocation) {
    const std::string amount = TRY(units_of(invocation.argument(1)));
    const Session session = TRY(Session::open(invocation));
    const Json validator = TRY(validator_named(session, invocation.argument(0)));
    return finish(invocation, TRY(session.call(TRY(session.signer()), "staking.delegate",
                                               {validator, Json{amount}})));
}

CliResult<> unbond(const Invocation& invocation) {
    const std::string amount = TRY(units_of(invocation.argument(1)));
    const Session session = TRY(Session::open(invocation));
    const Json validator = TRY(validator_named(session, invocation.argument(0)));
    return finish(invocation, TRY(session.call(TRY(session.signer()), "staking.unbond",
                                               {validator, Json{amount}})));
}

CliResult<> redelegate(const Invocation& invocation) {
    const std::string amount = TRY(units_of(invocation.argument(2)));
    const Session session = TRY(Session::open(invocation));
    const Json from = TRY(validator_named(session, invocation.argument(0)));
    const Json to = TRY(validator_named(session, invocation.argument(1)));
    return finish(invocation, TRY(session.call(TRY(session.signer()), "staking.redelegate",
                                               {from, to, Json{amount}})));
}

CliResult<> withdraw(const Invocation& invocation) {
    return send(invocation, "staking.withdraw", {});
}

CliResult<> unjail(const Invocation& invocation) {
    return send(invocation, "staking.unjail", {});
}

CliResult<> claim(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Signer signer = TRY(session.signer());
    const auto named = invocation.optional_argument(0);
    if (!named && !invocation.flag("--commission"))
        return cli_usage("name a validator whose rewards to claim, or --commission, or both");
    SentTransaction last;
    if (named)
        last = TRY(session.call(signer, "staking.claim", {TRY(validator_named(session, *named))}));
    if (invocation.flag("--commission")) {
        if (named) print_sent(invocation.console, last);
        last = TRY(session.call(signer, "staking.claimCommission", {}));
    }
    return finish(invocation, last);
}

Style status_style(std::string_view status) {
    if (status == "elected") return Style::good;
    return status == "waiting" ? Style::accent : Style::bad;
}

CliResult<std::string> coins_of(const Json& json, std::string_view member) {
    return amount_text(chain::Amount{TRY(quantity_of(json, member))});
}

std::string percent_text(std::uint64_t ppm) {
    const std::string rest = std::to_string(ppm % 10'000 + 10'000).substr(1);
    return std::to_string(ppm / 10'000) + "." + rest + " %";
}

CliResult<> list(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json page = TRY(session.rpc().call("ambag_validators", Json::array({0, 500})));
    const Json* validators = page.find("validators");
    if (validators == nullptr || !validators->is_array())
        return cli_failed("no validators: " + page.dump());
    TextTable table{{{"#", Align::right},
                     {"operator"},
                     {"name"},
                     {"status"},
                     {"tokens", Align::right},
                     {"power", Align::right},
                     {"commission", Align::right}}};
    for (const Json& validator : *validators->as_array()) {
        const std::string status = TRY(text_of(validator, "status"));
        table.add({std::to_string(TRY(number_of(validator, "number"))),
                   TRY(text_of(validator, "operator")),
                   TRY(text_of(validator, "moniker")),
                   {status, status_style(status)},
                   TRY(coins_of(validator, "tokens")),
                   std::to_string(TRY(number_of(validator, "power"))),
                   percent_text(TRY(number_of(validator, "commissionPpm")))});
    }
    invocation.console.result(page);
    if (table.empty()) invocation.console.line("no validators yet: `ambag stake create-validator`");
    if (!table.empty()) table.print(invocation.console);
    return {};
}

CliResult<> print_validator(const Console& console, const Json& validator) {
    for (const std::string_view name : {"operator", "moniker", "website", "details", "status",
                                        "keyType", "key", "consensusAddress"})
        console.field(name, TRY(text_of(validator, name)));
    console.field("power", std::to_string(TRY(number_of(validator, "power"))));
    for (const std::string_view name : {"tokens", "selfBond", "commissionOwed"})
        console.field(name, TRY(coins_of(validator, name)));
    for (const std::string_view name : {"commissionPpm", "commissionMaxPpm"})
        console.field(name, percent_text(TRY(number_of(validator, name))));
    return {};
}

// A validator's record, and what the account has with others.
CliResult<> show(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const std::string who = chain::to_checksum(TRY(session.address(invocation.argument(0))));
    const Console& console = invocation.console;
    const Json held = TRY(session.rpc().call("ambag_delegations", Json::array({who})));
    const auto validator = find_validator(session, who);
    Json json = held;
    json.set("validator", validator ? *validator : Json{});
    console.result(json);
    if (validator) TRY(print_validator(console, *validator));
    TextTable positions{{{"bonded to"}, {"amount", Align::right}, {"rewards", Align::right}}};
    for (const Json& position : *held.find("delegations")->as_array())
        positions.add({TRY(text_of(position, "validator")), TRY(coins_of(position, "amount")),
                       TRY(coins_of(position, "rewards"))});
    if (!positions.empty()) positions.print(console);
    TextTable exits{{{"leaving"}, {"kind"}, {"amount", Align::right}, {"matures"}}};
    for (const Json& exit : *held.find("exits")->as_array())
        exits.add({TRY(text_of(exit, "from")), TRY(text_of(exit, "kind")),
                   TRY(coins_of(exit, "amount")), time_text(TRY(number_of(exit, "matures")))});
    if (!exits.empty()) exits.print(console);
    if (!validator && positions.empty() && exits.empty())
        console.line("no validator, nothing bonded and nothing leaving");
    return {};
}

const CommandRow rows[]{
    {"stake create-validator",
     "SELF-BOND",
     "registers a validator with its key and own stake",
     &create_validator,
     {create_options, signer_options, key_options, rpc_options}},
    {"stake edit",
     "",
     "changes a validator's commission and texts",
     &edit,
     {edit_options, signer_options, key_options, rpc_options}},
    {"stake unjail",
     "",
     "leaves jail when its time is over",
     &unjail,
     {signer_options, key_options, rpc_options}},
    {"stake delegate",
     "VALIDATOR AMOUNT",
     "bonds wrapped tokens to a validator, in place",
     &delegate,
     {signer_options, key_options, rpc_options}},
    {"stake redelegate",
     "FROM TO AMOUNT",
     "moves bonded tokens to another validator at once",
     &redelegate,
     {signer_options, key_options, rpc_options}},
    {"stake unbond",
     "VALIDATOR AMOUNT",
     "takes tokens back when the unbonding time is over",
     &unbond,
     {signer_options, key_options, rpc_options}},
    {"stake withdraw",
     "",
     "releases what has matured, without waiting for a block's turn",
     &withdraw,
     {signer_options, key_options, rpc_options}},
    {"stake claim",
     "[VALIDATOR]",
     "pays out rewards",
     &claim,
     {claim_options, signer_options, key_options, rpc_options}},
    {"stake list", "", "all validators", &list, {rpc_options}},
    {"stake show", "ACCOUNT", "a validator, and what an account has bonded", &show, {rpc_options}},
};

}  // namespace

CommandGroup stake_commands() {
    return rows;
}

}  // namespace ambag::node
