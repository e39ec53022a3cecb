// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/wide.hpp"
#include "emission/scoring/rules/numbers.hpp"
#include "emission/scoring/rules/yuma_modes.hpp"

// The published arithmetic: I32F32, an integer of 64 bits that counts 2^-32. Products and quotients
// are cut, and every step stands in the published order, since each cut is visible in the result.

namespace ambag::emission::scoring {

using chain::Amount;
using chain::U256;

namespace {

__extension__ typedef __int128 Int128;
using Value = std::int64_t;

constexpr Value unit = Value{1} << 32;
constexpr Value u16_max = 65'535;

Value times(Value a, Value b) {
    return static_cast<Value>((Int128{a} * b) >> 32);
}

Value over(Value a, Value b) {
    return b == 0 ? 0 : static_cast<Value>((Int128{a} << 32) / b);
}

Value of_u16(std::uint16_t value) {
    return over(Value{value} << 32, u16_max << 32);
}

std::uint16_t to_u16(Value value) {
    return static_cast<std::uint16_t>(std::min<Value>((value * u16_max) >> 32, u16_max));
}

struct Entry {
    std::uint32_t column;
    Value value;
};
using Row = std::vector<Entry>;
using Matrix = std::vector<Row>;
using Vector = std::vector<Value>;

Value sum(const Vector& values) {
    return std::accumulate(values.begin(), values.end(), Value{0});
}

Value sum(const Row& row) {
    return std::accumulate(row.begin(), row.end(), Value{0},
                           [](Value so_far, const Entry& entry) { return so_far + entry.value; });
}

void normalise(Vector& values) {
    const Value total = sum(values);
    if (total == 0) return;
    for (Value& value : values) value = over(value, total);
}

void normalise_rows(Matrix& matrix) {
    for (Row& row : matrix) {
        const Value total = sum(row);
        if (total == 0) continue;
        for (Entry& entry : row) entry.value = over(entry.value, total);
    }
}

void divide_columns(Matrix& matrix, const Vector& divisors) {
    for (Row& row : matrix)
        for (Entry& entry : row)
            if (divisors[entry.column] != 0)
                entry.value = over(entry.value, divisors[entry.column]);
}

void normalise_columns(Matrix& matrix) {
    Vector totals(matrix.size());
    for (const Row& row : matrix)
        for (const Entry& entry : row) totals[entry.column] += entry.value;
    divide_columns(matrix, totals);
}

void upscale_columns(Matrix& matrix) {
    Vector largest(matrix.size());
    for (const Row& row : matrix)
        for (const Entry& entry : row)
            largest[entry.column] = std::max(largest[entry.column], entry.value);
    divide_columns(matrix, largest);
}

// Stakes as parts of 1: floor(stake * 2^32 / total).
Vector stakes_of(const YumaInput& input) {
    Wide total{0};
    for (const YumaRow& row : input.rows) total += widen(row.stake);
    Vector stakes(input.rows.size());
    if (total.is_zero()) return stakes;
    for (std::size_t i = 0; i < stakes.size(); ++i)
        stakes[i] = static_cast<Value>(
            static_cast<std::uint64_t>(Wide{(widen(input.rows[i].stake) << 32) / total}));
    return stakes;
}

Matrix weights_of(const YumaInput& input) {
    Matrix weights(input.rows.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!input.rows[i].permit) continue;
        for (const WeightCell& cell : input.rows[i].weights)
            weights[i].push_back({cell.column, Value{cell.weight} << 32});
    }
    normalise_rows(weights);
    return weights;
}

Matrix bonds_of(const YumaInput& input) {
    Matrix bonds(input.rows.size());
    for (std::size_t i = 0; i < bonds.size(); ++i)
        for (const BondCell& cell : input.rows[i].bonds)
            bonds[i].push_back({cell.column, static_cast<Value>(std::min<std::uint64_t>(
                                                 cell.bond.low_u64(), std::uint64_t{u16_max}))
                                                 << 32});
    return bonds;
}

// The smallest score whose holders and those below have more than total - majority of the stake.
Vector consensus_of(const Vector& active, const Matrix& weights, Value kappa) {
    struct Holder {
        Value score;
        Value stake;
    };
    Vector stakes = active;
    normalise(stakes);
    const Value total = sum(stakes);
    const Value minority = total - kappa;
    std::vector<std::vector<Holder>> columns(weights.size());
    std::size_t rows = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (active[i] <= 0) continue;
        ++rows;
        for (const Entry& entry : weights[i])
            if (entry.value > 0) columns[entry.column].push_back({entry.value, stakes[i]});
    }
    Vector consensus(weights.size());
    for (std::size_t j = 0; j < columns.size(); ++j) {
        auto& holders = columns[j];
        std::sort(holders.begin(), holders.end(),
                  [](const Holder& a, const Holder& b) { return a.score < b.score; });
        Value reached = total;
        for (const Holder& holder : holders) reached -= holder.stake;
        // Rows without an entry hold score 0; nobody above the minority leaves the largest score.
        if (holders.size() < rows && reached > minority) continue;
        for (std::size_t k = 0; k < holders.size(); ++k) {
            reached += holders[k].stake;
            consensus[j] = holders[k].score;
            if (reached > minority) break;
        }
    }
    return consensus;
}

