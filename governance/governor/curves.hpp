// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "chain/base/amount.hpp"
#include "chain/codec/text.hpp"

// Thresholds that fall while a vote goes on: what a proposal needs at share x of its voting period.
// Shares are parts per billion, as are the numbers of the curves; x and the results lie in
// [0, 10^9] and every division is rounded down, so that a result never asks for more than the exact
// curve. Source: Polkadot's OpenGov, substrate/frame/referenda/src/types.rs (Curve), whose
// LinearDecreasing and Reciprocal these are, number for number.
//
//   constant      c(x) = floor
//   linear        c(x) = ceil - min(x, length) / length * (ceil - floor)
//   reciprocal    c(x) = factor / (x + x_offset) + y_offset

namespace ambag::governance::governor {

using Share = std::uint64_t;  // parts per billion
inline constexpr Share whole_share = 1'000'000'000;

enum class CurveKind : std::uint8_t { constant, linear, reciprocal };

// One storage record. Which members a kind uses stands above; the others are zero. `y_offset` may
// be negative: it is kept as a magnitude and a sign.
struct Curve {
    static constexpr chain::Literal abi{
        "Curve(kind,ceil,floor,length,factor,xOffset,yOffset,yNegative)"};
    CurveKind kind = CurveKind::constant;
    Share ceil = 0;
    Share floor = 0;
    Share length = whole_share;
    Share factor = 0;
    Share x_offset = 0;
    Share y_offset = 0;
    bool y_negative = false;
};

Curve constant_curve(Share level);
// Falls from `ceil` to `floor` at share `length` of the period and stays there.
Curve linear_curve(Share length, Share floor, Share ceil);
// The one through (0, ceil), (delay, level) and (1, floor), found by bisection to one part per
// billion of its factor. Nothing unless floor < level < ceil <= 1, 0 < delay < 1, and the level
// lies under the straight line from ceil to floor.
std::optional<Curve> reciprocal_curve(Share delay, Share level, Share floor, Share ceil);

// Never rises with x.
Share threshold_at(const Curve& curve, Share x);

// floor(part * 10^9 / whole), at most 10^9; zero when `whole` is.
Share share_of(const chain::Amount& part, const chain::Amount& whole);
Share share_of(std::uint64_t part, std::uint64_t whole);

}  // namespace ambag::governance::governor
