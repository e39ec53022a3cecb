// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "chain/base/amount.hpp"

// Amounts on the command line: "1.5 coins", "1.5coins", "1coin", "20 gwei", or base units.

namespace ambag::node {

std::optional<chain::Amount> parse_amount_text(std::string_view text);

// "1,000.5 coins": exact, trailing zeros left out, thousands apart; every form is accepted again.
std::string amount_text(const chain::Amount& amount);
// The same without the unit: "1000.5".
std::string coins_number(const chain::Amount& amount);

// "2.5 %" of `part` in `whole`, rounded down to a hundredth; "-" of nothing.
std::string percent_text(const chain::Amount& part, const chain::Amount& whole);

// "2026-01-31 12:00:05 UTC", and "3 min 20 s".
std::string time_text(std::uint64_t seconds_since_1970);
std::string duration_text(std::uint64_t seconds);

}  // namespace ambag::node
