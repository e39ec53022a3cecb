// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/token/state.hpp"

// Wrapping native coins into voting tokens one to one and back (OpenZeppelin's ERC20Wrapper, with
// the native coin as the underlying). The module's account holds one coin for every token, but for
// those that a slash has burned and no holder has settled yet (bonding.hpp).

namespace ambag::governance::token {

// Mints `value` to `account` for coins that the module's account already holds. If genesis turned
// self-delegation on and `account` has never delegated, it then delegates to itself as if it had
// called delegate(account).
chain::Result<> wrap(chain::Context& ctx, const Address& account, const Amount& value);

// Rows of the descriptor.
chain::Result<bool> deposit_for(chain::Context& ctx, const Address& account);
chain::Result<bool> withdraw_to(chain::Context& ctx, const Address& account, const Amount& value);

}  // namespace ambag::governance::token
