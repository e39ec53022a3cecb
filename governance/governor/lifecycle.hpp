// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/module.hpp"
#include "governance/governor/state.hpp"

// In which state a proposal is, and why. Reads only.

namespace ambag::governance::governor {

inline constexpr std::uint64_t quorum_denominator = 100;

// Pure rules of counting.
// For and Abstain count towards the quorum, which may be met exactly.
chain::Result<bool> quorum_reached(const Amount& quorum, const Tally& tally);
// Strictly more For than Against.
bool vote_succeeded(const Tally& tally);

Tally tally_of(const chain::ViewContext& ctx, Number proposal);

// The later of snapshot + duration and the extended deadline; Panic(0x11) beyond 2^48 - 1.
chain::Result<Uint48> deadline_of(const Timeline& timeline);

// floor(past total supply * numerator / 100); ERC5805FutureLookup unless `timepoint` is past.
chain::Result<Amount> quorum_at(const chain::ViewContext& ctx, const U256& timepoint);
U256 numerator_at(const chain::ViewContext& ctx, const U256& timepoint);
U256 latest_numerator(const chain::ViewContext& ctx);
// The same for a proposal whose snapshot is past, from its own record when it has one.
chain::Result<Amount> quorum_of(const chain::ViewContext& ctx, const Timeline& timeline);

// Nonexistent ids give GovernorNonexistentProposal.
chain::Result<ProposalState> state_of(const chain::ViewContext& ctx, const U256& id);
chain::Result<ProposalState> state_of(const chain::ViewContext& ctx, const U256& id,
                                      const Timeline& timeline);

// Bit n stands for state n.
Hash bitmap(std::initializer_list<ProposalState> states);
// GovernorUnexpectedProposalState unless the proposal is in state `expected`.
chain::Result<> check_state(const chain::ViewContext& ctx, const U256& id, const Timeline& timeline,
                            ProposalState expected);

}  // namespace ambag::governance::governor
