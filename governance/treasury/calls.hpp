// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/treasury/state.hpp"

// Rows of the descriptor about the purse: deposits, and `pay`, which only the authority (the
// timelock, hence a passed proposal) may call. Grants with parts are in grants.hpp.

namespace ambag::governance::treasury {

chain::Result<> deposit(chain::Context& ctx);
chain::Result<std::uint64_t> pay(chain::Context& ctx, const Address& to, const Amount& amount,
                                 const std::string& memo);
chain::Result<> set_spend_limit(chain::Context& ctx, const Amount& cap,
                                std::uint64_t period_seconds);

chain::Result<Amount> balance(const chain::ViewContext& ctx);
// The most that `pay` would accept now: the least of the purse and of what the caps leave.
chain::Result<Amount> available(const chain::ViewContext& ctx);
chain::Result<std::tuple<Amount, std::uint64_t>> spend_limit_view(const chain::ViewContext& ctx);
chain::Result<std::tuple<std::uint64_t, Amount>> spent_in_period(const chain::ViewContext& ctx);
chain::Result<Amount> total_paid_view(const chain::ViewContext& ctx);
chain::Result<std::uint64_t> grant_count_view(const chain::ViewContext& ctx);
chain::Result<std::tuple<Address, Amount, Hash, Timestamp>> grant(const chain::ViewContext& ctx,
                                                                  std::uint64_t id);

}  // namespace ambag::governance::treasury
