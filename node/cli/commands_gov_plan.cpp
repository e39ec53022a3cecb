// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/files.hpp"
#include "node/cli/gov_calls.hpp"
#include "node/cli/table.hpp"

// gov: what comes before a vote. Drafts, their check, their simulation, and each command as a call
// that other tools can make.

namespace ambag::node {

namespace {

constexpr OptionRow simulate_options[]{
    {"--at", "WHEN", "head, execution (when it can be executed first; default), or a time"},
    {"--years", "N", "how far the emission is shown (5)"},
    {"--executor", "NAME", "who executes; pays --value"},
    {"--value", "AMOUNT", "coins sent along with the execution"},
};

Json draft_json(const ProposalDraft& draft) {
    Json actions = Json::array();
    for (const ProposalAction& action : draft.actions)
        actions.push(Json::object({{"target", chain::to_checksum(action.target)},
                                   {"value", action.value.units.to_hex()},
                                   {"calldata", chain::to_hex(action.calldata)}}));
    return Json::object({{"actions", actions}});
}

// A file of actions where there is one, else a proposal of the chain.
CliResult<Json> subject_of(const Session& session, const std::string& text) {
    std::error_code error;
    if (std::filesystem::is_regular_file(text, error))
        return draft_json(TRY(read_proposal(TRY(read_document(text)), session.resolver())));
    return Json{TRY(find_proposal(session, text)).id.to_hex()};
}

CliResult<Json> simulation_options(const Invocation& invocation, const Session& session) {
    Json options = Json::object({{"years", TRY(invocation.integer_or("--years", 5, 1, 100))}});
    const std::string at = invocation.option_or("--at", "execution");
    if (at == "head" || at == "execution") {
        options.set("at", at);
    } else {
        const auto time = chain::U256::parse(at);
        if (!time)
            return cli_usage("--at: expected head, execution or seconds since 1970, got \"" + at +
                             "\"");
        options.set("at", time->to_hex());
    }
    if (const auto from = invocation.option("--executor"))
        options.set("from", chain::to_checksum(TRY(session.address(*from))));
    if (const auto text = invocation.option("--value")) {
        const auto value = parse_amount_text(*text);
        if (!value) return cli_usage("--value: expected an amount, got \"" + *text + "\"");
        options.set("value", value->units.to_hex());
    }
    return options;
}

std::string year_text(std::uint64_t seconds) {
    constexpr std::uint64_t year = 31'557'600;
    return seconds == 0 ? "now" : std::to_string(seconds / year) + " y";
}

// The curves side by side; one bar for both where they are equal.
CliResult<> print_curves(const Console& console, const Json& emission) {
    const Json* before = emission.find("before");
    const Json* after = emission.find("after");
    if (before == nullptr || after == nullptr || !before->is_array() || !after->is_array() ||
        before->as_array()->empty())
        return {};
    const Json* changed = emission.find("changed");
    const bool differs = changed != nullptr && changed->as_bool() == true;
    console.line();
    console.line(console.paint(Style::strong, "emission") +
                 (differs ? "" : console.paint(Style::faint, "  as before")));
    TextTable table{{{"after", Align::right},
                     {"supply before", Align::right},
                     {"supply then", Align::right},
                     {"curve"}}};
    constexpr unsigned width = 28;
    const chain::U256 most = std::max(TRY(quantity_of(before->as_array()->back(), "supply")),
                                      TRY(quantity_of(after->as_array()->back(), "supply")));
    const std::size_t rows = std::min(before->as_array()->size(), after->as_array()->size());
    for (std::size_t i = 0; i < rows; ++i) {
        const Json& now = (*after->as_array())[i];
        const chain::U256 supply = TRY(quantity_of(now, "supply"));
        const auto parts = mul_div(supply, chain::U256{width}, most, chain::Rounding::down);
        table.add({year_text(TRY(number_of(now, "seconds"))),
                   amount_text(chain::Amount{TRY(quantity_of((*before->as_array())[i], "supply"))}),
                   amount_text(chain::Amount{supply}),
                   Cell{std::string(parts ? parts->low_u64() : 0, '#'), Style::accent}});
    }
    table.print(console);
    return {};
}

CliResult<> print_simulation(const Console& console, const Json& result, bool ok) {
    const Json* at = result.find("at");
    if (at == nullptr) return cli_failed("the node's answer is of another shape");
    console.line(console.paint(ok ? Style::good : Style::bad, ok ? "it succeeds" : "it fails") +
                 " in block " + std::to_string(TRY(number_of(*at, "block"))) + ", " +
                 time_text(TRY(number_of(*at, "time"))) + ", with " +
                 std::to_string(TRY(number_of(result, "gas"))) + " gas");
    console.line();
    if (const Json* words = result.find("words"); words != nullptr && words->is_array())
        for (const Json& word : *words->as_array()) console.line("  - " + value_text(word));
    if (const Json* emission = result.find("emission"); ok && emission != nullptr)
        TRY(print_curves(console, *emission));
    return {};
}

CliResult<> simulate(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json subject = TRY(subject_of(session, invocation.argument(0)));
    const Json options = TRY(simulation_options(invocation, session));
    const Json result =
        TRY(session.rpc().call("ambag_simulateProposal", Json::array({subject, options})));
    const Json* ok = result.find("ok");
    const bool succeeds = ok != nullptr && ok->as_bool() == true;
    invocation.console.result(result);
    if (!invocation.json()) TRY(print_simulation(invocation.console, result, succeeds));
    if (succeeds) return {};
    const Json* failure = result.find("failure");
    const Json* reason = failure != nullptr ? failure->find("reason") : nullptr;
    return cli_refused("the proposal would fail: " +
                       (reason != nullptr ? value_text(*reason) : "for an unknown reason"));
}

// Without a node: the form of the file, the calls by the modules' descriptors.
CliResult<> validate(const Invocation& invocation) {
    const ProposalDraft draft = TRY(read_proposal(TRY(read_document(invocation.argument(0))), {}));
    Json actions = Json::array();
    Json remarks = Json::array();
    const Console& console = invocation.console;
    const std::string id = chain::to_hex(proposal_id(draft).to_word());
    console.field("proposal", id);
    for (std::size_t i = 0; i < draft.actions.size(); ++i) {
        const ProposalAction& action = draft.actions[i];
        const Json call = call_json(action.target, action.calldata);
        const auto* module = find_module(chain::to_checksum(action.target));
        actions.push(call);
        console.field("action " + std::to_string(i + 1), call_text(action.target, action.calldata));
        const std::string place = "action " + std::to_string(i + 1) + ": ";
        if (module != nullptr && call.find("args") == nullptr)
            remarks.push(place + std::string{module->name} +
                         " has no such function: the execution would revert");
        if (module == nullptr && !action.calldata.empty())
            remarks.push(place + "the target is no module: its data does nothing");
        if (module == nullptr && action.value.is_zero())
            remarks.push(place + "a transfer of nothing");
    }
    for (const Json& remark : *remarks.as_array())
        console.line(console.paint(Style::warning, "! ") + value_text(remark));
    console.result(Json::object({{"proposal", id}, {"actions", actions}, {"remarks", remarks}}));
    if (remarks.as_array()->empty()) return {};
    return cli_refused(std::to_string(remarks.as_array()->size()) + " remarks");
}

CliResult<GovCall> explained(const Invocation& invocation, const Session& session,
                             const std::vector<std::string>& words) {
    const auto usage = [] {
        return cli_usage(
            "expected propose FILE, vote ID [SUPPORT], queue ID, execute ID, cancel ID or "
            "delegate TO...");
    };
    if (words.size() < 2) return usage();
    const std::string& verb = words[0];
    if (verb == "propose") {
        const auto draft = TRY(read_proposal(TRY(read_document(words[1])), session.resolver()));
        return GovCall{"governor.propose", propose_arguments(draft)};
    }
    if (verb == "delegate") return delegate_call(session, {words.begin() + 1, words.end()});
    const bool vote = verb == "vote";
    if (!vote && verb != "queue" && verb != "execute" && verb != "cancel") return usage();
    const ProposalView proposal = TRY(find_proposal(session, words[1]));
    if (!vote) return GovCall{"governor." + verb, operation_arguments(proposal.content)};
    chain::Address voter;
    if (const auto from = invocation.option("--from")) voter = TRY(session.address(*from));
    return vote_call(invocation, session, proposal, words.size() > 2 ? words[2] : "", voter);
}

CliResult<> explain(const Invocation& invocation) {
    const std::vector<std::string> words = invocation.arguments_from(0);
    constexpr std::pair<std::string_view, std::string_view> reads[]{
        {"list", "ambag_getProposals"},
        {"show", "ambag_getProposal"},
        {"watch", "ambag_getProposal"},
        {"simulate", "ambag_simulateProposal"},
        {"delegates", "ambag_delegates"}};
    if (words.empty()) return cli_usage("expected a command, such as: gov explain vote 1 for");
    const Session session = TRY(Session::open(invocation));
    std::string text;
    if (words.front() == "tracks")
        text = "cast call --rpc-url " + session.rpc().url() + " " +
               chain::to_checksum(chain::governor_address) + " 'tracks()'";
    for (const auto& [verb, method] : reads)
        if (words.front() == verb) {
            text = "cast rpc --rpc-url " + session.rpc().url() + " " + std::string{method};
            if (words.size() > 1 && verb != "list")
                text += " " + TRY(find_proposal(session, words[1])).id.to_hex();
        }
    if (text.empty())
        text = TRY(cast_text(TRY(explained(invocation, session, words)), session,
                             invocation.option_or("--from", "")));
    invocation.console.result(Json::object({{"command", text}}));
    invocation.console.line(text);
    return {};
}

constexpr OptionRow from_options[]{{"--from", "NAME", "who would sign"}};

const CommandRow rows[]{
    {"gov validate", "FILE", "checks a proposal's file without a node", &validate},
    {"gov simulate",
     "ID|FILE",
     "what a proposal or a draft would change, on a copy of the state",
     &simulate,
     {simulate_options, rpc_options}},
    {"gov explain",
     "COMMAND...",
     "the call that a command makes, for cast: explain vote 1 for",
     &explain,
     {ballot_options, from_options, rpc_options}},
};

}  // namespace

CommandGroup governance_plan_commands() {
    return rows;
}

}  // namespace ambag::node
