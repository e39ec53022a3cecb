// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"

// What issuance does at the edges of a block, and what it proves after each one.

namespace ambag::emission::issuance {

// Mints the ticks that are due into the pools. Faults: an overflow.
chain::Result<void, chain::Fault> begin_block(chain::Context& ctx);

// Books what reached the module outside the pools (base fees above all) into the fee pool, and
// what was minted and burned in this block into storage.
chain::Result<void, chain::Fault> end_block(chain::Context& ctx);

// Writes minted and burned of this block and the totals; what is booked already is not added
// again, so that genesis can share a block with calls.
chain::Result<void, chain::Fault> book_supply(const chain::Context& ctx);

// Whole intervals since block 0 that no block has minted yet.
std::uint64_t ticks_due(const chain::ViewContext& ctx);

// Invariants.
chain::Result<void, chain::Fault> pools_equal_balance(const chain::ViewContext& ctx);
chain::Result<void, chain::Fault> figures_equal_ledger(const chain::ViewContext& ctx);

}  // namespace ambag::emission::issuance
