// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/token/state.hpp"

// What each holder had and whom he had chosen at a past clock: OpenZeppelin's VotesExtended 5.7.
// Only a governor that lets holders overrule their delegate, or counts with conviction, asks for
// it, so genesis turns it on with such a way of counting. When it is off nothing is written and the
// views revert with empty data, as functions that do not exist. While it is on, nobody can split
// his votes among delegates: a holder has one delegate at a time.

namespace ambag::governance::token {

// For genesis, before the first token is wrapped.
void keep_holder_history(chain::Context& ctx);

// For the token's own calls: a checkpoint of the balance as it is now, or of the choice.
chain::Result<> remember_balance(chain::Context& ctx, const Address& account);
chain::Result<> remember_delegate(chain::Context& ctx, const Address& account,
                                  const Address& delegatee);

// Rows of the descriptor, and reads of the governor on a view of the token. ERC5805FutureLookup
// when the clock has not passed `timepoint`.
chain::Result<Address> get_past_delegate(const chain::ViewContext& ctx, const Address& account,
                                         const U256& timepoint);
chain::Result<Amount> get_past_balance_of(const chain::ViewContext& ctx, const Address& account,
                                          const U256& timepoint);

}  // namespace ambag::governance::token
