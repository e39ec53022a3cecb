// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <string>
#include <vector>

#include "node/cli/command.hpp"

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    return static_cast<int>(ambag::node::run_command_line(arguments, std::cout, std::cerr,
                                                          ambag::node::terminal_of_process()));
}
