// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/scoring/rules/yuma.hpp"

// The two arithmetics of yuma.hpp, for input that was checked there.

namespace ambag::emission::scoring {

YumaOutput yuma_exact(const YumaInput& input, const YumaRules& rules);
YumaOutput yuma_compat(const YumaInput& input, const YumaRules& rules);

}  // namespace ambag::emission::scoring
