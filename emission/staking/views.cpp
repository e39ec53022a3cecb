// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/views.hpp"

#include "emission/staking/election.hpp"
#include "emission/staking/errors.hpp"
#include "emission/staking/keys.hpp"
#include "emission/staking/rewards.hpp"
#include "emission/staking/settlement.hpp"
#include "emission/staking/stake.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

ValidatorView describe(const ViewContext& ctx, const Address& validator) {
    const Profile profile = profiles.get(ctx, validator);
    const Standing standing = standings.get(ctx, validator);
    const Amount tokens = stakes.get(ctx, validator).tokens;
    return {validator,
            profile.number,
            profile.key_type,
            profile.key,
            profile.consensus,
            tokens,
            voting_power(tokens, setup.get(ctx).power_unit),
            commissions.get(ctx, validator).rate_ppm,
            staking::self_bond(ctx, validator),
            is_elected(ctx, validator),
            standing.jailed,
            standing.tombstoned,
            standing.jailed_until,
            profile.moniker};
}

}  // namespace

Result<ValidatorView> validator_view(const ViewContext& ctx, Address validator) {
    if (!profiles.has(ctx, validator)) return fail(StakingUnknownValidator{validator});
    return describe(ctx, validator);
}

Result<ValidatorTexts> validator_texts(const ViewContext& ctx, Address validator) {
    if (!profiles.has(ctx, validator)) return fail(StakingUnknownValidator{validator});
    const Profile profile = profiles.get(ctx, validator);
    const Commission commission = commissions.get(ctx, validator);
    return ValidatorTexts{profile.moniker,    profile.website,          profile.details,
                          commission.max_ppm, commission.daily_max_ppm, commission.changed};
}

Result<std::tuple<std::vector<ValidatorView>, std::uint64_t>> validators_view(
    const ViewContext& ctx, std::uint64_t offset, std::uint64_t limit) {
    const std::uint64_t total = operators.size(ctx);
    const std::uint64_t first = std::min(offset, total);
    const std::uint64_t last = first + std::min({limit, page_max, total - first});
    std::vector<ValidatorView> page;
    for (std::uint64_t i = first; i < last; ++i)
        page.push_back(describe(ctx, operators.get(ctx, i)));
    return std::tuple{std::move(page), total};
}

Result<std::tuple<std::vector<Address>, std::uint32_t>> elected_view(const ViewContext& ctx,
                                                                     std::uint32_t offset,
                                                                     std::uint32_t limit) {
    const std::uint32_t total = seat_counts.get(ctx).elected;
    const std::uint32_t first = std::min(offset, total);
    const std::uint32_t most = page_max;
    const std::uint32_t last = first + std::min({limit, most, total - first});
    std::vector<Address> page;
    for (std::uint32_t i = first; i < last; ++i)
        page.push_back(seats.get(ctx, {Seat::elected, i}).validator);
    return std::tuple{std::move(page), total};
}

Result<std::vector<DelegationView>> delegations_view(const ViewContext& ctx, Address holder) {
    std::vector<DelegationView> all;
    for (const Address& validator : holdings.get(ctx, holder).validators) {
        const PositionKey key{holder, validator};
        const Amount value = position_value(ctx, key);
        all.push_back({validator, value, std::min(value, immature(ctx, key)),
                       TRY(pending_rewards(ctx, key))});
    }
    return all;
}

Result<std::vector<ExitView>> exits_view(const ViewContext& ctx, Address holder) {
    std::vector<ExitView> all;
    for (const std::uint64_t id : holdings.get(ctx, holder).exits) {
        const Exit exit = exits.get(ctx, id);
        all.push_back(
            {id, exit.kind, exit.from, exit.to, exit_value(ctx, exit), exit.height, exit.matures});
    }
    return all;
}

Result<Amount> stake_of(const ViewContext& ctx, Address holder, Address validator) {
    return position_value(ctx, {holder, validator});
}

Result<Amount> rewards_of(const ViewContext& ctx, Address holder, Address validator) {
    return pending_rewards(ctx, {holder, validator});
}

Result<Amount> commission_of(const ViewContext& ctx, Address validator) {
    return pending_commission(ctx, validator);
}

Result<Address> operator_of(const ViewContext& ctx, Address consensus) {
    return operators_by_consensus.get(ctx, consensus);
}

Result<std::tuple<Amount, Amount, Amount, Amount, Amount, Amount>> totals_view(
    const ViewContext& ctx) {
    const Totals all = totals.get(ctx);
    return std::tuple{all.staked, all.leaving, all.unsettled, all.earning, all.rewards, all.carry};
}

Result<std::tuple<bool, Amount, std::string>> setup_view(const ViewContext& ctx) {
    Setup fixed = setup.get(ctx);
    return std::tuple{fixed.enabled, fixed.power_unit, std::move(fixed.reward_pool)};
}

Result<Hash> proof_digest_view(const ViewContext& ctx, Address validator, ConsensusKeyType key_type,
                               Bytes key) {
    return proof_digest(ctx.rules().chain_id, ctx.self(), validator, key_type, key);
}

}  // namespace ambag::emission::staking
