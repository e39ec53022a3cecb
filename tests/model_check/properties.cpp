// SPDX-License-Identifier: Apache-2.0
#include "tests/model_check/properties.hpp"

#include <numeric>

namespace ambag::model {

namespace {

using State = ProposalState;
using Broken = std::optional<std::string>;

bool was_voted_through(State state) {
    return state == State::succeeded || state == State::queued || state == State::executed;
}

// Ballots carry what was held when the snapshot's tick ended, and the tally is their sum.
Broken broken_count(const ProposalFacts& facts, std::span<const Tick> history) {
    std::array<std::uint64_t, 3> sums{};
    for (std::size_t i = 0; i < voters_max; ++i) {
        const BallotFacts& ballot = facts.ballots[i];
        if (!ballot.cast) continue;
        if (facts.snapshot >= history.size()) return "a ballot was cast before the snapshot passed";
        if (ballot.weight != history[facts.snapshot].votes[i])
            return "a ballot weighs more or less than its voter held at the snapshot";
        sums[ballot.support] += ballot.weight;
    }
    if (sums != facts.tally) return "a tally is not the sum of its ballots";
    return std::nullopt;
}

Broken broken_outcome(const Facts& all, const ProposalFacts& facts, std::span<const Tick> history) {
    if (facts.quorum_known) {
        const Tick& tick = history[facts.snapshot];
        const std::uint64_t supply = std::accumulate(tick.votes.begin(), tick.votes.end(), 0ULL);
        if (facts.quorum != supply * tick.numerator / 100)
            return "a quorum is not the share of the supply that held at the snapshot";
    }
    if (facts.state == State::pending || facts.state == State::canceled) return std::nullopt;
    if (facts.state == State::active) {
        if (all.clock > facts.deadline) return "voting is open after the deadline";
        return std::nullopt;
    }
    if (all.clock <= facts.deadline) return "a proposal is decided before its deadline";
    const bool passed =
        facts.tally[1] > facts.tally[0] && facts.tally[1] + facts.tally[2] >= facts.quorum;
    if (passed != was_voted_through(facts.state)) return "the outcome is not what was voted";
    return std::nullopt;
}

// One truth: governor and timelock agree.
Broken broken_agreement(const ProposalFacts& facts) {
    if (facts.operation_pending != (facts.state == State::queued))
        return "the timelock holds an operation of a proposal that is not queued, or lost one";
    if (facts.operation_done != (facts.state == State::executed))
        return "executed in the timelock and in the governor are not the same";
    return std::nullopt;
}

bool may_follow(State before, State after) {
    if (before == after) return true;
    switch (before) {
        case State::pending:
            return after == State::active || after == State::canceled;
        case State::active:
            return after == State::defeated || after == State::succeeded;
        case State::succeeded:
            return after == State::queued;
        case State::queued:
            return after == State::executed;
        default:
            return false;  // canceled, defeated, expired, executed are final
    }
}

Broken broken_change(const Facts& before, const ProposalFacts& old, const ProposalFacts& now) {
    if (!may_follow(old.state, now.state)) return "a final state was left, or a stage was skipped";
    if (old.snapshot != now.snapshot) return "a snapshot moved";
    if (now.deadline < old.deadline) return "a deadline came nearer";
    if (now.deadline > now.snapshot + voting_period + late_extension)
        return "a deadline moved by more than the late extension";
    for (std::size_t i = 0; i < voters_max; ++i)
        if (old.ballots[i].cast && !(old.ballots[i] == now.ballots[i])) return "a ballot changed";
    if (old.quorum_known && old.quorum != now.quorum) return "a quorum changed after the snapshot";
    if (now.state == State::queued && old.state != now.state &&
        now.eta < before.time + timelock_delay)
        return "a proposal may execute before the timelock's delay is over";
    if (now.state == State::executed && old.state != now.state && before.time < old.eta)
        return "a proposal executed before its time";
    return std::nullopt;
}

}  // namespace

std::optional<std::string> broken_in(const Facts& facts, std::span<const Tick> history) {
    for (const ProposalFacts& proposal : facts.proposals) {
        if (!proposal.exists) continue;
        if (auto broken = broken_count(proposal, history)) return broken;
        if (auto broken = broken_outcome(facts, proposal, history)) return broken;
        if (auto broken = broken_agreement(proposal)) return broken;
    }
    return std::nullopt;
}

std::optional<std::string> broken_by_step(const Facts& before, const Facts& after,
                                          const std::array<bool, proposals_max>& spends) {
    std::uint64_t paid = 0;
    bool executed = false;
    for (std::size_t i = 0; i < proposals_max; ++i) {
        const ProposalFacts& old = before.proposals[i];
        const ProposalFacts& now = after.proposals[i];
        if (old.exists && !now.exists) return "a proposal vanished";
        if (!old.exists) continue;
        if (auto broken = broken_change(before, old, now)) return broken;
        const bool executes = old.state != now.state && now.state == ProposalState::executed;
        executed = executed || executes;
        if (executes && spends[i]) paid += spend;
    }
    if (before.purse != after.purse + paid) return "money moved without a passed proposal";
    if (before.numerator != after.numerator && !executed)
        return "a parameter changed without a passed proposal";
    return std::nullopt;
}

}  // namespace ambag::model
