// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "emission/registry/state.hpp"

// Rows of the descriptor. Guards stand in the order in which the README lists them.

namespace ambag::emission::registry {

using chain::Context;
using chain::Result;
using chain::ViewContext;

// Assets.
Result<> register_asset(Context& ctx, AssetKind kind, Hash asset, Hash licence,
                        std::vector<Address> accounts, std::vector<std::uint64_t> weights,
                        std::vector<Hash> sources, std::vector<std::uint64_t> source_weights);
Result<> transfer_asset(Context& ctx, Hash asset, Address owner);
Result<> set_maintainer(Context& ctx, Hash asset, Address maintainer);
Result<> withdraw_consent(Context& ctx, Hash asset);
Result<> set_terms(Context& ctx, Hash asset, Amount use_fee, Amount licence_fee,
                   std::uint64_t licence_seconds);
Result<> link_training(Context& ctx, Hash asset, Hash receipt);
Result<> link_vote(Context& ctx, Hash asset, U256 proposal);

// Money in, divided at once; money out.
Result<> pay_revenue(Context& ctx, Hash asset);
Result<> pay_use(Context& ctx, Hash asset, std::uint64_t units);
Result<Timestamp> buy_licence(Context& ctx, Hash asset, Address holder);
Result<Amount> withdraw(Context& ctx);

// Fingerprints.
Result<> set_fingerprints(Context& ctx, Hash asset, Hash root, std::uint64_t count);
Result<> open_fingerprint(Context& ctx, Hash asset, std::uint64_t index, chain::Bytes query,
                          chain::Bytes response, std::vector<Hash> proof, Hash accused);

// Campaigns.
Result<std::uint64_t> open_campaign(Context& ctx, Hash job, Amount target, Timestamp deadline);
Result<> contribute(Context& ctx, std::uint64_t campaign);
Result<> release(Context& ctx, std::uint64_t campaign);
Result<Amount> refund(Context& ctx, std::uint64_t campaign);

// Open models.
Result<> set_open_weight(Context& ctx, Hash asset, U256 weight);
Result<Amount> claim_open(Context& ctx, Hash asset);
Result<> set_maintainer_share(Context& ctx, std::uint32_t basis_points);

// Views.
Result<Asset> asset_view(const ViewContext& ctx, Hash asset);
Result<std::tuple<std::vector<Hash>, std::uint64_t>> assets_view(const ViewContext& ctx,
                                                                 std::uint64_t offset,
                                                                 std::uint64_t limit);
Result<Terms> terms_view(const ViewContext& ctx, Hash asset);
Result<Timestamp> licence_view(const ViewContext& ctx, Hash asset, Address holder);
Result<std::tuple<std::vector<Address>, std::vector<Amount>>> attribution_view(
    const ViewContext& ctx, Hash asset, Amount amount);
Result<Amount> credit_view(const ViewContext& ctx, Address account);
Result<Amount> earned_view(const ViewContext& ctx, Hash asset);
Result<std::vector<Hash>> training_view(const ViewContext& ctx, Hash asset);
Result<U256> vote_view(const ViewContext& ctx, Hash asset);
Result<Fingerprints> fingerprints_view(const ViewContext& ctx, Hash asset);
Result<Opening> opening_view(const ViewContext& ctx, Hash asset, std::uint64_t index);
Result<std::uint64_t> campaign_count_view(const ViewContext& ctx);
Result<Campaign> campaign_view(const ViewContext& ctx, std::uint64_t campaign);
Result<Amount> contribution_view(const ViewContext& ctx, std::uint64_t campaign, Address account);
Result<std::tuple<U256, U256, Amount>> open_model_view(const ViewContext& ctx, Hash asset);
Result<std::tuple<std::string, std::uint32_t>> settings_view(const ViewContext& ctx);
Result<Totals> totals_view(const ViewContext& ctx);

}  // namespace ambag::emission::registry
