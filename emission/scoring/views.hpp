// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tuple>

#include "chain/module/context.hpp"
#include "emission/scoring/state.hpp"

// The views of scoring. Lists are paged: at most 200 entries from `offset` on.

namespace ambag::emission::scoring {

using Address = chain::Address;
using ViewContext = chain::ViewContext;

chain::Result<std::uint64_t> subnet_count(const ViewContext& ctx);
chain::Result<std::tuple<Subnet, SubnetProgress>> subnet_view(const ViewContext& ctx,
                                                              std::uint32_t subnet);
// The share's weight, and what it has brought since the last epoch.
chain::Result<std::tuple<chain::U256, chain::Amount>> subnet_emission(const ViewContext& ctx,
                                                                      std::uint32_t subnet);
chain::Result<Neuron> neuron_view(const ViewContext& ctx, std::uint32_t subnet, std::uint32_t uid);
chain::Result<std::tuple<std::vector<Neuron>, std::vector<chain::Amount>>> neurons_view(
    const ViewContext& ctx, std::uint32_t subnet, std::uint32_t offset, std::uint32_t limit);
chain::Result<std::uint32_t> uid_view(const ViewContext& ctx, std::uint32_t subnet,
                                      Address account);
chain::Result<std::tuple<std::vector<std::uint32_t>, std::vector<std::uint16_t>>> weights_view(
    const ViewContext& ctx, std::uint32_t subnet, std::uint32_t uid);
chain::Result<std::tuple<std::vector<std::uint32_t>, std::vector<chain::U256>>> bonds_view(
    const ViewContext& ctx, std::uint32_t subnet, std::uint32_t uid);
chain::Result<Commitment> commitment_view(const ViewContext& ctx, std::uint32_t subnet,
                                          Address account);
chain::Result<chain::Hash> digest_view(const ViewContext& ctx, std::uint32_t subnet,
                                       Address account, std::vector<std::uint32_t> targets,
                                       std::vector<std::uint16_t> weights, chain::Hash salt);
// Stake of a validator, his take, what the staker has on him and what claimStake would pay.
chain::Result<std::tuple<chain::Amount, std::uint16_t, chain::Amount, chain::Amount>> stake_view(
    const ViewContext& ctx, std::uint32_t subnet, Address validator, Address staker);
chain::Result<chain::Amount> owed_view(const ViewContext& ctx, Address account);
chain::Result<Totals> totals_view(const ViewContext& ctx);
chain::Result<std::string> pool_view(const ViewContext& ctx);

}  // namespace ambag::emission::scoring
