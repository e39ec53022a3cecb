// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "chain/base/bytes.hpp"

namespace ambag::chain {

// An event as Ethereum records it: at most four topics, the first the event's signature hash.
struct Log {
    Address address;
    std::vector<Hash> topics;
    Bytes data;

    bool operator==(const Log&) const = default;
};

}  // namespace ambag::chain
