// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"
#include "emission/scoring/records.hpp"

// Scoring: subnets with their participants, rules and tempos. Emission comes from one pool of
// issuance, of which this module must be a spender; it is divided among subnets by their shares and
// given out by each subnet's rule at the end of its tempo.

namespace ambag::emission::scoring {

extern const chain::ModuleDescriptor descriptor;

struct NeuronGenesis {
    chain::Address account;
    chain::Amount stake{};  // minted, put on the account by itself
};

struct SubnetGenesis {
    Subnet subnet;
    std::uint64_t share = 0;
    std::vector<NeuronGenesis> neurons{};
};

struct ScoringGenesis {
    std::string pool;  // empty: no emission
    Parameters parameters;
    std::vector<SubnetGenesis> subnets;
};

// What is wrong with a section, as one sentence that names the member and what is accepted.
chain::Result<void, chain::Fault> validate(const ScoringGenesis& section);

// Faults: "genesis.scoring" and what `validate` says.
chain::Result<void, chain::Fault> genesis(chain::Context& ctx, const ScoringGenesis& section);

}  // namespace ambag::emission::scoring
