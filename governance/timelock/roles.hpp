// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"

// AccessControl: who may do what. Every role is administered by the DEFAULT_ADMIN_ROLE, which the
// timelock alone holds at genesis, so that roles change by proposals only.

namespace ambag::governance::timelock {

// Guards.
chain::Result<> check_role(const chain::ViewContext& ctx, const chain::Hash& role);
// Lets everyone pass when the zero address holds `role`.
chain::Result<> check_role_or_open(const chain::ViewContext& ctx, const chain::Hash& role);

// Without guards, for genesis; RoleGranted only when the account did not hold the role.
void give_role(chain::Context& ctx, const chain::Hash& role, const chain::Address& account);

// Calls.
chain::Result<bool> has_role(const chain::ViewContext& ctx, chain::Hash role,
                             chain::Address account);
chain::Result<chain::Hash> get_role_admin(const chain::ViewContext& ctx, chain::Hash role);
chain::Result<> grant_role(chain::Context& ctx, chain::Hash role, chain::Address account);
chain::Result<> revoke_role(chain::Context& ctx, chain::Hash role, chain::Address account);
chain::Result<> renounce_role(chain::Context& ctx, chain::Hash role, chain::Address confirmation);

}  // namespace ambag::governance::timelock
