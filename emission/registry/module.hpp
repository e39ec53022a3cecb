// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"

// The registry, at chain::registry_address: what models are made of, who is paid when they earn,
// and what a stranger can check of it. README.md tells how.

namespace ambag::emission::registry {

extern const chain::ModuleDescriptor descriptor;

// The genesis section `registry`; without one open models get nothing.
struct RegistryGenesis {
    std::string open_pool;                 // a pool of issuance with the registry as its spender
    std::uint32_t maintainer_bps = 5'000;  // of an open model's money, 0 to 10,000
};

// Faults: a share out of bounds, coins allocated to the module's address.
chain::Result<void, chain::Fault> genesis(chain::Context& ctx, const RegistryGenesis& section);

}  // namespace ambag::emission::registry
