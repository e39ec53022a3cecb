// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "emission/scoring/rules/measured.hpp"
#include "emission/scoring/rules/one_out_loss.hpp"
#include "tests/support/json.hpp"

// Published rewards of uptime, curves and one-out losses, every case of the files in
// tests/data/vectors (or in $AMBAG_VECTORS).

namespace ambag::emission::scoring {
namespace {

using chain::Amount;
using chain::U256;
using test::Json;

Json vectors(const std::string& name) {
    return Json::from_file(test::data_folder("AMBAG_VECTORS", "vectors") + "/" + name);
}

double decimal(const Json& value) {
    return std::stod(value.is_string() ? value.text() : value.serialized());
}

// Doubles are exact in Q64.64 down to 2^-64.
Fixed of(double value) {
    const double scaled = std::ldexp(value, 32);
    const double high = std::floor(scaled);
    const auto low = static_cast<Int128>(std::ldexp(scaled - high, 32));
    return Fixed::from_raw((static_cast<Int128>(high) << 32) + low);
}

Fixed of(const Json& value) {
    return of(decimal(value));
}

double to_double(const Fixed& value) {
    EXPECT_TRUE(value.valid());
    return std::ldexp(static_cast<double>(value.raw()), -64);
}

void expect_near(const Fixed& value, double expected, double tolerance) {
    EXPECT_NEAR(to_double(value), expected, tolerance * std::max(1.0, std::abs(expected)));
}

std::vector<Fixed> all_of(const Json& list) {
    std::vector<Fixed> values;
    for (const Json& item : list.items()) values.push_back(of(item));
    return values;
}

U256 integer_of(const Json& value) {
    return U256::parse(value.decimal()).value();
}

std::vector<Presence> presences_of(const Json& validator, const Json& example) {
    std::vector<Presence> all;
    for (const char* duty : {"blocks", "chunks", "endorsements"}) {
        const Json ratio = validator.at(duty);
        all.push_back({ratio.at(std::size_t{0}).integer(), ratio.at(std::size_t{1}).integer()});
    }
    if (example.has("endorsement_cutoff_percent"))
        all.back() = cut_off(all.back(), example.at("endorsement_cutoff_percent").integer());
    return all;
}

TEST(NearRewardsVector, pays_every_validator_by_the_ramp) {
    std::size_t cases = 0;
    for (const Json& example : vectors("near_rewards.json").at("published").items()) {
        if (!example.has("validators")) continue;
        ++cases;
        U256 stakes;
        for (const Json& validator : example.at("validators").items())
            stakes = *checked_add(stakes, integer_of(validator.at("stake")));
        // What the published epoch gives to validators: supply * rate * epoch / year, no treasury.
        const Json rate = example.at("max_inflation");
        const U256 year{example.at("seconds_per_year").integer() * 1'000'000'000 *
                        rate.at(std::size_t{1}).integer()};
        const U256 epoch{rate.at(std::size_t{0}).integer() *
                         example.at("epoch_duration_ns").integer()};
        const Amount total{
            *mul_div(integer_of(example.at("total_supply")), epoch, year, chain::Rounding::down)};
        const Json low = example.at("online_min"), high = example.at("online_max");
        for (std::size_t i = 0; i < example.at("validators").size(); ++i) {
            const Json validator = example.at("validators").at(i);
            const Amount reward = ramp_reward(
                total, integer_of(validator.at("stake")), stakes, presences_of(validator, example),
                {low.at(std::size_t{0}).integer(), low.at(std::size_t{1}).integer()},
                {high.at(std::size_t{0}).integer(), high.at(std::size_t{1}).integer()});
            EXPECT_EQ(reward.units, integer_of(example.at("expected").at(i)))
                << example.at("name").text() << " validator " << i;
        }
    }
    EXPECT_GT(cases, 0U);
}

TEST(MasaScoringVector, follows_platform_curve_and_post_scores) {
    const Json file = vectors("masa_scoring.json");
    for (const Json& example : file.at("sn42").at("platform_score").items())
        expect_near(reliability(example.at("success").integer(), example.at("errors").integer(),
                                example.at("seconds").integer()),
                    decimal(example.at("expected")), 1e-9);
    for (const Json& example : file.at("sn42").at("curve").items()) {
        const auto curve = min_max_curve(all_of(example.at("input")));
        for (std::size_t i = 0; i < curve.size(); ++i)
            expect_near(curve[i], decimal(example.at("expected").at(i)), 1e-9);
    }
    for (const Json& post : file.at("sn59").at("post").items())
        expect_near(attention(post.at("length").integer(), post.at("likes").integer(),
                              post.at("retweets").integer(), post.at("replies").integer(),
                              post.at("views").integer()),
                    decimal(post.at("expected")), 1e-9);
}

TEST(AlloraUnitsVector, follows_entropy_ratio_and_role_rewards) {
    const Json file = vectors("allora_reward_units.json");
    const Json entropies = file.at("entropy");
    expect_near(entropy(all_of(entropies.at("fractions")), of(entropies.at("n_eff")),
                        of(entropies.at("beta"))),
                decimal(entropies.at("expected")), 1e-15);
    expect_near(entropy(std::vector{Fixed::integer(1)}, {}, {}),
                decimal(file.at("entropy_single_participant")), 1e-15);
    expect_near(effective_number(all_of(file.at("number_ratio").at("fractions"))),
                decimal(file.at("number_ratio").at("expected")), 1e-15);
    for (const Json& example : file.at("chi").items())
        expect_near(forecast_part(
                        forecast_ratio(of(example.at("score")), of(example.at("max_inferer_score")),
                                       of(example.at("alpha")), of(example.at("previous")))),
                    decimal(example.at("expected")), 1e-15);
    const Json gamma = file.at("gamma");
    expect_near(normalisation({of(gamma.at("F")), of(gamma.at("G")), {}}, of(gamma.at("chi"))),
                decimal(gamma.at("expected")), 1e-15);
    const Json inference = file.at("inference_reward");
    const Fixed ratio =
        forecast_ratio(of(inference.at("naive_loss")) - of(inference.at("loss")),
                       of(inference.at("max_inferer_score")), Fixed::integer(1), {});
    expect_near(role_rewards(of(inference.at("total")),
                             {of(inference.at("F")), of(inference.at("G")), of(inference.at("H"))},
                             forecast_part(ratio))
                    .inferers,
                decimal(inference.at("expected")), 1e-15);
    const Json reputers = file.at("reputer_reward");
    expect_near(role_rewards(of(reputers.at("total")),
                             {of(reputers.at("F")), of(reputers.at("G")), of(reputers.at("H"))},
                             Fixed::ratio(1, 2))
                    .reputers,
                decimal(reputers.at("expected")), 1e-15);
    const Json fractions = file.at("reputer_fractions");
    const auto shares = reputer_fractions(all_of(fractions.at("stakes")),
                                          all_of(fractions.at("scores")), of(fractions.at("p")));
    for (std::size_t i = 0; i < shares.size(); ++i)
        expect_near(shares[i], decimal(fractions.at("expected").at(i)),
                    decimal(fractions.at("tolerance")));
    expect_near(logistic(of(file.at("sigmoid").at("x"))),
                decimal(file.at("sigmoid").at("expected")), 1e-8);
    const Json ema = file.at("mint_ema");
    expect_near(moving_average(of(ema.at("target")), of(ema.at("previous")), of(ema.at("alpha"))),
                decimal(ema.at("expected")), 1e-15);
    const Json adjusted = file.at("adjusted_stake");
    expect_near(
        adjusted_stake(1, all_of(adjusted.at("stakes")), all_of(adjusted.at("coefficients"))),
        0.432, 1e-15);
}

// One published epoch by column name.
struct Epoch {
    int number;
    std::map<std::string, double> cells;

