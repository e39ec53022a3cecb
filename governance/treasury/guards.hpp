// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/treasury/state.hpp"

// Guards that several calls share, each with the error it gives.

namespace ambag::governance::treasury {

// TreasuryUnauthorized unless the timelock calls, hence a passed proposal.
chain::Result<> only_authority(const chain::ViewContext& ctx);
// The authority, or the guardian whom the grant names.
chain::Result<> only_steward(const chain::ViewContext& ctx, const Award& award);

// An address whose coins nobody could move: a module, the system's, and all below 2^16, among them
// zero, Ethereum's precompiles and 0x…dEaD.
bool is_dead(const chain::ViewContext& ctx, const Address& address);

chain::Result<> check_memo(const std::string& memo);

// TreasuryUnknownGrant for ids of `pay` too, which have no parts.
chain::Result<Award> known_award(const chain::ViewContext& ctx, std::uint64_t id);
// TreasuryUnknownPart
chain::Result<Part> known_part(const chain::ViewContext& ctx, std::uint64_t id, const Award& award,
                               std::uint8_t part);

}  // namespace ambag::governance::treasury
