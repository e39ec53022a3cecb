// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/policy.hpp"

#include <algorithm>

#include "chain/base/check.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/participation.hpp"
#include "governance/governor/passing.hpp"
#include "governance/governor/timelock_calls.hpp"
#include "governance/governor/track_interface.hpp"
#include "governance/governor/track_limits.hpp"
#include "governance/timelock/module.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

constexpr std::size_t track_name_bytes_max = 31;
constexpr std::size_t rules_max = 64;  // of one function: every proposal that calls it reads them
constexpr std::uint64_t spending_period_min = 3'600;
constexpr Selector has_role = selector_of("hasRole(bytes32,address)");

Result<void, Fault> refuse(std::string detail) {
    return std::unexpected(Fault{"genesis.governor", std::move(detail)});
}

bool is_curve(const Curve& curve) {
    return curve.floor <= whole_share && curve.ceil <= whole_share && curve.floor <= curve.ceil &&
           curve.length <= whole_share;
}

Result<void, Fault> check_track(const Track& track, std::size_t index,
                                std::uint64_t gas_per_block) {
    const std::string path = "tracks." + std::to_string(index) + ".";
    if (track.name.empty() || track.name.size() > track_name_bytes_max)
        return refuse(path + "name must have 1 to 31 bytes");
    if (track.voting.period == 0) return refuse(path + "voting_period must be at least 1");
    if (!is_curve(track.approval) || !is_curve(track.quorum))
        return refuse(path + "approval and quorum must lie in 0 to 1000000000, ceil above floor");
    if (track.admission.live_max > live_max_max)
        return refuse(path + "live_max must be at most 1000");
    if (track.execution.automatic_gas > gas_per_block)
        return refuse(path + "automatic_gas must not exceed automatic_gas_per_block");
    const bool has_period = track.spending.per_period != Amount{U256::max()};
    if (has_period && track.spending.period_seconds < spending_period_min)
        return refuse(path + "spend_period_seconds must be at least 3600");
    const bool unlimited = track.spending.per_proposal == Amount{U256::max()} && !has_period;
    if (index == 0 && !unlimited)
        return refuse(path + "spend_cap: track 0 takes what no other may spend, without a cap");
    return {};
}

Result<void, Fault> check_executor(const ViewContext& ctx) {
    const auto may_execute = [&](const Address& account) {
        const auto said = ask_timelock<bool>(ctx, has_role, timelock::executor_role, account);
        return said && *said;
    };
    if (may_execute(ctx.self()) && !may_execute(Address{})) return {};
    return refuse("tracks need timelock.executors to be the governor alone");
}

Result<void, Fault> check(const ViewContext& ctx, const PolicyGenesis& section) {
    if (section.quorum_excluded.size() > excluded_max)
        return refuse("quorum_excluded has at most 16 accounts");
    if (section.tracks.empty()) return {};
    if (section.tracks.size() > tracks_max) return refuse("tracks has at most 32 members");
    if (options.get(ctx).super_quorum)
        return refuse("tracks and super_quorum_numerator exclude each other");
    if (section.automatic_gas_per_block > ctx.rules().block_gas_limit.value)
        return refuse("automatic_gas_per_block exceeds the gas limit of a block");
    TRY(check_executor(ctx));
    for (std::size_t i = 0; i < section.tracks.size(); ++i)
        TRY(check_track(section.tracks[i].track, i, section.automatic_gas_per_block));
    if (!section.tracks.front().calls.empty())
        return refuse("tracks.0.calls: track 0 takes what no other track admits");
    return {};
}

Result<void, Fault> add_rules(Context& ctx, const TrackSection& section, TrackId id) {
    for (const TrackCall& call : section.calls) {
        std::vector<TrackRule> rules = track_rules.get(ctx, call.key);
        if (rules.size() == rules_max) return refuse("a function has at most 64 rules");
        rules.push_back(call.rule);
        rules.back().track = id;
        track_rules.set(ctx, call.key, rules);
    }
    return {};
}

Result<> check_known(const ViewContext& ctx, TrackId id) {
    const std::uint64_t count = tracks.size(ctx);
    if (id < count) return {};
    return fail(GovernorUnknownTrack{id, count});
}

}  // namespace

Result<void, Fault> policy_genesis(Context& ctx, const PolicyGenesis& section) {
    TRY(check(ctx, section));
    for (TrackId id = 0; id < section.tracks.size(); ++id) {
        tracks.push(ctx, section.tracks[id].track);
        TRY(add_rules(ctx, section.tracks[id], id));
    }
    if (section.automatic_gas_per_block != 0)
        automatic_gas_per_block.set(ctx, section.automatic_gas_per_block);
    if (section.quorum_base != QuorumBase::supply) quorum_base.set(ctx, section.quorum_base);
    for (const Address& account : section.quorum_excluded)
        CHECK(change_exclusion(ctx, account, true));
    if (section.participation) participation_kept.set(ctx, true);
    return {};
}

Result<std::uint64_t> get_track_count(const ViewContext& ctx) {
    return tracks.size(ctx);
}

Result<Track> get_track(const ViewContext& ctx, TrackId id) {
    TRY(check_known(ctx, id));
    return tracks.get(ctx, id);
}

Result<std::vector<Track>> get_tracks(const ViewContext& ctx) {
    std::vector<Track> all;
    const std::uint64_t count = tracks.size(ctx);
    for (std::uint64_t id = 0; id < count; ++id) all.push_back(tracks.get(ctx, id));
    return all;
}

Result<std::vector<TrackRule>> get_track_rules(const ViewContext& ctx, Address target,
                                               Selector selector) {
    return track_rules.get(ctx, {target, selector});
}

Result<std::tuple<TrackId, Amount>> get_proposal_track(const ViewContext& ctx, U256 id) {
    if (!timelines.has(ctx, id)) return fail(GovernorNonexistentProposal{id});
    const Number number = timelines.get(ctx, id).number;
    const TrackedProposal proposal = tracked.get(ctx, number);
    if (proposal.track_plus_one == 0) return fail_empty();
    return std::tuple{proposal.track_plus_one - 1, spends.get(ctx, number)};
}

Result<ProposalStanding> get_standing(const ViewContext& ctx, U256 id) {
    const Timeline timeline = timelines.get(ctx, id);
    const TrackedProposal proposal = tracked.get(ctx, timeline.number);
    if (!timelines.has(ctx, id)) return fail(GovernorNonexistentProposal{id});
    if (proposal.track_plus_one == 0 || timeline.vote_start >= ctx.clock()) return fail_empty();
    return standing_now(ctx, timeline, proposal);
}

Result<std::tuple<std::uint64_t, Amount>> get_track_spending(const ViewContext& ctx, TrackId id) {
    TRY(check_known(ctx, id));
    const SpendingPeriod period = current_period(ctx, id);
    return std::tuple{period.start, period.spent};
}

Result<Amount> get_deposit(const ViewContext& ctx, U256 id) {
    if (!timelines.has(ctx, id)) return Amount{};
    return deposits.get(ctx, timelines.get(ctx, id).number).amount;
}

}  // namespace ambag::governance::governor
