// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "emission/scoring/rules/numbers.hpp"
#include "emission/scoring/rules/yuma.hpp"
#include "tests/support/json.hpp"

// Published epochs, every case of the files in tests/data/vectors (or in $AMBAG_VECTORS).

namespace ambag::emission::scoring {
namespace {

using chain::Amount;
using chain::U256;
using test::Json;

Json vectors(const std::string& name) {
    return Json::from_file(test::data_folder("AMBAG_VECTORS", "vectors") + "/" + name);
}

std::vector<std::uint64_t> integers(const Json& list) {
    std::vector<std::uint64_t> all;
    for (const Json& item : list.items())
        all.push_back(U256::parse(item.decimal()).value().low_u64());
    return all;
}

std::uint16_t u16_at(const Json& object, const char* member, std::uint16_t otherwise) {
    if (!object.has(member)) return otherwise;
    return static_cast<std::uint16_t>(object.at(member).integer());
}

YumaRules rules_of(const Json& params, YumaMode mode) {
    YumaRules rules;
    rules.mode = mode;
    rules.kappa = u16_at(params, "kappa_u16", 32'767);
    rules.bonds_penalty = u16_at(params, "bonds_penalty_u16", 65'535);
    if (params.has("bonds_moving_average_ppm"))
        rules.moving_average_millionths =
            static_cast<std::uint32_t>(params.at("bonds_moving_average_ppm").integer());
    if (params.has("yuma3") && params.at("yuma3").boolean()) rules.bonds = YumaBonds::cells;
    rules.liquid.enabled = params.has("liquid_alpha") && params.at("liquid_alpha").boolean();
    rules.liquid.low = u16_at(params, "alpha_low_u16", 45'875);
    rules.liquid.high = u16_at(params, "alpha_high_u16", 58'982);
    rules.liquid.steepness = u16_at(params, "sigmoid_steepness", 1'000);
    return rules;
}

// A chain's memory between epochs.
struct Chain {
    YumaInput input;
    YumaOutput output;

    explicit Chain(std::size_t n, std::uint64_t emission) {
        input.rows.resize(n);
        input.emission = Amount{U256{emission}};
    }
    void stake(const std::vector<std::uint64_t>& stakes) {
        for (std::size_t i = 0; i < input.rows.size(); ++i) {
            input.rows[i].stake = U256{i < stakes.size() ? stakes[i] : 0};
            input.rows[i].permit = input.rows[i].next_permit = !input.rows[i].stake.is_zero();
        }
    }
    // Explicit zeros stay entries, as on the chain.
    void weigh(const Json& rows, std::size_t first_column = 0) {
        for (YumaRow& row : input.rows) row.weights.clear();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto weights = integers(rows.at(i));
            for (std::size_t j = 0; j < weights.size(); ++j)
                if (i != j + first_column)
                    input.rows[i].weights.push_back({static_cast<std::uint32_t>(j + first_column),
                                                     static_cast<std::uint16_t>(weights[j])});
        }
    }
    void mask(std::size_t row, std::uint32_t column) {
        std::erase_if(input.rows[row].weights,
                      [&](const WeightCell& cell) { return cell.column == column; });
    }
    void forget_bonds(std::uint32_t column) {
        for (YumaRow& row : input.rows)
            std::erase_if(row.bonds, [&](const BondCell& cell) { return cell.column == column; });
    }
    void run(const YumaRules& rules) {
        output = yuma_epoch(input, rules).value();
        for (std::size_t i = 0; i < input.rows.size(); ++i) input.rows[i].bonds = output.bonds[i];
        Amount paid = output.left;
        for (std::size_t i = 0; i < input.rows.size(); ++i) {
            paid = *checked_add(paid, output.incentives[i]);
            paid = *checked_add(paid, output.dividends[i]);
        }
        EXPECT_EQ(paid, input.emission) << "an epoch loses or makes money";
    }
    std::vector<std::uint64_t> emission() const {
        std::vector<std::uint64_t> all;
        for (std::size_t i = 0; i < input.rows.size(); ++i)
            all.push_back(checked_add(output.incentives[i], output.dividends[i])->units.low_u64());
        return all;
    }
    std::vector<U256> bonds(std::size_t row, std::size_t columns) const {
        std::vector<U256> all(columns);
        for (const BondCell& cell : output.bonds[row]) all[cell.column] = cell.bond;
        return all;
    }
};

std::vector<std::uint64_t> wide(const std::vector<std::uint16_t>& values) {
    return {values.begin(), values.end()};
}

// A decimal text (or number) times a million.
std::uint64_t millionths(const Json& value) {
    return static_cast<std::uint64_t>(
        std::llround(std::stod(value.is_string() ? value.text() : value.serialized()) * 1e6));
}

std::uint64_t median_of(const Json& stakes, const std::vector<Json>& scores, const Json& kappa) {
    std::vector<Backing<std::uint64_t>> holders;
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const std::uint64_t stake = millionths(stakes.at(i));
        total += stake;
        if (millionths(scores[i]) > 0 && stake > 0)
            holders.push_back({millionths(scores[i]), Raw{stake} * 1'000'000U});
    }
    return weighted_median(holders, Raw{total} * millionths(kappa));
}

TEST(WeightedMedianVector, finds_every_published_consensus) {
    const Json file = vectors("weighted_median.json");
    ASSERT_GT(file.at("single").size() + file.at("columns").size(), 0U);
    for (const Json& example : file.at("single").items())
        EXPECT_EQ(median_of(example.at("stake"), example.at("score").items(), example.at("kappa")),
                  millionths(example.at("expected")))
            << example.serialized();
    for (const Json& example : file.at("columns").items())
        for (std::size_t j = 0; j < example.at("expected").size(); ++j) {
            std::vector<Json> column;
            for (const Json& row : example.at("weights").items()) column.push_back(row.at(j));
            EXPECT_EQ(median_of(example.at("stake"), column, example.at("kappa")),
                      millionths(example.at("expected").at(j)))
                << example.serialized() << " column " << j;
        }
}

void expect_state(const Chain& chain, const Json& computed) {
    const std::size_t n = chain.input.rows.size();
    EXPECT_EQ(chain.emission(), integers(computed.at("emission")));
    const YumaScores& scores = chain.output.scores;
    EXPECT_EQ(wide(scores.dividend), integers(computed.at("dividends_u16")));
    EXPECT_EQ(wide(scores.incentive), integers(computed.at("incentive_u16")));
    EXPECT_EQ(wide(scores.consensus), integers(computed.at("consensus_u16")));
    EXPECT_EQ(wide(scores.validator_trust), integers(computed.at("validator_trust_u16")));
    for (std::size_t i = 0; i < n; ++i) {
        std::vector<U256> expected;
        for (const std::uint64_t bond : integers(computed.at("bonds_u16").at(i)))
            expected.emplace_back(bond);
        EXPECT_EQ(chain.bonds(i, n), expected) << "bonds of " << i;
    }
}

void prepare(Chain& chain, const Json& sequence, const Json& epoch) {
    chain.stake(integers((epoch.has("stake") ? epoch : sequence).at("stake")));
    if (epoch.has("weights_u16")) chain.weigh(epoch.at("weights_u16"));
    if (epoch.has("masked_cells"))
        for (const Json& cell : epoch.at("masked_cells").items())
            chain.mask(cell.at(std::size_t{0}).integer(),
                       static_cast<std::uint32_t>(cell.at(std::size_t{1}).integer()));
    for (std::size_t i = 0; i < chain.input.rows.size(); ++i) {
        if (epoch.has("inactive"))
            chain.input.rows[i].active = epoch.at("inactive").at(i).integer() == 0;
        if (epoch.has("validator_permit"))
            chain.input.rows[i].permit = epoch.at("validator_permit").at(i).integer() != 0;
    }
}

TEST(YumaEpochVector, compat_reproduces_every_published_integer) {
    const Json file = vectors("yuma_epoch_published.json");
    ASSERT_GT(file.at("sequences").size(), 0U);
    for (const Json& sequence : file.at("sequences").items()) {
        const Json params = sequence.at("params");
        Chain chain{params.at("n").integer(), params.at("emission").integer()};
        std::size_t number = 0;
        for (const Json& epoch : sequence.at("epochs").items()) {
            SCOPED_TRACE(sequence.at("name").text() + " epoch " + std::to_string(number++));
            prepare(chain, sequence, epoch);
            chain.run(rules_of(params, YumaMode::compat));
            EXPECT_EQ(chain.emission(), integers(epoch.at("published").at("emission")));
            expect_state(chain, epoch.at("computed"));
        }
    }
}

double decimal(const Json& value) {
    return std::stod(value.serialized());
}

void expect_published_decimals(const Chain& chain, const Json& published,
                               const std::vector<std::uint64_t>& miners) {
    const double tolerance = 1.2e-4;
    const Json dividends = published.at("dividends");
    for (std::size_t i = 0; i < dividends.size(); ++i)
        EXPECT_NEAR(chain.output.scores.dividend[i] / 65535.0, decimal(dividends.at(i)), tolerance);
    const Json bonds = published.at("bonds");
    for (std::size_t i = 0; i < bonds.size(); ++i)
        for (std::size_t j = 0; j < bonds.at(i).size(); ++j)
            EXPECT_NEAR(
                static_cast<double>(chain.bonds(i, chain.input.rows.size())[miners[j]].low_u64()) /
                    65535.0,
                decimal(bonds.at(i).at(j)), tolerance)
                << "bond " << i << " " << j;
}

TEST(Yuma3Vector, compat_reproduces_the_published_decimals_and_the_integer_state) {
    const Json file = vectors("yuma3_published.json");
    ASSERT_GT(file.at("sequences").size(), 0U);
    for (const Json& sequence : file.at("sequences").items()) {
        const Json params = sequence.at("params");
        const auto miners = integers(sequence.at("miner_columns"));
        Chain chain{params.at("n").integer(), params.at("emission").integer()};
        std::size_t number = 0;
        for (const Json& epoch : sequence.at("epochs").items()) {
            SCOPED_TRACE(sequence.at("name").text() + " epoch " + std::to_string(number));
            prepare(chain, sequence, epoch);
            if (sequence.at("name").text() == "bonds_reset" && number == 20) chain.forget_bonds(3);
            chain.run(rules_of(params, YumaMode::compat));
            expect_state(chain, epoch.at("computed"));
            if (epoch.has("published"))
                expect_published_decimals(chain, epoch.at("published"), miners);
            ++number;
        }
    }
}

// The rule sets of the synthetic scenarios, from the file's own parameters.
YumaRules synthetic_rules(const Json& params, const std::string& name, YumaMode mode) {
    YumaRules rules = rules_of(params.at(name), mode);
    rules.kappa = u16_at(params, "kappa_u16", 32'767);
    if (name != "yuma2_classic") rules.bonds = YumaBonds::cells;
    if (name == "yuma3_liquid") {
        rules.liquid.enabled = true;
        rules.liquid.steepness = u16_at(params.at(name), "steepness", 1'000);
        rules.moving_average_millionths = 975'000;
    }
    return rules;
}

struct Scenario {
    Json example;
    std::size_t validators;
    std::size_t miners;

    explicit Scenario(const Json& from)
        : example{from},
          validators{from.at("validators").size()},
          miners{from.at("miners").size()} {}

    void prepare(Chain& chain, std::uint64_t epoch) const {
        for (const Json& input : example.at("inputs").items()) {
            if (input.at("from_epoch").integer() != epoch) continue;
            if (input.has("stake")) chain.stake(integers(input.at("stake")));
            if (input.has("weights_u16")) chain.weigh(input.at("weights_u16"), validators);
        }
    }
};

TEST(YumaSyntheticVector, compat_follows_every_scenario) {
    const Json file = vectors("yuma_synthetic_cases.json");
    ASSERT_GT(file.at("cases").size(), 0U);
    for (const Json& example : file.at("cases").items()) {
        const Scenario scenario{example};
        for (const auto& [name, run] : example.at("runs").members()) {
            Chain chain{scenario.validators + scenario.miners,
                        file.at("params").at("emission").integer()};
            std::vector<bool> permits(chain.input.rows.size());
            for (std::uint64_t epoch = 0; epoch < example.at("epochs").integer(); ++epoch) {
                scenario.prepare(chain, epoch);
                // A permit that is lost still holds in the epoch that takes it away.
                for (std::size_t i = 0; epoch > 0 && i < permits.size(); ++i)
                    chain.input.rows[i].permit = permits[i];
                for (std::size_t i = 0; i < permits.size(); ++i)
                    permits[i] = chain.input.rows[i].next_permit;
                chain.run(synthetic_rules(file.at("params"), name, YumaMode::compat));
                SCOPED_TRACE(example.at("title").text() + " " + name + " epoch " +
                             std::to_string(epoch));
                ASSERT_EQ(chain.emission(), integers(run.at("emission").at(epoch)));
                auto dividends = wide(chain.output.scores.dividend);
                dividends.resize(scenario.validators);
                EXPECT_EQ(dividends, integers(run.at("dividends_u16").at(epoch)));
            }
        }
    }
}

void expect_exact_integers(const Chain& chain, const Json& epoch) {
    EXPECT_EQ(chain.emission(), integers(epoch.at("emission")));
    const std::size_t n = chain.input.rows.size();
    const Json bonds = epoch.at("bonds_q64_after");
    for (std::size_t i = 0; i < bonds.size(); ++i)
        for (std::size_t j = 0; j < bonds.at(i).size(); ++j)
            EXPECT_EQ(chain.bonds(i, n)[j], U256::parse(bonds.at(i).at(j).text()).value())
                << "bond " << i << " " << j;
}

TEST(YumaExactVector, exact_pays_every_unit_as_the_reference_does) {
    const Json file = vectors("yuma_exact_mode.json");
    ASSERT_GT(file.at("sequences").size(), 0U);
    for (const Json& sequence : file.at("sequences").items()) {
        const Json first = sequence.at("epochs").at(std::size_t{0});
        Chain chain{first.at("active_stake").size(), sequence.at("emission").integer()};
        for (const Json& epoch : sequence.at("epochs").items()) {
            SCOPED_TRACE(sequence.at("name").text());
            chain.stake(integers(epoch.at("active_stake")));
            const auto permits = integers(epoch.at("permit"));
            for (std::size_t i = 0; i < permits.size(); ++i)
                chain.input.rows[i].permit = chain.input.rows[i].next_permit = permits[i] != 0;
            chain.weigh(epoch.at("weights_u16"));
            chain.run(rules_of(Json::parse("{}"), YumaMode::exact));
            EXPECT_EQ(chain.output.left, Amount{});
            expect_exact_integers(chain, epoch);
        }
    }
}

TEST(YumaExactVector, exact_follows_every_scenario) {
    const Json file = vectors("yuma_exact_mode.json");
    const Json inputs = vectors("yuma_synthetic_cases.json");
    ASSERT_GT(file.at("synthetic").size(), 0U);
    for (const Json& example : file.at("synthetic").items()) {
        const auto cases = inputs.at("cases").items();
        const auto found = std::find_if(cases.begin(), cases.end(), [&](const Json& one) {
            return one.at("case").integer() == example.at("case").integer();
        });
        ASSERT_NE(found, cases.end());
        const Scenario scenario{*found};
        for (const auto& [name, run] : example.at("runs").members()) {
            Chain chain{scenario.validators + scenario.miners, 1'000'000'000};
            for (std::uint64_t epoch = 0; epoch < found->at("epochs").integer(); ++epoch) {
                scenario.prepare(chain, epoch);
                chain.run(synthetic_rules(inputs.at("params"), name, YumaMode::exact));
                const Json expected = run.at("emission_by_epoch");
                if (expected.has(std::to_string(epoch))) {
                    EXPECT_EQ(chain.emission(), integers(expected.at(std::to_string(epoch))))
                        << example.at("title").text() << " " << name << " epoch " << epoch;
                }
            }
        }
    }
}

}  // namespace
}  // namespace ambag::emission::scoring
