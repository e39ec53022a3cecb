// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/staking/state.hpp"

// Who is elected: the `validatorsMax` eligible validators with the most tokens, ties to the lower
// number. Kept up to date at every change by two heaps in storage, the elected with the last of
// them on top and the waiting with the first on top, so that a change costs the logarithm of how
// many there are and nothing ever walks them all.
//
// Eligible is who is neither jailed nor tombstoned, has tokens for at least one unit of voting
// power and a self-bond, slashes deducted, of at least selfBondMin.

namespace ambag::emission::staking {

bool outranks(const Candidate& a, const Candidate& b);

// Brings the validator's seat, what it earns by and what the engine is told in line with its stake
// and standing. To be called after each change of them.
chain::Result<> reseat(chain::Context& ctx, const Address& validator);

// Seats or unseats up to `budget` candidates after validatorsMax has changed.
chain::Result<> rebalance(chain::Context& ctx, unsigned budget);

bool is_elected(const chain::ViewContext& ctx, const Address& validator);

// The operator's own stake at his validator, slashes deducted.
Amount self_bond(const chain::ViewContext& ctx, const Address& validator);

}  // namespace ambag::emission::staking
