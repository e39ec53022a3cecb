// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/module.hpp"

// What only governance itself may do: change the governor's settings, relay a call. The caller must
// be the timelock, and the call must be one of a proposal that the governor executes right now: a
// queue of the hashes of those calls is filled by `execute` and emptied by the calls themselves
// (OpenZeppelin's onlyGovernance).

namespace ambag::governance::governor {

// For `execute`: allows one call with this data until the end of the execution.
chain::Result<> allow_call(chain::Context& ctx, const Bytes& calldata);
void forget_allowed_calls(chain::Context& ctx);

// GovernorOnlyExecutor, or Panic(0x31) when the call is none of the running execution.
chain::Result<> check_governance(chain::Context& ctx);

chain::Result<> set_voting_delay(chain::Context& ctx, Uint48 delay);
chain::Result<> set_voting_period(chain::Context& ctx, std::uint32_t period);
chain::Result<> set_proposal_threshold(chain::Context& ctx, Amount threshold);
chain::Result<> update_quorum_numerator(chain::Context& ctx, U256 numerator);
chain::Result<> set_late_quorum_extension(chain::Context& ctx, Uint48 extension);
chain::Result<> update_timelock(chain::Context& ctx, Address timelock);
chain::Result<> relay(chain::Context& ctx, Address target, Amount value, Bytes data);

// The same without the guard: for genesis.
chain::Result<> change_voting_delay(chain::Context& ctx, Uint48 delay);
chain::Result<> change_voting_period(chain::Context& ctx, std::uint32_t period);
chain::Result<> change_proposal_threshold(chain::Context& ctx, const Amount& threshold);
chain::Result<> change_quorum_numerator(chain::Context& ctx, const U256& numerator);
chain::Result<> change_late_quorum_extension(chain::Context& ctx, Uint48 extension);
chain::Result<> change_timelock(chain::Context& ctx, const Address& timelock);

}  // namespace ambag::governance::governor
