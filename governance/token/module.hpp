// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"

// The voting token, at chain::token_address. README.md tells what it does; votes.hpp has the reads
// that the governor makes without an ABI round trip.

namespace ambag::governance::token {

extern const chain::ModuleDescriptor descriptor;

// The genesis section `token`.
struct TokenGenesis {
    std::string name;  // also of the EIP-712 domain
    std::string symbol;
    bool self_delegate = true;
    std::vector<std::pair<chain::Address, chain::Amount>> wrapped;
    bool holder_history = false;  // for a governor that counts overridable or with conviction
    bool vote_locks = false;      // for one that counts with conviction
};

// The module's account must already hold exactly the sum of `wrapped`, which the node mints to it.
// Faults name the field: an account that cannot hold tokens, a sum above 2^208 - 1 or another than
// the coins held.
chain::Result<void, chain::Fault> genesis(chain::Context& ctx, const TokenGenesis& section);

}  // namespace ambag::governance::token
