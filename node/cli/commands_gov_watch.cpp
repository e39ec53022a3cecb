// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <thread>

#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/gov_calls.hpp"
#include "node/cli/table.hpp"

// gov: a tally as it comes in, and the delegates by their votes.

namespace ambag::node {

namespace {

constexpr OptionRow watch_options[]{
    {"--every", "SECONDS", "between two looks (1)"},
    {"--for", "SECONDS", "how long at most; until the vote is over when left out"},
};
constexpr OptionRow delegate_options[]{{"--top", "N", "how many (20)"}};

bool is_over(const ProposalView& proposal) {
    return proposal.state != "pending" && proposal.state != "active";
}

std::string tally_line(const ProposalView& proposal) {
    return "#" + std::to_string(proposal.number) + " " + proposal.state + "  for " +
           amount_text(proposal.in_favour) + "  against " + amount_text(proposal.against) +
           "  abstain " + amount_text(proposal.abstain) +
           (proposal.quorum ? "  quorum " + amount_text(*proposal.quorum) : "");
}

// On a terminal the picture is drawn in place; elsewhere, and as JSON, a line for each change.
CliResult<> watch(const Invocation& invocation) {
    const std::uint64_t every = TRY(invocation.integer_or("--every", 1, 1, 3'600));
    const auto length = TRY(invocation.integer("--for", 0, 31'536'000));
    const Session session = TRY(Session::open(invocation));
    const Console& console = invocation.console;
    const bool redraws = console.terminal().interactive && !invocation.json();
    const auto begin = std::chrono::steady_clock::now();
    std::string last;
    while (true) {
        const ProposalView proposal = TRY(find_proposal(session, invocation.argument(0)));
        const std::string line = tally_line(proposal);
        if (redraws) {
            console.raw("\x1b[H\x1b[2J");
            print_proposal(console, proposal);
            console.line();
            console.line(console.paint(Style::faint, "Ctrl-C stops watching"));
        } else if (line != last) {
            console.result(proposal_json(proposal));
            console.line(line);
        }
        last = line;
        const auto passed = std::chrono::steady_clock::now() - begin;
        if (is_over(proposal) || (length && passed >= std::chrono::seconds{*length})) return {};
        std::this_thread::sleep_for(std::chrono::seconds{every});
    }
}

struct DelegateRow {
    std::string address;
    chain::Amount votes;
};

CliResult<chain::U256> number_view(const Session& session, std::string_view function,
                                   std::vector<Json> arguments) {
    const auto values = TRY(session.view(function, std::move(arguments)));
    const auto number = values.empty() ? std::nullopt : chain::U256::parse(value_text(values[0]));
    if (!number) return cli_failed(std::string{function} + ": the answer is no number");
    return *number;
}

CliResult<std::vector<DelegateRow>> read_delegates(const Session& session) {
    constexpr std::uint64_t most = 500;
    const chain::U256 count = TRY(number_view(session, "token.delegateCount", {}));
    std::vector<DelegateRow> all;
    for (std::uint64_t i = 0; i < most && chain::U256{i} < count; ++i) {
        const std::string address =
            value_text(TRY(session.view("token.delegateAt", {Json{i}})).front());
        all.push_back(
            {address, chain::Amount{TRY(number_view(session, "token.getVotes", {Json{address}}))}});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const DelegateRow& a, const DelegateRow& b) { return a.votes > b.votes; });
    return all;
}

// Proposals that the delegate could vote on and voted on; nothing where the chain keeps none.
std::string participation_text(const Session& session, const std::string& address) {
    if (!find_function("governor.participation", 1)) return "-";
    const auto values = session.view("governor.participation", {Json{address}});
    if (!values || values->size() < 3) return "-";
    return value_text((*values)[1]) + " of " + value_text((*values)[0]) + ", " +
           value_text((*values)[2]) + " with reason";
}

CliResult<> delegates(const Invocation& invocation) {
    const std::uint64_t top = TRY(invocation.integer_or("--top", 20, 1, 500));
    const Session session = TRY(Session::open(invocation));
    std::vector<DelegateRow> all = TRY(read_delegates(session));
    const chain::Amount supply{TRY(number_view(session, "token.totalSupply", {}))};
    constexpr unsigned width = 16;
    const Console& console = invocation.console;
    TextTable table{{{"", Align::right},
                     {"delegate"},
                     {"votes", Align::right},
                     {"of supply", Align::right},
                     {"share"},
                     {"voted"}}};
    Json list = Json::array();
    for (std::size_t i = 0; i < all.size() && i < top; ++i) {
        const DelegateRow& row = all[i];
        const std::string voted = participation_text(session, row.address);
        const auto parts =
            mul_div(row.votes.units, chain::U256{width}, supply.units, chain::Rounding::down);
        list.push(Json::object({{"rank", i + 1},
                                {"address", row.address},
                                {"votes", row.votes.units.to_decimal()},
                                {"participation", voted}}));
        table.add({std::to_string(i + 1),
                   row.address,
                   amount_text(row.votes),
                   percent_text(row.votes, supply),
                   {std::string(parts ? parts->low_u64() : 0, '#'), Style::accent},
                   voted});
    }
    console.result(list);
    if (all.empty())
        console.line("nobody has votes yet");
    else
        table.print(console);
    return {};
}

const CommandRow rows[]{
    {"gov watch",
     "ID",
     "the tally as it comes in, until the vote is over",
     &watch,
     {watch_options, rpc_options}},
    {"gov delegates",
     "",
     "who has how many votes, and how often he used them",
     &delegates,
     {delegate_options, rpc_options}},
};

}  // namespace

CommandGroup governance_watch_commands() {
    return rows;
}

}  // namespace ambag::node
