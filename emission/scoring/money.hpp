// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "emission/scoring/state.hpp"

// The money of scoring: emission comes in from one pool of issuance through its door, is divided
// among subnets by an accumulator, and given out at each subnet's epoch. Stake stands on a
// validator in one subnet; what a validator passes on reaches its stakers through an accumulator,
// so that an epoch costs the same for ten stakers as for a million.

namespace ambag::emission::scoring {

// Payable, issuance's alone: how a pool pays a module.
chain::Result<> receive_from_pool(chain::Context& ctx, std::string pool);

// Takes what the pool holds. A pool that scoring may not spend (any more) gives nothing: governance
// decided so.
void draw(chain::Context& ctx);
// Gives coins of this module back to the pool; without a pool they are burned.
chain::Result<> return_to_pool(const chain::Context& ctx, const chain::Amount& amount);

// Books an epoch's payments; the coins are in the module already.
chain::Result<> credit(const chain::Context& ctx, const chain::Address& account,
                       const chain::Amount& amount);
chain::Result<> credit_validator(const chain::Context& ctx, std::uint32_t subnet,
                                 const chain::Address& validator, const chain::Amount& amount);

// Calls.
chain::Result<> stake(chain::Context& ctx, std::uint32_t subnet, chain::Address validator);
chain::Result<> unstake(chain::Context& ctx, std::uint32_t subnet, chain::Address validator,
                        chain::Amount amount);
chain::Result<> set_take(chain::Context& ctx, std::uint32_t subnet, std::uint16_t take);
chain::Result<chain::Amount> claim(chain::Context& ctx);
chain::Result<chain::Amount> claim_stake(chain::Context& ctx, std::uint32_t subnet,
                                         chain::Address validator);

// What claim_stake would pay.
chain::Result<chain::Amount> stake_owed(const chain::ViewContext& ctx, const PositionKey& key);

// Invariant: emission + staked + owed = the module's balance.
chain::Result<void, chain::Fault> ledgers_equal_balance(const chain::ViewContext& ctx);

}  // namespace ambag::emission::scoring
