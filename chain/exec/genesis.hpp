// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "chain/exec/executor.hpp"

// Block 0: coins into accounts, code onto module addresses, then each module's own section, in
// registry order. The same executor rules hold: invariants and supply are checked.

namespace ambag::chain {

struct ModuleGenesis {
    Address module;
    std::function<Result<void, Fault>(Context&)> initialise;
};

struct Allocation {
    Address address;
    Amount amount;
};

// `env` of height 0. Coins given to a module's address stand there before its section runs.
// The logs of block 0 are dropped: no transaction could carry them.
Result<BlockOutcome, Fault> apply_genesis(const BlockEnv& env, const Rules& rules,
                                          const ModuleTable& modules,
                                          std::span<const Allocation> allocations,
                                          std::span<const ModuleGenesis> sections);

}  // namespace ambag::chain
