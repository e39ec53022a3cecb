// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/track_rules.hpp"

// What a track asks of a proposal before it may exist, and of an execution: threshold, deposit, a
// free place among the live ones, patience after the last vote on the same actions, and what is
// left of the period's spending.
//
// A deposit is held by the governor until the vote is over, then anyone may send it back to whom it
// came from, whatever the outcome. It is lost in one case only: a passed proposal calls
// killProposal. Then the treasury gets it.

namespace ambag::governance::governor {

// What the proposal's track, or without tracks the settings, prescribes.
struct Terms {
    bool has_track = false;
    Derivation derivation;
    Uint48 voting_delay;
    std::uint32_t voting_period = 0;
    Amount threshold;
    Amount deposit;
    Hash actions;  // of targets, values and calldatas: what a re-proposal has in common
};

// GovernorInvalidProposalLength when there are tracks and the lists differ.
chain::Result<Terms> terms_of(const chain::ViewContext& ctx, const std::vector<Address>& targets,
                              const std::vector<Amount>& values,
                              const std::vector<Bytes>& calldatas);

// In this order: GovernorWrongDeposit, GovernorProposedTooEarly, GovernorTrackFull.
struct Admission {
    std::uint32_t slot = 0;
    bool has_slot = false;
};
chain::Result<Admission> check_admission(const chain::Context& ctx, const Terms& terms,
                                         const Amount& deposit);
// Records of a new proposal with its track, its deposit and its place.
void enter_track(const chain::Context& ctx, const U256& id, Number number, const Terms& terms,
                 const Admission& admission);

SpendingPeriod current_period(const chain::ViewContext& ctx, TrackId track);
// Before an execution: takes what the proposal spends from the track's period.
chain::Result<> count_spending(const chain::Context& ctx, Number number);
// Before coins leave the governor otherwise than back to a depositor.
chain::Result<> check_deposits_stay(const chain::ViewContext& ctx, const Amount& value);

// Rows of the descriptor. By anyone, once the vote is over; GovernorNoDeposit when there is none.
chain::Result<> return_deposit(chain::Context& ctx, U256 id);
// By governance: ends a proposal before its execution; `kill` takes its deposit as well.
chain::Result<> cancel_proposal(chain::Context& ctx, U256 id);
chain::Result<> kill_proposal(chain::Context& ctx, U256 id);

// Coins of the governor cover the deposits.
chain::Result<void, chain::Fault> check_deposits(const chain::ViewContext& ctx);

}  // namespace ambag::governance::governor
