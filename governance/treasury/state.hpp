// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/cell.hpp"
#include "governance/treasury/terms.hpp"

// Every record of the treasury. Its coins are sub-ledgers that sum to the balance of the module's
// account: the purse, which nobody has a claim on, and what the grants hold.

namespace ambag::governance::treasury {

using chain::Item;
using chain::Map;
using chain::U256;

inline constexpr std::uint64_t period_seconds_min = 3'600;
inline constexpr std::uint64_t period_seconds_max = 31'622'400;  // 366 days
inline constexpr std::size_t memo_bytes_max = 1'024;
inline constexpr std::size_t page_entries_max = 100;

// At most `cap` leaves the purse in each period; periods are the multiples of their length since
// 1970.
struct SpendLimit {
    Amount cap{U256::max()};
    std::uint64_t period_seconds = 2'592'000;  // 30 days
};

struct PeriodSpending {
    std::uint64_t start = 0;
    Amount spent;
};

// What `pay` and the two ways of making a grant have in common, under one count of ids.
struct Grant {
    Address to;
    Amount amount;
    Hash memo_hash;  // keccak256; the text is in the event
    Timestamp time;
};

// A class of spending has a cap of its own over a rolling window; see spending.hpp.
struct ClassLimit {
    Amount cap;
    std::uint64_t period_seconds = 0;  // 0: no such class
};

// Sums by slot: the newest slot's first, then those of the slots before it.
struct ClassSpending {
    std::uint64_t slot = 0;
    std::vector<Amount> sums;
};

struct RecipientKey {
    Address to;
    std::uint64_t index;
};

struct PartKey {
    std::uint64_t grant;
    std::uint8_t part;
};

inline constexpr Item<SpendLimit> spend_limit{0x01};
inline constexpr Item<PeriodSpending> period_spending{0x02};
inline constexpr Item<Amount> total_paid{0x03};
inline constexpr Item<std::uint64_t> grant_count{0x04};
inline constexpr Map<std::uint64_t, Grant> grants{0x05};  // from 1 on
inline constexpr Item<Amount> purse{0x06};
inline constexpr Item<Amount> committed{0x07};
inline constexpr Map<std::uint64_t, Award> awards{0x08};
inline constexpr Map<PartKey, Part> parts{0x09};
inline constexpr Map<std::uint32_t, ClassLimit> class_limits{0x0a};
inline constexpr Map<std::uint32_t, ClassSpending> class_spending{0x0b};
inline constexpr chain::List<std::uint32_t> class_ids{0x0c};
inline constexpr Map<Address, std::uint64_t> recipient_counts{0x0d};
inline constexpr Map<RecipientKey, std::uint64_t> recipient_grants{0x0e};
inline constexpr Item<Amount> total_granted{0x0f};
inline constexpr Item<Amount> total_returned{0x10};

}  // namespace ambag::governance::treasury
