// SPDX-License-Identifier: Apache-2.0
#include "emission/scoring/rules/measured.hpp"

#include <algorithm>

#include "emission/primitives/split.hpp"
#include "emission/primitives/wide.hpp"
#include "emission/scoring/rules/one_out_loss.hpp"

namespace ambag::emission::scoring {

using chain::Amount;
using chain::U256;

namespace {

constexpr std::uint64_t million = 1'000'000;

// Numerator and denominator of the mean, by the product of the denominators.
struct Mean {
    Wide numerator{0};
    Wide denominator{1};
    std::uint64_t count = 0;
};

Mean mean_of(std::span<const Presence> presences) {
    Mean mean;
    for (const Presence& presence : presences) {
        if (presence.expected == 0) continue;
        mean.numerator = mean.numerator * presence.expected + mean.denominator * presence.present;
        mean.denominator *= presence.expected;
        ++mean.count;
    }
    mean.denominator *= std::max<std::uint64_t>(mean.count, 1);
    return mean;
}

Fixed sum_of(std::span<const Fixed> values) {
    Fixed total;
    for (const Fixed& value : values) total += value;
    return total;
}

Fixed hyperbolic_tangent(const Fixed& z) {
    const Fixed half = logistic(z + z);
    return half + half - Fixed::integer(1);
}

// The value that nine tenths of the sorted scores lie below, between two of them by proportion.
Fixed ninetieth_percentile(std::vector<Fixed> scores) {
    std::sort(scores.begin(), scores.end());
    const std::size_t tenths = (scores.size() - 1) * 9;
    const Fixed& below = scores[tenths / 10];
    const Fixed& above = scores[std::min(tenths / 10 + 1, scores.size() - 1)];
    return below + (above - below) * Fixed::ratio(static_cast<std::int64_t>(tenths % 10), 10);
}

std::vector<Fixed> present_values(const Measurements& measured, std::int64_t unit) {
    std::vector<Fixed> values;
    for (const auto& value : measured.values)
        values.push_back(
            Fixed::ratio(value.value_or(U256{}), U256{static_cast<std::uint64_t>(unit)}));
    return values;
}

std::vector<U256> one_out_weights(const Measurements& measured) {
    constexpr std::uint64_t billion = 1'000'000'000;
    const Fixed whole = natural_log(Fixed::ratio(measured.whole, U256{billion}));
    std::vector<Fixed> scores;
    std::vector<std::size_t> owners;
    for (std::size_t i = 0; i < measured.values.size(); ++i) {
        if (!measured.values[i]) continue;
        const Fixed score = natural_log(Fixed::ratio(*measured.values[i], U256{billion})) - whole;
        if (!score.valid()) continue;
        scores.push_back(score);
        owners.push_back(i);
    }
    const auto fractions = one_out_fractions(scores, sample_deviation(scores), OneOutShape{});
    std::vector<U256> weights(measured.values.size());
    for (std::size_t k = 0; k < owners.size(); ++k)
        weights[owners[k]] = fractions[k].to_weight().value_or(U256{});
    return weights;
}

}  // namespace

Amount ramp_reward(const Amount& amount, const U256& stake, const U256& total_stake,
                   std::span<const Presence> presences, Fraction low, Fraction high) {
    const Mean mean = mean_of(presences);
    if (mean.count == 0 || total_stake.is_zero()) return {};
    // (p - low) / (high - low) with all denominators multiplied out.
    const Wide low_part = mean.denominator * low.numerator * high.denominator;
    const Wide high_part = mean.denominator * high.numerator * low.denominator;
    const Wide part = mean.numerator * low.denominator * high.denominator;
    if (part <= low_part || high_part <= low_part) return {};
    U256 numerator{1U};
    U256 denominator{1U};
    if (part < high_part) {
        // Both below 2^256 for up to two kinds of 64 bits, or more of fewer; reduced beyond.
        Wide above = part - low_part;
        Wide range = high_part - low_part;
        while (boost::multiprecision::msb(range) >= 120) {
            const Wide divisor = boost::multiprecision::gcd(above, range);
            if (divisor > 1) {
                above /= divisor;
                range /= divisor;
            } else {
                above >>= 1;
                range >>= 1;
            }
        }
        numerator = narrow(above).value_or(U256{});
        denominator = narrow(range).value_or(U256{1U});
    }
    const Wide scaled = widen(amount.units) * widen(stake) * widen(numerator) / widen(denominator);
    return Amount{narrow(Wide{scaled / widen(total_stake)}).value_or(U256{})};
}

Presence cut_off(Presence presence, std::uint64_t cutoff_percent) {
    if (presence.expected == 0) return presence;
    const Wide reached = Wide{presence.present} * 100U;
    return {reached < Wide{presence.expected} * cutoff_percent ? 0U : 1U, 1};
}

std::vector<Fixed> min_max_curve(std::span<const Fixed> scores) {
    std::vector<Fixed> curve(scores.size());
    if (std::all_of(scores.begin(), scores.end(), [](const Fixed& x) { return x.is_zero(); }))
        return curve;
    const Fixed count = Fixed::integer(static_cast<std::int64_t>(scores.size()));
    const Fixed mean = sum_of(scores) / count;
    Fixed squares;
    for (const Fixed& score : scores) squares += (score - mean) * (score - mean);
    const Fixed tiny = Fixed::ratio(1, 100'000'000);
    const Fixed deviation = square_root(squares / count) + tiny;
    const Fixed threshold = ninetieth_percentile({scores.begin(), scores.end()});
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const Fixed z = (scores[i] - mean) / deviation;
        curve[i] = logistic(z + z - Fixed::integer(1)) + hyperbolic_tangent(z) / Fixed::integer(5);
        if (scores[i] >= threshold) curve[i] = curve[i] * Fixed::ratio(14, 10);
    }
    const auto [lowest, highest] = std::minmax_element(curve.begin(), curve.end());
    const Fixed base = *lowest;
    const Fixed range = *highest - base + tiny;
    for (Fixed& y : curve) y = (y - base) / range;
    return curve;
}

