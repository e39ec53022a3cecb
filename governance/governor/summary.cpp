// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/counting.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/passing.hpp"

// Proposals as the node shows them.

namespace ambag::governance::governor {

using namespace chain;

namespace {

// What the track's curve asks for at this moment, or the quorum.
Result<Amount> quorum_now(const ViewContext& ctx, const Timeline& timeline) {
    const TrackedProposal proposal = tracked.get(ctx, timeline.number);
    if (proposal.track_plus_one == 0) return quorum_of(ctx, timeline);
    return quorum_by_curve(ctx, timeline, proposal, false);
}

}  // namespace

Result<ProposalSummary> summary_of(const ViewContext& ctx, const U256& id) {
    const Timeline timeline = timelines.get(ctx, id);
    const ProposalState state = TRY(state_of(ctx, id, timeline));
    Content content = contents.get(ctx, timeline.number);
    ProposalSummary summary{.id = id,
                            .proposer = proposers.get(ctx, timeline.number),
                            .state = state,
                            .snapshot = timeline.vote_start,
                            .deadline = TRY(deadline_of(ctx, timeline)),
                            .eta = Timestamp{timeline.eta.value},
                            .tally = tally_of(ctx, timeline.number),
                            .quorum = std::nullopt,
                            .description = std::move(content.description),
                            .actions = {},
                            .created_height = content.created_height,
                            .created_time = content.created_time};
    if (timeline.vote_start < ctx.clock()) summary.quorum = TRY(quorum_now(ctx, timeline));
    for (std::size_t i = 0; i < content.targets.size(); ++i)
        summary.actions.push_back(
            {content.targets[i], content.values[i], std::move(content.calldatas[i])});
    return summary;
}

std::uint64_t proposal_count(const ViewContext& ctx) {
    return proposal_ids.size(ctx);
}

Result<std::vector<ProposalSummary>> summaries(const ViewContext& ctx, std::uint64_t first,
                                               std::uint64_t count) {
    std::vector<ProposalSummary> page;
    const std::uint64_t size = proposal_ids.size(ctx);
    for (std::uint64_t i = first; i < size && i - first < count; ++i)
        page.push_back(TRY(summary_of(ctx, proposal_ids.get(ctx, i))));
    return page;
}

std::optional<BallotSummary> ballot_of(const ViewContext& ctx, const U256& id,
                                       const Address& voter) {
    const Timeline timeline = timelines.get(ctx, id);
    if (timeline.vote_start == Uint48{}) return std::nullopt;
    const Ballot ballot = ballots.get(ctx, {timeline.number, voter});
    if (ballot.support_plus_one == 0) return std::nullopt;
    const bool split = ballot.support_plus_one == split_marker;
    return BallotSummary{
        split ? split_support : static_cast<std::uint8_t>(ballot.support_plus_one - 1),
        Amount{ballot.weight.value}};
}

}  // namespace ambag::governance::governor
