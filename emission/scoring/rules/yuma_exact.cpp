// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/fixed.hpp"
#include "emission/primitives/wide.hpp"
#include "emission/scoring/rules/numbers.hpp"
#include "emission/scoring/rules/yuma_modes.hpp"

namespace ambag::emission::scoring {

using chain::Amount;
using chain::U256;

namespace {

constexpr Uint128 u16_max = 65'535;
constexpr Uint128 millionth = 1'000'000;

// One non-zero place of the matrices. `share` is the row's weight of 2^64, `old` the bond before.
struct Cell {
    std::uint32_t row = 0;
    Uint128 share = 0;
    Uint128 old = 0;
    Uint128 bond = 0;
};

struct Column {
    std::vector<Cell> cells;  // rising rows
    Uint128 consensus = 0;
    Raw rank{0};
};

struct Epoch {
    const YumaInput& input;
    const YumaRules& rules;
    std::vector<Raw> stake;  // active: of rows that count
    Raw stake_total{0};
    std::vector<Column> columns;
    std::vector<Wide> dividend;
    YumaOutput output;
};

std::vector<Uint128> shares_of(const YumaRow& row) {
    std::vector<Uint128> weights(row.weights.size());
    Uint128 total = 0;
    for (std::size_t k = 0; k < weights.size(); ++k) {
        weights[k] = row.weights[k].weight;
        total += weights[k];
    }
    if (!row.permit || total == 0) return std::vector<Uint128>(row.weights.size());
    return share_out(whole, std::move(weights), total);
}

// Weights and bonds of a row have rising columns, so that walking both gives each cell once.
void add_row(Epoch& epoch, std::uint32_t i) {
    const YumaRow& row = epoch.input.rows[i];
    const std::vector<Uint128> shares = shares_of(row);
    std::size_t w = 0, b = 0;
    while (w < row.weights.size() || b < row.bonds.size()) {
        const std::uint32_t from_weight = w < row.weights.size() ? row.weights[w].column : ~0U;
        const std::uint32_t from_bond = b < row.bonds.size() ? row.bonds[b].column : ~0U;
        const std::uint32_t column = std::min(from_weight, from_bond);
        Cell cell{.row = i};
        if (from_weight == column) cell.share = shares[w++];
        if (from_bond == column) cell.old = to_128(row.bonds[b++].bond.raw());
        if (cell.share != 0 || cell.old != 0) epoch.columns[column].cells.push_back(cell);
    }
}

Epoch load(const YumaInput& input, const YumaRules& rules) {
    const std::size_t n = input.rows.size();
    Epoch epoch{
        input, rules, std::vector<Raw>(n), Raw{0}, std::vector<Column>(n), std::vector<Wide>(n),
        {}};
    for (std::uint32_t i = 0; i < n; ++i) {
        const YumaRow& row = input.rows[i];
        if (row.active && row.permit) epoch.stake[i] = row.stake.raw();
        epoch.stake_total += epoch.stake[i];
        add_row(epoch, i);
    }
    return epoch;
}

// The largest share that kappa of the active stake backs, and the rank that it clips to.
void judge(Epoch& epoch, Column& column, std::vector<Backing<Uint128>>& holders) {
    holders.clear();
    for (const Cell& cell : column.cells)
        if (cell.share != 0 && !epoch.stake[cell.row].is_zero())
            holders.push_back({cell.share, epoch.stake[cell.row] * 65'535U});
    column.consensus = weighted_median(holders, epoch.stake_total * epoch.rules.kappa);
    for (const Cell& cell : column.cells)
        column.rank += epoch.stake[cell.row] * to_raw(std::min(cell.share, column.consensus));
}

// 65535 times the weight that counts for bonds: w + penalty * (clipped w - w).
Uint128 penalised(const Epoch& epoch, const Column& column, const Cell& cell) {
    const Uint128 above = cell.share - std::min(cell.share, column.consensus);
    return u16_max * cell.share - epoch.rules.bonds_penalty * above;
}

// Values whose sum becomes 2^64; all zero stays all zero.
std::vector<Uint128> to_whole(std::vector<Uint128> values) {
    Uint128 total = 0;
    bool narrow_enough = true;
    for (const Uint128 value : values) {
        total += value;
        narrow_enough = narrow_enough && value < whole;
    }
    if (total == 0 || total == whole) return values;
    if (narrow_enough) return share_out(whole, std::move(values), total);
    std::vector<Raw> wide(values.size());
    std::transform(values.begin(), values.end(), wide.begin(), to_raw);
    const auto parts = share_out(to_raw(whole), std::move(wide), to_raw(total));
    std::transform(parts.begin(), parts.end(), values.begin(), to_128);
    return values;
}

// What stake and weight alone would give: 2^64 in proportion to stake * penalised weight.
std::vector<Uint128> bond_targets(const Epoch& epoch, const Column& column) {
    std::vector<Raw> targets(column.cells.size());
    Raw total{0};
    for (std::size_t k = 0; k < targets.size(); ++k) {
        const Cell& cell = column.cells[k];
        if (cell.share == 0) continue;
        targets[k] = epoch.stake[cell.row] * to_raw(penalised(epoch, column, cell));
        total += targets[k];
    }
    std::vector<Uint128> shares(targets.size());
    if (total.is_zero()) return shares;
    const auto parts = share_out(to_raw(whole), std::move(targets), total);
    std::transform(parts.begin(), parts.end(), shares.begin(), to_128);
    return shares;
}

void bond_classic(const Epoch& epoch, Column& column) {
    std::vector<Uint128> old(column.cells.size());
    std::transform(column.cells.begin(), column.cells.end(), old.begin(),
                   [](const Cell& cell) { return cell.old; });
    const auto targets = bond_targets(epoch, column);
    old = to_whole(std::move(old));
    const Uint128 old_part = epoch.rules.moving_average_millionths;
    std::vector<Uint128> blend(old.size());
    Uint128 total = 0;
    for (std::size_t k = 0; k < blend.size(); ++k) {
        blend[k] = (millionth - old_part) * targets[k] + old_part * old[k];
        total += blend[k];
    }
    // Targets and old bonds sum to 2^64 or to 0 each, so the blend to a multiple of 2^64.
    if (total == 0) return;
    const auto bonds = round_shares(whole, blend, total >> 64);
    for (std::size_t k = 0; k < bonds.size(); ++k) column.cells[k].bond = bonds[k];
}

struct Alpha {
    Uint128 numerator;
    Uint128 denominator;
};

Alpha alpha_of(const Epoch& epoch, const Column& column, const Cell& cell) {
    const LiquidAlpha& liquid = epoch.rules.liquid;
    if (!liquid.enabled) return {millionth - epoch.rules.moving_average_millionths, millionth};
    const Uint128 weight = penalised(epoch, column, cell) / u16_max;
    const Uint128 from = weight >= cell.old ? weight : cell.old;
    const Uint128 to = weight >= cell.old ? std::min(column.consensus, weight) : weight;
    const Fixed distance = Fixed::from_raw(static_cast<Int128>(from - to));
    const Fixed slope = Fixed::ratio(liquid.steepness, 100);
    const auto sigmoid =
        static_cast<Uint128>(logistic(slope * (distance - Fixed::ratio(1, 2))).raw());
    // In 2^-32: together with a penalised weight it fits 128 bits.
    const Uint128 scaled = whole * liquid.low + sigmoid * (liquid.high - liquid.low);
    return {(scaled / u16_max) >> 32, Uint128{1} << 32};
}

void bond_cells(const Epoch& epoch, Column& column) {
    for (Cell& cell : column.cells) {
        const Alpha alpha = alpha_of(epoch, column, cell);
        const Uint128 target = penalised(epoch, column, cell);
        cell.bond = (alpha.numerator * target +
                     (alpha.denominator - alpha.numerator) * u16_max * cell.old) /
                    (alpha.denominator * u16_max);
    }
}

void bond_and_reward(Epoch& epoch, Column& column) {
    const bool classic = epoch.rules.bonds == YumaBonds::classic;
    if (classic) {
        bond_classic(epoch, column);
    } else {
        bond_cells(epoch, column);
    }
    if (column.rank.is_zero()) return;
    std::vector<Uint128> owned(column.cells.size());
    std::transform(column.cells.begin(), column.cells.end(), owned.begin(),
                   [](const Cell& cell) { return cell.bond; });
    owned = to_whole(std::move(owned));
    for (std::size_t k = 0; k < owned.size(); ++k)
        epoch.dividend[column.cells[k].row] += Wide{Raw{to_raw(owned[k]) * column.rank}};
}

std::vector<Amount> pay(const Amount& amount, std::vector<Wide> weights, const Wide& total) {
    std::vector<Amount> paid(weights.size());
    if (total.is_zero()) return paid;
    const auto parts = share_out(widen(amount.units), std::move(weights), total);
    for (std::size_t i = 0; i < parts.size(); ++i) paid[i] = Amount{*narrow(parts[i])};
    return paid;
}

Wide total_of(const std::vector<Wide>& values) {
    return std::accumulate(values.begin(), values.end(), Wide{0});
}

std::vector<std::uint16_t> of_65535(const std::vector<Wide>& values, const Wide& total) {
    std::vector<std::uint16_t> scores(values.size());
    if (total.is_zero()) return scores;
    for (std::size_t i = 0; i < values.size(); ++i)
        scores[i] = static_cast<std::uint16_t>(Wide{values[i] * 65'535U / total});
    return scores;
}

// Half to each side; one side takes all when the other has nobody, then stake decides.
void settle(Epoch& epoch) {
    YumaOutput& output = epoch.output;
    std::vector<Wide> ranks(epoch.columns.size());
    for (std::size_t j = 0; j < ranks.size(); ++j) ranks[j] = Wide{epoch.columns[j].rank};
    Wide rank_total = total_of(ranks);
    Wide dividend_total = total_of(epoch.dividend);
    output.scores.incentive = of_65535(ranks, rank_total);
    output.scores.dividend = of_65535(epoch.dividend, dividend_total);
    std::vector<Wide> validators = epoch.dividend;
    if (rank_total.is_zero() && dividend_total.is_zero()) {
        for (std::size_t i = 0; i < validators.size(); ++i)
            validators[i] = Wide{epoch.stake_total.is_zero() ? epoch.input.rows[i].stake.raw()
                                                             : epoch.stake[i]};
        dividend_total = total_of(validators);
    }
    const Amount all = epoch.input.emission;
    Amount to_validators{all.units >> 1};
    if (rank_total.is_zero()) to_validators = all;
    if (dividend_total.is_zero()) to_validators = {};
    const Amount to_others = *checked_sub(all, to_validators);
    output.incentives = pay(to_others, std::move(ranks), rank_total);
    output.dividends = pay(to_validators, std::move(validators), dividend_total);
    if (rank_total.is_zero() && dividend_total.is_zero()) output.left = all;
}

void publish(Epoch& epoch) {
    const std::size_t n = epoch.columns.size();
    YumaOutput& output = epoch.output;
    output.bonds.resize(n);
    output.scores.consensus.resize(n);
    std::vector<Uint128> trust(n);
    for (std::uint32_t j = 0; j < n; ++j) {
        const Column& column = epoch.columns[j];
        output.scores.consensus[j] = static_cast<std::uint16_t>((column.consensus * u16_max) >> 64);
        for (const Cell& cell : column.cells) {
            trust[cell.row] += std::min(cell.share, column.consensus);
            if (cell.bond != 0 && epoch.input.rows[cell.row].next_permit)
                output.bonds[cell.row].push_back({j, to_u256(cell.bond)});
        }
    }
    output.scores.validator_trust.resize(n);
    std::transform(trust.begin(), trust.end(), output.scores.validator_trust.begin(),
                   [](Uint128 t) { return static_cast<std::uint16_t>((t * u16_max) >> 64); });
}

}  // namespace

YumaOutput yuma_exact(const YumaInput& input, const YumaRules& rules) {
    Epoch epoch = load(input, rules);
    std::vector<Backing<Uint128>> holders;
    for (Column& column : epoch.columns) {
        judge(epoch, column, holders);
        bond_and_reward(epoch, column);
    }
    if (rules.bonds == YumaBonds::cells)
        for (std::size_t i = 0; i < epoch.dividend.size(); ++i)
            epoch.dividend[i] = epoch.dividend[i] * Wide{epoch.stake[i]};
    settle(epoch);
    publish(epoch);
    return std::move(epoch.output);
}

}  // namespace ambag::emission::scoring
