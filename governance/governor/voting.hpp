// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/codec/eip712.hpp"
#include "governance/governor/module.hpp"
#include "governance/governor/passing.hpp"

// Votes, sent or signed. Every form ends in one function: state, weight at the snapshot, ballot,
// tally, event, and at last the check whether this vote brought the quorum late.

namespace ambag::governance::governor {

inline constexpr Hash ballot_type = chain::keccak256_constant(
    "Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
inline constexpr Hash extended_ballot_type = chain::keccak256_constant(
    "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,"
    "bytes params)");

// Name of the governor, version "1", chain id, the governor's address.
chain::SigningDomain signing_domain(const chain::ViewContext& ctx);

// Around the counting of every vote. Before: GovernorExcludedVoter, and how the vote finds
// the proposal. After: how it leaves it, and the late quorum; a track that
// confirms needs no extension.
chain::Result<std::optional<Outcome>> before_count(const chain::Context& ctx,
                                                   const Timeline& timeline, const Address& voter);
chain::Result<> after_count(chain::Context& ctx, const U256& id, const Timeline& timeline,
                            const std::optional<Outcome>& before);

// The vote that first brings the quorum pushes the deadline to at least `lateQuorumVoteExtension`
// from now, so that others can answer. It fires once: a deadline set here is never changed again.
chain::Result<> extend_after_late_quorum(chain::Context& ctx, const U256& id, Timeline timeline);
U256 use_nonce(chain::Context& ctx, const Address& voter);
// GovernorInvalidSignature unless the voter signed `ballot` (a struct hash), or approves of it by
// ERC-1271.
chain::Result<> check_signature(const chain::ViewContext& ctx, const Address& voter,
                                const Hash& ballot, const Bytes& signature);

// All return the votes that were counted.
chain::Result<Amount> cast_vote(chain::Context& ctx, U256 id, std::uint8_t support);
chain::Result<Amount> cast_vote_with_reason(chain::Context& ctx, U256 id, std::uint8_t support,
                                            std::string reason);
chain::Result<Amount> cast_vote_with_reason_and_params(chain::Context& ctx, U256 id,
                                                       std::uint8_t support, std::string reason,
                                                       Bytes params);
chain::Result<Amount> cast_vote_by_sig(chain::Context& ctx, U256 id, std::uint8_t support,
                                       Address voter, Bytes signature);
chain::Result<Amount> cast_vote_with_reason_and_params_by_sig(chain::Context& ctx, U256 id,
                                                              std::uint8_t support, Address voter,
                                                              std::string reason, Bytes params,
                                                              Bytes signature);

}  // namespace ambag::governance::governor
