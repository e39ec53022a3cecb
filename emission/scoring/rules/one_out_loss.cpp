// SPDX-License-Identifier: Apache-2.0
#include "emission/scoring/rules/one_out_loss.hpp"

#include <algorithm>

namespace ambag::emission::scoring {

namespace {

Fixed one() {
    return Fixed::integer(1);
}

Fixed count_of(std::span<const Fixed> values) {
    return Fixed::integer(static_cast<std::int64_t>(values.size()));
}

Fixed sum_of(std::span<const Fixed> values) {
    Fixed total;
    for (const Fixed& value : values) total += value;
    return total;
}

std::vector<Fixed> over_their_sum(std::vector<Fixed> values) {
    const Fixed total = sum_of(values);
    for (Fixed& value : values) value = value / total;
    return values;
}

// ln(1 + e^x) without an intermediate out of range: x + ln(1 + e^-x) for x > 0.
Fixed soft_plus(const Fixed& x) {
    const Fixed tail = natural_log(one() + exponential(x.is_negative() ? x : -x));
    return x.is_negative() ? tail : x + tail;
}

}  // namespace

Fixed sample_deviation(std::span<const Fixed> values) {
    if (values.size() < 2) return {};
    const Fixed mean = sum_of(values) / count_of(values);
    Fixed squares;
    for (const Fixed& value : values) squares += (value - mean) * (value - mean);
    return square_root(squares / (count_of(values) - one()));
}

std::vector<Fixed> one_out_fractions(std::span<const Fixed> scores, const Fixed& deviation,
                                     const OneOutShape& shape) {
    std::vector<Fixed> values(scores.size(), one());
    if (deviation >= shape.epsilon)
        for (std::size_t i = 0; i < scores.size(); ++i)
            values[i] =
                soft_plus(shape.power * (scores[i] / (deviation + shape.epsilon) - shape.center));
    return over_their_sum(std::move(values));
}

Fixed forecaster_score(const Fixed& one_out, const Fixed& one_in, unsigned forecasters) {
    Fixed f = one();
    for (unsigned i = 1; i < forecasters; ++i) f = f / Fixed::integer(2);
    return (one() - f) * one_out + f * one_in;
}

Fixed reputer_score(const Fixed& loss, const Fixed& consensus, const Fixed& tolerance) {
    return one() / (absolute(loss - consensus) / absolute(consensus) + tolerance);
}

std::vector<Fixed> reputer_fractions(std::span<const Fixed> stakes, std::span<const Fixed> scores,
                                     const Fixed& power_of) {
    std::vector<Fixed> values(stakes.size());
    for (std::size_t i = 0; i < stakes.size(); ++i) {
        const Fixed product = stakes[i] * scores[i];
        values[i] = power_of == one() ? product : power(product, power_of);
    }
    return over_their_sum(std::move(values));
}

Fixed adjusted_stake(std::size_t index, std::span<const Fixed> stakes,
                     std::span<const Fixed> coefficients) {
    Fixed total;
    for (std::size_t i = 0; i < stakes.size(); ++i) total += stakes[i] * coefficients[i];
    const Fixed part = count_of(stakes) * (stakes[index] * coefficients[index]) / total;
    return std::min(part, one());
}

Fixed effective_number(std::span<const Fixed> fractions) {
    Fixed squares;
    for (const Fixed& f : fractions) squares += f * f;
    return one() / squares;
}

Fixed entropy(std::span<const Fixed> fractions, const Fixed& effective, const Fixed& beta) {
    // ln(2) / 4, the published constant with its 15 digits.
    if (fractions.size() == 1)
        return Fixed::ratio(173'286'795'139'986, 1'000'000'000) / Fixed::integer(1'000'000);
    Fixed sum;
    for (const Fixed& f : fractions)
        if (!f.is_zero()) sum += f * natural_log(f);
    return -sum * power(effective / count_of(fractions), beta);
}

Fixed moving_average(const Fixed& fresh, const Fixed& before, const Fixed& alpha) {
    return alpha * fresh + (one() - alpha) * before;
}

Fixed forecast_ratio(const Fixed& score, const Fixed& best_inferer, const Fixed& alpha,
                     const Fixed& before) {
    const Fixed fresh = (score - std::min(best_inferer, Fixed{})) / absolute(best_inferer);
    return moving_average(fresh, before, alpha);
}

Fixed forecast_part(const Fixed& ratio) {
    if (ratio.is_negative()) return Fixed::ratio(1, 10);
    if (ratio >= one()) return Fixed::ratio(1, 2);
    return Fixed::ratio(1, 10) + Fixed::ratio(4, 10) * ratio;
}

Fixed normalisation(const RoleEntropies& entropies, const Fixed& chi) {
    return (entropies.inferers + entropies.forecasters) /
           ((one() - chi) * entropies.inferers + chi * entropies.forecasters);
}

RoleRewards role_rewards(const Fixed& total, const RoleEntropies& entropies, const Fixed& chi) {
    const Fixed gamma = normalisation(entropies, chi);
    const Fixed all = entropies.inferers + entropies.forecasters + entropies.reputers;
    return {total * ((one() - chi) * gamma * entropies.inferers / all),
            total * (chi * gamma * entropies.forecasters / all),
            total * (entropies.reputers / all)};
}

}  // namespace ambag::emission::scoring
