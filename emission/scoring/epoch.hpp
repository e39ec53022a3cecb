// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "emission/scoring/state.hpp"

// The end of a tempo: a subnet's emission is given out by its rule. Subnets stand in a calendar by
// height; a block settles those that are due, at most `epochsPerBlock`, the rest with the blocks
// after it, in their order.

namespace ambag::emission::scoring {

// Runs the epochs that are due. Faults: a sum beyond 2^256 - 1.
chain::Result<void, chain::Fault> end_block(chain::Context& ctx);

// One epoch of one subnet, whatever the calendar says.
chain::Result<> run_epoch(chain::Context& ctx, std::uint32_t subnet);

}  // namespace ambag::emission::scoring
