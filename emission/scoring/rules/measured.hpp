// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "chain/base/amount.hpp"
#include "emission/primitives/fixed.hpp"

// Rules over what was measured: nobody weighs anybody, a meter says what each participant did.

namespace ambag::emission::scoring {

struct Presence {
    std::uint64_t present;
    std::uint64_t expected;  // 0: this kind of duty was not asked for
};

struct Fraction {
    std::uint64_t numerator;
    std::uint64_t denominator;
};

// Uptime ramp, all integers: with p the mean of the ratios that were asked for,
//   u = clamp((p - low) / (high - low), 0, 1)
//   reward = floor(floor(amount * u_numerator * stake / u_denominator) / total stake)
// What is not earned is not paid: the sum may be far below `amount`. Source: nearcore's epoch
// rewards. low < high <= 1; stakes below 2^128, `amount` below 2^128.
chain::Amount ramp_reward(const chain::Amount& amount, const chain::U256& stake,
                          const chain::U256& total_stake, std::span<const Presence> presences,
                          Fraction low, Fraction high);

// The ratio of one kind of duty, cut off: below cutoff percent nothing, from it on everything.
Presence cut_off(Presence presence, std::uint64_t cutoff_percent);

// Curve over raw scores that favours the best: with z = (x - mean) / (deviation + 10^-8),
//   y = logistic(2 (z - 1/2)) + tanh(z) / 5, times 1.4 from the 90th percentile on,
//   weight = (y - min y) / (max y - min y + 10^-8)
// All zero when every score is zero. Population deviation, percentile by linear interpolation.
std::vector<Fixed> min_max_curve(std::span<const Fixed> scores);

// Reliability of one platform: 0 without success or above ten errors an hour, else
// 0.6 success + 0.4 / (1 + errors an hour).
Fixed reliability(std::uint64_t successes, std::uint64_t errors, std::uint64_t seconds);

// ln(1 + 0.5 length + 2 likes + 1.5 reposts + replies + 0.1 views).
Fixed attention(std::uint64_t length, std::uint64_t likes, std::uint64_t reposts,
                std::uint64_t replies, std::uint64_t views);

// What a subnet's meter reported in an epoch; a participant without a value did nothing.
struct Measurements {
    std::vector<std::optional<chain::U256>> values;  // below 2^64
    std::vector<chain::U256> stakes;
    chain::U256 whole;  // one_out: the loss with everybody
    chain::U256 low;    // pro_rata: least units that are paid; ramp: lower end, in millionths
    chain::U256 high;   // ramp: upper end, in millionths
};

enum class MeasuredRule : std::uint8_t {
    pro_rata,  // value = units, the weight
    one_out,   // value = loss without the participant, in 10^-9 (one_out_loss.hpp)
    curve,     // value = raw score in millionths
};

std::vector<chain::U256> measured_weights(MeasuredRule rule, const Measurements& measured);

// `amount` by weights to the unit; nothing to anybody when all are 0.
std::vector<chain::Amount> weight_rewards(const chain::Amount& amount,
                                          std::span<const chain::U256> weights);
// The ramp over values in millionths.
std::vector<chain::Amount> ramp_rewards(const chain::Amount& amount, const Measurements& measured);

}  // namespace ambag::emission::scoring
