// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/parameters.hpp"

#include "emission/attestation/list_interface.hpp"
#include "emission/attestation/lists.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

// In the order of parameter_rows.
std::array<U256, parameter_rows.size()> numbers_of(const Parameters& all) {
    return {U256{all.inclusion_blocks},        U256{all.window_seconds_min},
            U256{all.replay_quorum},           all.bond_min.units,
            U256{all.device_lifetime_seconds}, U256{all.assignment_seconds},
            U256{all.unbond_seconds},          U256{all.legacy_allowed ? 1U : 0U}};
}

// Numbers within their bounds fit their members.
Parameters parameters_of(const std::array<U256, parameter_rows.size()>& numbers) {
    return {numbers[0].low_u64(),
            numbers[1].low_u64(),
            static_cast<std::uint32_t>(numbers[2].low_u64()),
            Amount{numbers[3]},
            numbers[4].low_u64(),
            numbers[5].low_u64(),
            numbers[6].low_u64(),
            !numbers[7].is_zero()};
}

U256 bound(std::string_view text) {
    const auto value = U256::parse(text);
    CHECK(value);  // the table's own text
    return *value;
}

bool within(const ParameterRow& row, const U256& value) {
    return bound(row.minimum) <= value && value <= bound(row.maximum);
}

}  // namespace

Result<> set_parameter(Context& ctx, std::string name, U256 value) {
    TRY(only_authority(ctx));
    const auto row = std::find_if(parameter_rows.begin(), parameter_rows.end(),
                                  [&](const ParameterRow& r) { return r.name == name; });
    if (row == parameter_rows.end()) return fail(AttestationUnknownParameter{std::move(name)});
    if (!within(*row, value))
        return fail(AttestationOutOfBounds{std::move(name), value, bound(row->minimum),
                                           bound(row->maximum)});
    // Must succeed from here.
    auto numbers = numbers_of(parameters.get(ctx));
    const auto index = static_cast<std::size_t>(row - parameter_rows.begin());
    const U256 before = std::exchange(numbers[index], value);
    parameters.set(ctx, parameters_of(numbers));
    ctx.emit(ParameterChanged{std::move(name), before, value});
    return {};
}

std::string_view out_of_bounds(const Parameters& all) {
    const auto numbers = numbers_of(all);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (!within(parameter_rows[i], numbers[i])) return parameter_rows[i].name;
    return {};
}

}  // namespace ambag::emission::attestation
