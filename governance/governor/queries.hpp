// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/codec/eip712.hpp"
#include "governance/governor/module.hpp"

// The views of the governor's ABI.

namespace ambag::governance::governor {

using chain::Result;
using chain::ViewContext;

Result<Hash> get_ballot_type(const ViewContext& ctx);
Result<Hash> get_extended_ballot_type(const ViewContext& ctx);
Result<std::string> get_name(const ViewContext& ctx);
Result<std::string> get_version(const ViewContext& ctx);
Result<std::string> get_counting_mode(const ViewContext& ctx);
Result<std::string> get_clock_mode(const ViewContext& ctx);
Result<Uint48> get_clock(const ViewContext& ctx);
Result<Address> get_token(const ViewContext& ctx);
Result<Address> get_timelock(const ViewContext& ctx);
Result<chain::DomainFields> get_domain(const ViewContext& ctx);
Result<U256> get_nonce(const ViewContext& ctx, Address owner);
Result<bool> supports_interface(const ViewContext& ctx, chain::Selector id);

Result<U256> get_proposal_id(const ViewContext& ctx, std::vector<Address> targets,
                             std::vector<Amount> values, std::vector<Bytes> calldatas,
                             Hash description_hash);
Result<ProposalState> get_state(const ViewContext& ctx, U256 id);
Result<U256> get_snapshot(const ViewContext& ctx, U256 id);
Result<U256> get_deadline(const ViewContext& ctx, U256 id);
Result<Address> get_proposer(const ViewContext& ctx, U256 id);
Result<U256> get_eta(const ViewContext& ctx, U256 id);
Result<bool> needs_queuing(const ViewContext& ctx, U256 id);
Result<bool> has_voted(const ViewContext& ctx, U256 id, Address account);
Result<std::tuple<Amount, Amount, Amount>> get_proposal_votes(const ViewContext& ctx, U256 id);

Result<U256> get_voting_delay(const ViewContext& ctx);
Result<U256> get_voting_period(const ViewContext& ctx);
Result<Amount> get_proposal_threshold(const ViewContext& ctx);
Result<Uint48> get_late_quorum_extension(const ViewContext& ctx);
Result<Amount> get_quorum(const ViewContext& ctx, U256 timepoint);
Result<U256> get_numerator(const ViewContext& ctx);
Result<U256> get_numerator_at(const ViewContext& ctx, U256 timepoint);
Result<U256> get_denominator(const ViewContext& ctx);
Result<Amount> get_votes(const ViewContext& ctx, Address account, U256 timepoint);
Result<Amount> get_votes_with_params(const ViewContext& ctx, Address account, U256 timepoint,
                                     Bytes params);

}  // namespace ambag::governance::governor
