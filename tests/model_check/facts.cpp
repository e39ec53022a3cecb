// SPDX-License-Identifier: Apache-2.0
#include "tests/model_check/facts.hpp"

#include "chain/module/addresses.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/timelock/module.hpp"
#include "governance/treasury/state.hpp"

namespace ambag::model {

namespace governor = governance::governor;
namespace timelock = governance::timelock;

namespace {

ViewContext view_of(Machine& machine, const Address& module) {
    return {machine, {module, system_address, {}, 0}};
}

ProposalFacts proposal_facts(Machine& machine, const Cast& cast, const Proposal& proposal) {
    ProposalFacts facts;
    const ViewContext view = view_of(machine, governor_address);
    const governor::Timeline timeline = governor::timelines.get(view, proposal.id);
    facts.exists = timeline.vote_start.value != 0;
    if (!facts.exists) return facts;
    if (const auto state = governor::state_of(view, proposal.id)) facts.state = *state;
    facts.snapshot = timeline.vote_start.value;
    if (const auto deadline = governor::deadline_of(timeline)) facts.deadline = deadline->value;
    facts.eta = timeline.eta.value;
    const governor::Tally tally = governor::tally_of(view, timeline.number);
    facts.tally = {tally.against.units.low_u64(), tally.in_favour.units.low_u64(),
                   tally.abstain.units.low_u64()};
    if (view.clock() > timeline.vote_start)
        if (const auto quorum = governor::quorum_of(view, timeline)) {
            facts.quorum_known = true;
            facts.quorum = quorum->units.low_u64();
        }
    for (std::size_t i = 0; i < cast.voters.size(); ++i)
        if (const auto ballot = governor::ballot_of(view, proposal.id, cast.voters[i]))
            facts.ballots[i] = {true, ballot->support, ballot->weight.units.low_u64()};
    const auto operation =
        timelock::state_of(view_of(machine, timelock_address), proposal.operation);
    facts.operation_pending = operation == timelock::OperationState::waiting ||
                              operation == timelock::OperationState::ready;
    facts.operation_done = operation == timelock::OperationState::done;
    return facts;
}

}  // namespace

Facts facts_of(Machine& machine, const Cast& cast) {
    Facts facts;
    const ViewContext view = view_of(machine, governor_address);
    facts.clock = view.clock().value;
    facts.time = view.block().time.value;
    for (std::size_t i = 0; i < cast.proposals.size(); ++i)
        facts.proposals[i] = proposal_facts(machine, cast, cast.proposals[i]);
    facts.purse =
        governance::treasury::purse.get(view_of(machine, treasury_address)).units.low_u64();
    facts.numerator = governor::latest_numerator(view).low_u64();
    return facts;
}

}  // namespace ambag::model
