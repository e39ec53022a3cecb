// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "node/consensus/application.hpp"
#include "node/genesis/reader.hpp"

// The module sections of a genesis, with the defaults and bounds of node/genesis/README.md. Each
// reads its member of the root and appends the module's
// initialisation to the spec; mistakes go to the reader.

namespace ambag::node {

void read_token(GenesisReader& root, ChainSpec& spec);
void read_timelock(GenesisReader& root, ChainSpec& spec);
void read_governor(GenesisReader& root, ChainSpec& spec);
// Members of `governor` beside OpenZeppelin's; after the governor's own section in the spec.
void read_policy(GenesisReader& governor, const chain::Rules& rules, ChainSpec& spec);
bool has_tracks(GenesisReader& root);
void read_treasury(GenesisReader& root, ChainSpec& spec);
void read_staking(GenesisReader& root, ChainSpec& spec);
void read_issuance(GenesisReader& root, ChainSpec& spec);
void read_attestation(GenesisReader& root, ChainSpec& spec);
void read_registry(GenesisReader& root, ChainSpec& spec);
void read_scoring(GenesisReader& root, ChainSpec& spec);
void read_payouts(GenesisReader& root, ChainSpec& spec);

// The pool that `member` names must be one of emission.pools with the module among its spenders:
// what can never be paid helps nobody. An empty name is none.
void check_pool_spender(GenesisReader& root, std::string_view member, const std::string& pool,
                        const chain::Address& module);

// The attestation section of `ambag dev`: NVIDIA's root, one firmware, two recorded reports.
Json dev_attestation();

}  // namespace ambag::node