Fixed reliability(std::uint64_t successes, std::uint64_t errors, std::uint64_t seconds) {
    if (successes == 0 || seconds == 0) return {};
    const Fixed per_hour = Fixed::ratio(U256{errors}, U256{seconds}) * Fixed::integer(3'600);
    // Compared in whole numbers, so that exactly ten an hour is not above ten.
    if (Wide{errors} * 3'600U > Wide{seconds} * 10U) return {};
    return Fixed::ratio(U256{successes}, U256{1U}) * Fixed::ratio(6, 10) +
           Fixed::ratio(4, 10) / (Fixed::integer(1) + per_hour);
}

Fixed attention(std::uint64_t length, std::uint64_t likes, std::uint64_t reposts,
                std::uint64_t replies, std::uint64_t views) {
    const Wide tenths = Wide{10U} + Wide{length} * 5U + Wide{likes} * 20U + Wide{reposts} * 15U +
                        Wide{replies} * 10U + Wide{views};
    return natural_log(Fixed::ratio(*narrow(tenths), U256{10U}));
}

std::vector<U256> measured_weights(MeasuredRule rule, const Measurements& measured) {
    if (rule == MeasuredRule::one_out) return one_out_weights(measured);
    std::vector<U256> weights(measured.values.size());
    if (rule == MeasuredRule::curve) {
        const auto curve = min_max_curve(present_values(measured, million));
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (measured.values[i]) weights[i] = curve[i].to_weight().value_or(U256{});
        return weights;
    }
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (measured.values[i] && *measured.values[i] >= measured.low)
            weights[i] = *measured.values[i];
    return weights;
}

std::vector<Amount> weight_rewards(const Amount& amount, std::span<const U256> weights) {
    auto parts = split(amount, weights);
    if (!parts) return std::vector<Amount>(weights.size());
    return *std::move(parts);
}

std::vector<Amount> ramp_rewards(const Amount& amount, const Measurements& measured) {
    Wide total{0};
    for (const U256& stake : measured.stakes) total += widen(stake);
    const U256 total_stake = narrow(total).value_or(U256{});
    std::vector<Amount> rewards(measured.stakes.size());
    for (std::size_t i = 0; i < rewards.size(); ++i) {
        if (!measured.values[i]) continue;
        const Presence presence{std::min(measured.values[i]->low_u64(), million), million};
        rewards[i] =
            ramp_reward(amount, measured.stakes[i], total_stake, {&presence, 1},
                        {measured.low.low_u64(), million}, {measured.high.low_u64(), million});
    }
    return rewards;
}

}  // namespace ambag::emission::scoring
