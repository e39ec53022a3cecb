// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>

#include "governance/upgrade/module.hpp"
#include "node/consensus/upgrades.hpp"
#include "node/json/json.hpp"

namespace ambag::node {

namespace {

const UpgradeRow* find_row(std::span<const UpgradeRow> known, std::string_view name) {
    const auto row = std::find_if(known.begin(), known.end(),
                                  [&](const UpgradeRow& one) { return one.name == name; });
    return row == known.end() ? nullptr : &*row;
}

}  // namespace

std::string UpgradeHalt::message() const {
    const std::string at = "upgrade \"" + name + "\" at block " + std::to_string(height);
    const std::string next =
        "; start the program of that release" + (info.empty() ? std::string{} : " (" + info + ")");
    switch (why) {
        case UpgradeStop::due:
            return at + ": this program does not know it and stopped before that block" + next;
        case UpgradeStop::passed:
            return at + " has happened: this program does not know it" + next;
        case UpgradeStop::early:
            break;
    }
    return at +
           " has not come yet: this program cannot execute the blocks before it; run the earlier "
           "program until then";
}

std::optional<UpgradeHalt> upgrade_halt(const chain::ViewContext& view,
                                        std::span<const UpgradeRow> known) {
    const std::string last = governance::upgrade::last_upgrade(view);
    if (!last.empty() && find_row(known, last) == nullptr) {
        const auto height = governance::upgrade::applied_at(view, last);
        return UpgradeHalt{UpgradeStop::passed, last, height ? height->value : 0, {}};
    }
    const auto plan = governance::upgrade::pending_plan(view);
    if (!plan) return std::nullopt;
    const UpgradeRow* row = find_row(known, plan->name);
    const bool due = view.block().height >= plan->height;
    const bool stops = row == nullptr ? due : !due && !row->runs_before;
    if (!stops) return std::nullopt;
    return UpgradeHalt{due ? UpgradeStop::due : UpgradeStop::early, plan->name, plan->height.value,
                       plan->info};
}

chain::Result<void, std::string> write_upgrade_info(const std::filesystem::path& directory,
                                                    const UpgradeHalt& halt) {
    const std::filesystem::path file = directory / "upgrade-info.json";
    // A watcher must never read half of it.
    const std::filesystem::path half = directory / "upgrade-info.json.new";
    {
        std::ofstream out{half, std::ios::binary | std::ios::trunc};
        out << Json::object({{"name", halt.name}, {"height", halt.height}, {"info", halt.info}})
                   .dump();
        out.flush();
        if (!out) return std::unexpected("cannot write " + half.string());
    }
    std::error_code error;
    std::filesystem::rename(half, file, error);
    if (error) return std::unexpected("cannot write " + file.string() + ": " + error.message());
    return {};
}

}  // namespace ambag::node
