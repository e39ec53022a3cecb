// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "emission/staking/module.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {

using namespace chain;
namespace staking = emission::staking;

namespace {

constexpr std::uint64_t most = ~std::uint64_t{0};
constexpr std::uint64_t most32 = 0xFFFFFFFF;

std::uint32_t small(GenesisReader& from, std::string_view name, std::uint32_t otherwise) {
    return static_cast<std::uint32_t>(from.integer(name, otherwise, 0, most32));
}

staking::Parameters read_parameters(GenesisReader from) {
    staking::Parameters p;
    p.validators_max = small(from, "validators_max", p.validators_max);
    p.self_bond_min = from.amount("self_bond_min", p.self_bond_min);
    p.delegation_min = from.amount("delegation_min", p.delegation_min);
    p.unbond_seconds = from.integer("unbond_seconds", p.unbond_seconds, 0, most);
    p.evidence_seconds = from.integer("evidence_seconds", p.evidence_seconds, 0, most);
    p.double_sign_slash_ppm = small(from, "double_sign_slash", p.double_sign_slash_ppm);
    p.downtime_slash_ppm = small(from, "downtime_slash", p.downtime_slash_ppm);
    p.downtime_window_blocks =
        from.integer("downtime_window_blocks", p.downtime_window_blocks, 0, most);
    p.missed_blocks_max = from.integer("missed_blocks_max", p.missed_blocks_max, 0, most);
    p.jail_seconds = from.integer("jail_seconds", p.jail_seconds, 0, most);
    p.exits_per_block = small(from, "exits_per_block", p.exits_per_block);
    from.finish();
    return p;
}

staking::ValidatorGenesis read_validator(GenesisReader& from) {
    staking::ValidatorGenesis validator;
    validator.validator = from.address("operator").value_or(Address{});
    validator.key_type = from.choice("key_type", {"ed25519", "secp256k1eth"}) == 0
                             ? ConsensusKeyType::ed25519
                             : ConsensusKeyType::secp256k1eth;
    validator.key = from.bytes("key").value_or(Bytes{});
    validator.self_bond = from.amount("self_bond", {});
    validator.commission_ppm = small(from, "commission", 0);
    validator.commission_max_ppm = small(from, "commission_max", staking::million);
    validator.commission_daily_max_ppm = small(from, "commission_daily_max", 0);
    validator.moniker = from.text("moniker", "");
    validator.website = from.text("website", "");
    validator.details = from.text("details", "");
    from.finish();
    return validator;
}

}  // namespace

void read_staking(GenesisReader& root, ChainSpec& spec) {
    const std::size_t before = root.mistakes();
    GenesisReader section = root.section("staking");
    staking::StakingGenesis genesis;
    genesis.enabled = section.present();
    genesis.power_unit = section.amount("power_unit", genesis.power_unit);
    genesis.reward_pool = section.text("reward_pool", "");
    genesis.parameters = read_parameters(section.section("parameters"));
    for (GenesisReader& entry : section.list("validators"))
        genesis.validators.push_back(read_validator(entry));
    section.finish();
    check_pool_spender(root, "staking.reward_pool", genesis.reward_pool, staking_address);
    if (root.mistakes() == before)  // else it would complain about what was not read
        if (const auto wrong = staking::mistake_in(genesis))
            root.fail("staking." + wrong->first, wrong->second);
    spec.sections.push_back(
        {staking_address, [genesis](Context& ctx) { return staking::genesis(ctx, genesis); }});
}

}  // namespace ambag::node
