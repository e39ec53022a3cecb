// SPDX-License-Identifier: Apache-2.0
#include "governance/upgrade/module.hpp"

#include "chain/module/addresses.hpp"
#include "governance/upgrade/calls.hpp"
#include "governance/upgrade/interface.hpp"

namespace ambag::governance::upgrade {

using namespace chain;

namespace {

constexpr StateRow state_rows[]{
    state("plan", plan, "the pending upgrade: name, height, info, hash of the release"),
    state("applied", applied, "height of each upgrade that happened, by keccak256 of its name"),
    state("lastApplied", last_applied, "name of the newest upgrade that happened"),
};

// A plan's name and info are charged by their bytes besides.
constexpr CallRow call_rows[]{
    call<"scheduleUpgrade(name,height,info,releaseHash)", &schedule_upgrade>(
        {.reads = 2, .writes = 1, .hashes = 2, .logs = 1}),
    call<"cancelUpgrade()", &cancel_upgrade>({.reads = 2, .writes = 1, .logs = 1}),
    view<"upgradePlan() -> name,height,info,releaseHash", &plan_view>({.reads = 2}),
    view<"appliedAt(name) -> height", &applied_view>({.reads = 1, .hashes = 1}),
    view<"parameterCount() -> count", &parameter_count>({.reads = 1}),
    view<"parameterAt(index) -> module,name,value,minimum,maximum,unit,setter,meaning",
         &parameter_at>({.reads = 6}),
};

constexpr EventRow event_rows[]{event<UpgradeScheduled>(), event<UpgradeCanceled>(),
                                event<UpgradeApplied>()};

constexpr ErrorRow error_rows[]{
    error<UpgradeUnauthorized>(),     error<UpgradeInvalidName>(), error<UpgradeNameUsed>(),
    error<UpgradeHeightPassed>(),     error<UpgradeInfoTooLong>(), error<UpgradeNotScheduled>(),
    error<UpgradeUnknownParameter>(),
};

// No block is after the height of a pending plan.
Result<void, Fault> plan_is_ahead(const ViewContext& ctx) {
    const auto pending = pending_plan(ctx);
    if (!pending || pending->height > ctx.block().height) return {};
    return std::unexpected(Fault{"upgrade: a pending plan is ahead",
                                 "plan " + pending->name + " for height " +
                                     std::to_string(pending->height.value) + " after block " +
                                     std::to_string(ctx.block().height.value)});
}

constexpr Invariant invariant_rows[]{{"a pending plan is ahead", &plan_is_ahead}};

}  // namespace

constexpr ModuleDescriptor descriptor{
    .name = "upgrade",
    .address = upgrade_address,
    .purpose = "Upgrades of the rules at a height, and the list of every parameter.",
    .privileges = {},
    .state = state_rows,
    .calls = call_rows,
    .events = event_rows,
    .errors = error_rows,
    .parameters = {},
    .hooks = {.begin_block = &begin_block, .end_block = nullptr},
    .invariants = invariant_rows,
};

}  // namespace ambag::governance::upgrade
