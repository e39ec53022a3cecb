// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/payable.hpp"
#include "emission/payouts/calls.hpp"

// The one door of the module's money: taking it into a promise, paying it out, giving it back.

namespace ambag::emission::payouts {

chain::Result<Payout> known_payout(const chain::ViewContext& ctx, std::uint64_t payout);

// What of the pool no payout speaks for; nothing when there is no such pool.
std::optional<Amount> free_of_pool(const chain::ViewContext& ctx, const std::string& pool);

// Books the promise and returns its id; kind, pool, beneficiary, total and revocable are set.
chain::Result<std::uint64_t> promise(const chain::Context& ctx, Payout payout);

// Pays `amount` of what `payout` still owes, at most that, and stores it.
chain::Result<> pay(const chain::Context& ctx, std::uint64_t id, Payout& payout, const Address& to,
                    const Amount& amount);

// Ends the payout at `final_total`, at least what was paid; the rest goes back. Returns the rest.
chain::Result<Amount> end(const chain::Context& ctx, std::uint64_t id, Payout& payout,
                          const Amount& final_total);

}  // namespace ambag::emission::payouts
