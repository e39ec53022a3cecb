// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "emission/primitives/fixed.hpp"

// Rewards of a forecasting market, where a participant is worth what the result would lose without
// it. Losses are logarithms. Three roles: inferers, forecasters, reputers (who report losses
// against a stake). Source: the published reward maths of allora-chain (x/emissions), whose
// decimals of 34 digits become Q64.64 here: results agree to 10^-15.

namespace ambag::emission::scoring {

// M(T) = ln(1 + e^(p (T / (deviation + epsilon) - c))); shares are M over their sum.
struct OneOutShape {
    Fixed power = Fixed::integer(1);  // p: 1 for inferers, 3 for forecasters
    Fixed center = Fixed::ratio(75, 100);
    Fixed epsilon = Fixed::ratio(1, 100);
};

Fixed sample_deviation(std::span<const Fixed> values);  // 0 of fewer than two

// Shares of participants with these scores; `deviation` is that of all scores of the window. Equal
// shares when it is below epsilon.
std::vector<Fixed> one_out_fractions(std::span<const Fixed> scores, const Fixed& deviation,
                                     const OneOutShape& shape);

// (1 - f) one-out + f one-in, with f = 2^-(forecasters - 1).
Fixed forecaster_score(const Fixed& one_out, const Fixed& one_in, unsigned forecasters);

// A reputer whose loss is far from the consensus is worth little: 1 / (|l - c| / |c| + tolerance).
Fixed reputer_score(const Fixed& loss, const Fixed& consensus, const Fixed& tolerance);
// (stake * score)^p over their sum.
std::vector<Fixed> reputer_fractions(std::span<const Fixed> stakes, std::span<const Fixed> scores,
                                     const Fixed& power_of);
// min(n a_i S_i / sum a_j S_j, 1).
Fixed adjusted_stake(std::size_t index, std::span<const Fixed> stakes,
                     std::span<const Fixed> coefficients);

// 1 / sum f^2.
Fixed effective_number(std::span<const Fixed> fractions);
// -sum f ln f * (effective / n)^beta; of a single participant 0.173286795139986.
Fixed entropy(std::span<const Fixed> fractions, const Fixed& effective, const Fixed& beta);

// alpha * fresh + (1 - alpha) * before.
Fixed moving_average(const Fixed& fresh, const Fixed& before, const Fixed& alpha);

// How much forecasting helped: the average of (T - min(0, best)) / |best|.
Fixed forecast_ratio(const Fixed& score, const Fixed& best_inferer, const Fixed& alpha,
                     const Fixed& before);
// 0.1 below 0, 0.5 from 1 on, a line between.
Fixed forecast_part(const Fixed& ratio);

// Entropies of the three roles, and what each role gets of `total`.
struct RoleEntropies {
    Fixed inferers;
    Fixed forecasters;
    Fixed reputers;
};
struct RoleRewards {
    Fixed inferers;
    Fixed forecasters;
    Fixed reputers;
};
// (F + G) / ((1 - chi) F + chi G): keeps the sum of the first two where chi moves it.
Fixed normalisation(const RoleEntropies& entropies, const Fixed& chi);
RoleRewards role_rewards(const Fixed& total, const RoleEntropies& entropies, const Fixed& chi);

}  // namespace ambag::emission::scoring
