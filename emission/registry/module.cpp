// SPDX-License-Identifier: Apache-2.0
#include "emission/registry/module.hpp"

#include "chain/module/addresses.hpp"
#include "emission/registry/calls.hpp"
#include "emission/registry/interface.hpp"
#include "emission/registry/money_interface.hpp"

namespace ambag::emission::registry {

using namespace chain;

namespace {

constexpr StateRow state_rows[]{
    state("settings", settings, "pool of open models, maintainer's share in basis points"),
    state("totals", totals, "sums of credits, of campaigns, of what open models may claim"),
    state("assetIds", asset_ids, "assets in the order of their registration"),
    state("assets", assets, "kind, owner, licence, contributors and sources of an asset"),
    state("terms", terms, "what the owner asks for a use and for a licence"),
    state("licences", licences, "until when an account's licence is valid"),
    state("credits", credits, "what an account may withdraw"),
    state("earned", earned, "what was paid for an asset, in all"),
    state("training", training, "paid receipts of the asset's training"),
    state("votes", votes, "the executed proposal that the owner names as the payer"),
    state("fingerprints", fingerprints, "Merkle root, number of pairs, number opened"),
    state("openings", openings, "an opened pair: accused deployment, hashes, height"),
    state("campaignCount", campaign_count, "number of campaigns; the last one's id"),
    state("campaigns", campaigns, "job, target, sum, deadline, status"),
    state("contributions", contributions, "what an account has in a campaign"),
    state("openModels", open_models, "what a unit of weight has earned from the pool"),
    state("openAccounts", open_accounts, "an open model's weight and what it may claim"),
};

constexpr Cost owner_write{.reads = 2, .writes = 1, .hashes = 2, .logs = 1};
constexpr Cost paid_cost{.reads = 4, .writes = 3, .hashes = 4, .logs = 2};

constexpr CallRow call_rows[]{
    call<"registerAsset(kind,asset,licence,accounts,weights,sources,sourceWeights)",
         &register_asset>({.reads = 3, .writes = 3, .hashes = 3, .logs = 1}),
    call<"transferAsset(asset,owner)", &transfer_asset>(owner_write),
    call<"setMaintainer(asset,maintainer)", &set_maintainer>(owner_write),
    call<"withdrawConsent(asset)", &withdraw_consent>(owner_write),
    call<"setTerms(asset,useFee,licenceFee,licenceSeconds)", &set_terms>(owner_write),
    call<"linkTraining(asset,receipt)", &link_training>(
        {.reads = 3, .writes = 1, .hashes = 4, .logs = 1}),
    call<"linkVote(asset,proposal)", &link_vote>(
        {.reads = 12, .writes = 1, .hashes = 4, .logs = 1}),
    payable<"payRevenue(asset)", &pay_revenue>(paid_cost),
    payable<"payUse(asset,units)", &pay_use>(paid_cost),
    payable<"buyLicence(asset,holder) -> validUntil", &buy_licence>(
        {.reads = 6, .writes = 4, .hashes = 6, .logs = 2}),
    call<"withdraw() -> amount", &withdraw>({.reads = 4, .writes = 4, .hashes = 1, .logs = 1}),
    call<"setFingerprints(asset,root,count)", &set_fingerprints>(owner_write),
    call<"openFingerprint(asset,index,query,response,proof,accused)", &open_fingerprint>(
        {.reads = 3, .writes = 2, .hashes = 8, .logs = 1}),
    call<"openCampaign(job,target,deadline) -> campaign", &open_campaign>(
        {.reads = 2, .writes = 2, .hashes = 2, .logs = 1}),
    payable<"contribute(campaign)", &contribute>({.reads = 4, .writes = 3, .hashes = 2, .logs = 1}),
    call<"release(campaign)", &release>({.reads = 8, .writes = 5, .hashes = 4, .logs = 2}),
    call<"refund(campaign) -> amount", &refund>({.reads = 6, .writes = 4, .hashes = 2, .logs = 1}),
    call<"setOpenWeight(asset,weight)", &set_open_weight>(
        {.reads = 6, .writes = 3, .hashes = 4, .logs = 1}),
    call<"claimOpen(asset) -> amount", &claim_open>(
        {.reads = 10, .writes = 7, .hashes = 6, .logs = 2}),
    call<"setMaintainerShare(basisPoints)", &set_maintainer_share>(owner_write),
    view<"asset(asset) -> assetRecord", &asset_view>({.reads = 1}),
    view<"assets(offset,limit) -> ids,total", &assets_view>({.reads = 101}),
    view<"terms(asset) -> termsRecord", &terms_view>({.reads = 2}),
    view<"licence(asset,holder) -> validUntil", &licence_view>({.reads = 1}),
    view<"attribution(asset,amount) -> accounts,amounts", &attribution_view>({.reads = 128}),
    view<"creditOf(account) -> amount", &credit_view>({.reads = 1}),
    view<"earnedBy(asset) -> amount", &earned_view>({.reads = 1}),
    view<"training(asset) -> receipts", &training_view>({.reads = 1}),
    view<"vote(asset) -> proposal", &vote_view>({.reads = 1}),
    view<"fingerprints(asset) -> fingerprintsRecord", &fingerprints_view>({.reads = 1}),
    view<"opening(asset,index) -> openingRecord", &opening_view>({.reads = 1}),
    view<"campaignCount() -> count", &campaign_count_view>({.reads = 1}),
    view<"campaign(campaign) -> campaignRecord", &campaign_view>({.reads = 1}),
    view<"contribution(campaign,account) -> amount", &contribution_view>({.reads = 1}),
    view<"openModel(asset) -> weight,total,claimable", &open_model_view>({.reads = 6}),
    view<"settings() -> openPool,maintainerBasisPoints", &settings_view>({.reads = 1}),
    view<"totals() -> totalsRecord", &totals_view>({.reads = 1}),
};

constexpr EventRow event_rows[]{
    event<AssetRegistered>(),
    event<AssetTransferred>(),
    event<MaintainerSet>(),
    event<ConsentWithdrawn>(),
    event<TermsSet>(),
    event<TrainingLinked>(),
    event<VoteLinked>(),
    event<RevenuePaid>(),
    event<UsePaid>(),
    event<LicenceBought>(),
    event<CreditWithdrawn>(),
    event<FingerprintsSet>(),
    event<FingerprintOpened>(),
    event<CampaignOpened>(),
    event<Contributed>(),
    event<CampaignReleased>(),
    event<ContributionRefunded>(),
    event<OpenWeightSet>(),
    event<OpenModelPaid>(),
    event<MaintainerShareSet>(),
};

constexpr ErrorRow error_rows[]{
    error<RegistryUnauthorized>(),        error<RegistryUnknownAsset>(),
    error<RegistryAssetExists>(),         error<RegistryInvalid>(),
    error<RegistryGraphTooLarge>(),       error<RegistryConsentWithdrawn>(),
    error<RegistryWrongPayment>(),        error<RegistryNoLicenceSold>(),
    error<RegistryNothingOwed>(),         error<RegistryReceiptNotPaid>(),
    error<RegistryVoteNotExecuted>(),     error<RegistryFingerprintsFixed>(),
    error<RegistryFingerprintUnproven>(), error<RegistryFingerprintSpent>(),
    error<RegistryUnknownCampaign>(),     error<RegistryCampaignClosed>(),
    error<RegistryAboveTarget>(),         error<RegistryTargetMissed>(),
    error<RegistryNotRefundable>(),       error<RegistryJobClosed>(),
};

constexpr ParameterRow parameter_rows[]{
    {"maintainerBasisPoints", "setMaintainerShare(uint32)", "basis points",
     [](const ViewContext& ctx) { return U256{settings.get(ctx).maintainer_bps}; }, "0", "10000",
     "part of an open model's money that its maintainer gets before attribution"},
};

Result<void, Fault> ledgers_equal_balance(const ViewContext& ctx) {
    const Totals all = totals.get(ctx);
    const auto sum = checked_add(all.credits, all.campaigns);
    const Amount balance = ctx.balance_of(ctx.self());
    if (sum && *sum == balance) return {};
    return std::unexpected(Fault{"registry: credits + campaigns = balance",
                                 all.credits.units.to_decimal() + " + " +
                                     all.campaigns.units.to_decimal() + ", balance " +
                                     balance.units.to_decimal()});
}

constexpr Invariant invariant_rows[]{
    {"credits + campaigns = balance", &ledgers_equal_balance},
};

}  // namespace

constexpr chain::ModuleDescriptor descriptor{
    .name = "registry",
    .address = chain::registry_address,
    .purpose = "Registry: models and datasets, who is paid when they earn, and their lineage.",
    .privileges = {},
    .state = state_rows,
    .calls = call_rows,
    .events = event_rows,
    .errors = error_rows,
    .parameters = parameter_rows,
    .hooks = {},
    .invariants = invariant_rows,
};

Result<void, Fault> genesis(Context& ctx, const RegistryGenesis& section) {
    if (section.maintainer_bps > 10'000)
        return std::unexpected(Fault{"genesis registry.maintainer_bps", "0 to 10000 is accepted"});
    if (!ctx.balance_of(ctx.self()).is_zero())
        return std::unexpected(
            Fault{"genesis alloc", "the registry's address takes no coins outside its calls"});
    settings.set(ctx, {section.open_pool, section.maintainer_bps});
    return {};
}

}  // namespace ambag::emission::registry
