// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/parameters.hpp"

#include "chain/module/addresses.hpp"
#include "emission/staking/errors.hpp"
#include "emission/staking/events.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

using Numbers = std::array<U256, parameter_rows.size()>;

constexpr std::size_t unbond_index = 3;
constexpr std::size_t evidence_index = 4;

// In the order of parameter_rows.
Numbers numbers_of(const Parameters& all) {
    return {U256{all.validators_max},     all.self_bond_min.units,
            all.delegation_min.units,     U256{all.unbond_seconds},
            U256{all.evidence_seconds},   U256{all.double_sign_slash_ppm},
            U256{all.downtime_slash_ppm}, U256{all.downtime_window_blocks},
            U256{all.missed_blocks_max},  U256{all.jail_seconds},
            U256{all.exits_per_block}};
}

// Numbers within their bounds fit their members.
Parameters parameters_of(const Numbers& numbers) {
    return {static_cast<std::uint32_t>(numbers[0].low_u64()),
            Amount{numbers[1]},
            Amount{numbers[2]},
            numbers[3].low_u64(),
            numbers[4].low_u64(),
            static_cast<std::uint32_t>(numbers[5].low_u64()),
            static_cast<std::uint32_t>(numbers[6].low_u64()),
            numbers[7].low_u64(),
            numbers[8].low_u64(),
            numbers[9].low_u64(),
            static_cast<std::uint32_t>(numbers[10].low_u64())};
}

U256 bound(std::string_view text) {
    const auto value = U256::parse(text);
    CHECK(value);  // the table's own text
    return *value;
}

// The bounds of a number beside the others: unbonding outlives evidence.
std::pair<U256, U256> bounds_of(const Numbers& numbers, std::size_t index) {
    const ParameterRow& row = parameter_rows[index];
    std::pair<U256, U256> bounds{bound(row.minimum), bound(row.maximum)};
    if (index == unbond_index) bounds.first = U256{numbers[evidence_index].low_u64() + 1};
    if (index == evidence_index) bounds.second = U256{numbers[unbond_index].low_u64() - 1};
    return bounds;
}

}  // namespace

Result<> set_parameter(Context& ctx, std::string name, U256 value) {
    if (!setup.get(ctx).enabled) return fail(StakingDisabled{});
    if (ctx.sender() != authority_address) return fail(StakingUnauthorized{ctx.sender()});
    const auto row = std::find_if(parameter_rows.begin(), parameter_rows.end(),
                                  [&](const ParameterRow& r) { return r.name == name; });
    if (row == parameter_rows.end()) return fail(StakingUnknownParameter{std::move(name)});
    const auto index = static_cast<std::size_t>(row - parameter_rows.begin());
    Numbers numbers = numbers_of(parameters.get(ctx));
    const auto [lowest, highest] = bounds_of(numbers, index);
    if (value < lowest || value > highest)
        return fail(StakingOutOfBounds{std::move(name), value, lowest, highest});
    // Must succeed from here.
    const U256 before = std::exchange(numbers[index], value);
    parameters.set(ctx, parameters_of(numbers));
    ctx.emit(ParameterChanged{std::move(name), before, value});
    return {};
}

std::string mistake_in(const Parameters& all) {
    const Numbers numbers = numbers_of(all);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const ParameterRow& row = parameter_rows[i];
        if (numbers[i] < bound(row.minimum) || numbers[i] > bound(row.maximum))
            return std::string{row.name} + " is " + numbers[i].to_decimal() +
                   "; accepted: " + std::string{row.minimum} + " to " + std::string{row.maximum};
    }
    if (all.unbond_seconds <= all.evidence_seconds)
        return "unbondSeconds must be above evidenceSeconds, so that what has left can be slashed";
    return {};
}

}  // namespace ambag::emission::staking
