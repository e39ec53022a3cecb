// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/vesting.hpp"

#include "emission/primitives/wide.hpp"

namespace ambag::emission {

using chain::Amount;
using chain::Timestamp;
using chain::U256;

namespace {

VestingResult<> check(const LinearVesting& vesting) {
    if (vesting.start > vesting.cliff || vesting.cliff > vesting.end)
        return std::unexpected(VestingError::dates_out_of_order);
    const auto at_once = checked_add(vesting.at_start, vesting.at_cliff);
    if (!at_once || *at_once > vesting.total)
        return std::unexpected(VestingError::parts_above_total);
    return {};
}

VestingResult<> check(const TrancheVesting& vesting) {
    if (vesting.tranches.empty()) return std::unexpected(VestingError::empty_table);
    Amount total;
    for (std::size_t i = 0; i < vesting.tranches.size(); ++i) {
        if (i > 0 && vesting.tranches[i].date <= vesting.tranches[i - 1].date)
            return std::unexpected(VestingError::dates_out_of_order);
        const auto sum = checked_add(total, vesting.tranches[i].amount);
        if (!sum) return std::unexpected(VestingError::overflow);
        total = *sum;
    }
    return {};
}

Amount released_of(const LinearVesting& vesting, Timestamp now) {
    if (now < vesting.start) return {};
    if (now >= vesting.end) return vesting.total;
    if (now < vesting.cliff) return vesting.at_start;
    const Wide at_once = widen(vesting.at_start.units) + widen(vesting.at_cliff.units);
    const Wide rest = widen(vesting.total.units) - at_once;
    const Timestamp origin =
        vesting.mode == VestingMode::after_cliff ? vesting.cliff : vesting.start;
    // The end is after `now`, hence after the origin.
    const Wide linear = rest * (now.value - origin.value) / Wide{vesting.end.value - origin.value};
    return Amount{*narrow(at_once + linear)};
}

Amount released_of(const TrancheVesting& vesting, Timestamp now) {
    Amount sum;
    for (const Tranche& tranche : vesting.tranches) {
        if (tranche.date > now) break;
        sum = *checked_add(sum, tranche.amount);
    }
    return sum;
}

Amount total_in(const LinearVesting& vesting) {
    return vesting.total;
}

Amount total_in(const TrancheVesting& vesting) {
    return released_of(vesting, Timestamp{~std::uint64_t{0}});
}

}  // namespace

std::string_view describe(VestingError error) {
    switch (error) {
        case VestingError::dates_out_of_order:
            return "the dates are out of order; start <= cliff <= end, and each tranche after the "
                   "one before it, are accepted";
        case VestingError::parts_above_total:
            return "what is released at the start and at the cliff is more than the total";
        case VestingError::empty_table:
            return "the table has no tranches; it needs at least one";
        case VestingError::overflow:
            return "the tranches sum to more than 2^256 - 1";
        case VestingError::paid_too_much:
            return "more was paid than is released";
    }
    return "unknown";
}

VestingResult<> validate(const Vesting& vesting) {
    return std::visit([](const auto& shape) { return check(shape); }, vesting);
}

Amount released(const Vesting& vesting, Timestamp now) {
    return std::visit([&](const auto& shape) { return released_of(shape, now); }, vesting);
}

Amount total_of(const Vesting& vesting) {
    return std::visit([](const auto& shape) { return total_in(shape); }, vesting);
}

VestingResult<Amount> payable(const Vesting& vesting, const Amount& paid, Timestamp now) {
    if (const auto rest = checked_sub(released(vesting, now), paid)) return *rest;
    return std::unexpected(VestingError::paid_too_much);
}

Amount unreleased(const Vesting& vesting, Timestamp now) {
    return *checked_sub(total_of(vesting), released(vesting, now));
}

}  // namespace ambag::emission
