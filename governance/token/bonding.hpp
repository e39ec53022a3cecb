// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/token/state.hpp"

// Bonds of the staking module. Bonded tokens stay where they are, with their votes, but cannot
// move: transferable = balance - bonded.
//
// A slash costs the same for ten delegators as for a million: `slash_bonded` burns the coins at
// once and books them as unsettled; what each holder loses reaches his balance and votes by
// `settle_slash`, when he next bonds, delegates, transfers, unwraps or votes, or when anybody calls
// settle(holder). Losses are rounded against holders, so the last of them give up a few units
// more than was burned: the coins of that excess go to staking's carry.
//
//   coins held = total supply - unsettled       unsettled <= bonded total = sum of bonds
//
// bond, unbond, burn_bonded, slash_bonded and settle_slash obey the staking module alone
// (TokenUnauthorized). Each amount is in base units.

namespace ambag::governance::token {

// Lets staking apply to `holder` what it owes of past slashes; nothing happens without a bond. The
// token calls it before it looks at a balance.
chain::Result<> settle(chain::Context& ctx, const Address& holder);
// The same for another module, by the token's call settle(holder): voting settles first.
chain::Result<> settle_holder(chain::Context& ctx, const Address& holder);

// Rows of the descriptor.
chain::Result<Amount> bonded(const chain::ViewContext& ctx, const Address& holder);
chain::Result<Amount> bonded_total_view(const chain::ViewContext& ctx);
chain::Result<Amount> unsettled_view(const chain::ViewContext& ctx);
chain::Result<> bond(chain::Context& ctx, const Address& holder, const Amount& amount);
chain::Result<> unbond(chain::Context& ctx, const Address& holder, const Amount& amount);
// Destroys tokens and their coins: a loss that is known and settled at the same time.
chain::Result<> burn_bonded(chain::Context& ctx, const Address& holder, const Amount& amount);
// Burns `amount` coins of bonded tokens; TokenInsufficientBond when fewer have coins left.
chain::Result<> slash_bonded(chain::Context& ctx, const Amount& amount);
// The holder loses `loss` bonded tokens, of which loss - carry were burned before (at most what is
// unsettled, else TokenInsufficientBond) and `carry` still have coins, which go to staking.
chain::Result<> settle_slash(chain::Context& ctx, const Address& holder, const Amount& loss,
                             const Amount& carry);
chain::Result<> settle_call(chain::Context& ctx, const Address& holder);

}  // namespace ambag::governance::token
