// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/validators.hpp"

#include "emission/staking/delegations.hpp"
#include "emission/staking/errors.hpp"
#include "emission/staking/events.hpp"
#include "emission/staking/keys.hpp"
#include "emission/staking/rewards.hpp"
#include "emission/staking/settlement.hpp"
#include "emission/staking/stake.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

Result<> check_texts(const Context& ctx, const std::string& moniker, const std::string& website,
                     const std::string& details) {
    if (moniker.size() > moniker_max) return fail(StakingTextTooLong{moniker.size(), moniker_max});
    if (website.size() > website_max) return fail(StakingTextTooLong{website.size(), website_max});
    if (details.size() > details_max) return fail(StakingTextTooLong{details.size(), details_max});
    const std::uint64_t size = moniker.size() + website.size() + details.size();
    return ctx.charge(Gas{gas::stored_byte * size});
}

Result<> check_commission(const Commission& commission) {
    if (commission.max_ppm > million)
        return fail(StakingInvalidCommission{commission.max_ppm, million});
    if (commission.rate_ppm > commission.max_ppm)
        return fail(StakingInvalidCommission{commission.rate_ppm, commission.max_ppm});
    if (commission.daily_max_ppm > commission.max_ppm)
        return fail(StakingInvalidCommission{commission.daily_max_ppm, commission.max_ppm});
    return {};
}

Result<Address> check_key(const ViewContext& ctx, ConsensusKeyType type, const Bytes& key) {
    const auto address = consensus_address(type, key);
    if (!address) return fail(StakingInvalidKey{static_cast<std::uint8_t>(type), key});
    const Address taken = operators_by_consensus.get(ctx, *address);
    if (!taken.is_zero()) return fail(StakingKeyTaken{taken});
    return *address;
}

// The new rate, with the time of its change.
Result<Commission> changed(const ViewContext& ctx, Commission commission, std::uint32_t rate) {
    if (rate == commission.rate_ppm) return commission;
    if (rate > commission.max_ppm) return fail(StakingInvalidCommission{rate, commission.max_ppm});
    const std::uint32_t step = commission.daily_max_ppm;
    const std::uint32_t lowest = commission.rate_ppm > step ? commission.rate_ppm - step : 0;
    const std::uint32_t highest = std::min(commission.rate_ppm + step, commission.max_ppm);
    const Timestamp from{commission.changed.value + day_seconds};
    if (rate < lowest || rate > highest || ctx.block().time < from)
        return fail(StakingCommissionTooFast{rate, lowest, highest, from});
    commission.rate_ppm = rate;
    commission.changed = ctx.block().time;
    return commission;
}

}  // namespace

Result<> register_validator(Context& ctx, const Application& application) {
    const Address& validator = application.validator;
    if (ctx.is_module(validator)) return fail(StakingAccountIsModule{validator});
    if (profiles.has(ctx, validator)) return fail(StakingAlreadyValidator{validator});
    const Address consensus = TRY(check_key(ctx, application.key_type, application.key));
    TRY(check_commission(application.commission));
    TRY(check_texts(ctx, application.moniker, application.website, application.details));
    const Amount least =
        std::max(parameters.get(ctx).self_bond_min, parameters.get(ctx).delegation_min);
    if (application.self_bond < least)
        return fail(StakingAmountTooSmall{application.self_bond, least});
    TRY(settle_holder(ctx, validator));
    if (holdings.get(ctx, validator).validators.size() >= positions_max)
        return fail(StakingTooManyPositions{positions_max});
    operators.push(ctx, validator);
    const auto number = static_cast<std::uint32_t>(operators.size(ctx));
    profiles.set(ctx, validator,
                 {number, application.key_type, application.key, consensus, application.moniker,
                  application.website, application.details});
    operators_by_consensus.set(ctx, consensus, validator);
    commissions.set(ctx, validator, application.commission);
    stakes.set(ctx, validator, {{}, {}, {}, factor_one()});
    ctx.emit(
        ValidatorCreated{validator, application.key_type, application.key, application.self_bond});
    return add_stake(ctx, {validator, validator}, application.self_bond);
}

Result<> create_validator(Context& ctx, std::uint8_t key_type, Bytes key, Bytes proof,
                          std::uint32_t rate, std::uint32_t rate_max,
                          std::uint32_t daily_change_max, Amount amount, std::string moniker,
                          std::string website, std::string details) {
    if (!setup.get(ctx).enabled) return fail(StakingDisabled{});
    const auto type = static_cast<ConsensusKeyType>(key_type);
    if (!consensus_address(type, key)) return fail(StakingInvalidKey{key_type, std::move(key)});
    const Hash digest = proof_digest(ctx.rules().chain_id, ctx.self(), ctx.sender(), type, key);
    if (!is_proof(type, key, digest, proof)) return fail(StakingInvalidProof{});
    return register_validator(ctx, {ctx.sender(),
                                    type,
                                    std::move(key),
                                    {rate, rate_max, daily_change_max, ctx.block().time},
                                    amount,
                                    std::move(moniker),
                                    std::move(website),
                                    std::move(details)});
}

Result<> edit_validator(Context& ctx, std::uint32_t rate, std::string moniker, std::string website,
                        std::string details) {
    const Address validator = ctx.sender();
    if (!profiles.has(ctx, validator)) return fail(StakingUnknownValidator{validator});
    TRY(check_texts(ctx, moniker, website, details));
    const Commission commission = TRY(changed(ctx, commissions.get(ctx, validator), rate));
    // Must succeed from here.
    TRY(collect(ctx, validator));
    commissions.set(ctx, validator, commission);
    Profile profile = profiles.get(ctx, validator);
    profile.moniker = std::move(moniker);
    profile.website = std::move(website);
    profile.details = std::move(details);
    profiles.set(ctx, validator, profile);
    ctx.emit(ValidatorEdited{validator, commission.rate_ppm});
    return {};
}

}  // namespace ambag::emission::staking
