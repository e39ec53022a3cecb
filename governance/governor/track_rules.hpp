// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/track_state.hpp"

// Which track a proposal belongs to: a function of its actions and of nothing else.
//
// Each action is looked up by target and selector; the rules found there name tracks, with the
// ranges of values and arguments in which they hold. The strictest track that any action leads to
// takes the proposal, and an action without a rule leads to track 0. A call that carries other
// calls (governor.relay, and the timelock's schedule and execute in all forms) counts as itself and
// as everything inside it, so that nothing strict travels in something lax. If what the actions
// spend together exceeds the track's cap, the proposal moves on to the first stricter track whose
// cap suffices; track 0 has none.

namespace ambag::governance::governor {

struct Derivation {
    TrackId track = 0;
    Amount spend;  // coins sent along and amounts named by rules, in all actions together
};

// Lists of equal length. Panic(0x11) when the spending exceeds 2^256 - 1.
chain::Result<Derivation> derive_track(const chain::ViewContext& ctx,
                                       const std::vector<Address>& targets,
                                       const std::vector<Amount>& values,
                                       const std::vector<Bytes>& calldatas);

// The ABI view of it, for those who draft a proposal.
chain::Result<std::tuple<TrackId, Amount>> get_track_of_actions(const chain::ViewContext& ctx,
                                                                std::vector<Address> targets,
                                                                std::vector<Amount> values,
                                                                std::vector<Bytes> calldatas);

}  // namespace ambag::governance::governor
