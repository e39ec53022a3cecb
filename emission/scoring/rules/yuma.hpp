// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/result.hpp"

// Peer scoring by stake-weighted consensus (Yuma): validators weigh participants, a weight above
// what a stake majority supports is clipped, participants are paid by rank, validators by the bonds
// they built up with those who rank high. One epoch is a pure function of what the chain holds.
// Matrices are sparse rows with rising columns; the cost follows the number of cells. Source:
// the published epoch of the subtensor pallet; the rules are worked out in the README beside this.
//
// Two arithmetics:
//   exact   integers only: a row is 2^64 shared by largest remainder, ranks and dividends are exact
//           sums, bonds are shares of 2^64, and every unit of the emission is paid.
//   compat  the published fixed point, bit for bit: I32F32 truncation, bonds in 16 bits, emission
//           (x * E) >> 32. What the truncation leaves over is `left`, for a named carry.

namespace ambag::emission::scoring {

enum class YumaBonds : std::uint8_t {
    classic,  // shares of a column, by stake and weight; dividends by those shares
    cells,    // "Yuma3": each cell follows its weight, without stake; stake enters the dividend
};

enum class YumaMode : std::uint8_t { exact, compat };

// The moving average of a cell's bond depends on how far it is from the consensus (liquid alpha,
// with YumaBonds::cells only): low + (high - low) / (1 + e^(-steepness / 100 * (d - 1/2))), d = the
// clamped distance weight - consensus when buying, bond - weight when selling.
struct LiquidAlpha {
    bool enabled = false;
    std::uint16_t low = 45'875;   // of 65535
    std::uint16_t high = 58'982;  // of 65535, not below `low`
    std::uint16_t steepness = 1'000;
    bool operator==(const LiquidAlpha&) const = default;
};

struct YumaRules {
    YumaBonds bonds = YumaBonds::classic;
    YumaMode mode = YumaMode::exact;
    std::uint16_t kappa = 32'767;                       // stake majority, of 65535
    std::uint32_t moving_average_millionths = 900'000;  // of the old bonds, at most 1,000,000
    std::uint16_t bonds_penalty = 65'535;               // of 65535: clipping also lowers bonds
    LiquidAlpha liquid{};
    bool operator==(const YumaRules&) const = default;
};

struct WeightCell {
    std::uint32_t column;
    std::uint16_t weight;  // an explicit 0 is an entry: its bond decays instead of lapsing
    bool operator==(const WeightCell&) const = default;
};

// exact: share of 2^64 (classic) or fraction of 2^64 (cells); compat: 0 to 65535.
struct BondCell {
    std::uint32_t column;
    chain::U256 bond;
    bool operator==(const BondCell&) const = default;
};

struct YumaRow {
    chain::U256 stake;         // filtered by the caller; sum of all rows below 2^104
    bool active = true;        // set weights within the activity cutoff
    bool permit = false;       // may validate in this epoch; otherwise its weights do not count
    bool next_permit = false;  // keeps bonds after it
    std::vector<WeightCell> weights;  // what may count: no self-weight, no outdated column
    std::vector<BondCell> bonds;      // of the last epoch; none towards re-registered columns
};

struct YumaInput {
    std::vector<YumaRow> rows;  // uid i is row i and column i
    chain::Amount emission;     // at most 2^128 - 1
};

struct YumaScores {
    std::vector<std::uint16_t> consensus, incentive, dividend, validator_trust;  // of 65535, floor
};

struct YumaOutput {
    std::vector<chain::Amount> incentives;  // to uid i as participant
    std::vector<chain::Amount> dividends;   // to uid i as validator, before any take
    chain::Amount left;                     // compat: what truncation left; exact: 0, or all of the
                                            // emission when nobody has any stake
    std::vector<std::vector<BondCell>> bonds;  // of uid i, for the next epoch
    YumaScores scores;
};

enum class YumaError : std::uint8_t {
    stake_too_large,     // the stakes sum to 2^104 or more
    emission_too_large,  // 2^128 or more
    too_many_rows,       // more than 32,768
    column_unknown,      // a cell's column is not below the number of rows, or not rising
    rule_out_of_range,   // a moving average above 1, or liquid low above high
};

std::string_view describe(YumaError error);

chain::BasicResult<YumaOutput, YumaError> yuma_epoch(const YumaInput& input,
                                                     const YumaRules& rules);

}  // namespace ambag::emission::scoring
