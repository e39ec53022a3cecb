// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/split.hpp"

#include <algorithm>
#include <numeric>

#include "chain/base/check.hpp"
#include "emission/primitives/wide.hpp"

namespace ambag::emission {

using chain::Amount;
using chain::U256;

namespace {

Wide sum_of(std::span<const U256> weights) {
    Wide total{0};
    for (const U256& weight : weights) total += widen(weight);
    return total;
}

}  // namespace

std::string_view describe(SplitError error) {
    switch (error) {
        case SplitError::zero_weights:
            return "the weights sum to 0; one of them must be above 0";
        case SplitError::weights_too_large:
            return "the weights sum to more than 2^256 - 1";
        case SplitError::overflow:
            return "a part would be more than 2^256 - 1";
    }
    return "unknown";
}

SplitResult<std::vector<Amount>> split(const Amount& amount, std::span<const U256> weights) {
    const Wide total = sum_of(weights);
    if (total.is_zero()) return std::unexpected(SplitError::zero_weights);

    std::vector<Amount> parts;
    std::vector<Wide> remainders;
    parts.reserve(weights.size());
    remainders.reserve(weights.size());
    Wide left = widen(amount.units);
    for (const U256& weight : weights) {
        const Wide product = widen(amount.units) * widen(weight);
        const Wide whole = product / total;
        left -= whole;
        parts.emplace_back(*narrow(whole));
        remainders.emplace_back(product % total);
    }

    // The remainders sum to left * total and each is below total, so fewer units are left than
    // there are non-zero remainders: a zero weight never gets one.
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const int by_remainder = remainders[a].compare(remainders[b]);
        return by_remainder != 0 ? by_remainder > 0 : a < b;
    });
    const auto units_left = narrow(left)->to_u64();
    CHECK(units_left && *units_left < weights.size());
    for (std::size_t i = 0; i < *units_left; ++i)
        parts[order[i]] = *checked_add(parts[order[i]], Amount{U256{1U}});
    return parts;
}

SplitResult<RunningParts> split_running(const Amount& amount, std::span<const U256> weights,
                                        const RunningSplit& state) {
    const Wide total = sum_of(weights);
    if (total.is_zero()) return std::unexpected(SplitError::zero_weights);
    if (!narrow(total)) return std::unexpected(SplitError::weights_too_large);

    // Without remainders the carry belongs to nobody yet and is divided with the amount.
    const bool fresh = state.remainders.empty();
    CHECK(fresh || state.remainders.size() == weights.size());
    const Wide divided = widen(amount.units) + (fresh ? widen(state.carry.units) : Wide{0});
    Wide left = widen(amount.units) + widen(state.carry.units);
    RunningParts result;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Wide before = fresh ? Wide{0} : widen(state.remainders[i]);
        const Wide share = before + divided * widen(weights[i]);
        const auto part = narrow(Wide{share / total});
        if (!part) return std::unexpected(SplitError::overflow);
        left -= widen(*part);
        result.parts.emplace_back(*part);
        result.next.remainders.push_back(*narrow(Wide{share % total}));
    }
    result.next.carry = Amount{*narrow(left)};
    return result;
}

}  // namespace ambag::emission
