// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "chain/module/descriptor.hpp"

// The table of modules as a module may see it: for the registry of parameters, which lists what
// every module lets governance change.

namespace ambag::chain {

class RegistryView : public ViewContext {
 public:
    explicit RegistryView(const ViewContext& ctx) : ViewContext{ctx} {}

    std::span<const ModuleDescriptor* const> modules() const;
};

// The number that a row's `minimum` or `maximum` stands for now: a decimal, "2^n - 1", or the name
// of another parameter of the module. Nothing for what is no number of its own, such as a bound
// that another argument of the same call sets. `view` sees the module's state.
std::optional<U256> bound_value(const ModuleDescriptor& module, std::string_view text,
                                const ViewContext& view);

}  // namespace ambag::chain
