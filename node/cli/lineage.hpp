// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/attestation/state.hpp"
#include "emission/registry/state.hpp"
#include "node/cli/session.hpp"

// Where a model comes from: the asset, the receipts of its training, the data and models that it
// was made from, their licences, and the vote that paid. Every record is proven against a sealed
// header.

namespace ambag::node {

struct TrainingReceipt {
    chain::Hash id;
    emission::attestation::Receipt receipt;
    bool trained_these_weights = false;  // its state root is the asset's commitment
};

struct LineageEntry {
    chain::Hash id;
    unsigned level = 0;        // 0: the asset that was asked for
    std::uint64_t weight = 0;  // among the shares of the asset one level up
    emission::registry::Asset asset;
    emission::registry::Terms terms;
    std::vector<TrainingReceipt> training;
    chain::U256 vote;          // 0: none is named
    std::uint64_t height = 0;  // of the header that proves it
};

// Depth first, in the order in which the assets name their sources; an asset that several name
// comes once for each. Errors: an unknown asset, a proof that does not hold.
CliResult<std::vector<LineageEntry>> read_lineage(const Session& session, const chain::Hash& id,
                                                  const std::optional<chain::Address>& sequencer);

Json lineage_json(const std::vector<LineageEntry>& lineage);
void print_lineage(const Console& console, const std::vector<LineageEntry>& lineage);

}  // namespace ambag::node
