// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/quantity.hpp"
#include "chain/base/result.hpp"

// What of a total is released by a moment. The answer is always the floor of the *cumulative*
// amount, never a sum of floored steps, so the last step completes the total exactly and it does
// not matter how often anybody asks. The state is one number that the caller keeps: what was paid.
//
//   payable = released(vesting, now) - paid

namespace ambag::emission {

// How the part that is neither `at_start` nor `at_cliff` runs.
enum class VestingMode : std::uint8_t {
    after_cliff,  // from 0 at the cliff to the whole of it at the end
    from_start,   // from 0 at the start; the cliff only hides it until then
};

// `at_start` from `start` on, `at_cliff` more from `cliff` on, the rest evenly by the second until
// `end`. start <= cliff <= end; cliff = end releases the rest at once.
struct LinearVesting {
    chain::Amount total;
    chain::Timestamp start;
    chain::Amount at_start;
    chain::Timestamp cliff;
    chain::Amount at_cliff;
    chain::Timestamp end;
    VestingMode mode = VestingMode::after_cliff;
    bool operator==(const LinearVesting&) const = default;
};

// A table: each amount at its date, dates strictly rising.
struct Tranche {
    chain::Timestamp date;
    chain::Amount amount;
    bool operator==(const Tranche&) const = default;
};
struct TrancheVesting {
    std::vector<Tranche> tranches;
    bool operator==(const TrancheVesting&) const = default;
};

using Vesting = std::variant<LinearVesting, TrancheVesting>;

enum class VestingError : std::uint8_t {
    dates_out_of_order,  // start <= cliff <= end, or a tranche not after the one before it
    parts_above_total,   // at_start + at_cliff > total
    empty_table,
    overflow,       // the tranches sum to more than 2^256 - 1
    paid_too_much,  // more was paid than is released
};

// One sentence: what is wrong and what is accepted.
std::string_view describe(VestingError error);

template <class T = void>
using VestingResult = chain::BasicResult<T, VestingError>;

// Everything but paid_too_much, which depends on the state.
VestingResult<> validate(const Vesting& vesting);

// Of a valid vesting. Rises with `now`, and is `total_of` from the last date on.
chain::Amount released(const Vesting& vesting, chain::Timestamp now);
chain::Amount total_of(const Vesting& vesting);

// What may be paid now. Errors: paid_too_much.
VestingResult<chain::Amount> payable(const Vesting& vesting, const chain::Amount& paid,
                                     chain::Timestamp now);

// What a revocation at `now` takes back: the part that is not released yet.
chain::Amount unreleased(const Vesting& vesting, chain::Timestamp now);

}  // namespace ambag::emission
