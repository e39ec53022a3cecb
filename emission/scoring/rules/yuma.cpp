// SPDX-License-Identifier: Apache-2.0
#include "emission/scoring/rules/yuma.hpp"

#include <optional>

#include "emission/scoring/rules/yuma_modes.hpp"

namespace ambag::emission::scoring {

using chain::U256;

namespace {

constexpr std::size_t rows_max = 32'768;
constexpr std::uint32_t millionth = 1'000'000;

template <class Cell>
bool columns_rise(const std::vector<Cell>& cells, std::size_t columns) {
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (cells[i].column >= columns || (i > 0 && cells[i].column <= cells[i - 1].column))
            return false;
    return true;
}

std::optional<YumaError> fault_of(const YumaInput& input, const YumaRules& rules) {
    if (rules.moving_average_millionths > millionth || rules.liquid.low > rules.liquid.high)
        return YumaError::rule_out_of_range;
    if (input.rows.size() > rows_max) return YumaError::too_many_rows;
    if (input.emission.units.bit_length() > 128) return YumaError::emission_too_large;
    U256 stakes;
    for (const YumaRow& row : input.rows) {
        const auto sum = checked_add(stakes, row.stake);
        if (!sum || sum->bit_length() > 104) return YumaError::stake_too_large;
        stakes = *sum;
        if (!columns_rise(row.weights, input.rows.size()) ||
            !columns_rise(row.bonds, input.rows.size()))
            return YumaError::column_unknown;
        for (const BondCell& cell : row.bonds)
            if (cell.bond > U256::power_of_two(64)) return YumaError::rule_out_of_range;
    }
    return std::nullopt;
}

}  // namespace

std::string_view describe(YumaError error) {
    switch (error) {
        case YumaError::stake_too_large:
            return "the stakes sum to 2^104 or more";
        case YumaError::emission_too_large:
            return "the emission is 2^128 or more";
        case YumaError::too_many_rows:
            return "there are more than 32,768 rows";
        case YumaError::column_unknown:
            return "a cell's column is not below the number of rows, or the columns do not rise";
        case YumaError::rule_out_of_range:
            return "the moving average is above 1, the low alpha above the high, or a bond above 1";
    }
    return "unknown";
}

chain::BasicResult<YumaOutput, YumaError> yuma_epoch(const YumaInput& input,
                                                     const YumaRules& rules) {
    if (const auto fault = fault_of(input, rules)) return std::unexpected(*fault);
    return rules.mode == YumaMode::exact ? yuma_exact(input, rules) : yuma_compat(input, rules);
}

}  // namespace ambag::emission::scoring
