// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/quantity.hpp"

// Keys of scoring's maps, and the rows that only the module reads.

namespace ambag::emission::scoring {

struct NeuronKey {
    std::uint32_t subnet;
    std::uint32_t uid;
};

struct MemberKey {
    std::uint32_t subnet;
    chain::Address account;
};

struct PositionKey {
    std::uint32_t subnet;
    chain::Address validator;
    chain::Address staker;
};

struct CalendarKey {
    chain::Height height;
    std::uint64_t index;
};

struct WeightRow {
    std::vector<std::uint32_t> uids;  // rising
    std::vector<std::uint16_t> weights;
};

struct BondRow {
    chain::Height written;
    std::vector<std::uint32_t> uids;  // rising
    std::vector<chain::U256> bonds;
};

struct Cursor {
    chain::Height height;
    std::uint64_t index = 0;
};

}  // namespace ambag::emission::scoring
