// SPDX-License-Identifier: Apache-2.0
#include "governance/upgrade/calls.hpp"

#include "chain/module/addresses.hpp"
#include "chain/module/registry.hpp"
#include "governance/upgrade/interface.hpp"

namespace ambag::governance::upgrade {

using namespace chain;

namespace {

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_valid_name(std::string_view name) {
    if (name.empty() || name.size() > name_size_max || !is_letter_or_digit(name.front()))
        return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
    });
}

Hash key_of(std::string_view name) {
    return keccak256(as_bytes(name));
}

Result<> only_authority(const ViewContext& ctx) {
    if (ctx.sender() != authority_address) return fail(UpgradeUnauthorized{ctx.sender()});
    return {};
}

}  // namespace

std::optional<Plan> pending_plan(const ViewContext& ctx) {
    if (!plan.has(ctx)) return std::nullopt;
    return plan.get(ctx);
}

std::optional<Height> applied_at(const ViewContext& ctx, std::string_view name) {
    const Height height = applied.get(ctx, key_of(name));
    return height.value == 0 ? std::nullopt : std::optional{height};
}

std::string last_upgrade(const ViewContext& ctx) {
    return last_applied.get(ctx);
}

Result<> schedule_upgrade(Context& ctx, std::string name, Height height, std::string info,
                          Hash release_hash) {
    TRY(only_authority(ctx));
    if (!is_valid_name(name)) return fail(UpgradeInvalidName{std::move(name)});
    if (const auto used = applied_at(ctx, name))
        return fail(UpgradeNameUsed{std::move(name), *used});
    if (height <= ctx.block().height) return fail(UpgradeHeightPassed{height, ctx.block().height});
    if (info.size() > info_size_max)
        return fail(UpgradeInfoTooLong{U256{info.size()}, U256{info_size_max}});
    TRY(ctx.charge(Gas{2 * gas::stored_byte * (name.size() + info.size())}));
    // Must succeed from here.
    plan.set(ctx, {name, height, info, release_hash});
    ctx.emit(UpgradeScheduled{std::move(name), height, std::move(info), release_hash});
    return {};
}

Result<> cancel_upgrade(Context& ctx) {
    TRY(only_authority(ctx));
    const auto pending = pending_plan(ctx);
    if (!pending) return fail(UpgradeNotScheduled{});
    // Must succeed from here.
    plan.erase(ctx);
    ctx.emit(UpgradeCanceled{pending->name, pending->height});
    return {};
}

Result<std::tuple<std::string, Height, std::string, Hash>> plan_view(const ViewContext& ctx) {
    const Plan now = pending_plan(ctx).value_or(Plan{});
    return std::tuple{now.name, now.height, now.info, now.hash};
}

Result<Height> applied_view(const ViewContext& ctx, std::string name) {
    return applied_at(ctx, name).value_or(Height{});
}

Result<U256> parameter_count(const ViewContext& ctx) {
    std::uint64_t count = 0;
    for (const ModuleDescriptor* module : RegistryView{ctx}.modules())
        count += module->parameters.size();
    return U256{count};
}

Result<
    std::tuple<std::string, std::string, U256, U256, U256, std::string, std::string, std::string>>
parameter_at(const ViewContext& ctx, U256 index) {
    U256 rest = index;
    for (const ModuleDescriptor* module : RegistryView{ctx}.modules()) {
        const U256 size{module->parameters.size()};
        if (rest >= size) {
            rest = *checked_sub(rest, size);
            continue;
        }
        const ParameterRow& row = module->parameters[rest.low_u64()];
        const ViewContext view = ctx.view_of(module->address);
        return std::tuple{std::string{module->name},
                          std::string{row.name},
                          row.read(view),
                          bound_value(*module, row.minimum, view).value_or(U256{}),
                          bound_value(*module, row.maximum, view).value_or(U256::max()),
                          std::string{row.unit},
                          std::string{row.setter},
                          std::string{row.meaning}};
    }
    return fail(UpgradeUnknownParameter{index, TRY(parameter_count(ctx))});
}

Result<void, Fault> begin_block(Context& ctx) {
    const auto pending = pending_plan(ctx);
    if (!pending || ctx.block().height < pending->height) return {};
    plan.erase(ctx);
    applied.set(ctx, key_of(pending->name), ctx.block().height);
    last_applied.set(ctx, pending->name);
    ctx.emit(UpgradeApplied{pending->name, ctx.block().height});
    return {};
}

}  // namespace ambag::governance::upgrade
