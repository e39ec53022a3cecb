// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/curves.hpp"

#include <algorithm>

#include "chain/base/check.hpp"

namespace ambag::governance::governor {

using chain::Amount;
using chain::Rounding;
using chain::U256;

namespace {

// Products of two shares are below 2^60 and times 10^9 below 2^90, hence the wide steps.
std::uint64_t mul_div(std::uint64_t a, std::uint64_t b, std::uint64_t divisor) {
    return chain::mul_div(U256{a}, U256{b}, U256{divisor}, Rounding::down).value().low_u64();
}

// floor(sqrt(n)), bit by bit: exact, and the same on every machine.
std::uint64_t square_root(const U256& n) {
    std::uint64_t root = 0;
    for (unsigned bit = 40; bit-- > 0;) {
        const std::uint64_t candidate = root | (std::uint64_t{1} << bit);
        if (*chain::checked_mul(U256{candidate}, U256{candidate}) <= n) root = candidate;
    }
    return root;
}

// The reciprocal of this factor through (0, ceil) and (1, floor). With d = ceil - floor the offset
// S solves factor / S - factor / (1 + S) = d, that is d S^2 + d S = factor, and T follows:
//   S = (sqrt(d^2 + 4 d factor) - d) / 2d      T = floor - factor / (1 + S)
std::optional<Curve> through_ends(Share factor, Share floor, Share ceil) {
    const std::uint64_t d = ceil - floor;
    const U256 square{d * d};
    const U256 four{*chain::checked_mul(U256{4 * d}, U256{factor})};
    const std::uint64_t root = square_root(*chain::checked_add(square, four));
    const Share x_offset = mul_div(root - d, whole_share, 2 * d);
    const Share at_end = mul_div(factor, whole_share, whole_share + x_offset);
    Curve curve{CurveKind::reciprocal, ceil, floor, whole_share, factor, x_offset, 0, false};
    curve.y_negative = at_end > floor;
    curve.y_offset = curve.y_negative ? at_end - floor : floor - at_end;
    return curve;
}

Share reciprocal_at(const Curve& curve, Share x) {
    if (x + curve.x_offset == 0) return whole_share;
    const U256 part = *chain::div_floor(*chain::checked_mul(U256{curve.factor}, U256{whole_share}),
                                        U256{x + curve.x_offset});
    const U256 offset{curve.y_offset};
    if (curve.y_negative) {
        const auto rest = chain::checked_sub(part, offset);
        if (!rest) return 0;
        return std::min(whole_share, rest->to_u64().value_or(whole_share));
    }
    const U256 sum = *chain::checked_add(part, offset);
    return std::min(whole_share, sum.to_u64().value_or(whole_share));
}

}  // namespace

Curve constant_curve(Share level) {
    return {CurveKind::constant, level, level, whole_share, 0, 0, 0, false};
}

Curve linear_curve(Share length, Share floor, Share ceil) {
    return {CurveKind::linear, ceil, floor, length, 0, 0, 0, false};
}

std::optional<Curve> reciprocal_curve(Share delay, Share level, Share floor, Share ceil) {
    if (ceil > whole_share || floor >= level || level >= ceil) return std::nullopt;
    if (delay == 0 || delay >= whole_share) return std::nullopt;
    if (level >= threshold_at(linear_curve(whole_share, floor, ceil), delay)) return std::nullopt;
    // A greater factor bends less: the level at `delay` rises with it, from `floor` to the line's.
    Share low = 0;
    Share high = 1'000 * whole_share;
    const auto level_of = [&](Share factor) {
        return threshold_at(*through_ends(factor, floor, ceil), delay);
    };
    while (high - low > 1) {
        const Share middle = low + (high - low) / 2;
        (level_of(middle) > level ? high : low) = middle;
    }
    const Share under = level_of(low);
    const Share over = level_of(high);
    const bool low_is_nearer = level - std::min(level, under) < over - std::min(over, level);
    return through_ends(low_is_nearer ? low : high, floor, ceil);
}

Share threshold_at(const Curve& curve, Share x) {
    x = std::min(x, whole_share);
    switch (curve.kind) {
        case CurveKind::constant:
            return curve.floor;
        case CurveKind::linear: {
            const Share done = curve.length == 0
                                   ? whole_share
                                   : mul_div(std::min(x, curve.length), whole_share, curve.length);
            return curve.ceil - mul_div(done, curve.ceil - curve.floor, whole_share);
        }
        case CurveKind::reciprocal:
            return reciprocal_at(curve, x);
    }
    CHECK(false);
    return whole_share;
}

Share share_of(const Amount& part, const Amount& whole) {
    if (whole.is_zero()) return 0;
    if (part >= whole) return whole_share;
    return chain::mul_div(part.units, U256{whole_share}, whole.units, Rounding::down)
        .value()
        .low_u64();
}

Share share_of(std::uint64_t part, std::uint64_t whole) {
    return share_of(Amount{U256{part}}, Amount{U256{whole}});
}

}  // namespace ambag::governance::governor
