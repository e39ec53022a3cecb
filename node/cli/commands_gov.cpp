// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/files.hpp"
#include "node/cli/gov_calls.hpp"

// gov: from a file to an executed proposal, and the votes between.

namespace ambag::node {

namespace {

constexpr OptionRow execute_options[]{
    {"--value", "AMOUNT", "coins for the timelock, which pays the actions' values"}};
constexpr OptionRow list_options[]{
    {"--state", "STATE", "only those in this state: active, succeeded, …"}};

CliResult<> finish(const Invocation& invocation, const SentTransaction& sent, Json more) {
    Json json = sent_json(sent);
    for (const Json::Member& member : *more.as_object()) json.set(member.name, member.value);
    invocation.console.result(json);
    print_sent(invocation.console, sent);
    return {};
}

CliResult<> propose(const Invocation& invocation) {
    const Json document = TRY(read_document(invocation.argument(0)));
    const Session session = TRY(Session::open(invocation));
    const ProposalDraft draft = TRY(read_proposal(document, session.resolver()));
    const SentTransaction sent =
        TRY(session.call(TRY(session.signer()), "governor.propose", propose_arguments(draft)));
    const std::string id = chain::to_hex(proposal_id(draft).to_word());
    invocation.console.field("proposal", id);
    for (const ProposalAction& action : draft.actions)
        invocation.console.field("action", call_text(action.target, action.calldata));
    return finish(invocation, sent, Json::object({{"proposal", id}}));
}

CliResult<SentTransaction> send_call(const Session& session, const Signer& signer,
                                     const GovCall& call) {
    return session.call(signer, call.function, call.arguments, call.value);
}

CliResult<> vote(const Invocation& invocation) {
    const std::string support = invocation.optional_argument(1).value_or("");
    if (support.empty() && !invocation.flag("--split"))
        return cli_usage("expected for, against or abstain, or --split F/A/B");
    const Session session = TRY(Session::open(invocation));
    const ProposalView proposal = TRY(find_proposal(session, invocation.argument(0)));
    const Signer signer = TRY(session.signer());
    const SentTransaction sent = TRY(send_call(
        session, signer, TRY(vote_call(invocation, session, proposal, support, signer.address))));
    return finish(invocation, sent,
                  Json::object({{"proposal", chain::to_hex(proposal.id.to_word())}}));
}

// The chain refuses too, but with a set of states as a number.
CliResult<> check_state(const ProposalView& proposal, std::string_view function) {
    const std::string_view accepted = function == "governor.queue"     ? "succeeded"
                                      : function == "governor.execute" ? "queued"
                                                                       : "pending";
    if (proposal.state == accepted) return {};
    std::string message = "the proposal is " + proposal.state + ", not " + std::string{accepted};
    if (proposal.state == "active" && proposal.clock_is_time && proposal.deadline >= proposal.clock)
        message += "; voting ends in " + duration_text(proposal.deadline - proposal.clock + 1);
    return cli_refused(message);
}

CliResult<> operate(const Invocation& invocation, std::string_view function) {
    const Session session = TRY(Session::open(invocation));
    const ProposalView proposal = TRY(find_proposal(session, invocation.argument(0)));
    TRY(check_state(proposal, function));
    const std::string text = invocation.option_or("--value", "0");
    const auto value = parse_amount_text(text);
    if (!value) return cli_usage("--value: expected an amount, got \"" + text + "\"");
    const SentTransaction sent = TRY(session.call(TRY(session.signer()), function,
                                                  operation_arguments(proposal.content), *value));
    return finish(invocation, sent,
                  Json::object({{"proposal", chain::to_hex(proposal.id.to_word())}}));
}

CliResult<> queue(const Invocation& invocation) {
    return operate(invocation, "governor.queue");
}
CliResult<> execute(const Invocation& invocation) {
    return operate(invocation, "governor.execute");
}
CliResult<> cancel(const Invocation& invocation) {
    return operate(invocation, "governor.cancel");
}

CliResult<> show(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const ProposalView proposal = TRY(find_proposal(session, invocation.argument(0)));
    invocation.console.result(proposal_json(proposal));
    if (!invocation.json()) print_proposal(invocation.console, proposal);
    return {};
}

CliResult<> list(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    auto proposals = TRY(all_proposals(session));
    if (const auto state = invocation.option("--state"))
        std::erase_if(proposals, [&](const ProposalView& one) { return one.state != *state; });
    Json all = Json::array();
    for (const ProposalView& proposal : proposals) all.push(proposal_json(proposal));
    invocation.console.result(all);
    print_proposals(invocation.console, proposals);
    return {};
}

CliResult<> delegate(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const GovCall call = TRY(delegate_call(session, invocation.arguments_from(0)));
    const SentTransaction sent = TRY(send_call(session, TRY(session.signer()), call));
    return finish(invocation, sent, Json::object());
}

CliResult<chain::Amount> amount_argument(const Invocation& invocation) {
    const auto amount = parse_amount_text(invocation.argument(0));
    if (!amount)
        return cli_usage("AMOUNT: expected an amount such as \"1.5 coins\" or base units, got \"" +
                         invocation.argument(0) + "\"");
    return *amount;
}

CliResult<> wrap(const Invocation& invocation) {
    const chain::Amount amount = TRY(amount_argument(invocation));
    const Session session = TRY(Session::open(invocation));
    const Signer signer = TRY(session.signer());
    const SentTransaction sent = TRY(session.call(
        signer, "token.depositFor", {Json{chain::to_checksum(signer.address)}}, amount));
    return finish(invocation, sent, Json::object());
}

CliResult<> unwrap(const Invocation& invocation) {
    const chain::Amount amount = TRY(amount_argument(invocation));
    const Session session = TRY(Session::open(invocation));
    const Signer signer = TRY(session.signer());
    const SentTransaction sent = TRY(
        session.call(signer, "token.withdrawTo",
                     {Json{chain::to_checksum(signer.address)}, Json{amount.units.to_decimal()}}));
    return finish(invocation, sent, Json::object());
}

const CommandRow rows[]{
    {"gov propose",
     "FILE",
     "proposes the actions of a file (JSON or TOML)",
     &propose,
     {signer_options, key_options, rpc_options}},
    {"gov vote",
     "ID [SUPPORT]",
     "casts a vote: for, against, abstain, or --split",
     &vote,
     {ballot_options, signer_options, key_options, rpc_options}},
    {"gov queue",
     "ID",
     "sends a passed proposal to the timelock",
     &queue,
     {signer_options, key_options, rpc_options}},
    {"gov execute",
     "ID",
     "executes a queued proposal whose delay is over",
     &execute,
     {execute_options, signer_options, key_options, rpc_options}},
    {"gov cancel",
     "ID",
     "withdraws one's own proposal before voting begins",
     &cancel,
     {signer_options, key_options, rpc_options}},
    {"gov show", "ID", "tally, quorum, timeline and decoded actions", &show, {rpc_options}},
    {"gov list", "", "all proposals", &list, {list_options, rpc_options}},
    {"gov delegate",
     "TO...",
     "gives one's voting power to an account, or to up to 8 as NAME:BASIS-POINTS",
     &delegate,
     {signer_options, key_options, rpc_options}},
    {"gov wrap",
     "AMOUNT",
     "coins into voting tokens",
     &wrap,
     {signer_options, key_options, rpc_options}},
    {"gov unwrap",
     "AMOUNT",
     "voting tokens back into coins",
     &unwrap,
     {signer_options, key_options, rpc_options}},
};

}  // namespace

CommandGroup governance_commands() {
    return rows;
}

}  // namespace ambag::node
