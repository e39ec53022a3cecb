// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/staking/state.hpp"

// Rewards in two accumulators (F1, emission/primitives/accumulator.hpp), so that neither the number
// of validators nor that of delegators costs anything when coins come in:
//
//   pool ──▶ reward_pool, by tokens of the elected ──collect──▶ commission, and shares of the
//            validator, by share units of its positions ──claim──▶ holders
//
// Share units do not change with slashes (stake.hpp). Whoever changes units collects first, so what
// was earned stays with those who earned it. Reverts: Panic(0x11) where an accumulator overflows.

namespace ambag::emission::staking {

// Coins that came in; while nobody is elected they wait for the next ones.
chain::Result<> receive_from_pool(chain::Context& ctx, std::string pool);  // issuance's
chain::Result<> receive_carry(chain::Context& ctx);                        // the token's

// Moves what the validator has earned into its commission (floor) and its positions' shares.
chain::Result<> collect(chain::Context& ctx, const Address& validator);

// The validator earns by `tokens` from now on: those it has when elected, else 0.
chain::Result<> set_earning(chain::Context& ctx, const Address& validator, const Amount& tokens);

// Writes a position whose nominal is that of the validator's present `factor`, with the units that
// follow, and keeps the holder's list. An empty one is closed: what it has earned is paid, its
// fraction of a unit stays with the others. The validator must be collected.
chain::Result<> store_position(chain::Context& ctx, const PositionKey& key, Position position,
                               const U256& factor);

// What claim would pay now.
chain::Result<Amount> pending_rewards(const chain::ViewContext& ctx, const PositionKey& key);
chain::Result<Amount> pending_commission(const chain::ViewContext& ctx, const Address& validator);

// Rows of the descriptor. StakingNothingDue when there is nothing to pay.
chain::Result<Amount> claim(chain::Context& ctx, Address validator);
chain::Result<Amount> claim_commission(chain::Context& ctx);

}  // namespace ambag::emission::staking
