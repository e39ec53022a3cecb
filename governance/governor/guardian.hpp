// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/module.hpp"
#include "governance/governor/state.hpp"

// Who may cancel a proposal. Its proposer, while it is pending. With GovernorProposalGuardian.sol
// of OpenZeppelin 5.7, which genesis turns on by naming a guardian: the guardian at any stage, and,
// as long as the guardian is the zero address, the proposer at any stage. When it is off its calls
// revert with empty data, as functions that do not exist.

namespace ambag::governance::governor {

// Of whoever was allowed to cancel: the mark, the event, and the timelock's operation if there is
// one.
chain::Result<> mark_canceled(chain::Context& ctx, const U256& id, Timeline timeline);

// GovernorUnableToCancel, or GovernorNonexistentProposal for those who are not the guardian.
chain::Result<> check_may_cancel(const chain::ViewContext& ctx, const U256& id,
                                 const Timeline& timeline);
// For genesis and the guarded call.
void change_guardian(chain::Context& ctx, const Address& to);

// Rows of the descriptor.
chain::Result<Address> get_guardian(const chain::ViewContext& ctx);
chain::Result<> set_guardian(chain::Context& ctx, Address to);

}  // namespace ambag::governance::governor
