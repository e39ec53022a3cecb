// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"
#include "governance/treasury/state.hpp"

// The treasury, at chain::treasury_address. README.md tells what it does.

namespace ambag::governance::treasury {

extern const chain::ModuleDescriptor descriptor;

// The genesis section `treasury`; without one the limit is no cap over periods of 30 days.
struct TreasuryGenesis {
    chain::Amount spend_cap{U256::max()};
    std::uint64_t spend_period_seconds = 2'592'000;
};

// Books the coins that genesis allocates to the module's address as the purse's first. Faults when
// the period is not within its bounds.
chain::Result<void, chain::Fault> genesis(chain::Context& ctx, const TreasuryGenesis& section);

// Direct reads for the node; `ctx` sees the treasury's state.

struct PartSummary {
    Part part;
    Amount claimable;      // now
    std::uint8_t missing;  // what keeps the gate closed; see Missing
};

struct GrantSummary {
    std::uint64_t id;
    Grant grant;
    Award award;  // status none: a payment by `pay`, which has no parts
    std::vector<PartSummary> parts;
};

// Ids run from 1 to this.
std::uint64_t count_of_grants(const chain::ViewContext& ctx);
chain::Result<GrantSummary> summary_of(const chain::ViewContext& ctx, std::uint64_t id);

}  // namespace ambag::governance::treasury
