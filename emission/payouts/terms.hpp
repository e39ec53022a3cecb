// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/payouts/state.hpp"

// The stored records as the primitives that they are made of.

namespace ambag::emission::payouts {

Vesting vesting_of(const VestingRecord& record);
Vesting vesting_of(const std::vector<TrancheRecord>& table);
Stream stream_of(std::uint64_t payout, const StreamRecord& record);

// Milestones of a stream's checkpoints that a vote has approved, for GateFacts.
Hash milestone_of(std::uint64_t payout, std::size_t checkpoint);
std::vector<Hash> approved_milestones(std::uint64_t payout, const StreamRecord& record);

// What has come due of a vesting, a table or a stream by now, paid or not.
chain::Result<Amount> earned_by_now(const chain::ViewContext& ctx, std::uint64_t payout,
                                    const Payout& record);

}  // namespace ambag::emission::payouts
