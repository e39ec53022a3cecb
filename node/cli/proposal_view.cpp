// SPDX-License-Identifier: Apache-2.0
#include "node/cli/proposal_view.hpp"

#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/table.hpp"

namespace ambag::node {

using chain::Amount;
using chain::U256;

namespace {

constexpr std::uint64_t page_size = 500;

CliResult<Amount> amount_at(const Json& json, std::string_view member) {
    return Amount{TRY(quantity_of(json, member))};
}

CliResult<ProposalDraft> content_of(const Json& json) {
    ProposalDraft content;
    content.description = TRY(text_of(json, "description"));
    const Json* actions = json.find("actions");
    if (actions == nullptr || !actions->is_array()) return cli_failed("a proposal has no actions");
    for (const Json& action : *actions->as_array()) {
        const auto target = chain::fixed_from_hex<chain::Address>(TRY(text_of(action, "target")));
        if (!target) return cli_failed("an action has no target");
        content.actions.push_back(
            {*target, TRY(amount_at(action, "value")), TRY(data_of(action, "calldata"))});
    }
    return content;
}

CliResult<ProposalView> view_of(const Json& json, const Json& page) {
    ProposalView view;
    view.id = TRY(quantity_of(json, "id"));
    view.number = TRY(number_of(json, "number")) + 1;
    view.proposer = TRY(text_of(json, "proposer"));
    view.state = TRY(text_of(json, "state"));
    view.snapshot = TRY(number_of(json, "snapshot"));
    view.deadline = TRY(number_of(json, "deadline"));
    view.eta = TRY(number_of(json, "eta"));
    const Json* votes = json.find("votes");
    if (votes == nullptr) return cli_failed("a proposal has no votes: " + json.dump());
    view.against = TRY(amount_at(*votes, "against"));
    view.in_favour = TRY(amount_at(*votes, "for"));
    view.abstain = TRY(amount_at(*votes, "abstain"));
    if (const Json* quorum = json.find("quorum"); quorum != nullptr && !quorum->is_null())
        view.quorum = TRY(amount_at(json, "quorum"));
    view.content = TRY(content_of(json));
    view.created_block = TRY(number_of(json, "createdBlock"));
    view.created_time = TRY(number_of(json, "createdTime"));
    view.clock_is_time = TRY(text_of(page, "clockMode")) == "timestamp";
    view.clock = TRY(number_of(page, "clock"));
    view.time = TRY(number_of(page, "time"));
    return view;
}

std::string moment_text(const ProposalView& proposal, std::uint64_t moment) {
    if (!proposal.clock_is_time) return "block " + std::to_string(moment);
    std::string text = time_text(moment);
    if (moment > proposal.clock) text += " (in " + duration_text(moment - proposal.clock) + ")";
    return text;
}

double share_of(const Amount& part, const Amount& whole) {
    const auto ppm = mul_div(part.units, U256{1'000'000U}, whole.units, chain::Rounding::down);
    if (!ppm || !ppm->fits_u64()) return ppm ? 1.0 : 0.0;
    return static_cast<double>(ppm->low_u64()) / 1e6;
}

void print_tally(const Console& console, const ProposalView& proposal) {
    constexpr unsigned width = 30;
    const Amount sides{chain::wrapping_add(proposal.in_favour.units, proposal.against.units)};
    const Amount cast{chain::wrapping_add(sides.units, proposal.abstain.units)};
    const auto row = [&](std::string_view name, const Amount& votes, Style style) {
        console.field(name, bar(console, share_of(votes, cast), width, style) + "  " +
                                percent_text(votes, cast) + "  " + amount_text(votes));
    };
    console.line();
    row("for", proposal.in_favour, Style::good);
    row("against", proposal.against, Style::bad);
    row("abstain", proposal.abstain, Style::warning);
    if (!proposal.quorum) {
        console.field("quorum", "fixed when voting begins");
        return;
    }
    const Amount counted{chain::wrapping_add(proposal.in_favour.units, proposal.abstain.units)};
    const bool reached = counted >= *proposal.quorum;
    console.field("quorum", bar(console, share_of(counted, *proposal.quorum), width,
                                reached ? Style::good : Style::warning) +
                                "  " + (reached ? "reached" : "not reached") + ": " +
                                amount_text(counted) + " of " + amount_text(*proposal.quorum));
}

void print_timeline(const Console& console, const ProposalView& proposal) {
    const auto step = [&](std::string_view name, const std::string& text, bool passed) {
        console.line("  " + console.paint(passed ? Style::good : Style::faint, passed ? "*" : "o") +
                     " " + std::string{name} + "  " + text);
    };
    console.line();
    console.line(console.paint(Style::strong, "timeline"));
    step("proposed     ",
         time_text(proposal.created_time) + ", block " + std::to_string(proposal.created_block),
         true);
    step("voting begins", "after " + moment_text(proposal, proposal.snapshot),
         proposal.clock > proposal.snapshot);
    step("voting ends  ", moment_text(proposal, proposal.deadline),
         proposal.clock > proposal.deadline);
    if (proposal.state == "canceled" || proposal.state == "defeated")
        return step(proposal.state + "     ", "", true);
    const bool queued = proposal.eta != 0;
    step("queued       ",
         queued ? "executable from " + time_text(proposal.eta) +
                      (proposal.eta > proposal.time
                           ? " (in " + duration_text(proposal.eta - proposal.time) + ")"
                           : "")
                : "",
         queued);
    step("executed     ", "", proposal.state == "executed");
}

}  // namespace

std::string ProposalView::title() const {
    std::string line = content.description.substr(0, content.description.find('\n'));
    const auto first = line.find_first_not_of("# ");
    return first == std::string::npos ? line : line.substr(first);
}

Style state_style(std::string_view state) {
    if (state == "succeeded" || state == "executed") return Style::good;
    if (state == "defeated" || state == "canceled" || state == "expired") return Style::bad;
    return state == "active" || state == "queued" ? Style::accent : Style::faint;
}

CliResult<std::vector<ProposalView>> all_proposals(const Session& session) {
    std::vector<ProposalView> all;
    while (true) {
        const Json page =
            TRY(session.rpc().call("ambag_getProposals", Json::array({all.size(), page_size})));
        const Json* list = page.find("proposals");
        if (list == nullptr || !list->is_array())
            return cli_failed("the node's answer has no proposals: " + page.dump());
        for (const Json& json : *list->as_array()) all.push_back(TRY(view_of(json, page)));
        if (list->as_array()->empty() || all.size() >= TRY(number_of(page, "total"))) return all;
    }
}

CliResult<std::size_t> choose_proposal(const std::vector<ProposalView>& proposals,
                                       const std::string& text) {
    constexpr std::size_t number_digits_max = 9;
    const std::string wanted = text.starts_with('#') ? text.substr(1) : text;
    const bool hex = wanted.starts_with("0x") || wanted.starts_with("0X");
    std::vector<std::size_t> fitting;
    const auto value = U256::parse(wanted);
    for (std::size_t i = 0; i < proposals.size(); ++i) {
        const ProposalView& proposal = proposals[i];
        const bool by_number =
            !hex && wanted.size() <= number_digits_max && value && *value == U256{proposal.number};
        const bool by_id = value && *value == proposal.id;
        const bool by_prefix =
            hex && wanted.size() > 2 && chain::to_hex(proposal.id.to_word()).starts_with(wanted);
        if (by_number || by_id || by_prefix) fitting.push_back(i);
    }
    if (fitting.size() == 1) return fitting.front();
    const std::string accepted =
        "; give an id, a prefix of its hex form, or a number of `ambag gov list`";
    if (fitting.empty())
        return cli_refused("no proposal is \"" + text + "\" among " +
                           std::to_string(proposals.size()) + accepted);
    return cli_usage("\"" + text + "\" fits " + std::to_string(fitting.size()) + " proposals" +
                     accepted);
}

CliResult<ProposalView> find_proposal(const Session& session, const std::string& text) {
    auto proposals = TRY(all_proposals(session));
    const std::size_t index = TRY(choose_proposal(proposals, text));
    return std::move(proposals[index]);
}

Json proposal_json(const ProposalView& proposal) {
    Json actions = Json::array();
    for (const ProposalAction& action : proposal.content.actions) {
        Json json = call_json(action.target, action.calldata);
        json.set("value", action.value.units.to_decimal());
        json.set("calldata", chain::to_hex(action.calldata));
        actions.push(std::move(json));
    }
    return Json::object(
        {{"id", chain::to_hex(proposal.id.to_word())},
         {"number", proposal.number},
         {"title", proposal.title()},
         {"description", proposal.content.description},
         {"proposer", proposal.proposer},
         {"state", proposal.state},
         {"snapshot", proposal.snapshot},
         {"deadline", proposal.deadline},
         {"eta", proposal.eta},
         {"clock", proposal.clock},
         {"votes", Json::object({{"for", proposal.in_favour.units.to_decimal()},
                                 {"against", proposal.against.units.to_decimal()},
                                 {"abstain", proposal.abstain.units.to_decimal()}})},
         {"quorum", proposal.quorum ? Json{proposal.quorum->units.to_decimal()} : Json{}},
         {"actions", actions}});
}

void print_proposal(const Console& console, const ProposalView& proposal) {
    console.line(console.paint(Style::strong,
                               "#" + std::to_string(proposal.number) + "  " + proposal.title()));
    console.field("id", chain::to_hex(proposal.id.to_word()));
    console.field("state", console.paint(state_style(proposal.state), proposal.state));
    console.field("proposer", proposal.proposer);
    print_tally(console, proposal);
    print_timeline(console, proposal);
    console.line();
    console.line(console.paint(Style::strong, "actions"));
    for (std::size_t i = 0; i < proposal.content.actions.size(); ++i) {
        const ProposalAction& action = proposal.content.actions[i];
        console.line("  " + std::to_string(i + 1) + ". " +
                     call_text(action.target, action.calldata) +
                     (action.value.is_zero() ? "" : " with " + amount_text(action.value)));
    }
    if (proposal.content.description.find('\n') == std::string::npos) return;
    console.line();
    console.line(proposal.content.description);
}

void print_proposals(const Console& console, const std::vector<ProposalView>& proposals) {
    if (proposals.empty()) return console.line("no proposals yet");
    TextTable table{{{"#", Align::right},
                     {"id"},
                     {"state"},
                     {"for", Align::right},
                     {"against", Align::right},
                     {"abstain", Align::right},
                     {"title"}}};
    for (const ProposalView& proposal : proposals)
        table.add({std::to_string(proposal.number),
                   chain::to_hex(proposal.id.to_word()).substr(0, 12),
                   {proposal.state, state_style(proposal.state)},
                   coins_number(proposal.in_favour),
                   coins_number(proposal.against),
                   coins_number(proposal.abstain),
                   proposal.title()});
    table.print(console);
}

}  // namespace ambag::node
