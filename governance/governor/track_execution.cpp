// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/track_execution.hpp"

#include <algorithm>

#include "chain/module/metered.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/timelock_calls.hpp"
#include "governance/governor/track_interface.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

constexpr Selector execute_call = selector_of("execute(address[],uint256[],bytes[],bytes32)");

// Looking at the head of a queue and recording what came of it.
constexpr Gas attempt_gas = gas_of({.reads = 24, .writes = 6, .hashes = 8, .logs = 1});

std::optional<Track> track_of(const ViewContext& ctx, Number number) {
    const TrackedProposal proposal = tracked.get(ctx, number);
    if (proposal.track_plus_one == 0) return std::nullopt;
    return tracks.get(ctx, proposal.track_plus_one - 1);
}

// Seconds in clock units, rounded up.
U256 clock_units(const ViewContext& ctx, std::uint64_t seconds) {
    if (ctx.rules().clock == ClockMode::timestamp) return U256{seconds};
    return mul_div(U256{seconds}, U256{1'000U}, U256{ctx.rules().block_interval_ms}, Rounding::up)
        .value_or(U256{seconds});
}

Bytes payload_call(const ViewContext& ctx, Number number) {
    const Content content = contents.get(ctx, number);
    return abi::encode_call(execute_call, content.targets, content.values, content.calldatas,
                            keccak256(as_bytes(content.description)));
}

void record_failure(const Context& ctx, const U256& id, Number number, Bytes data) {
    data.resize(std::min(data.size(), failure_bytes_max));
    failures.set(ctx, number, {ctx.block().time.value, data});
    ctx.emit(ExecutionFailed{id, std::move(data)});
}

bool is_queued(const ViewContext& ctx, const U256& id, const Timeline& timeline) {
    const auto state = state_of(ctx, id, timeline);
    return state && *state == ProposalState::queued;
}

// Executes what is due in one queue while the budget lasts; what is left of it.
Gas run_queue(Context& ctx, TrackId id, Gas budget) {
    const Gas limit{tracks.get(ctx, id).execution.automatic_gas};
    if (limit == Gas{0}) return budget;
    QueueEnds ends = due_ends.get(ctx, id);
    while (ends.head < ends.tail && budget.value >= limit.value) {
        const Number number = due.get(ctx, {id, ends.head});
        const U256 proposal = proposal_ids.get(ctx, number);
        const Timeline timeline = timelines.get(ctx, proposal);
        if (timeline.eta.value > ctx.block().time.value) break;
        due.erase(ctx, {id, ends.head});
        ++ends.head;
        due_ends.set(ctx, id, ends);
        std::uint64_t spent = attempt_gas.value;
        if (is_queued(ctx, proposal, timeline)) {
            MeteredOutcome outcome =
                call_metered(ctx, ctx.self(), payload_call(ctx, number),
                             Gas{limit.value - std::min(limit.value, attempt_gas.value)});
            spent += outcome.used.value;
            if (!outcome.output)
                record_failure(ctx, proposal, number, std::move(outcome.output.error().data));
        }
        budget.value -= std::min(budget.value, spent);
    }
    return budget;
}

}  // namespace

U256 delay_of_track(const ViewContext& ctx, Number number) {
    const auto track = track_of(ctx, number);
    return U256{track ? track->execution.delay : 0};
}

Result<bool> has_expired(const ViewContext& ctx, const Timeline& timeline) {
    const auto track = track_of(ctx, timeline.number);
    if (!track || track->execution.expiry == 0) return false;
    const U256 expiry{track->execution.expiry};
    if (timeline.eta != Uint48{})
        return U256{ctx.block().time.value} > TRY(add(U256{timeline.eta.value}, expiry));
    const U256 deadline{TRY(deadline_of(ctx, timeline)).value};
    return U256{ctx.clock().value} > TRY(add(deadline, clock_units(ctx, track->execution.expiry)));
}

void put_in_line(const Context& ctx, Number number) {
    const auto track = track_of(ctx, number);
    if (!track || track->execution.automatic_gas == 0) return;
    const TrackId id = tracked.get(ctx, number).track_plus_one - 1;
    QueueEnds ends = due_ends.get(ctx, id);
    due.set(ctx, {id, ends.tail}, number);
    ++ends.tail;
    due_ends.set(ctx, id, ends);
}

Result<bool> try_execute(Context& ctx, U256 id) {
    if (tracks.size(ctx) == 0) return fail_empty();
    const Timeline timeline = timelines.get(ctx, id);
    TRY(check_state(ctx, id, timeline, ProposalState::queued));
    if (timeline.eta.value > ctx.block().time.value)
        return fail(GovernorNotYetExecutable{id, U256{timeline.eta.value}});
    const Bytes call = payload_call(ctx, timeline.number);
    TRY(ctx.charge(Gas{gas::stored_byte * failure_bytes_max}));
    auto outcome = ctx.call(ctx.self(), Amount{}, call);
    if (!outcome) record_failure(ctx, id, timeline.number, std::move(outcome.error().data));
    return outcome.has_value();
}

Result<std::tuple<std::uint64_t, Bytes>> get_failure(const ViewContext& ctx, U256 id) {
    if (!timelines.has(ctx, id)) return fail(GovernorNonexistentProposal{id});
    const ExecutionFailure failure = failures.get(ctx, timelines.get(ctx, id).number);
    return std::tuple{failure.time, failure.data};
}

Result<void, Fault> execute_due(Context& ctx) {
    Gas budget{automatic_gas_per_block.get(ctx)};
    if (budget == Gas{0}) return {};
    const std::uint64_t count = tracks.size(ctx);
    for (TrackId id = 0; id < count; ++id) budget = run_queue(ctx, id, budget);
    return {};
}

}  // namespace ambag::governance::governor
