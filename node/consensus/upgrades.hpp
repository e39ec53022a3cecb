// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>

#include "chain/base/result.hpp"
#include "chain/module/context.hpp"

// Which upgrades this program knows, and what it does about the one that the chain plans
// (governance/upgrade). Asked before each block and at start.

namespace ambag::node {

struct UpgradeRow {
    std::string_view name;
    // False: the program cannot execute the blocks before the upgrade, and refuses them.
    bool runs_before = true;
};

// The upgrades whose rules this program has, one line each.
std::span<const UpgradeRow> known_upgrades();

enum class UpgradeStop : std::uint8_t {
    due,     // the next block is the plan's first and this program does not know it
    early,   // this program is for the plan's blocks, and they have not come yet
    passed,  // the upgrade happened and this program does not know it
};

struct UpgradeHalt {
    UpgradeStop why;
    std::string name;
    std::uint64_t height = 0;
    std::string info;

    // What happened and what to do, for the operator.
    std::string message() const;
};

// Whether a program that knows `known` must not execute the block of `view`'s height, whose state
// is the one after its parent. `view` sees the upgrade module.
std::optional<UpgradeHalt> upgrade_halt(const chain::ViewContext& view,
                                        std::span<const UpgradeRow> known);

// `upgrade-info.json` in the data directory, as cosmovisor reads it: {"name", "height", "info"}.
// Replaces an older one. The error names the file.
chain::Result<void, std::string> write_upgrade_info(const std::filesystem::path& directory,
                                                    const UpgradeHalt& halt);

}  // namespace ambag::node
