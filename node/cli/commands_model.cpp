// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/lineage.hpp"
#include "node/cli/table.hpp"
#include "node/cli/work_view.hpp"

// model: models and datasets, what they are made of, and who is paid.

namespace ambag::node {

namespace {

constexpr OptionRow register_options[]{
    {"--licence", "HASH", "keccak256 of the licence's text (0)"},
    {"--contributors", "ACCOUNT:WEIGHT,...", "who made it (--from:1 when there are no sources)"},
    {"--sources", "ASSET:WEIGHT,...", "registered models and datasets that it was made from"},
};
constexpr OptionRow lineage_options[]{
    {"--sequencer", "ADDRESS", "who must have sealed the block that proves it"},
};

struct Shares {
    Json names = Json::array();
    Json weights = Json::array();
};

// "NAME:WEIGHT,…"; without a weight it is 1.
CliResult<Shares> shares_of(const Session& session, const std::string& text, bool accounts) {
    Shares shares;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find(',', from), text.size());
        const std::string entry = text.substr(from, end - from);
        from = end + 1;
        const std::size_t colon = entry.find(':');
        const std::string name = entry.substr(0, colon);
        std::uint64_t weight = 1;
        if (colon != std::string::npos) {
            const auto given = chain::U256::parse(entry.substr(colon + 1));
            if (!given || !given->to_u64())
                return cli_usage("\"" + entry + "\": a weight is a whole number below 2^64");
            weight = *given->to_u64();
        }
        shares.names.push(accounts ? chain::to_checksum(TRY(session.address(name))) : name);
        shares.weights.push(weight);
    }
    return shares;
}

CliResult<> register_asset(const Invocation& invocation) {
    const std::string& kind = invocation.argument(0);
    if (kind != "model" && kind != "dataset")
        return cli_usage("KIND is model or dataset, not \"" + kind + "\"");
    const Session session = TRY(Session::open(invocation));
    const Signer signer = TRY(session.signer());
    const std::string sources_text = invocation.option_or("--sources", "");
    const std::string self = sources_text.empty() ? chain::to_checksum(signer.address) : "";
    Shares contributors =
        TRY(shares_of(session, invocation.option_or("--contributors", self), true));
    Shares sources = TRY(shares_of(session, sources_text, false));
    const std::string none(64, '0');
    const SentTransaction sent = TRY(session.call(
        signer, "registry.registerAsset",
        {Json{kind == "model" ? 1 : 2}, Json{invocation.argument(1)},
         Json{invocation.option_or("--licence", "0x" + none)}, std::move(contributors.names),
         std::move(contributors.weights), std::move(sources.names), std::move(sources.weights)}));
    invocation.console.result(sent_json(sent));
    print_sent(invocation.console, sent);
    return {};
}

CliResult<> list(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json page = TRY(session.rpc().call("ambag_getAssets", Json::array({0, 500})));
    const Json* assets = page.find("assets");
    if (assets == nullptr || !assets->is_array()) return cli_failed("no assets: " + page.dump());
    TextTable table{{{"#", Align::right},
                     {"asset"},
                     {"kind"},
                     {"owner"},
                     {"earned", Align::right},
                     {"consent"}}};
    for (const Json& asset : *assets->as_array()) {
        const bool withdrawn = asset.find("withdrawn")->as_bool() == true;
        table.add({std::to_string(&asset - assets->as_array()->data() + 1),
                   TRY(text_of(asset, "id")).substr(0, 12),
                   TRY(text_of(asset, "kind")),
                   TRY(text_of(asset, "owner")),
                   amount_text(chain::Amount{TRY(quantity_of(asset, "earned"))}),
                   {withdrawn ? "withdrawn" : "given", withdrawn ? Style::bad : Style::good}});
    }
    invocation.console.result(*assets);
    if (table.empty()) invocation.console.line("no models or datasets yet");
    if (!table.empty()) table.print(invocation.console);
    return {};
}

CliResult<chain::Hash> asset_id(const Session& session, const std::string& text) {
    return hash_of(TRY(find_listed(session, "ambag_getAssets", "assets", text)), "id");
}

CliResult<> lineage(const Invocation& invocation) {
    std::optional<chain::Address> sequencer;
    if (const auto text = invocation.option("--sequencer")) {
        sequencer = chain::parse_address(*text);
        if (!sequencer) return cli_usage("--sequencer: \"" + *text + "\" is no address");
    }
    const Session session = TRY(Session::open(invocation));
    const auto entries =
        TRY(read_lineage(session, TRY(asset_id(session, invocation.argument(0))), sequencer));
    invocation.console.result(lineage_json(entries));
    print_lineage(invocation.console, entries);
    return {};
}

CliResult<> pay(const Invocation& invocation) {
    const auto amount = parse_amount_text(invocation.argument(1));
    if (!amount) return cli_usage("\"" + invocation.argument(1) + "\" is no amount: 1.5 coins");
    const Session session = TRY(Session::open(invocation));
    const Signer signer = TRY(session.signer());
    const chain::Hash id = TRY(asset_id(session, invocation.argument(0)));
    const SentTransaction sent =
        TRY(session.call(signer, "registry.payRevenue", {Json{chain::to_hex(id)}}, *amount));
    invocation.console.result(sent_json(sent));
    print_sent(invocation.console, sent);
    return {};
}

CliResult<> withdraw(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Signer signer = TRY(session.signer());
    const SentTransaction sent = TRY(session.call(signer, "registry.withdraw", {}));
    invocation.console.result(sent_json(sent));
    print_sent(invocation.console, sent);
    return {};
}

const CommandRow rows[]{
    {"model register",
     "KIND HASH",
     "registers a model by its weights' hash, or a dataset by a salted commitment",
     &register_asset,
     {register_options, signer_options, key_options, rpc_options}},
    {"model list", "", "all models and datasets", &list, {rpc_options}},
    {"model lineage",
     "ASSET",
     "where a model comes from and who is paid, each record proven",
     &lineage,
     {lineage_options, rpc_options}},
    {"model pay",
     "ASSET AMOUNT",
     "pays revenue to everyone behind a model",
     &pay,
     {signer_options, key_options, rpc_options}},
    {"model withdraw",
     "",
     "takes out what models and datasets have earned for --from",
     &withdraw,
     {signer_options, key_options, rpc_options}},
};

}  // namespace

CommandGroup model_commands() {
    return rows;
}

}  // namespace ambag::node
