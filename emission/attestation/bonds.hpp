// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "emission/attestation/work_records.hpp"

// Bonds: coins that lie in this module and stand behind assignments, receipts and contradictions.
// All bonds together are the module's balance.

namespace ambag::emission::attestation {

chain::Result<> bond(chain::Context& ctx);                          // payable
chain::Result<> unbond(chain::Context& ctx, chain::Amount amount);  // free to leaving
chain::Result<chain::Amount> withdraw_bond(chain::Context& ctx);    // leaving to the account
chain::Result<Bonds> bond_view(const chain::ViewContext& ctx, chain::Address account);

// For the module itself. `lock` and `free_at_least` refuse; the others must succeed, since what
// they move was locked before.
chain::Result<> free_at_least(const chain::ViewContext& ctx, const chain::Address& account,
                              const chain::Amount& amount);
chain::Result<> lock_bond(const chain::Context& ctx, const chain::Address& account,
                          const chain::Amount& amount);
// Locks `amount` in place of `before`, which was locked.
chain::Result<> relock_bond(const chain::Context& ctx, const chain::Address& account,
                            const chain::Amount& before, const chain::Amount& amount);
void release_bond(const chain::Context& ctx, const chain::Address& account,
                  const chain::Amount& amount);
// A locked bond goes into a pool of issuance.
chain::Result<> forfeit_bond(const chain::Context& ctx, const chain::Address& account,
                             const chain::Amount& amount, const std::string& pool);

chain::Result<void, chain::Fault> bonds_equal_balance(const chain::ViewContext& ctx);

}  // namespace ambag::emission::attestation
