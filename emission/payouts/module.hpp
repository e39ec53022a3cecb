// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"
#include "emission/payouts/state.hpp"

// Payouts, at chain::payouts_address: vestings, tranches, streams and lists of claims. Nothing
// happens per block: a million of them cost nothing until somebody asks. README.md tells how.

namespace ambag::emission::payouts {

extern const chain::ModuleDescriptor descriptor;

// A promise that stands from block 0 on, out of a pool of issuance. The kind says which of the
// members counts.
struct GenesisPayout {
    Payout payout;  // kind, pool, beneficiary, total and revocable
    VestingRecord vesting;
    std::vector<TrancheRecord> tranches;
    StreamRecord stream;
    ClaimRecord claim;
};

// What is wrong with a promise, as one sentence of what is accepted; nothing when it is valid. Sets
// its total from tranches or stream.
std::optional<std::string> prepare(GenesisPayout& promised);

// Comes after issuance's section, whose pools it draws on. Faults "genesis payouts[i]": a pool that
// is unknown or holds less than all promises from it, a beneficiary that cannot be paid.
chain::Result<void, chain::Fault> genesis(chain::Context& ctx,
                                          const std::vector<GenesisPayout>& promises);

}  // namespace ambag::emission::payouts
