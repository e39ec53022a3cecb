// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/token/state.hpp"

// Balances and allowances: OpenZeppelin's ERC20 with ERC20Votes on top, and the bonds of the
// staking module, which leave a balance and its votes where they are but keep it from moving.

namespace ambag::governance::token {

// 2^208 - 1: what a checkpoint can hold.
Amount supply_max();

// Transfer, mint (from zero) or burn (to zero), with its event and what follows for votes.
chain::Result<> update(chain::Context& ctx, const Address& from, const Address& to,
                       const Amount& value);
chain::Result<> mint_tokens(chain::Context& ctx, const Address& account, const Amount& value);
chain::Result<> burn_tokens(chain::Context& ctx, const Address& account, const Amount& value);
// Sets an allowance and emits Approval.
chain::Result<> set_allowance(chain::Context& ctx, const Address& owner, const Address& spender,
                              const Amount& value);

// Rows of the descriptor.
chain::Result<std::string> name(const chain::ViewContext& ctx);
chain::Result<std::string> symbol(const chain::ViewContext& ctx);
chain::Result<std::uint8_t> decimals(const chain::ViewContext& ctx);
chain::Result<Amount> total_supply(const chain::ViewContext& ctx);
chain::Result<Amount> balance_of(const chain::ViewContext& ctx, const Address& account);
chain::Result<Amount> allowance(const chain::ViewContext& ctx, const Address& owner,
                                const Address& spender);
chain::Result<bool> transfer(chain::Context& ctx, const Address& to, const Amount& value);
chain::Result<bool> approve(chain::Context& ctx, const Address& spender, const Amount& value);
chain::Result<bool> transfer_from(chain::Context& ctx, const Address& from, const Address& to,
                                  const Amount& value);

}  // namespace ambag::governance::token
