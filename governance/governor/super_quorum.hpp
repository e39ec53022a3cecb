// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/extension_errors.hpp"
#include "governance/governor/module.hpp"
#include "governance/governor/state.hpp"

// GovernorVotesSuperQuorumFraction.sol of OpenZeppelin 5.7: a proposal with that many votes For has
// succeeded before its deadline. Off unless genesis names a numerator; then the calls and views
// revert with empty data, as functions that do not exist.

namespace ambag::governance::governor {

// Whether For votes at `timeline`'s snapshot end the vote early; the vote must be active.
chain::Result<bool> super_quorum_reached(const chain::ViewContext& ctx, const Timeline& timeline);
// GovernorInvalidQuorumTooLarge when a quorum of `numerator` would exceed the super quorum.
chain::Result<> check_below_super_quorum(const chain::ViewContext& ctx, const U256& numerator);
U256 latest_super_numerator(const chain::ViewContext& ctx);
// For genesis and the guarded call: a percentage between the quorum's and 100.
chain::Result<> change_super_numerator(chain::Context& ctx, const U256& numerator);

// Rows of the descriptor.
chain::Result<U256> get_super_numerator(const chain::ViewContext& ctx);
chain::Result<U256> get_super_numerator_at(const chain::ViewContext& ctx, U256 timepoint);
chain::Result<Amount> get_super_quorum(const chain::ViewContext& ctx, U256 timepoint);
chain::Result<> update_super_numerator(chain::Context& ctx, U256 numerator);

}  // namespace ambag::governance::governor
