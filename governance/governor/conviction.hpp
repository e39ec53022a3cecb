// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/counting.hpp"

// Counting with conviction, after OpenGov (polkadot-sdk, substrate/frame/conviction-voting):
// whoever lets tokens be locked votes with more than their number. Params of
// castVoteWithReasonAndParams:
//
//   support 0 or 1, no params    0.1 votes a token, nothing is locked
//   support 0 or 1, one byte c   c = 0 as above; c = 1 to 6: c votes a token, locked while the vote
//                                runs and, if that side wins, 2^(c-1) conviction periods longer
//   support 2                    0.1 votes a token, nothing is locked (no params, or the byte 0)
//   support 255, 48 bytes        three packed uint128 as in fractional ballots: 0.1 votes a token
//   on
//                                each side, nothing is locked
//
// What can be locked is what the voter had at the snapshot, delegated to himself and still holds;
// the votes that others delegated to him count 0.1. Divisions round down, each by itself. An
// account votes once on a proposal. The quorum is compared with For and Abstain before any
// multiplication.
//
// Locks overlap: what an account cannot move is the greatest of them, not their sum. Each is kept
// until it ends, at most `conviction_locks_max` an account, and nothing is done when it ends:
// `unlock`, one call that anyone may make for anyone, drops all that have ended and sets what stays
// locked.

namespace ambag::governance::governor {

inline constexpr std::uint8_t conviction_max = 6;
inline constexpr std::uint32_t conviction_locks_max = 512;  // as OpenGov's votes in a track

// Votes of `tokens` with conviction 0 to 6.
Amount votes_with_conviction(const Amount& tokens, std::uint8_t conviction);
// How long the winning side stays locked: 0, 1, 2, 4, 8, 16, 32 periods.
std::uint64_t lock_periods(std::uint8_t conviction);

// Drops the holder's locks that have ended and returns what stays locked. Empty revert in another
// way of counting, as the views below.
chain::Result<Amount> unlock(chain::Context& ctx, Address holder);
chain::Result<std::uint32_t> lock_count(const chain::ViewContext& ctx, Address holder);
// Proposal, side, conviction, tokens and the clock at which they are free; zero when that is known
// only at the end of the vote. Panic(0x32) beyond the count.
chain::Result<std::tuple<U256, std::uint8_t, std::uint8_t, Amount, Uint48>> lock_at(
    const chain::ViewContext& ctx, Address holder, std::uint32_t index);
// For and Abstain before conviction.
chain::Result<Amount> get_turnout(const chain::ViewContext& ctx, U256 id);

}  // namespace ambag::governance::governor
