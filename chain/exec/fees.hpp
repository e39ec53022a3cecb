// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/environment.hpp"

namespace ambag::chain {

// The base fee of the block after one that used `used` of `limit` gas. EIP-1559 with target
// limit / 2 and the genesis denominator: the fee moves by at most 1/denominator, up by at least 1,
// and never below the floor. A zero fee with a zero floor stays zero.
Amount next_base_fee(const Amount& base_fee, Gas used, Gas limit, const FeeRules& rules);

}  // namespace ambag::chain
