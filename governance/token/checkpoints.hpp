// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/token/state.hpp"

// A history of one number by clock, as OpenZeppelin's Checkpoints.Trace208: keys never decrease, a
// second write under the same key replaces the first, lookups are binary searches that expect the
// asked key near the end.

namespace ambag::governance::token {

struct Trace {
    Map<Address, std::uint32_t> lengths;
    Map<CheckpointKey, Checkpoint208> points;
    Address account;

    std::uint32_t length(const chain::ViewContext& ctx) const;
    Checkpoint208 at(const chain::ViewContext& ctx, std::uint32_t index) const;  // below length
    Amount latest(const chain::ViewContext& ctx) const;                          // 0 when empty
    // The value under the greatest key <= `key`; 0 when there is none.
    Amount upper_lookup_recent(const chain::ViewContext& ctx, Uint48 key) const;
    // Reverts with CheckpointUnorderedInsertion when `key` is before the last one, with Panic(0x11)
    // when `value` does not fit uint208.
    chain::Result<> push(chain::Context& ctx, Uint48 key, const Amount& value) const;
};

constexpr Trace votes_of(const Address& delegatee) {
    return {vote_lengths, vote_points, delegatee};
}

inline constexpr Trace supply_trace{supply_lengths, supply_points, Address{}};

}  // namespace ambag::governance::token
