// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/token/state.hpp"

// Tokens that back a vote with conviction: they keep their votes and cannot be transferred or
// unwrapped until the governor says so. A lock is an amount of the balance and lies over what is
// bonded rather than beside it (the greater of the two holds, as locks of Substrate's balances do),
// so that slashing is never held up by a vote: a lock may then exceed the balance. Without a
// governor that counts with conviction there are no locks, and the calls revert with empty data.

namespace ambag::governance::token {

// For genesis.
void allow_vote_locks(chain::Context& ctx);

// TokenLockedByVote when `value` of the holder's tokens cannot move because of a lock. A balance
// that is too small is left to the transfer itself.
chain::Result<> check_unlocked(const chain::ViewContext& ctx, const Address& holder,
                               const Amount& value);

// Rows of the descriptor. The governor alone sets a lock; zero lifts it.
chain::Result<Amount> vote_locked(const chain::ViewContext& ctx, const Address& holder);
chain::Result<> set_vote_lock(chain::Context& ctx, const Address& holder, const Amount& amount);

}  // namespace ambag::governance::token
