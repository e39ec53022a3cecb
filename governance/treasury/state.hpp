// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/cell.hpp"

// Every record of the treasury. The money itself is the balance of the module's account.

namespace ambag::governance::treasury {

using chain::Address;
using chain::Amount;
using chain::Hash;
using chain::Item;
using chain::Map;
using chain::Timestamp;
using chain::U256;

inline constexpr std::uint64_t period_seconds_min = 3'600;
inline constexpr std::uint64_t period_seconds_max = 31'622'400;  // 366 days
inline constexpr std::size_t memo_bytes_max = 1'024;

// At most `cap` leaves in each period; periods are the multiples of their length since 1970.
struct SpendLimit {
    Amount cap{U256::max()};
    std::uint64_t period_seconds = 2'592'000;  // 30 days
};

struct PeriodSpending {
    std::uint64_t start = 0;
    Amount spent;
};

struct Grant {
    Address to;
    Amount amount;
    Hash memo_hash;  // keccak256; the text is in the event
    Timestamp time;
};

inline constexpr Item<SpendLimit> spend_limit{0x01};
inline constexpr Item<PeriodSpending> period_spending{0x02};
inline constexpr Item<Amount> total_paid{0x03};
inline constexpr Item<std::uint64_t> grant_count{0x04};
inline constexpr Map<std::uint64_t, Grant> grants{0x05};  // from 1 on

}  // namespace ambag::governance::treasury
