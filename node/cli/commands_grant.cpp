// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/session.hpp"
#include "node/cli/table.hpp"

// Grants of the treasury: what there is, what a gate misses, and claims.

namespace ambag::node {

namespace {

using chain::Amount;

constexpr OptionRow list_options[]{
    {"--to", "ACCOUNT", "only those of this receiver"},
    {"--first", "N", "number of the first grant (1)"},
    {"--count", "N", "at most so many (50)"},
};

CliResult<Amount> amount_at(const Json& json, std::string_view member) {
    return Amount{TRY(quantity_of(json, member))};
}

CliResult<Json> decimal(Json json, std::initializer_list<std::string_view> members) {
    for (const std::string_view member : members)
        json.set(member, TRY(quantity_of(json, member)).to_decimal());
    return json;
}

// Amounts as decimal text, numbers as numbers.
CliResult<Json> readable(Json grant) {
    Json parts = Json::array();
    if (const Json* list = grant.find("parts"); list != nullptr && list->is_array())
        for (const Json& one : *list->as_array()) {
            Json part = TRY(decimal(one, {"amount", "claimed", "returned", "claimable"}));
            for (const std::string_view time : {"start", "duration", "notBefore", "deadline"})
                part.set(time, TRY(number_of(one, time)));
            parts.push(std::move(part));
        }
    for (const std::string_view number : {"id", "time", "class"})
        grant.set(number, TRY(number_of(grant, number)));
    grant.set("parts", parts);
    return decimal(std::move(grant), {"amount", "held"});
}

// "open", or what is missing.
std::string gate_text(const Json& part) {
    const Json* missing = part.find("missing");
    if (missing == nullptr || !missing->is_array() || missing->as_array()->empty()) return "open";
    std::string text;
    for (const Json& one : *missing->as_array())
        text += (text.empty() ? "waits for " : ", ") + value_text(one);
    return text;
}

CliResult<Amount> claimable_of(const Json& grant) {
    Amount sum;
    for (const Json& part : *grant.find("parts")->as_array()) {
        const auto more = checked_add(sum, TRY(amount_at(part, "claimable")));
        if (!more) return cli_failed("the node's amounts are above 2^256 - 1");
        sum = *more;
    }
    return sum;
}

CliResult<> list(const Invocation& invocation) {
    const std::uint64_t first = TRY(invocation.integer_or("--first", 1, 1, ~std::uint64_t{0}));
    const std::uint64_t count = TRY(invocation.integer_or("--count", 50, 1, 500));
    const Session session = TRY(Session::open(invocation));
    std::optional<std::string> to;
    if (const auto account = invocation.option("--to"))
        to = chain::to_checksum(TRY(session.address(*account)));
    const Json page =
        TRY(session.rpc().call("ambag_getGrants", Json::array({Json{first - 1}, Json{count}})));
    const Json* grants = page.find("grants");
    if (grants == nullptr || !grants->is_array()) return cli_failed("the answer has no grants");
    TextTable table{{{"#", Align::right},
                     {"to"},
                     {"status"},
                     {"amount", Align::right},
                     {"held", Align::right},
                     {"claimable", Align::right},
                     {"parts", Align::right}}};
    Json shown = Json::array();
    for (const Json& grant : *grants->as_array()) {
        const std::string receiver = TRY(text_of(grant, "to"));
        if (to && *to != receiver) continue;
        shown.push(TRY(readable(grant)));
        table.add({std::to_string(TRY(number_of(grant, "id"))), receiver,
                   TRY(text_of(grant, "status")), coins_number(TRY(amount_at(grant, "amount"))),
                   coins_number(TRY(amount_at(grant, "held"))),
                   coins_number(TRY(claimable_of(grant))),
                   std::to_string(grant.find("parts")->as_array()->size())});
    }
    const Console& console = invocation.console;
    const Json totals = TRY(decimal(page, {"purse", "committed"}));
    console.result(Json::object({{"total", TRY(number_of(page, "total"))},
                                 {"purse", *totals.find("purse")},
                                 {"committed", *totals.find("committed")},
                                 {"grants", shown}}));
    console.field("purse", amount_text(TRY(amount_at(page, "purse"))));
    console.field("committed", amount_text(TRY(amount_at(page, "committed"))));
    console.line();
    if (table.empty())
        console.line("no grants here");
    else
        table.print(console);
    return {};
}

CliResult<Json> find_grant(const Session& session, const std::string& text) {
    const auto id = chain::U256::parse(text.starts_with('#') ? text.substr(1) : text);
    if (!id) return cli_usage("ID: expected the number of a grant, got \"" + text + "\"");
    Json grant = TRY(session.rpc().call("ambag_getGrant", Json::array({id->to_hex()})));
    if (grant.is_null()) return cli_refused("there is no grant " + text);
    return grant;
}

std::string moment(std::uint64_t seconds) {
    return seconds == 0 ? "-" : time_text(seconds);
}

CliResult<> show(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json grant = TRY(find_grant(session, invocation.argument(0)));
    const Console& console = invocation.console;
    console.result(TRY(readable(grant)));
    if (invocation.json()) return {};
    console.field("grant", std::to_string(TRY(number_of(grant, "id"))));
    for (const std::string_view name : {"to", "status", "guardian", "sponsor", "operation"})
        console.field(name, TRY(text_of(grant, name)));
    console.field("amount", amount_text(TRY(amount_at(grant, "amount"))));
    console.field("held", amount_text(TRY(amount_at(grant, "held"))));
    TextTable table{{{"part", Align::right},
                     {"amount", Align::right},
                     {"claimed", Align::right},
                     {"claimable", Align::right},
                     {"gate"},
                     {"earned from"},
                     {"for"},
                     {"open until"}}};
    std::uint64_t index = 0;
    for (const Json& part : *grant.find("parts")->as_array()) {
        const std::uint64_t duration = TRY(number_of(part, "duration"));
        table.add({std::to_string(index++), coins_number(TRY(amount_at(part, "amount"))),
                   coins_number(TRY(amount_at(part, "claimed"))),
                   coins_number(TRY(amount_at(part, "claimable"))), gate_text(part),
                   moment(TRY(number_of(part, "start"))),
                   duration == 0 ? "at once" : duration_text(duration),
                   moment(TRY(number_of(part, "deadline")))});
    }
    console.line();
    if (!table.empty()) table.print(console);
    return {};
}

CliResult<> claim(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json grant = TRY(find_grant(session, invocation.argument(0)));
    const auto& parts = *grant.find("parts")->as_array();
    std::uint64_t part = 0;
    if (const auto text = invocation.optional_argument(1)) {
        const auto given = chain::U256::parse(*text);
        if (!given || *given >= chain::U256{parts.size()})
            return cli_usage("PART: expected a number below " + std::to_string(parts.size()) +
                             ", got \"" + *text + "\"");
        part = given->low_u64();
    } else {
        while (part < parts.size() && TRY(amount_at(parts[part], "claimable")).is_zero()) ++part;
        if (part == parts.size()) return cli_refused("no part of the grant pays anything now");
    }
    const std::uint64_t id = TRY(number_of(grant, "id"));
    const SentTransaction sent =
        TRY(session.call(TRY(session.signer()), "treasury.claim", {Json{id}, Json{part}}));
    Json json = sent_json(sent);
    json.set("grant", id);
    json.set("part", part);
    invocation.console.result(json);
    print_sent(invocation.console, sent);
    return {};
}

const CommandRow rows[]{
    {"gov grants",
     "",
     "grants of the treasury and what may be claimed",
     &list,
     {list_options, key_options, rpc_options}},
    {"gov grant", "ID", "parts, gates and claims of a grant", &show, {rpc_options}},
    {"gov claim",
     "ID [PART]",
     "takes what a part of one's grant has earned; without PART the first that pays",
     &claim,
     {signer_options, key_options, rpc_options}},
    {"query grants", "", "the same as gov grants", &list, {list_options, key_options, rpc_options}},
};

}  // namespace

CommandGroup grant_commands() {
    return rows;
}

}  // namespace ambag::node
