// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/module.hpp"
#include "governance/governor/participation.hpp"
#include "node/rpc/shapes.hpp"
#include "node/service/methods_ambag.hpp"

// Proposals with their tallies, and ballots.

namespace ambag::node {

namespace governor = governance::governor;

namespace {

std::string_view state_name(governor::ProposalState state) {
    constexpr std::string_view names[]{"pending",   "active", "canceled", "defeated",
                                       "succeeded", "queued", "expired",  "executed"};
    return names[static_cast<std::size_t>(state)];
}

Json actions_json(const std::vector<governor::Action>& actions) {
    Json list = Json::array();
    for (const governor::Action& action : actions)
        list.push(Json::object({{"target", chain::to_checksum(action.target)},
                                {"value", action.value.units.to_hex()},
                                {"calldata", chain::to_hex(action.calldata)}}));
    return list;
}

Json proposal_json(const governor::ProposalSummary& proposal) {
    const governor::Tally& tally = proposal.tally;
    return Json::object(
        {{"id", proposal.id.to_hex()},
         {"proposer", chain::to_checksum(proposal.proposer)},
         {"state", state_name(proposal.state)},
         {"snapshot", quantity(proposal.snapshot.value)},
         {"deadline", quantity(proposal.deadline.value)},
         {"eta", quantity(proposal.eta.value)},
         {"votes", Json::object({{"against", tally.against.units.to_hex()},
                                 {"for", tally.in_favour.units.to_hex()},
                                 {"abstain", tally.abstain.units.to_hex()}})},
         {"quorum", proposal.quorum ? Json{proposal.quorum->units.to_hex()} : Json{}},
         {"description", proposal.description},
         {"actions", actions_json(proposal.actions)},
         {"createdBlock", quantity(proposal.created_height.value)},
         {"createdTime", quantity(proposal.created_time.value)}});
}

// What the deadline is measured on.
void set_clock(Json& json, const chain::ViewContext& view) {
    const bool by_time = view.rules().clock == chain::ClockMode::timestamp;
    json.set("clockMode", by_time ? "timestamp" : "blocknumber");
    json.set("clock", quantity(view.clock().value));
    json.set("time", quantity(view.block().time.value));
}

RpcResult<> get_proposals(const RpcContext& context, const Json& params) {
    const Page page = TRY(read_page(params, 0));
    const auto reader = TRY(ambag_reader(context, params, 2));
    const chain::ViewContext view = reader.modules->view(chain::governor_address);
    const auto found = governor::summaries(view, page.first, page.count);
    if (!found) return std::unexpected(reverted(found.error()));
    Json list = Json::array();
    std::uint64_t number = page.first;
    for (const governor::ProposalSummary& proposal : *found) {
        list.push(proposal_json(proposal));
        list.as_array()->back().set("number", quantity(number++));
    }
    Json answer =
        Json::object({{"total", quantity(governor::proposal_count(view))}, {"proposals", list}});
    set_clock(answer, view);
    return answer;
}

RpcResult<> get_proposal(const RpcContext& context, const Json& params) {
    const chain::U256 id = TRY(read_u256(param_at(params, 0), "id"));
    const auto reader = TRY(ambag_reader(context, params, 1));
    const chain::ViewContext view = reader.modules->view(chain::governor_address);
    const auto found = governor::summary_of(view, id);
    if (!found) return std::unexpected(reverted(found.error()));
    Json answer = proposal_json(*found);
    set_clock(answer, view);
    return answer;
}

RpcResult<> get_ballot(const RpcContext& context, const Json& params) {
    const chain::U256 id = TRY(read_u256(param_at(params, 0), "id"));
    const auto voter = TRY(read_address(param_at(params, 1), "voter"));
    const auto reader = TRY(ambag_reader(context, params, 2));
    const auto ballot =
        governor::ballot_of(reader.modules->view(chain::governor_address), id, voter);
    if (!ballot) return Json{};
    return Json::object(
        {{"support", quantity(ballot->support)}, {"weight", ballot->weight.units.to_hex()}});
}

// Counters are null where genesis does not ask for them.
Json delegate_json(const governor::DelegateSummary& delegate, bool counted) {
    Json json = Json::object({{"account", chain::to_checksum(delegate.account)},
                              {"votes", delegate.votes.units.to_hex()}});
    const governor::Participation& counters = delegate.counters;
    const auto counter = [&](std::uint64_t value) { return counted ? quantity(value) : Json{}; };
    json.set("couldVote", counter(counters.could));
    json.set("voted", counter(counters.voted));
    json.set("withReason", counter(counters.with_reason));
    json.set("judgedProposals", counter(counters.judged));
    return json;
}

RpcResult<> get_delegates(const RpcContext& context, const Json& params) {
    const Page page = TRY(read_page(params, 0));
    const auto reader = TRY(ambag_reader(context, params, 2));
    const chain::ViewContext view = reader.modules->view(chain::governor_address);
    const bool counted = governor::keeps_participation(view);
    Json list = Json::array();
    for (const auto& delegate : governor::delegate_summaries(view, page.first, page.count))
        list.push(delegate_json(delegate, counted));
    Json answer = Json::object({{"total", quantity(governor::delegate_total(view))},
                                {"proposals", quantity(governor::proposal_count(view))},
                                {"delegates", list}});
    set_clock(answer, view);
    return answer;
}

constexpr MethodOptions reading{.cost = 20, .lane = RpcLane::heavy};

constexpr MethodRow rows[]{
    {"ambag_getProposals",
     "first quantity?, count quantity?, block block?",
     "object",
     &get_proposals,
     "proposals in order of creation with state, tally, quorum and actions",
     {.cost = 200, .lane = RpcLane::heavy}},
    {"ambag_getProposal", "id quantity, block block?", "object", &get_proposal,
     "one proposal with state, tally, quorum and actions", reading},
    {"ambag_delegates",
     "first quantity?, count quantity?, block block?",
     "object",
     &get_delegates,
     "everyone who ever had votes, in order of the first, with votes and participation",
     {.cost = 400, .lane = RpcLane::heavy}},
    {"ambag_getBallot", "id quantity, voter address, block block?", "object|null", &get_ballot,
     "how an account voted, and with what weight", reading},
};

}  // namespace

MethodFamily ambag_governance_methods() {
    return rows;
}

}  // namespace ambag::node
