// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "emission/payouts/points.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/files.hpp"
#include "node/cli/table.hpp"
#include "node/cli/work_view.hpp"

// payouts: vestings, streams, and lists of claims that anybody can recompute.

namespace ambag::node {

namespace payouts = emission::payouts;

using emission::ClaimLeaf;
using emission::MerkleTree;

namespace {

constexpr OptionRow tree_options[]{{"--budget", "AMOUNT", "what the points divide"}};

struct ClaimList {
    std::vector<ClaimLeaf> leaves;
    MerkleTree tree;
};

// A file {"0x…": points, …} of one epoch.
CliResult<ClaimList> claim_list(const std::string& file, const chain::Amount& budget) {
    const Json document = TRY(read_document(file));
    if (!document.is_object())
        return cli_usage(file +
                         ": {\"0xADDRESS\": POINTS, …} is accepted, points as a number or text");
    std::vector<payouts::AccountPoints> points;
    for (const auto& [name, value] : *document.as_object()) {
        const auto account = chain::parse_address(name);
        if (!account) return cli_usage(file + ": \"" + name + "\" is no address");
        const auto number = value.as_u64()      ? std::optional{chain::U256{*value.as_u64()}}
                            : value.is_string() ? chain::U256::parse(*value.as_string())
                                                : std::nullopt;
        if (!number) return cli_usage(file + ": the points of " + name + " are no whole number");
        points.push_back({*account, *number});
    }
    auto leaves = payouts::claims_of_points(std::move(points), budget);
    if (!leaves) return cli_usage(file + ": each account once, and one point at least");
    auto tree = MerkleTree::of(*leaves);
    CHECK(tree);
    return ClaimList{std::move(*leaves), std::move(*tree)};
}

CliResult<chain::Amount> budget_of(const Invocation& invocation) {
    const auto text = invocation.option("--budget");
    const auto amount = text ? parse_amount_text(*text) : std::nullopt;
    if (!amount) return cli_usage("--budget AMOUNT is needed, such as \"1000 coins\"");
    return *amount;
}

Json leaf_json(const ClaimList& list, const ClaimLeaf& leaf) {
    Json proof = Json::array();
    for (const chain::Hash& sibling : list.tree.proof(leaf).value_or(std::vector<chain::Hash>{}))
        proof.push(chain::to_hex(sibling));
    return Json::object({{"index", leaf.index},
                         {"account", chain::to_checksum(leaf.account)},
                         {"amount", leaf.amount.units.to_decimal()},
                         {"proof", proof}});
}

CliResult<> tree(const Invocation& invocation) {
    const ClaimList list = TRY(claim_list(invocation.argument(0), TRY(budget_of(invocation))));
    Json entries = Json::array();
    TextTable table{{{"index", Align::right}, {"account"}, {"amount", Align::right}}};
    for (const ClaimLeaf& leaf : list.leaves) {
        entries.push(leaf_json(list, leaf));
        table.add({std::to_string(leaf.index), chain::to_checksum(leaf.account),
                   amount_text(leaf.amount)});
    }
    const Console& console = invocation.console;
    console.result(Json::object({{"root", chain::to_hex(list.tree.root())}, {"entries", entries}}));
    console.field("root", chain::to_hex(list.tree.root()));
    table.print(console);
    return {};
}

CliResult<Json> payout_json(const Session& session, const std::string& text) {
    const auto id = chain::U256::parse(text);
    if (!id || !id->to_u64()) return cli_usage("\"" + text + "\" is no payout's number");
    const Json payout = TRY(session.rpc().call("ambag_getPayout", Json::array({id->to_hex()})));
    if (payout.is_null()) return cli_refused("there is no payout " + text);
    return payout;
}

// The root on chain against the one that the points give with the list's own total.
CliResult<> check(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json payout = TRY(payout_json(session, invocation.argument(0)));
    if (TRY(text_of(payout, "kind")) != "claim")
        return cli_refused("payout " + invocation.argument(0) + " is no list of claims");
    const ClaimList list =
        TRY(claim_list(invocation.argument(1), chain::Amount{TRY(quantity_of(payout, "total"))}));
    const std::string root = chain::to_hex(list.tree.root());
    const std::string on_chain = TRY(text_of(payout, "root"));
    if (root != on_chain)
        return cli_refused("the points give root " + root + ", on chain is " + on_chain);
    invocation.console.result(Json::object({{"root", root}, {"equal", true}}));
    invocation.console.field("root", root + " is the one on chain");
    return {};
}

CliResult<> claim(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Signer signer = TRY(session.signer());
    const Json payout = TRY(payout_json(session, invocation.argument(0)));
    const ClaimList list =
        TRY(claim_list(invocation.argument(1), chain::Amount{TRY(quantity_of(payout, "total"))}));
    for (const ClaimLeaf& leaf : list.leaves) {
        if (leaf.account != signer.address) continue;
        const Json entry = leaf_json(list, leaf);
        const SentTransaction sent = TRY(
            session.call(signer, "payouts.claim",
                         {Json{invocation.argument(0)}, Json{leaf.index}, *entry.find("account"),
                          *entry.find("amount"), *entry.find("proof")}));
        invocation.console.result(sent_json(sent));
        print_sent(invocation.console, sent);
        return {};
    }
    return cli_refused(chain::to_checksum(signer.address) + " is not in " + invocation.argument(1));
}

CliResult<> collect(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Signer signer = TRY(session.signer());
    const SentTransaction sent =
        TRY(session.call(signer, "payouts.collect", {Json{invocation.argument(0)}}));
    invocation.console.result(sent_json(sent));
    print_sent(invocation.console, sent);
    return {};
}

CliResult<> list(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json page = TRY(session.rpc().call("ambag_getPayouts", Json::array({0, 500})));
    const Json* payouts = page.find("payouts");
    if (payouts == nullptr || !payouts->is_array()) return cli_failed("no payouts: " + page.dump());
    TextTable table{{{"#", Align::right},
                     {"kind"},
                     {"from"},
                     {"beneficiary"},
                     {"total", Align::right},
                     {"paid", Align::right},
                     {"due", Align::right}}};
    for (const Json& payout : *payouts->as_array()) {
        const std::string pool = TRY(text_of(payout, "pool"));
        std::vector<Cell> row{std::to_string(TRY(number_of(payout, "id"))),
                              TRY(text_of(payout, "kind")), pool.empty() ? "escrow" : pool,
                              TRY(text_of(payout, "beneficiary"))};
        for (const std::string_view name : {"total", "paid", "due"})
            row.push_back(amount_text(chain::Amount{TRY(quantity_of(payout, name))}));
        table.add(std::move(row));
    }
    invocation.console.result(*payouts);
    if (table.empty()) invocation.console.line("no payouts yet");
    if (!table.empty()) table.print(invocation.console);
    return {};
}

const CommandRow rows[]{
    {"payouts list", "", "vestings, streams and claim lists", &list, {rpc_options}},
    {"payouts collect",
     "ID",
     "pays what is due of a vesting or stream to its beneficiary",
     &collect,
     {signer_options, key_options, rpc_options}},
    {"payouts tree",
     "FILE",
     "root and proofs of a list of claims from points and a budget",
     &tree,
     {tree_options}},
    {"payouts check",
     "ID FILE",
     "recomputes the root of a list on chain from its points",
     &check,
     {rpc_options}},
    {"payouts claim",
     "ID FILE",
     "claims the entry of --from",
     &claim,
     {signer_options, key_options, rpc_options}},
};

}  // namespace

CommandGroup payouts_commands() {
    return rows;
}

}  // namespace ambag::node
