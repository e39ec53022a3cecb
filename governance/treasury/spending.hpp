// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/treasury/state.hpp"

// The purse and its caps. What leaves the purse, by `pay` or as the whole of a grant at its making,
// counts in full at that moment against two caps:
//   the spend limit    of all spending, in calendar periods (multiples of the length since 1970);
//   its class's limit  in a rolling window. Time is cut into slots of ceil(period / 16) seconds;
//                      the sum of the running slot and the 16 before it may not exceed the cap.
//                      So no interval as long as the period ever holds more than the cap, and
//                      room comes back slot by slot, at most 17/16 of a period later.
// Money that a grant gives back makes no room in a cap.

namespace ambag::governance::treasury {

inline constexpr std::size_t window_slots = 16;

// What was spent in the period of this block, with the period's start.
PeriodSpending current_spending(const chain::ViewContext& ctx);
// A cap lowered below what was spent leaves nothing.
Amount left_of_cap(const chain::ViewContext& ctx);

// Of a class's rolling window.
Amount spent_in_window(const chain::ViewContext& ctx, std::uint32_t spend_class);
Amount left_of_class(const chain::ViewContext& ctx, std::uint32_t spend_class);

// Class 0 is everything's that names no other; it has no cap until one is set.
bool is_class(const chain::ViewContext& ctx, std::uint32_t spend_class);

// Guards in this order: funds, spend limit, class limit.
chain::Result<> check_purse(const chain::ViewContext& ctx, const Amount& amount,
                            std::uint32_t spend_class);
// Takes from the purse and books it in both caps; check_purse said yes.
chain::Result<> take_from_purse(chain::Context& ctx, const Amount& amount,
                                std::uint32_t spend_class);
// Deposits and what grants give back.
chain::Result<> put_into_purse(chain::Context& ctx, const Amount& amount);

chain::Result<> set_class_limit(chain::Context& ctx, std::uint32_t spend_class, const Amount& cap,
                                std::uint64_t period_seconds);

chain::Result<std::tuple<Amount, std::uint64_t, Amount, Amount>> class_limit_view(
    const chain::ViewContext& ctx, std::uint32_t spend_class);
chain::Result<std::tuple<std::vector<std::uint32_t>, std::uint64_t>> classes_view(
    const chain::ViewContext& ctx, std::uint64_t offset, std::uint64_t limit);

}  // namespace ambag::governance::treasury
