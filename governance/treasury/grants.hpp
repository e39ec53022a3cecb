// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/treasury/state.hpp"

// Grants with parts, from their making to the last claim. Guards stand in README order.

namespace ambag::governance::treasury {

// By the authority, out of the purse and within both caps.
chain::Result<std::uint64_t> create_grant(chain::Context& ctx, const Address& to,
                                          std::uint32_t spend_class, const Address& guardian,
                                          const std::vector<PartTerms>& terms,
                                          const std::string& memo);
// By anybody, with coins of his own: the sum of the parts comes with the call, and what is not
// spent returns to him. Milestones stay the authority's.
chain::Result<std::uint64_t> sponsor_grant(chain::Context& ctx, const Address& to,
                                           const Address& guardian,
                                           const std::vector<PartTerms>& terms,
                                           const std::string& memo);

// By the receiver alone: coins go to nobody who cannot sign. Opens the gate when it is due.
chain::Result<Amount> claim(chain::Context& ctx, std::uint64_t id, std::uint8_t part);
// By anybody: records that the gate is open, before its deadline.
chain::Result<> open_gate(chain::Context& ctx, std::uint64_t id, std::uint8_t part);

// By the authority.
chain::Result<> approve_milestone(chain::Context& ctx, std::uint64_t id, std::uint8_t part);
// By the authority or the grant's guardian. A paused grant earns nothing and pays nothing; its
// deadlines wait. A revoked one keeps what was earned behind open gates, the rest returns at once.
chain::Result<> pause_grant(chain::Context& ctx, std::uint64_t id);
chain::Result<> resume_grant(chain::Context& ctx, std::uint64_t id);
chain::Result<Amount> revoke_grant(chain::Context& ctx, std::uint64_t id);
// By anybody: a part whose gate missed its deadline goes back to where it came from.
chain::Result<Amount> reclaim(chain::Context& ctx, std::uint64_t id, std::uint8_t part);

// What keeps the gate of a part closed now, receipts included; see Missing.
chain::Result<std::uint8_t> gate_missing(const chain::ViewContext& ctx, const PartKey& key,
                                         const Award& award, const Part& part);

}  // namespace ambag::governance::treasury
