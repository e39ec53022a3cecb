// SPDX-License-Identifier: Apache-2.0
#include "chain/base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace ambag::chain {

void check_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "ambag: broken rule: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

}  // namespace ambag::chain
