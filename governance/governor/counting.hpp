// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/extension_errors.hpp"
#include "governance/governor/module.hpp"
#include "governance/governor/state.hpp"

// How votes become a tally. Genesis chooses one way for good (they exclude each other, as their
// OpenZeppelin originals do); each has a source of its own and none knows the others:
//
//   simple       GovernorCountingSimple: one vote an account, the whole weight on one side
//   fractional   GovernorCountingFractional: support 255 splits a ballot over the three sides
//   overridable  GovernorCountingOverridable: holders take their weight out of their delegate's
//   vote conviction   ours, after OpenGov: 0.1 to 6 times the votes for tokens that stay locked
//
// A function that belongs to another way reverts with empty data, as one that does not exist.

namespace ambag::governance::governor {

// A ballot as it was cast, in whichever of the five forms.
struct Vote {
    U256 id;
    Address voter;
    std::uint8_t support = 0;
    std::string reason;
    Bytes params;
};

// GovernorInvalidVoteType unless 0, 1 or 2.
chain::Result<VoteType> vote_type(std::uint8_t support);
chain::Result<> add_to_tally(const chain::Context& ctx, const TallyKey& key, const Amount& votes);

// Three packed uint128 in the order of VoteType: how support 255 splits a ballot.
inline constexpr std::uint8_t split_support = 255;
inline constexpr std::size_t split_width = 48;
Split split_of(const Bytes& params);  // of exactly `split_width` bytes
// Their sum; three uint128 never overflow.
Amount total_of(const Split& split);

// Counts a vote of an account that had `weight` at the snapshot, by the way that genesis chose, and
// returns the votes that it made. Errors are those of the original, in its order.
chain::Result<Amount> count_vote(chain::Context& ctx, const Timeline& timeline, const Vote& vote,
                                 const Amount& weight);

chain::Result<Amount> count_simple(chain::Context& ctx, const Timeline& timeline, const Vote& vote,
                                   const Amount& weight);
chain::Result<Amount> count_fractional(chain::Context& ctx, const Timeline& timeline,
                                       const Vote& vote, const Amount& weight);
chain::Result<Amount> count_overridable(chain::Context& ctx, const Timeline& timeline,
                                        const Vote& vote, const Amount& weight);
chain::Result<Amount> count_conviction(chain::Context& ctx, const Timeline& timeline,
                                       const Vote& vote, const Amount& weight);

// What the quorum is compared with: For and Abstain, before conviction multiplied them.
Amount turnout_of(const chain::ViewContext& ctx, Number proposal);

// COUNTING_MODE() of the chosen way.
std::string counting_mode(const chain::ViewContext& ctx);
// Weight of a fractional ballot used so far; empty revert unless votes are counted so.
chain::Result<Amount> used_votes(const chain::ViewContext& ctx, U256 id, Address account);

}  // namespace ambag::governance::governor
