// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "node/cli/command.hpp"

namespace ambag::node {

std::string_view program_version() {
    return AMBAG_VERSION;
}

std::string client_version() {
#if defined(__aarch64__)
    constexpr std::string_view machine = "aarch64";
#else
    constexpr std::string_view machine = "x86_64";
#endif
    return "Ambag/v" + std::string{program_version()} + "/linux-" + std::string{machine};
}

}  // namespace ambag::node