    Epoch(int which, const Json& columns, const Json& row) : number{which} {
        for (std::size_t i = 0; i < columns.size(); ++i)
            cells[columns.at(i).text()] = decimal(row.at(i));
    }
    double at(const std::string& name) const { return cells.at(name); }
    std::vector<Fixed> list(const std::string& name, int count) const {
        std::vector<Fixed> values;
        for (int i = 0; i < count; ++i) values.push_back(of(at(name + std::to_string(i))));
        return values;
    }
};

TEST(AlloraTopicVector, follows_the_published_epochs_from_scores_to_rewards) {
    const Json file = vectors("allora_topic_sim_300_305.json");
    const Fixed beta = of(file.at("params").at("beta_entropy"));
    const Fixed alpha = of(file.at("params").at("alpha_task"));
    constexpr double tight = 1e-12;
    const Epoch* before = nullptr;
    std::vector<Epoch> epochs;
    for (const auto& [number, row] : file.at("rows").members())
        epochs.emplace_back(std::stoi(number), file.at("columns"), row);
    ASSERT_GT(epochs.size(), 0U);
    for (const Epoch& epoch : epochs) {
        const std::pair<std::string, int> roles[]{
            {"inferer", 5}, {"forecaster", 3}, {"reputer", 5}};
        for (const auto& [role, count] : roles) {
            const auto smooth = epoch.list(role + "_reward_fraction_smooth_", count);
            expect_near(entropy(smooth, effective_number(smooth), beta),
                        epoch.at(role + "s_entropy"), tight);
            const auto fresh = epoch.list(role + "_reward_fraction_", count);
            const bool follows = before != nullptr && before->number + 1 == epoch.number;
            for (int i = 0; follows && i < count; ++i) {
                const std::string name = role + "_reward_fraction_smooth_" + std::to_string(i);
                expect_near(
                    moving_average(fresh[static_cast<std::size_t>(i)], of(before->at(name)), alpha),
                    epoch.at(name), tight);
            }
        }
        const auto shares =
            reputer_fractions(epoch.list("reputer_stake_", 5), epoch.list("reputer_score_", 5),
                              of(file.at("params").at("p_reputer")));
        for (std::size_t i = 0; i < shares.size(); ++i)
            expect_near(shares[i], epoch.at("reputer_reward_fraction_" + std::to_string(i)), tight);
        const RoleRewards parts =
            role_rewards(Fixed::integer(1),
                         {of(epoch.at("inferers_entropy")), of(epoch.at("forecasters_entropy")),
                          of(epoch.at("reputers_entropy"))},
                         forecast_part(of(epoch.at("forecaster_score_ratio"))));
        expect_near(parts.inferers, epoch.at("inferers_reward_fraction"), tight);
        expect_near(parts.forecasters, epoch.at("forecasters_reward_fraction"), tight);
        expect_near(parts.reputers, epoch.at("reputers_reward_fraction"), tight);
        before = &epoch;
    }
}

}  // namespace
}  // namespace ambag::emission::scoring
