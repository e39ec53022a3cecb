// SPDX-License-Identifier: Apache-2.0
#include "emission/scoring/views.hpp"

#include <algorithm>

#include "emission/scoring/guards.hpp"
#include "emission/scoring/money.hpp"
#include "emission/scoring/weights.hpp"

namespace ambag::emission::scoring {

using namespace chain;

namespace {

constexpr std::uint32_t page_max = 200;

}  // namespace

Result<std::uint64_t> subnet_count(const ViewContext& ctx) {
    return subnets.size(ctx);
}

Result<std::tuple<Subnet, SubnetProgress>> subnet_view(const ViewContext& ctx,
                                                       std::uint32_t subnet) {
    return std::tuple{TRY(known_subnet(ctx, subnet)), progress.get(ctx, subnet)};
}

Result<std::tuple<U256, Amount>> subnet_emission(const ViewContext& ctx, std::uint32_t subnet) {
    TRY(known_subnet(ctx, subnet));
    const AccumulatorAccount account = emission_accounts.get(ctx, subnet);
    const auto settled = settle(emission_pool.get(ctx), account);
    if (!settled) return panic(panic_arithmetic);
    return std::tuple{account.units, settled->owed};
}

Result<Neuron> neuron_view(const ViewContext& ctx, std::uint32_t subnet, std::uint32_t uid) {
    TRY(known_subnet(ctx, subnet));
    return neurons.get(ctx, {subnet, uid});
}

Result<std::tuple<std::vector<Neuron>, std::vector<Amount>>> neurons_view(const ViewContext& ctx,
                                                                          std::uint32_t subnet,
                                                                          std::uint32_t offset,
                                                                          std::uint32_t limit) {
    TRY(known_subnet(ctx, subnet));
    const std::uint32_t count = progress.get(ctx, subnet).count;
    const std::uint32_t first = std::min(offset, count);
    const std::uint32_t last = first + std::min({limit, page_max, count - first});
    std::vector<Neuron> page;
    std::vector<Amount> stakes;
    for (std::uint32_t uid = first; uid < last; ++uid) {
        page.push_back(neurons.get(ctx, {subnet, uid}));
        stakes.push_back(stake_of(ctx, subnet, page.back().account));
    }
    return std::tuple{std::move(page), std::move(stakes)};
}

Result<std::uint32_t> uid_view(const ViewContext& ctx, std::uint32_t subnet, Address account) {
    TRY(known_subnet(ctx, subnet));
    return registered_uid(ctx, subnet, account);
}

Result<std::tuple<std::vector<std::uint32_t>, std::vector<std::uint16_t>>> weights_view(
    const ViewContext& ctx, std::uint32_t subnet, std::uint32_t uid) {
    TRY(known_subnet(ctx, subnet));
    WeightRow row = weight_rows.get(ctx, {subnet, uid});
    return std::tuple{std::move(row.uids), std::move(row.weights)};
}

Result<std::tuple<std::vector<std::uint32_t>, std::vector<U256>>> bonds_view(const ViewContext& ctx,
                                                                             std::uint32_t subnet,
                                                                             std::uint32_t uid) {
    TRY(known_subnet(ctx, subnet));
    BondRow row = bond_rows.get(ctx, {subnet, uid});
    return std::tuple{std::move(row.uids), std::move(row.bonds)};
}

Result<Commitment> commitment_view(const ViewContext& ctx, std::uint32_t subnet, Address account) {
    TRY(known_subnet(ctx, subnet));
    return commitments.get(ctx, {subnet, account});
}

Result<Hash> digest_view(const ViewContext&, std::uint32_t subnet, Address account,
                         std::vector<std::uint32_t> targets, std::vector<std::uint16_t> weights,
                         Hash salt) {
    return weights_digest(subnet, account, targets, weights, salt);
}

Result<std::tuple<Amount, std::uint16_t, Amount, Amount>> stake_view(const ViewContext& ctx,
                                                                     std::uint32_t subnet,
                                                                     Address validator,
                                                                     Address staker) {
    TRY(known_subnet(ctx, subnet));
    const PositionKey key{subnet, validator, staker};
    return std::tuple{stake_of(ctx, subnet, validator), takes.get(ctx, {subnet, validator}),
                      Amount{positions.get(ctx, key).units}, TRY(stake_owed(ctx, key))};
}

Result<Amount> owed_view(const ViewContext& ctx, Address account) {
    return owed_to.get(ctx, account);
}

Result<Totals> totals_view(const ViewContext& ctx) {
    return totals.get(ctx);
}

Result<std::string> pool_view(const ViewContext& ctx) {
    return pool_name.get(ctx);
}

}  // namespace ambag::emission::scoring
