// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"

// Multicall3 at its canonical address, for reading: client libraries batch their eth_calls through
// it. Source: the Multicall3 contract's ABI. Every inner call is a static one.

namespace ambag::chain::multicall {

extern const ModuleDescriptor descriptor;

}  // namespace ambag::chain::multicall
