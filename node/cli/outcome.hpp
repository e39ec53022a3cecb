// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "chain/base/result.hpp"

// How a command ends. The numbers are the exit codes of the program.

namespace ambag::node {

enum class ExitCode : int {
    done = 0,
    failed = 1,   // could not be done: no node answers, a file is missing, a node stopped
    refused = 2,  // was done and the answer is no: a call reverts, evidence or a proof is not valid
    upgrade = 3,  // the node stopped at a planned upgrade: another program must go on
    usage = 64,   // the command line itself is wrong
};

struct CliError {
    ExitCode code = ExitCode::failed;
    std::string message;  // says what was wrong and what is accepted
};

template <class T = void>
using CliResult = chain::Result<T, CliError>;

inline std::unexpected<CliError> cli_failed(std::string message) {
    return std::unexpected(CliError{ExitCode::failed, std::move(message)});
}
inline std::unexpected<CliError> cli_refused(std::string message) {
    return std::unexpected(CliError{ExitCode::refused, std::move(message)});
}
inline std::unexpected<CliError> cli_usage(std::string message) {
    return std::unexpected(CliError{ExitCode::usage, std::move(message)});
}

}  // namespace ambag::node
