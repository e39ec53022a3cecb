// SPDX-License-Identifier: Apache-2.0
#include "node/cli/command.hpp"

namespace ambag::node {

std::vector<CommandGroup> command_groups() {
    return {node_commands(), transaction_commands(), governance_commands()};
}

}  // namespace ambag::node
