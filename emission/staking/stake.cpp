// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/stake.hpp"

#include "chain/base/check.hpp"
#include "emission/primitives/wide.hpp"

namespace ambag::emission::staking {

using chain::Rounding;

namespace {

U256 quotient(const U256& a, const U256& b, const U256& divisor, Rounding rounding) {
    const auto result = mul_div(a, b, divisor, rounding);
    CHECK(result);  // the callers' bounds: b <= divisor, or widths that sum to 256 bits
    return *result;
}

}  // namespace

U256 factor_one() {
    return U256::power_of_two(128);
}

U256 factor_least() {
    return U256::power_of_two(96);
}

Amount plus(const Amount& a, const Amount& b) {
    const auto sum = checked_add(a, b);
    CHECK(sum);
    return *sum;
}

Amount minus(const Amount& a, const Amount& b) {
    const auto difference = checked_sub(a, b);
    CHECK(difference);
    return *difference;
}

Amount value_of(const Amount& nominal, const U256& now, const U256& then) {
    if (then.is_zero()) return {};
    return Amount{quotient(nominal.units, now, then, Rounding::down)};
}

U256 share_units(const Amount& nominal, const U256& factor) {
    if (factor.is_zero()) return {};
    return quotient(nominal.units, factor_one(), factor, Rounding::down);
}

Amount part_of(const Amount& amount, std::uint32_t ppm) {
    return Amount{quotient(amount.units, U256{ppm}, U256{million}, Rounding::down)};
}

Amount part_of_up(const Amount& amount, std::uint32_t ppm) {
    return Amount{quotient(amount.units, U256{ppm}, U256{million}, Rounding::up)};
}

SlashedStake slash(const Stake& stake, std::uint32_t ppm) {
    if (stake.tokens.is_zero()) return {stake, {}};
    const Amount burned = part_of(stake.tokens, ppm);
    Stake next = stake;
    next.tokens = minus(stake.tokens, burned);
    next.unsettled = plus(stake.unsettled, burned);
    next.factor_q128 =
        quotient(stake.factor_q128, next.tokens.units, stake.tokens.units, Rounding::down);
    return {next, burned};
}

Amount Loss::sum() const {
    return plus(matched, carry);
}

Loss settle(Stake& stake, Position& position) {
    const Amount value = value_of(position.nominal, stake.factor_q128, position.factor_q128);
    const Amount lost = minus(position.nominal, value);
    const Amount matched = std::min(lost, stake.unsettled);
    const Loss loss{matched, minus(lost, matched)};
    stake.unsettled = minus(stake.unsettled, matched);
    stake.tokens = minus(stake.tokens, loss.carry);
    position.nominal = value;
    position.factor_q128 = stake.factor_q128;
    return loss;
}

Loss settle(Stake& stake, Exit& exit, std::uint32_t ppm) {
    const Amount lost = part_of_up(exit.amount, ppm);
    const Amount matched = std::min(lost, stake.leaving_unsettled);
    const Loss loss{matched, minus(lost, matched)};
    stake.leaving_unsettled = minus(stake.leaving_unsettled, matched);
    exit.amount = minus(exit.amount, lost);
    return loss;
}

std::uint64_t voting_power(const Amount& tokens, const Amount& unit) {
    constexpr std::uint64_t most = (std::uint64_t{1} << 49) - 1;
    const auto units = div_floor(tokens.units, unit.units);
    CHECK(units);  // genesis refuses a unit of 0
    const auto power = units->to_u64();
    return power ? std::min(*power, most) : most;
}

}  // namespace ambag::emission::staking
