// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/paging.hpp"
#include "emission/registry/attribution.hpp"
#include "emission/registry/calls.hpp"
#include "emission/registry/guards.hpp"

namespace ambag::emission::registry {

using namespace chain;

Result<Asset> asset_view(const ViewContext& ctx, Hash id) {
    return known_asset(ctx, id);
}

Result<std::tuple<std::vector<Hash>, std::uint64_t>> assets_view(const ViewContext& ctx,
                                                                 std::uint64_t offset,
                                                                 std::uint64_t limit) {
    return attestation::page_of<Hash>(ctx, asset_ids, offset, limit,
                                      [](const Hash& id) { return id; });
}

Result<Terms> terms_view(const ViewContext& ctx, Hash id) {
    TRY(known_asset(ctx, id));
    return terms.get(ctx, id);
}

Result<Timestamp> licence_view(const ViewContext& ctx, Hash id, Address holder) {
    return licences.get(ctx, {id, holder});
}

Result<std::tuple<std::vector<Address>, std::vector<Amount>>> attribution_view(
    const ViewContext& ctx, Hash id, Amount amount) {
    TRY(known_asset(ctx, id));
    std::vector<Address> accounts;
    std::vector<Amount> amounts;
    for (const Payee& payee : attribute(ctx, id, amount)) {
        accounts.push_back(payee.account);
        amounts.push_back(payee.amount);
    }
    return std::tuple{std::move(accounts), std::move(amounts)};
}

Result<Amount> credit_view(const ViewContext& ctx, Address account) {
    return credits.get(ctx, account);
}

Result<Amount> earned_view(const ViewContext& ctx, Hash id) {
    return earned.get(ctx, id);
}

Result<std::vector<Hash>> training_view(const ViewContext& ctx, Hash id) {
    return training.get(ctx, id);
}

Result<U256> vote_view(const ViewContext& ctx, Hash id) {
    return votes.get(ctx, id);
}

Result<Fingerprints> fingerprints_view(const ViewContext& ctx, Hash id) {
    return fingerprints.get(ctx, id);
}

Result<Opening> opening_view(const ViewContext& ctx, Hash id, std::uint64_t index) {
    return openings.get(ctx, {id, index});
}

Result<std::uint64_t> campaign_count_view(const ViewContext& ctx) {
    return campaign_count.get(ctx);
}

Result<Campaign> campaign_view(const ViewContext& ctx, std::uint64_t id) {
    Campaign campaign = campaigns.get(ctx, id);
    if (campaign.status == CampaignStatus::none) return fail(RegistryUnknownCampaign{id});
    return campaign;
}

Result<Amount> contribution_view(const ViewContext& ctx, std::uint64_t id, Address account) {
    return contributions.get(ctx, {id, account});
}

Result<std::tuple<std::string, std::uint32_t>> settings_view(const ViewContext& ctx) {
    Settings now = settings.get(ctx);
    return std::tuple{std::move(now.open_pool), now.maintainer_bps};
}

Result<Totals> totals_view(const ViewContext& ctx) {
    return totals.get(ctx);
}

}  // namespace ambag::emission::registry