Matrix clipped(const Matrix& weights, const Vector& consensus) {
    Matrix clip(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i)
        for (const Entry& entry : weights[i]) {
            const Value limit = consensus[entry.column];
            if (entry.value <= limit) {
                clip[i].push_back(entry);
            } else if (limit > 0) {
                clip[i].push_back({entry.column, limit});
            }
        }
    return clip;
}

Matrix weights_for_bonds(const Matrix& weights, const Matrix& clip, const Vector& consensus,
                         Value penalty) {
    if (penalty == 0) return weights;
    if (penalty == unit) return clip;
    Matrix result(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i)
        for (const Entry& entry : weights[i]) {
            const Value limit = std::min(entry.value, consensus[entry.column]);
            const Value value = entry.value + times(penalty, limit - entry.value);
            if (value > 0) result[i].push_back({entry.column, value});
        }
    return result;
}

// Each cell of either row once, in rising columns: f(column, new or 0, old or 0, has new).
template <class F>
void for_each_cell(const Row& fresh, const Row& old, F&& f) {
    std::size_t a = 0, b = 0;
    while (a < fresh.size() || b < old.size()) {
        const std::uint32_t left = a < fresh.size() ? fresh[a].column : ~0U;
        const std::uint32_t right = b < old.size() ? old[b].column : ~0U;
        const std::uint32_t column = std::min(left, right);
        const bool has_new = left == column;
        const Value new_value = has_new ? fresh[a++].value : 0;
        f(column, new_value, right == column ? old[b++].value : 0, has_new);
    }
}

Matrix averaged(const Matrix& fresh, const Matrix& old, Value alpha) {
    Matrix result(fresh.size());
    for (std::size_t i = 0; i < fresh.size(); ++i)
        for_each_cell(fresh[i], old[i], [&](std::uint32_t column, Value a, Value b, bool) {
            const Value value = times(alpha, a) + times(unit - alpha, b);
            if (value > 0) result[i].push_back({column, value});
        });
    return result;
}

// e^x by the published series: terms 2 to 31 of e^|x|, inverted for a negative x.
Value exponential_of(Value x) {
    if (x == 0) return unit;
    x = std::clamp<Value>(x, -20 * unit, 20 * unit);
    const Value size = x < 0 ? -x : x;
    Value term = size;
    Value total = size + unit;
    for (Value i = 2; i < 32; ++i) {
        term = over(times(term, size), i << 32);
        total += term;
    }
    return x < 0 ? over(unit, total) : total;
}

Value alpha_of(const LiquidAlpha& liquid, Value consensus, Value weight, Value bond) {
    const Value low = of_u16(liquid.low);
    const Value high = of_u16(liquid.high);
    const Value distance =
        std::clamp<Value>(weight >= bond ? weight - consensus : bond - weight, 0, unit);
    const Value slope = over(Value{liquid.steepness} << 32, -100 * unit);
    const Value sigmoid = over(unit, unit + exponential_of(times(slope, distance - unit / 2)));
    return std::clamp(low + times(sigmoid, high - low), low, high);
}

// The published sparse path: a cell without an entry in the new weights lapses.
Matrix averaged_liquid(const Matrix& fresh, const Matrix& old, const Vector& consensus,
                       const LiquidAlpha& liquid) {
    Matrix result(fresh.size());
    for (std::size_t i = 0; i < fresh.size(); ++i)
        for_each_cell(fresh[i], old[i], [&](std::uint32_t column, Value a, Value b, bool entry) {
            if (!entry) return;
            const Value alpha = alpha_of(liquid, consensus[column], a, b);
            const Value value = std::min(times(unit - alpha, b) + times(alpha, a), unit);
            if (value > 0) result[i].push_back({column, value});
        });
    return result;
}

struct Bonding {
    Matrix bonds;  // as stored, of 1
    Vector dividends;
};

Bonding bond_classic(const Matrix& fresh, const YumaInput& input, const Vector& active,
                     const Vector& incentive, Value alpha) {
    Matrix old = bonds_of(input);
    normalise_columns(old);
    Matrix delta = fresh;
    for (std::size_t i = 0; i < delta.size(); ++i)
        for (Entry& entry : delta[i]) entry.value = times(entry.value, active[i]);
    normalise_columns(delta);
    Bonding result{averaged(delta, old, alpha), Vector(fresh.size())};
    normalise_columns(result.bonds);
    for (std::size_t i = 0; i < fresh.size(); ++i)
        for (const Entry& entry : result.bonds[i])
            result.dividends[i] += times(incentive[entry.column], entry.value);
    normalise(result.dividends);
    upscale_columns(result.bonds);
    return result;
}

