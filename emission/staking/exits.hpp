// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/staking/state.hpp"

// Stake that has left a validator and can still be slashed for what that one did: one queue in
// order of time, of which each block releases up to `exitsPerBlock`; a holder may take his own
// matured exits at any time. Unbonding ends in tokens that move again, a redelegation in stake that
// may leave again.

namespace ambag::emission::staking {

// Appends an exit of the holder; fills height, maturity and slashes seen. Returns its number.
std::uint64_t start_exit(const chain::Context& ctx, Exit exit);

// Releases one exit, which must have matured, after settling its holder.
chain::Result<Amount> release(chain::Context& ctx, std::uint64_t id);

// End of block: the oldest matured exits; those that are gone already count against the budget.
chain::Result<> release_matured(chain::Context& ctx);

// What is unbonding from the validator since `since` inclusive; none of it must be released yet.
Amount departed_since(const chain::ViewContext& ctx, const Address& validator, Height since);

// Row of the descriptor: the sender's matured exits; StakingNothingDue when there are none. The
// amount of tokens that move again.
chain::Result<Amount> withdraw(chain::Context& ctx);

}  // namespace ambag::emission::staking
