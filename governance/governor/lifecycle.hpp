// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/module.hpp"
#include "governance/governor/state.hpp"

// In which state a proposal is, and why. Reads only.

namespace ambag::governance::governor {

inline constexpr std::uint64_t quorum_denominator = 100;

// Pure rules of counting.
// For and Abstain count towards the quorum, which may be met exactly.
bool quorum_reached(const Amount& quorum, const Amount& turnout);
// Strictly more For than Against.
bool vote_succeeded(const Tally& tally);

Tally tally_of(const chain::ViewContext& ctx, Number proposal);

// The later of snapshot + duration and the extended deadline; Panic(0x11) beyond 2^48 - 1.
chain::Result<Uint48> deadline_of(const Timeline& timeline);
// The same, or with a track that confirms, when the vote ends if nobody votes any more.
chain::Result<Uint48> deadline_of(const chain::ViewContext& ctx, const Timeline& timeline);

// floor(past voting set * numerator / 100), the set being the total supply unless genesis chose
// otherwise (voting_set.hpp); ERC5805FutureLookup unless `timepoint` is past.
chain::Result<Amount> quorum_at(const chain::ViewContext& ctx, const U256& timepoint);
chain::Result<Amount> share_of_supply(const chain::ViewContext& ctx, const U256& timepoint,
                                      const U256& numerator);
// Percentages since when they hold: the last one, the one at a time, and a new one from now on.
using Numerators = chain::List<NumeratorCheckpoint>;
U256 latest_of(const chain::ViewContext& ctx, const Numerators& history);
U256 numerator_at(const chain::ViewContext& ctx, const Numerators& history, const U256& timepoint);
void push_numerator(const chain::Context& ctx, const Numerators& history, const U256& numerator);
U256 latest_numerator(const chain::ViewContext& ctx);  // of the quorum
// The same for a proposal whose snapshot is past, from its own record when it has one.
chain::Result<Amount> quorum_of(const chain::ViewContext& ctx, const Timeline& timeline);
// At the end of its vote: by its track's curve if it has one.
chain::Result<Amount> final_quorum(const chain::ViewContext& ctx, const Timeline& timeline);

// Whether the votes cast so far bring the quorum and a majority.
chain::Result<bool> vote_passed(const chain::ViewContext& ctx, const Timeline& timeline);

// Nonexistent ids give GovernorNonexistentProposal.
chain::Result<ProposalState> state_of(const chain::ViewContext& ctx, const U256& id);
chain::Result<ProposalState> state_of(const chain::ViewContext& ctx, const U256& id,
                                      const Timeline& timeline);

// Bit n stands for state n.
Hash bitmap(std::initializer_list<ProposalState> states);
// GovernorUnexpectedProposalState unless the proposal is in one of these states.
chain::Result<> check_state(const chain::ViewContext& ctx, const U256& id, const Timeline& timeline,
                            std::initializer_list<ProposalState> expected);
chain::Result<> check_state(const chain::ViewContext& ctx, const U256& id, const Timeline& timeline,
                            ProposalState expected);

}  // namespace ambag::governance::governor
