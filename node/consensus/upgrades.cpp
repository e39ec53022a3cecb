// SPDX-License-Identifier: Apache-2.0
#include "node/consensus/upgrades.hpp"

namespace ambag::node {

namespace {

// A release that changes a rule adds its row here, and asks `applied_at` where the rule is.
// AMBAG_UPGRADE_NAME adds one for the rehearsal of an upgrade (tests/node/cli).
#ifdef AMBAG_UPGRADE_NAME
constexpr UpgradeRow rows[]{{AMBAG_UPGRADE_NAME, false}};
#else
constexpr std::span<const UpgradeRow> rows{};
#endif

}  // namespace

std::span<const UpgradeRow> known_upgrades() {
    return rows;
}

}  // namespace ambag::node
