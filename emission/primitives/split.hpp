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
    zero_weights,       // no weight, or their sum is 0: nobody to pay is not "pay nobody"
    weights_too_large,  // of a running split: their sum is above 2^256 - 1
    overflow,           // of a running split: a part would be above 2^256 - 1
};

std::string_view describe(SplitError error);

template <class T = void>
using SplitResult = chain::BasicResult<T, SplitError>;

// parts[i] belongs to weights[i].
SplitResult<std::vector<chain::Amount>> split(const chain::Amount& amount,
                                              std::span<const chain::U256> weights);

// The same division of a stream of amounts, so that it does not matter in which portions they
// come: each part is the floor of its share of all that ever came, minus what it already got.
// What the floors have not given to anyone yet is kept as whole units in `carry`.
// Always: carry * W = sum of remainders, when there are any.
struct RunningSplit {
    std::vector<chain::U256> remainders;  // by weight, in 1/W units; none before the first amount
    chain::Amount carry;
    bool operator==(const RunningSplit&) const = default;
};

struct RunningParts {
    std::vector<chain::Amount> parts;
    RunningSplit next;
};

// `state.remainders` must be empty or of the weights' number and below W: see `after_change`.
SplitResult<RunningParts> split_running(const chain::Amount& amount,
                                        std::span<const chain::U256> weights,
                                        const RunningSplit& state);

// The state under other weights: the carry goes out with the next amount, by them.
inline RunningSplit after_change(const RunningSplit& state) {
    return {{}, state.carry};
}

}  // namespace ambag::emission
