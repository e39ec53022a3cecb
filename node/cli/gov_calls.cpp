// SPDX-License-Identifier: Apache-2.0
#include "node/cli/gov_calls.hpp"

#include <charconv>

#include "chain/base/hex.hpp"

namespace ambag::node {

using chain::Amount;
using chain::U256;

namespace {

constexpr OptionRow ballot_rows[]{
    {"--reason", "TEXT", "recorded with the vote"},
    {"--split", "F/A/B", "percents for, against and abstain, such as 60/30/10"},
    {"--override", "", "one's own tokens, in place of the delegate's vote with them"},
};

CliResult<std::uint64_t> support_of(const std::string& text) {
    constexpr std::string_view names[]{"against", "for", "abstain"};
    for (std::uint64_t i = 0; i < 3; ++i)
        if (names[i] == text) return i;
    return cli_usage("expected for, against or abstain, got \"" + text + "\"");
}

std::optional<std::uint64_t> number_in(std::string_view text, std::uint64_t most) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value > most)
        return std::nullopt;
    return value;
}

Amount share_of(const Amount& weight, std::uint64_t percent) {
    // Votes are at most 208 bits wide.
    return Amount{*mul_div(weight.units, U256{percent}, U256{100U}, chain::Rounding::down)};
}

// A word for a POSIX shell.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return out + "'";
}

// As cast parses values: lists in brackets, text bare.
std::string cast_value(const Json& value) {
    if (const auto* text = value.as_string()) return *text;
    if (const auto* items = value.as_array()) {
        std::string out = "[";
        for (std::size_t i = 0; i < items->size(); ++i)
            out += (i == 0 ? "" : ",") + cast_value((*items)[i]);
        return out + "]";
    }
    return value.dump();
}

}  // namespace

const std::span<const OptionRow> ballot_options = ballot_rows;

CliResult<SplitShares> parse_split(const std::string& text) {
    const auto wrong = [&] {
        return cli_usage(
            "--split: expected three percents for/against/abstain that sum to 100, such as "
            "60/30/10, got \"" +
            text + "\"");
    };
    const auto first = text.find('/');
    const auto second = first == text.npos ? text.npos : text.find('/', first + 1);
    if (second == text.npos) return wrong();
    const std::string_view all{text};
    const auto in_favour = number_in(all.substr(0, first), 100);
    const auto against = number_in(all.substr(first + 1, second - first - 1), 100);
    const auto abstain = number_in(all.substr(second + 1), 100);
    if (!in_favour || !against || !abstain || *in_favour + *against + *abstain != 100)
        return wrong();
    return SplitShares{*in_favour, *against, *abstain};
}

chain::Bytes split_params(const SplitShares& shares, const Amount& weight) {
    std::array<Amount, 3> parts{share_of(weight, shares.against),
                                share_of(weight, shares.in_favour),
                                share_of(weight, shares.abstain)};
    Amount rest = weight;
    for (const Amount& part : parts) rest = *checked_sub(rest, part);
    Amount& largest = *std::max_element(parts.begin(), parts.end());
    largest = *checked_add(largest, rest);
    chain::Bytes out;
    for (const Amount& part : parts) {
        const chain::Hash word = part.units.to_word();
        out.insert(out.end(), word.bytes.begin() + 16, word.bytes.end());
    }
    return out;
}

CliResult<GovCall> vote_call(const Invocation& invocation, const Session& session,
                             const ProposalView& proposal, const std::string& support,
                             const chain::Address& voter) {
    const std::string id = proposal.id.to_decimal();
    const auto reason = invocation.option("--reason");
    if (const auto split = invocation.option("--split")) {
        if (!support.empty() || invocation.flag("--override"))
            return cli_usage("--split excludes --override and for, against or abstain");
        const SplitShares shares = TRY(parse_split(*split));
        const auto votes = TRY(session.view(
            "token.getPastVotes", {Json{chain::to_checksum(voter)}, Json{proposal.snapshot}}));
        const auto weight = U256::parse(value_text(votes.front()));
        if (!weight || weight->is_zero())
            return cli_refused("the voter had no votes at the proposal's snapshot");
        return GovCall{"governor.castVoteWithReasonAndParams",
                       {Json{id}, Json{255}, Json{reason.value_or("")},
                        Json{chain::to_hex(split_params(shares, Amount{*weight}))}}};
    }
    const std::uint64_t number = TRY(support_of(support));
    if (invocation.flag("--override"))
        return GovCall{"governor.castOverrideVote",
                       {Json{id}, Json{number}, Json{reason.value_or("")}}};
    if (reason)
        return GovCall{"governor.castVoteWithReason", {Json{id}, Json{number}, Json{*reason}}};
    return GovCall{"governor.castVote", {Json{id}, Json{number}}};
}

CliResult<GovCall> delegate_call(const Session& session,
                                 const std::vector<std::string>& receivers) {
    constexpr std::uint64_t whole = 10'000;
    if (receivers.empty()) return cli_usage("expected an account, or NAME:BASIS-POINTS...");
    if (receivers.size() == 1 && receivers.front().find(':') == std::string::npos)
        return GovCall{"token.delegate",
                       {Json{chain::to_checksum(TRY(session.address(receivers.front())))}}};
    Json accounts = Json::array();
    Json weights = Json::array();
    std::uint64_t sum = 0;
    for (const std::string& receiver : receivers) {
        const auto point = receiver.rfind(':');
        const auto weight = point == std::string::npos
                                ? std::nullopt
                                : number_in(std::string_view{receiver}.substr(point + 1), whole);
        if (!weight)
            return cli_usage("expected NAME:BASIS-POINTS, such as dev1:2500, got \"" + receiver +
                             "\"");
        accounts.push(chain::to_checksum(TRY(session.address(receiver.substr(0, point)))));
        weights.push(*weight);
        sum += *weight;
    }
    if (sum != whole)
        return cli_usage("the basis points must sum to 10000, not " + std::to_string(sum));
    return GovCall{"token.delegateSplit", {accounts, weights}};
}

CliResult<std::string> cast_text(const GovCall& call, const Session& session,
                                 const std::string& from) {
    const FunctionRef found = TRY(find_function(call.function, call.arguments.size()));
    std::string text = "cast send " + chain::to_checksum(found.module->address) + " " +
                       quoted(std::string{found.row->signature});
    for (const Json& argument : call.arguments) text += " " + quoted(cast_value(argument));
    if (!call.value.is_zero()) text += " --value " + call.value.units.to_decimal();
    return text + " --rpc-url " + session.rpc().url() + " --account " +
           quoted(from.empty() ? "NAME" : from);
}

}  // namespace ambag::node
