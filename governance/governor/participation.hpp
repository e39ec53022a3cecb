// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/state.hpp"

// What a delegate did with the votes he was given: on how many proposals he could vote, on how many
// he did, how often he said why. Kept in the state where genesis asks for it (`participation`), so
// that anybody can prove it from a block header.
//
// He could vote on a proposal in whose snapshot he had votes, that was made since he first had some
// (or on which he voted all the same) and that was not canceled without his vote. Votes of no
// weight count for nothing. Counters cost O(1): every vote adds to `voted`, and judges the next few
// proposals that the account has not been judged by; anyone may judge more by settleParticipation,
// and the view judges what is left without writing.

namespace ambag::governance::governor {

struct Participation {
    std::uint64_t start = 0;   // number of the first proposal made since he had votes
    std::uint64_t judged = 0;  // proposals from there to below this number are counted in `could`
    std::uint32_t could = 0;
    std::uint32_t voted = 0;
    std::uint32_t with_reason = 0;  // of those that he voted on
    bool begun = false;
};
static_assert(chain::StoredCodec<Participation>::size <= 32);

inline constexpr std::uint64_t judged_per_vote = 4;
inline constexpr std::uint64_t judged_per_settlement = 256;
inline constexpr std::uint64_t judged_per_view = 1'024;

inline constexpr chain::Item<bool> participation_kept{0x78};
inline constexpr chain::Map<Address, Participation> participations{0x79};

// Before a vote of some weight is counted; a repeated ballot of the same voter counts once.
chain::Result<> note_vote(chain::Context& ctx, Number number, const Address& voter,
                          bool has_reason);

// Rows of the descriptor; they revert with empty data where participation is not kept. At most
// judged_per_settlement at once; returns how many were judged.
chain::Result<std::uint64_t> settle_participation(chain::Context& ctx, Address account,
                                                  std::uint64_t count);
chain::Result<std::tuple<std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t>>
get_participation(const chain::ViewContext& ctx, Address account);

// For the node.
struct DelegateSummary {
    Address account;
    Amount votes;            // now
    Participation counters;  // with all that the view judges; zero where it is not kept
};
bool keeps_participation(const chain::ViewContext& ctx);
std::uint64_t delegate_total(const chain::ViewContext& ctx);
// In order of their first vote: at most `count` from `first` on.
std::vector<DelegateSummary> delegate_summaries(const chain::ViewContext& ctx, std::uint64_t first,
                                                std::uint64_t count);

}  // namespace ambag::governance::governor
