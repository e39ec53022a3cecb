// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/staking/state.hpp"

// Slashes reach a holder here: at his next move, or by anyone's poke. The work is bounded by
// `positions_max` and `exits_max`, and is one comparison when nothing was slashed since.

namespace ambag::emission::staking {

inline constexpr std::size_t positions_max = 16;  // of a holder
inline constexpr std::size_t exits_max = 16;      // of a holder, both kinds

// Applies every slash that the holder has not borne yet to positions and exits, and tells the
// token: what was burned at once is settled, redelegated stake is burned now.
chain::Result<> settle_holder(chain::Context& ctx, const Address& holder);

// What a holder's positions and exits are worth now, for views; the sums that settling would leave.
Amount position_value(const chain::ViewContext& ctx, const PositionKey& key);
Amount exit_value(const chain::ViewContext& ctx, const Exit& exit);

// Immature redelegations into `key.validator`: stake of the position that must stay.
Amount immature(const chain::ViewContext& ctx, const PositionKey& key);

// Row of the descriptor: anyone's poke.
chain::Result<> settle_call(chain::Context& ctx, Address holder);

}  // namespace ambag::emission::staking
