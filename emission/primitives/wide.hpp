// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>

#include "chain/base/u256.hpp"

// 512-bit intermediates: every product before a division is made here and narrowed once, at the
// end, so that no step in between can leave its range.

namespace ambag::emission {

using Wide = chain::U256::Wide;

inline Wide widen(const chain::U256& value) {
    return Wide{value.raw()};
}

inline std::optional<chain::U256> narrow(const Wide& wide) {
    if (!wide.is_zero() && boost::multiprecision::msb(wide) >= 256) return std::nullopt;
    return chain::U256{static_cast<chain::U256::Raw>(wide)};
}

}  // namespace ambag::emission
