// SPDX-License-Identifier: Apache-2.0
#include "chain/exec/fees.hpp"

#include "chain/base/check.hpp"

namespace ambag::chain {

Amount next_base_fee(const Amount& base_fee, Gas used, Gas limit, const FeeRules& rules) {
    const std::uint64_t target = limit.value / 2;
    if (target == 0 || used.value == target || base_fee.is_zero())
        return std::max(base_fee, rules.floor);
    const bool up = used.value > target;
    const std::uint64_t distance = up ? used.value - target : target - used.value;
    // Two floors, as EIP-1559 writes it: fee * distance / target / denominator.
    const auto scaled = mul_div(base_fee, U256{distance}, U256{target}, Rounding::down);
    CHECK(scaled);  // distance <= target
    const auto delta =
        div_floor(scaled->units, U256{std::max<std::uint64_t>(rules.denominator, 1)});
    CHECK(delta);
    if (!up) {
        const auto lower = checked_sub(base_fee, Amount{*delta});
        CHECK(lower);
        return std::max(*lower, rules.floor);
    }
    const auto higher = checked_add(base_fee, Amount{std::max(*delta, U256{1U})});
    return higher ? std::max(*higher, rules.floor) : base_fee;
}

}  // namespace ambag::chain
