// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/addresses.hpp"
#include "chain/module/context.hpp"

namespace ambag::chain {

// Whether somebody could move coins that lie there: not at zero, the system's address, the
// multicall's or a module's. For accounts to which a module promises money.
inline bool can_be_paid(const ViewContext& ctx, const Address& account) {
    return !account.is_zero() && account != system_address && account != multicall_address &&
           !ctx.is_module(account);
}

}  // namespace ambag::chain
