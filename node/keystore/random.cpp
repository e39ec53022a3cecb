// SPDX-License-Identifier: Apache-2.0
#include "node/keystore/random.hpp"

#include <sys/random.h>

#include <cerrno>

#include "chain/base/check.hpp"

namespace ambag::node {

chain::SecretBytes random_bytes(std::size_t size) {
    chain::SecretBytes bytes{size};
    for (std::size_t filled = 0; filled < size;) {
        const ssize_t got = ::getrandom(bytes.data() + filled, size - filled, 0);
        CHECK(got > 0 || errno == EINTR);
        if (got > 0) filled += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace ambag::node
