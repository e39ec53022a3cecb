// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/token/state.hpp"

// Wrapping native coins into voting tokens one to one and back (OpenZeppelin's ERC20Wrapper, with
// the native coin as the underlying), and the bonds of the staking module. The token module's
// account holds exactly one coin for every token.

namespace ambag::governance::token {

// Mints `value` to `account` for coins that the module's account already holds. If genesis turned
// self-delegation on and `account` has never delegated, it then delegates to itself as if it had
// called delegate(account).
chain::Result<> wrap(chain::Context& ctx, const Address& account, const Amount& value);

// Rows of the descriptor.
chain::Result<bool> deposit_for(chain::Context& ctx, const Address& account);
chain::Result<bool> withdraw_to(chain::Context& ctx, const Address& account, const Amount& value);
chain::Result<Amount> bonded(const chain::ViewContext& ctx, const Address& holder);
chain::Result<> bond(chain::Context& ctx, const Address& holder, const Amount& amount);
chain::Result<> unbond(chain::Context& ctx, const Address& holder, const Amount& amount);
chain::Result<> burn_bonded(chain::Context& ctx, const Address& holder, const Amount& amount);

}  // namespace ambag::governance::token
