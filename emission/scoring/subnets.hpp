// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "emission/scoring/state.hpp"

// Opening subnets, handing them over, their shares of the emission, and registration of uids.

namespace ambag::emission::scoring {

// Payable: the subnet's cost, burned. The sender becomes owner and meter; the share is 0 until the
// timelock gives one.
chain::Result<std::uint32_t> open_subnet(chain::Context& ctx, std::uint64_t rule);
chain::Result<> hand_over(chain::Context& ctx, std::uint32_t subnet, chain::Address owner,
                          chain::Address meter);
// The timelock's: a weight in the division of the emission among subnets.
chain::Result<> set_subnet_share(chain::Context& ctx, std::uint32_t subnet, chain::U256 share);

// Payable: the registration cost. Takes a free uid, or that of the lowest score (incentive +
// dividend, ties to the lowest uid) which is neither immune nor validates.
chain::Result<std::uint32_t> register_neuron(chain::Context& ctx, std::uint32_t subnet);

// A new subnet whose first epoch is a tempo away, moved by its number, so that subnets of one tempo
// do not meet in one block. For genesis as well.
std::uint32_t add_subnet(const chain::Context& ctx, const Subnet& subnet);
// Puts an account into the uid `uid` and forgets who was there.
void seat(const chain::Context& ctx, std::uint32_t subnet, std::uint32_t uid,
          const chain::Address& account);
void put_into_calendar(const chain::Context& ctx, std::uint32_t subnet, chain::Height height);

}  // namespace ambag::emission::scoring
