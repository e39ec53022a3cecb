// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "node/rpc/params.hpp"
#include "node/rpc/table.hpp"
#include "node/service/backend.hpp"

// The node's own namespace, ambag_: what Ethereum's methods cannot say. Numbers are quantities
// ("0x1a") as in eth_; lists are paged.

namespace ambag::node {

MethodFamily ambag_chain_methods();        // modules, parameters, records, seals, proof bundles
MethodFamily ambag_governance_methods();   // proposals, ballots
MethodFamily ambag_treasury_methods();     // grants
MethodFamily ambag_simulation_methods();   // proposals run on a copy of the state, projections
MethodFamily ambag_emission_methods();     // supply, pools, schedules
MethodFamily ambag_staking_methods();      // validators, delegations, engine updates
MethodFamily ambag_attestation_methods();  // devices, jobs, receipts of work
MethodFamily ambag_registry_methods();     // models and datasets
MethodFamily ambag_payouts_methods();      // vestings, streams, claim lists

// All of the above, in the order of the documents.
std::vector<MethodFamily> ambag_methods();

// The state that a request reads: the block parameter at `index`, latest when left out.
RpcResult<NodeBackend::Reader> ambag_reader(const RpcContext& context, const Json& params,
                                            std::size_t index);

inline constexpr std::uint64_t ambag_page_default = 50;
inline constexpr std::uint64_t ambag_page_max = 500;

struct Page {
    std::uint64_t first;
    std::uint64_t count;
};
// The parameters "first quantity?, count quantity?" at `index`.
RpcResult<Page> read_page(const Json& params, std::size_t index);

}  // namespace ambag::node
