// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/state.hpp"
#include "emission/registry/calls.hpp"
#include "emission/registry/guards.hpp"

namespace ambag::emission::registry {

using namespace chain;

namespace {

// The job's record; closed when there is none.
attestation::Job job_of(const ViewContext& ctx, const Hash& job) {
    return attestation::jobs.get(ctx.view_of(attestation_address), job);
}

Result<Campaign> known_campaign(const ViewContext& ctx, std::uint64_t id) {
    Campaign campaign = campaigns.get(ctx, id);
    if (campaign.status == CampaignStatus::none) return fail(RegistryUnknownCampaign{id});
    return campaign;
}

}  // namespace

Result<std::uint64_t> open_campaign(Context& ctx, Hash job, Amount target, Timestamp deadline) {
    if (!job_of(ctx, job).open) return fail(RegistryJobClosed{job});
    if (target.is_zero()) return fail(RegistryInvalid{"target", "above 0"});
    const std::uint64_t now = ctx.block().time.value;
    if (deadline.value <= now || deadline.value - now > seconds_max)
        return fail(RegistryInvalid{"deadline", "after this block, within 31622400 seconds"});
    const std::uint64_t id = campaign_count.get(ctx) + 1;
    // Must succeed from here.
    campaign_count.set(ctx, id);
    campaigns.set(ctx, id, {job, target, {}, deadline, CampaignStatus::open});
    ctx.emit(CampaignOpened{id, job, target, deadline});
    return id;
}

Result<> contribute(Context& ctx, std::uint64_t id) {
    Campaign campaign = TRY(known_campaign(ctx, id));
    if (campaign.status != CampaignStatus::open || ctx.block().time > campaign.deadline ||
        !job_of(ctx, campaign.job).open)
        return fail(RegistryCampaignClosed{id});
    if (ctx.value().is_zero()) return fail(RegistryWrongPayment{{}, Amount{U256{1U}}});
    const Amount missing = TRY(subtract(campaign.target, campaign.raised));
    if (ctx.value() > missing) return fail(RegistryAboveTarget{ctx.value(), missing});
    const CampaignAccount key{id, ctx.sender()};
    campaign.raised = TRY(add(campaign.raised, ctx.value()));
    const Amount mine = TRY(add(contributions.get(ctx, key), ctx.value()));
    Totals all = totals.get(ctx);
    all.campaigns = TRY(add(all.campaigns, ctx.value()));
    // Must succeed from here.
    campaigns.set(ctx, id, campaign);
    contributions.set(ctx, key, mine);
    totals.set(ctx, all);
    ctx.emit(Contributed{id, ctx.sender(), ctx.value(), campaign.raised});
    return {};
}

Result<> release(Context& ctx, std::uint64_t id) {
    Campaign campaign = TRY(known_campaign(ctx, id));
    if (campaign.status != CampaignStatus::open) return fail(RegistryCampaignClosed{id});
    if (campaign.raised < campaign.target)
        return fail(RegistryTargetMissed{campaign.raised, campaign.target});
    const attestation::Job job = job_of(ctx, campaign.job);
    if (!job.open) return fail(RegistryJobClosed{campaign.job});
    Totals all = totals.get(ctx);
    all.campaigns = TRY(subtract(all.campaigns, campaign.raised));
    // Must succeed from here: the pool is the job's, and the coins are in this module's account.
    campaign.status = CampaignStatus::released;
    campaigns.set(ctx, id, campaign);
    totals.set(ctx, all);
    static constexpr Selector selector = Selector::from(keccak256_constant("fundPool(string)"));
    TRY(ctx.call(issuance_address, campaign.raised, abi::encode_call(selector, job.pool)));
    ctx.emit(CampaignReleased{id, job.pool, campaign.raised});
    return {};
}

Result<Amount> refund(Context& ctx, std::uint64_t id) {
    const Campaign campaign = TRY(known_campaign(ctx, id));
    const bool missed = ctx.block().time > campaign.deadline && campaign.raised < campaign.target;
    if (campaign.status != CampaignStatus::open || (!missed && job_of(ctx, campaign.job).open))
        return fail(RegistryNotRefundable{id});
    const CampaignAccount key{id, ctx.sender()};
    const Amount mine = contributions.get(ctx, key);
    if (mine.is_zero()) return fail(RegistryNothingOwed{ctx.sender()});
    Totals all = totals.get(ctx);
    all.campaigns = TRY(subtract(all.campaigns, mine));
    // Must succeed from here. `raised` stays: nobody else's share may reach the target by it.
    contributions.erase(ctx, key);
    totals.set(ctx, all);
    TRY(ctx.send(ctx.sender(), mine));
    ctx.emit(ContributionRefunded{id, ctx.sender(), mine});
    return mine;
}

}  // namespace ambag::emission::registry
