// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/token/state.hpp"

// Votes and delegation: OpenZeppelin's Votes 5.7 over balances. An account's tokens are votes of
// whom it delegated to, from that moment on; delegation is not transitive.

namespace ambag::governance::token {

// For the governor, on a view of the token (`ctx.view_of(token_address)`): votes, or supply, at the
// end of clock `timepoint`. ERC5805FutureLookup when that clock has not passed.
chain::Result<Amount> past_votes(const chain::ViewContext& token, const Address& account,
                                 Uint48 timepoint);
chain::Result<Amount> past_total_supply(const chain::ViewContext& token, Uint48 timepoint);
Amount votes(const chain::ViewContext& token, const Address& account);
// ERC5805FutureLookup unless the clock has passed `timepoint`.
chain::Result<Uint48> past_timepoint(const chain::ViewContext& ctx, const U256& timepoint);
// "mode=timestamp" or "mode=blocknumber&from=default" (ERC-6372).
std::string clock_mode(const chain::ViewContext& ctx);

// For the token's own calls: what a mint (from zero), burn (to zero) or transfer does to votes.
chain::Result<> move_voting_units(chain::Context& ctx, const Address& from, const Address& to,
                                  const Amount& amount);
// The one door through which a delegate's votes change: checkpoint and event.
chain::Result<> change_votes(chain::Context& ctx, const Address& delegatee, const Amount& before,
                             const Amount& after);
chain::Result<> set_delegate(chain::Context& ctx, const Address& account, const Address& delegatee);

// Rows of the descriptor.
chain::Result<Uint48> clock(const chain::ViewContext& ctx);
chain::Result<std::string> clock_mode_view(const chain::ViewContext& ctx);
chain::Result<Amount> get_votes(const chain::ViewContext& ctx, const Address& account);
chain::Result<Amount> get_past_votes(const chain::ViewContext& ctx, const Address& account,
                                     const U256& timepoint);
chain::Result<Amount> get_past_total_supply(const chain::ViewContext& ctx, const U256& timepoint);
chain::Result<Address> delegates(const chain::ViewContext& ctx, const Address& account);
chain::Result<std::uint32_t> num_checkpoints(const chain::ViewContext& ctx, const Address& account);
chain::Result<Checkpoint208> checkpoints(const chain::ViewContext& ctx, const Address& account,
                                         std::uint32_t index);
chain::Result<> delegate(chain::Context& ctx, const Address& delegatee);

}  // namespace ambag::governance::token
