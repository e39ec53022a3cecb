// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/registry/state.hpp"

// Who is paid when an asset earns. At each asset the amount is divided by the weights of its
// contributors and sources (primitives/split: floors, what they leave to the largest remainders,
// ties to the lowest index); what falls to a source is divided there in the same way. Nothing is
// lost: the payees' sum is the amount. The graph has no cycles, because an asset names only assets
// that were registered before it, and is bounded by `depth_max` and `paths_max`.

namespace ambag::emission::registry {

struct Payee {
    Address account;
    Amount amount;
};

// Contributors behind `asset` with their parts of `amount`, each account once, in the order in
// which the graph names it first; accounts whose part is 0 are left out. `asset` is registered.
std::vector<Payee> attribute(const chain::ViewContext& ctx, const Hash& asset,
                             const Amount& amount);

}  // namespace ambag::emission::registry
