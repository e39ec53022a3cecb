// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/result.hpp"

// One amount divided by weights, to the unit: floor(amount * w / W) each, and what the floors
// leave goes one unit at a time to the largest remainders, ties to the lowest index. Amounts and
// weights may use all 256 bits. The parts always sum to the amount.

namespace ambag::emission {

enum class SplitError : std::uint8_t {
    zero_weights,  // no weight, or their sum is 0: nobody to pay is not "pay nobody"
};

std::string_view describe(SplitError error);

template <class T = void>
using SplitResult = chain::BasicResult<T, SplitError>;

// parts[i] belongs to weights[i].
SplitResult<std::vector<chain::Amount>> split(const chain::Amount& amount,
                                              std::span<const chain::U256> weights);

}  // namespace ambag::emission
