// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/staking/state.hpp"

// Stake in place: wrapped tokens of the holder are bonded to a validator and stay in his balance,
// with their votes. Each call settles the holder first. Guards stand in the README's order.

namespace ambag::emission::staking {

// Bonds and adds to the holder's position: what genesis, registration and `delegate` share.
chain::Result<> add_stake(chain::Context& ctx, const PositionKey& key, const Amount& amount);

// Rows of the descriptor. Amounts are wrapped tokens in base units; unbond and redelegate return
// the number of the exit that they start.
chain::Result<> delegate(chain::Context& ctx, Address validator, Amount amount);
chain::Result<std::uint64_t> unbond(chain::Context& ctx, Address validator, Amount amount);
chain::Result<std::uint64_t> redelegate(chain::Context& ctx, Address from, Address to,
                                        Amount amount);

}  // namespace ambag::emission::staking
