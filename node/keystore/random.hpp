// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/crypto/secret.hpp"

namespace ambag::node {

// Bytes from the kernel's generator (getrandom). Stops the process when the kernel has none to
// give, which it only does for want of a system call: a key from anything weaker is worse.
chain::SecretBytes random_bytes(std::size_t size);

}  // namespace ambag::node
