// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/staking/state.hpp"

// What the engine reports, before the transactions of a block:
//
// absent       counted in aligned windows of blocks; more than `missedBlocksMax` in one window cost
//              `downtimeSlash` of the bonded stake and jail the validator for `jailSeconds`. Only
//              who is absent costs a write.
// misbehaviour costs `doubleSignSlash` of the bonded stake and of what has left since the offence,
//              and tombstones the validator: jailed for good, so that the same or any other
//              offence of that key is never slashed twice. Evidence older than
//              `evidenceSeconds`, of unknown keys or of tombstoned validators does nothing.
//
// Coins are burned at once, whatever the number of delegators: floor of the part of the bonded and
// of the unbonding stake; holders bear it when they are settled (settlement.hpp). The loops are
// over what the engine reports, which its own set bounds.

namespace ambag::emission::staking {

// Rows of the descriptor. The report is the system address's, which no key can sign for: the driver
// of a consensus engine makes it, misbehaviour first, and a revert of it is a Fault of that driver.
chain::Result<> report_consensus(chain::Context& ctx, std::vector<Address> absent,
                                 std::vector<chain::Misbehaviour> misbehaviours);
// The operator's, when the jail is over.
chain::Result<> unjail(chain::Context& ctx);

}  // namespace ambag::emission::staking
