// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "node/book/describe.hpp"
#include "node/cli/outcome.hpp"

// The functions of the modules by name, to be called from the command line.

namespace ambag::node {

struct FunctionRef {
    const chain::ModuleDescriptor* module;
    const chain::CallRow* row;
};

// "token.transfer", or with a signature where a name is not enough:
// "governor.quorumNumerator(uint256)". `arguments` chooses among functions of one name.
CliResult<FunctionRef> find_function(std::string_view text, std::optional<std::size_t> arguments);
CliResult<FunctionRef> find_function(const chain::ModuleDescriptor& module, std::string_view call,
                                     std::optional<std::size_t> arguments);

// Selector and arguments.
CliResult<chain::Bytes> encode_call(const FunctionRef& function, std::span<const Json> arguments,
                                    const NameResolver& resolve);

}  // namespace ambag::node
