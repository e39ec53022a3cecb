// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/token/checkpoints.hpp"

// All delegated votes together: their sum by clock, the list of everyone who ever had some, and the
// sum of the balances that stand behind them. The two sums are kept apart, one where votes change
// and one where balances do, and are equal after every block: an invariant of the module. A quorum
// measured over delegated votes thus has a numerator and a denominator from one set.

namespace ambag::governance::token {

inline constexpr Trace delegated_trace{delegated_lengths, delegated_points, Address{}};

// Whether the account's balance is somebody's votes.
constexpr bool is_delegating(const Delegation& choice) {
    return choice.split || !choice.delegatee.is_zero();
}

// For the token's own calls; nothing is written when nothing changes. `taken` and `given` are votes
// that delegates lost and won, or balances that stopped and began to be delegated.
chain::Result<> change_delegated(chain::Context& ctx, const Amount& taken, const Amount& given);
chain::Result<> change_delegating(chain::Context& ctx, const Amount& taken, const Amount& given);
// Before an account's votes change: enters it into the list of delegates if it never had any.
void remember_delegatee(chain::Context& ctx, const Address& delegatee);

// For the governor, on a view of the token, and rows of the descriptor. ERC5805FutureLookup unless
// the clock has passed `timepoint`.
chain::Result<Amount> past_delegated_supply(const chain::ViewContext& token, Uint48 timepoint);
chain::Result<Amount> delegated_supply(const chain::ViewContext& ctx);
chain::Result<Amount> get_past_delegated_supply(const chain::ViewContext& ctx,
                                                const U256& timepoint);
chain::Result<std::uint64_t> delegate_count(const chain::ViewContext& ctx);
// In order of their first vote; Panic(0x32) beyond the end.
chain::Result<Address> delegate_at(const chain::ViewContext& ctx, std::uint64_t index);

// Of the module's state; names both sums when they differ.
chain::Result<void, chain::Fault> check_delegated(const chain::ViewContext& ctx);

}  // namespace ambag::governance::token
