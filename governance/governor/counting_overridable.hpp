// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/counting.hpp"

// GovernorCountingOverridable.sol of OpenZeppelin 5.7. A holder who delegated may vote with the
// tokens that were his at the snapshot, once, whether or not he casts an ordinary vote too: they
// are taken out of his delegate's vote, or out of what the delegate can still cast. The token keeps
// the balances and delegates of holders for it. In another way of counting all of these revert with
// empty data.

namespace ambag::governance::governor {

inline constexpr Hash override_ballot_type = chain::keccak256_constant(
    "OverrideBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason)");

chain::Result<Hash> get_override_ballot_type(const chain::ViewContext& ctx);
chain::Result<bool> has_voted_override(const chain::ViewContext& ctx, U256 id, Address account);

// Both return the weight that was moved.
chain::Result<Amount> cast_override_vote(chain::Context& ctx, U256 id, std::uint8_t support,
                                         std::string reason);
chain::Result<Amount> cast_override_vote_by_sig(chain::Context& ctx, U256 id, std::uint8_t support,
                                                Address voter, std::string reason, Bytes signature);

}  // namespace ambag::governance::governor
