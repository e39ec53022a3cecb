// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/passing.hpp"
#include "governance/governor/voting_set.hpp"

// What genesis may turn on beside OpenZeppelin's surface, none of which changes a trace when it is
// left out: tracks, the set that quorums are shares of, participation counters.

namespace ambag::governance::governor {

struct TrackCall {
    RuleKey key;
    TrackRule rule;  // whose track is that of the section
};

struct TrackSection {
    Track track;
    std::vector<TrackCall> calls;  // none for track 0, which takes what no other admits
};

struct PolicyGenesis {
    std::vector<TrackSection> tracks;  // the strictest first
    std::uint64_t automatic_gas_per_block = 0;
    QuorumBase quorum_base = QuorumBase::supply;
    std::vector<Address> quorum_excluded;
    bool participation = false;
};

// After the governor's and the timelock's own genesis. Errors: Fault "genesis.governor" naming the
// track and the bound. Tracks need the governor as the timelock's only executor, since whoever may
// execute there directly could pass by expiry and caps.
chain::Result<void, chain::Fault> policy_genesis(chain::Context& ctx, const PolicyGenesis& section);

// Rows of the descriptor. GovernorUnknownTrack beyond the last one; a proposal without a track
// reverts with empty data.
chain::Result<std::uint64_t> get_track_count(const chain::ViewContext& ctx);
chain::Result<Track> get_track(const chain::ViewContext& ctx, TrackId id);
chain::Result<std::vector<Track>> get_tracks(const chain::ViewContext& ctx);
chain::Result<std::vector<TrackRule>> get_track_rules(const chain::ViewContext& ctx, Address target,
                                                      chain::Selector selector);
// Track and what the proposal spends.
chain::Result<std::tuple<TrackId, Amount>> get_proposal_track(const chain::ViewContext& ctx,
                                                              U256 id);
// For a proposal whose snapshot is past.
chain::Result<ProposalStanding> get_standing(const chain::ViewContext& ctx, U256 id);
// What was spent in the running period, and when that began.
chain::Result<std::tuple<std::uint64_t, Amount>> get_track_spending(const chain::ViewContext& ctx,
                                                                    TrackId id);
chain::Result<Amount> get_deposit(const chain::ViewContext& ctx, U256 id);

}  // namespace ambag::governance::governor
