// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"

// What staking does at the end of a block. Nothing grows with delegators, and nothing happens at
// all where genesis has no staking section. A revert from within is a Fault: these calls have no
// caller who could have caused one.

namespace ambag::emission::staking {

// Draws the reward pool, releases matured exits, follows a changed validatorsMax, publishes the
// engine's updates. A pool that staking may not spend any more gives nothing and is no Fault:
// governance decided so.
chain::Result<void, chain::Fault> end_block(chain::Context& ctx);

// Invariants.
chain::Result<void, chain::Fault> bonds_equal_stake(const chain::ViewContext& ctx);
chain::Result<void, chain::Fault> unsettled_equals_tokens(const chain::ViewContext& ctx);
chain::Result<void, chain::Fault> coins_equal_rewards(const chain::ViewContext& ctx);
chain::Result<void, chain::Fault> units_equal_earning(const chain::ViewContext& ctx);

}  // namespace ambag::emission::staking
