// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "chain/module/descriptor.hpp"
#include "governance/upgrade/state.hpp"

// Upgrades of the rules at a height, and the registry of every parameter of the chain, at
// chain::upgrade_address. README.md tells what happens to a node at an upgrade.

namespace ambag::governance::upgrade {

extern const chain::ModuleDescriptor descriptor;

// Direct reads for the node; `ctx` sees this module's state.
std::optional<Plan> pending_plan(const chain::ViewContext& ctx);
// The height at which an upgrade of that name happened.
std::optional<Height> applied_at(const chain::ViewContext& ctx, std::string_view name);
// The name of the newest upgrade that happened; empty when none did.
std::string last_upgrade(const chain::ViewContext& ctx);

}  // namespace ambag::governance::upgrade
