// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "chain/base/hex.hpp"
#include "emission/staking/keys.hpp"
#include "emission/staking/module.hpp"
#include "emission/staking/parameters.hpp"
#include "emission/staking/updates.hpp"
#include "emission/staking/validators.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

using Mistake = std::pair<std::string, std::string>;

std::optional<std::string> commission_mistake(const ValidatorGenesis& validator) {
    if (validator.commission_max_ppm > million)
        return "commission_max is above 1000000 (all of it)";
    if (validator.commission_ppm > validator.commission_max_ppm)
        return "commission is above commission_max";
    if (validator.commission_daily_max_ppm > validator.commission_max_ppm)
        return "commission_daily_max is above commission_max";
    return std::nullopt;
}

std::optional<std::string> text_mistake(const ValidatorGenesis& validator) {
    if (validator.moniker.size() > moniker_max) return "moniker is longer than 70 bytes";
    if (validator.website.size() > website_max) return "website is longer than 140 bytes";
    if (validator.details.size() > details_max) return "details are longer than 280 bytes";
    return std::nullopt;
}

std::optional<std::string> mistake_of(const StakingGenesis& section,
                                      const ValidatorGenesis& validator) {
    if (validator.validator.is_zero()) return "operator is missing: an address";
    if (!consensus_address(validator.key_type, validator.key))
        return "key is no key of its type: 32 bytes of ed25519 (canonical, not of small order) or "
               "33 of secp256k1eth (compressed)";
    if (const auto mistake = commission_mistake(validator)) return mistake;
    if (const auto mistake = text_mistake(validator)) return mistake;
    const Amount least =
        std::max(section.parameters.self_bond_min, section.parameters.delegation_min);
    if (validator.self_bond < least)
        return "self_bond is " + validator.self_bond.units.to_decimal() + " base units; at least " +
               least.units.to_decimal() + " are accepted (self_bond_min, delegation_min)";
    return std::nullopt;
}

}  // namespace

std::optional<Mistake> mistake_in(const StakingGenesis& section) {
    if (section.power_unit.is_zero()) return Mistake{"power_unit", "must be at least 1 base unit"};
    if (auto wrong = mistake_in(section.parameters); !wrong.empty())
        return Mistake{"parameters", std::move(wrong)};
    std::set<Address> operators_seen;
    std::set<Address> keys_seen;
    for (std::size_t i = 0; i < section.validators.size(); ++i) {
        const ValidatorGenesis& validator = section.validators[i];
        const std::string path = "validators." + std::to_string(i);
        if (auto wrong = mistake_of(section, validator)) return Mistake{path, std::move(*wrong)};
        if (!operators_seen.insert(validator.validator).second)
            return Mistake{path, "operator is registered twice"};
        if (!keys_seen.insert(*consensus_address(validator.key_type, validator.key)).second)
            return Mistake{path, "key is registered twice"};
    }
    return std::nullopt;
}

Result<void, Fault> genesis(Context& ctx, const StakingGenesis& section) {
    if (!section.enabled) return {};
    if (const auto wrong = mistake_in(section))
        return std::unexpected(Fault{"genesis.staking." + wrong->first, wrong->second});
    setup.set(ctx, {true, section.power_unit, section.reward_pool});
    parameters.set(ctx, section.parameters);
    for (std::size_t i = 0; i < section.validators.size(); ++i) {
        const ValidatorGenesis& v = section.validators[i];
        const Commission commission{v.commission_ppm, v.commission_max_ppm,
                                    v.commission_daily_max_ppm, ctx.block().time};
        const auto done = register_validator(ctx, {v.validator, v.key_type, v.key, commission,
                                                   v.self_bond, v.moniker, v.website, v.details});
        if (!done)
            return std::unexpected(
                Fault{"genesis.staking.validators." + std::to_string(i),
                      to_checksum(v.validator) +
                          " is a module, or token.wrapped gives it less than self_bond"});
    }
    publish_updates(ctx);
    return {};
}

}  // namespace ambag::emission::staking
