// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "emission/staking/updates.hpp"
#include "emission/staking/views.hpp"
#include "node/rpc/shapes.hpp"
#include "node/service/methods_ambag.hpp"

// Validators, what a holder has with them, and what the consensus engine is told.

namespace ambag::node {

namespace staking = emission::staking;

namespace {

using chain::to_checksum;
using chain::to_hex;
using chain::ViewContext;

std::string_view key_type_name(chain::ConsensusKeyType type) {
    return type == chain::ConsensusKeyType::ed25519 ? "ed25519" : "secp256k1eth";
}

std::string_view status_name(const staking::ValidatorView& validator) {
    if (validator.tombstoned) return "tombstoned";
    if (validator.jailed) return "jailed";
    return validator.elected ? "elected" : "waiting";
}

Json validator_json(const ViewContext& view, const chain::Address& who) {
    const auto read = staking::validator_view(view, who);
    if (!read) return {};
    const auto texts = staking::validator_texts(view, who);
    const auto commission = staking::commission_of(view, who);
    const staking::ValidatorView& v = *read;
    Json json = Json::object({{"operator", to_checksum(who)},
                              {"number", quantity(v.number)},
                              {"moniker", v.moniker},
                              {"status", status_name(v)},
                              {"tokens", v.tokens.units.to_hex()},
                              {"power", quantity(v.power)},
                              {"selfBond", v.self_bond.units.to_hex()},
                              {"commissionPpm", quantity(v.commission_ppm)},
                              {"commissionOwed", commission ? commission->units.to_hex() : "0x0"},
                              {"keyType", key_type_name(v.key_type)},
                              {"key", to_hex(v.key)},
                              {"consensusAddress", to_checksum(v.consensus)},
                              {"jailedUntil", quantity(v.jailed_until.value)}});
    if (!texts) return json;
    json.set("website", texts->website);
    json.set("details", texts->details);
    json.set("commissionMaxPpm", quantity(texts->commission_max_ppm));
    json.set("commissionDailyMaxPpm", quantity(texts->commission_daily_max_ppm));
    json.set("commissionChanged", quantity(texts->commission_changed.value));
    return json;
}

RpcResult<> get_validators(const RpcContext& context, const Json& params) {
    const Page wanted = TRY(read_page(params, 0));
    const auto reader = TRY(ambag_reader(context, params, 2));
    const ViewContext view = reader.modules->view(chain::staking_address);
    const std::uint64_t total = staking::operators.size(view);
    Json list = Json::array();
    for (std::uint64_t i = wanted.first; i < total && i - wanted.first < wanted.count; ++i)
        list.push(validator_json(view, staking::operators.get(view, i)));
    return Json::object({{"total", quantity(total)},
                         {"elected", quantity(staking::seat_counts.get(view).elected)},
                         {"time", quantity(view.block().time.value)},
                         {"validators", list}});
}

Json exit_json(const staking::ExitView& exit) {
    const bool unbonding = exit.kind == staking::ExitKind::unbonding;
    return Json::object({{"exit", quantity(exit.exit)},
                         {"kind", unbonding ? "unbonding" : "redelegation"},
                         {"from", to_checksum(exit.from)},
                         {"to", unbonding ? Json{} : Json{to_checksum(exit.to)}},
                         {"amount", exit.amount.units.to_hex()},
                         {"block", quantity(exit.height.value)},
                         {"matures", quantity(exit.matures.value)}});
}

RpcResult<> get_delegations(const RpcContext& context, const Json& params) {
    const chain::Address holder = TRY(read_address(param_at(params, 0), "holder"));
    const auto reader = TRY(ambag_reader(context, params, 1));
    const ViewContext view = reader.modules->view(chain::staking_address);
    Json positions = Json::array();
    if (const auto all = staking::delegations_view(view, holder))
        for (const staking::DelegationView& position : *all)
            positions.push(Json::object({{"validator", to_checksum(position.validator)},
                                         {"amount", position.amount.units.to_hex()},
                                         {"immature", position.immature.units.to_hex()},
                                         {"rewards", position.rewards.units.to_hex()}}));
    Json exits = Json::array();
    if (const auto all = staking::exits_view(view, holder))
        for (const staking::ExitView& exit : *all) exits.push(exit_json(exit));
    return Json::object({{"holder", to_checksum(holder)},
                         {"time", quantity(view.block().time.value)},
                         {"delegations", positions},
                         {"exits", exits}});
}

RpcResult<> get_updates(const RpcContext& context, const Json& params) {
    const auto reader = TRY(ambag_reader(context, params, 0));
    const ViewContext view = reader.modules->view(chain::staking_address);
    const staking::Updates last = staking::last_updates.get(view);
    const bool now = last.height == view.block().height && !last.list.empty();
    Json updates = Json::array();
    if (now)
        for (const chain::ValidatorUpdate& update : last.list)
            updates.push(Json::object({{"keyType", key_type_name(update.key_type)},
                                       {"key", to_hex(update.key)},
                                       {"power", quantity(update.power)}}));
    return Json::object({{"block", quantity(view.block().height.value)}, {"updates", updates}});
}

constexpr MethodOptions listing{.cost = 200, .lane = RpcLane::heavy};
constexpr MethodOptions reading{.cost = 20, .lane = RpcLane::heavy};

constexpr MethodRow rows[]{
    {"ambag_validators", "first quantity?, count quantity?, block block?", "object",
     &get_validators, "validators in order of registration with stake, status and commission",
     listing},
    {"ambag_delegations", "holder address, block block?", "object", &get_delegations,
     "what a holder has bonded where, its rewards, and what is leaving", reading},
    {"ambag_validatorUpdates", "block block?", "object", &get_updates,
     "what the block told the consensus engine about its validators", reading},
};

}  // namespace

MethodFamily ambag_staking_methods() {
    return rows;
}

}  // namespace ambag::node
