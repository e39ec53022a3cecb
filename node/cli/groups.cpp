// SPDX-License-Identifier: Apache-2.0
#include "node/cli/command.hpp"

namespace ambag::node {

std::vector<CommandGroup> command_groups() {
    return {node_commands(),
            genesis_commands(),
            key_commands(),
            transaction_commands(),
            governance_draft_commands(),
            governance_plan_commands(),
            governance_commands(),
            governance_watch_commands(),
            governance_track_commands(),
            grant_commands(),
            emission_commands(),
            stake_commands(),
            evidence_commands(),
            device_commands(),
            job_commands(),
            receipt_commands(),
            worker_commands(),
            model_commands(),
            payouts_commands(),
            query_commands(),
            verify_commands()};
}

std::string command_table() {
    std::string table = "| command | what it does |\n| --- | --- |\n";
    for (const CommandGroup group : command_groups())
        for (const CommandRow& row : group)
            table += "| `ambag " + std::string{row.path} +
                     (row.arguments.empty() ? "" : " " + std::string{row.arguments}) + "` | " +
                     std::string{row.summary} + " |\n";
    return table;
}

}  // namespace ambag::node
