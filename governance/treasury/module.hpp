// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"

// The treasury, at chain::treasury_address. README.md tells what it does.

namespace ambag::governance::treasury {

extern const chain::ModuleDescriptor descriptor;

// The genesis section `treasury`; without one the limit is no cap over periods of 30 days. Coins
// that genesis allocates to the module's address are the treasury's first money.
struct TreasuryGenesis {
    chain::Amount spend_cap;
    std::uint64_t spend_period_seconds;
};

// Faults when the period is not within its bounds.
chain::Result<void, chain::Fault> genesis(chain::Context& ctx, const TreasuryGenesis& section);

}  // namespace ambag::governance::treasury