Bonding bond_cells(const Matrix& fresh, const YumaInput& input, const Vector& active,
                   const Vector& incentive, const Vector& consensus, const YumaRules& rules,
                   Value alpha) {
    Matrix old = bonds_of(input);
    for (Row& row : old)
        for (Entry& entry : row) entry.value = over(entry.value, u16_max << 32);
    const bool agreed =
        std::any_of(consensus.begin(), consensus.end(), [](Value value) { return value != 0; });
    Bonding result{rules.liquid.enabled && agreed
                       ? averaged_liquid(fresh, old, consensus, rules.liquid)
                       : averaged(fresh, old, alpha),
                   Vector(fresh.size())};
    Matrix owned = result.bonds;
    normalise_columns(owned);
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        for (const Entry& entry : owned[i])
            result.dividends[i] += times(entry.value, incentive[entry.column]);
        result.dividends[i] = times(result.dividends[i], active[i]);
    }
    normalise(result.dividends);
    return result;
}

Amount part_of(Value share, const Amount& emission) {
    const Wide product = widen(emission.units) * static_cast<std::uint64_t>(share);
    return Amount{*narrow(Wide{product >> 32})};
}

void pay(YumaOutput& output, const YumaInput& input, Vector incentive, Vector dividends,
         const Vector& active, const Vector& stakes) {
    const Value total = sum(incentive) + sum(dividends);
    for (Value& value : incentive) value = total == 0 ? value : over(value, total);
    for (Value& value : dividends) value = total == 0 ? value : over(value, total);
    if (total == 0) dividends = sum(active) == 0 ? stakes : active;
    Amount left = input.emission;
    const auto take = [&](Value share) {
        // The shares are cut, so that they never exceed the emission together.
        const Amount part = std::min(part_of(share, input.emission), left);
        left = *checked_sub(left, part);
        return part;
    };
    std::transform(incentive.begin(), incentive.end(), std::back_inserter(output.incentives), take);
    std::transform(dividends.begin(), dividends.end(), std::back_inserter(output.dividends), take);
    output.left = left;
}

std::vector<std::uint16_t> all_to_u16(const Vector& values) {
    std::vector<std::uint16_t> result(values.size());
    std::transform(values.begin(), values.end(), result.begin(), to_u16);
    return result;
}

void store_bonds(YumaOutput& output, const YumaInput& input, const Matrix& bonds) {
    output.bonds.resize(bonds.size());
    for (std::size_t i = 0; i < bonds.size(); ++i) {
        if (!input.rows[i].next_permit) continue;
        for (const Entry& entry : bonds[i])
            output.bonds[i].push_back({entry.column, U256{to_u16(entry.value)}});
    }
}

}  // namespace

YumaOutput yuma_compat(const YumaInput& input, const YumaRules& rules) {
    const Vector stakes = stakes_of(input);
    Vector active = stakes;
    for (std::size_t i = 0; i < active.size(); ++i)
        if (!input.rows[i].active || !input.rows[i].permit) active[i] = 0;
    normalise(active);
    const Matrix weights = weights_of(input);
    const Vector consensus = consensus_of(active, weights, of_u16(rules.kappa));
    const Matrix clip = clipped(weights, consensus);
    Vector trust(clip.size());
    Vector incentive(clip.size());
    for (std::size_t i = 0; i < clip.size(); ++i) {
        trust[i] = sum(clip[i]);
        for (const Entry& entry : clip[i]) incentive[entry.column] += times(active[i], entry.value);
    }
    normalise(incentive);
    const Matrix fresh = weights_for_bonds(weights, clip, consensus, of_u16(rules.bonds_penalty));
    const Value old_part =
        static_cast<Value>((std::uint64_t{rules.moving_average_millionths} << 32) / 1'000'000U);
    const Value alpha = unit - old_part;
    Bonding bonding = rules.bonds == YumaBonds::classic
                          ? bond_classic(fresh, input, active, incentive, alpha)
                          : bond_cells(fresh, input, active, incentive, consensus, rules, alpha);
    YumaOutput output;
    store_bonds(output, input, bonding.bonds);
    output.scores = {all_to_u16(consensus), all_to_u16(incentive), all_to_u16(bonding.dividends),
                     all_to_u16(trust)};
    pay(output, input, std::move(incentive), std::move(bonding.dividends), active, stakes);
    return output;
}

}  // namespace ambag::emission::scoring
