// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/upgrade/module.hpp"

// Rows of the descriptor. A plan is set and cancelled by the authority (the timelock, hence a
// passed proposal); a later plan replaces one that is pending.

namespace ambag::governance::upgrade {

using chain::Context;
using chain::Result;
using chain::U256;
using chain::ViewContext;

Result<> schedule_upgrade(Context& ctx, std::string name, Height height, std::string info,
                          Hash release_hash);
Result<> cancel_upgrade(Context& ctx);

// Empty name and height 0 when nothing is planned.
Result<std::tuple<std::string, Height, std::string, Hash>> plan_view(const ViewContext& ctx);
// 0 when no such upgrade happened.
Result<Height> applied_view(const ViewContext& ctx, std::string name);

// Parameters of all modules, in the order of the module table. Bounds are numbers: 0 and 2^256 - 1
// where the bound depends on another argument of the setter.
Result<U256> parameter_count(const ViewContext& ctx);
Result<
    std::tuple<std::string, std::string, U256, U256, U256, std::string, std::string, std::string>>
parameter_at(const ViewContext& ctx, U256 index);

// Books the upgrade whose height this block has.
Result<void, chain::Fault> begin_block(Context& ctx);

}  // namespace ambag::governance::upgrade
