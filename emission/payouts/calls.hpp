// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "emission/payouts/state.hpp"

// Rows of the descriptor. Guards stand in the order in which the README lists them.

namespace ambag::emission::payouts {

using chain::Context;
using chain::Result;
using chain::ViewContext;

// With `pool` empty the coins come with the call, and anybody may promise his own; otherwise they
// stay in the pool and the call is the authority's. Each returns the payout's id.
Result<std::uint64_t> create_vesting(Context& ctx, std::string pool, Address beneficiary,
                                     Amount total, Timestamp start, Amount at_start,
                                     Timestamp cliff, Amount at_cliff, Timestamp end,
                                     bool from_start, bool revocable);
Result<std::uint64_t> create_tranches(Context& ctx, std::string pool, Address beneficiary,
                                      std::vector<Timestamp> dates, std::vector<Amount> amounts,
                                      bool revocable);
Result<std::uint64_t> create_stream(Context& ctx, std::string pool, Address beneficiary,
                                    Amount amount, std::uint64_t per_seconds, Timestamp start,
                                    Timestamp stop, std::vector<Timestamp> checkpoints,
                                    bool revocable);
Result<std::uint64_t> create_claim(Context& ctx, std::string pool, Hash root, Timestamp opens,
                                   Timestamp closes, Amount funded);

// Anybody may ask; the coins go to whom they are promised.
Result<Amount> collect(Context& ctx, std::uint64_t payout);
Result<> claim(Context& ctx, std::uint64_t payout, std::uint64_t index, Address account,
               Amount amount, std::vector<Hash> proof);
Result<Amount> expire(Context& ctx, std::uint64_t payout);

Result<> approve_checkpoint(Context& ctx, std::uint64_t payout, std::uint8_t checkpoint);
Result<Amount> revoke(Context& ctx, std::uint64_t payout);
Result<> set_beneficiary(Context& ctx, std::uint64_t payout, Address beneficiary);
Result<Amount> take_returned(Context& ctx);

// Views.
Result<std::uint64_t> payout_count_view(const ViewContext& ctx);
Result<std::tuple<Payout, Amount>> payout_view(const ViewContext& ctx, std::uint64_t payout);
Result<VestingRecord> vesting_view(const ViewContext& ctx, std::uint64_t payout);
Result<std::vector<TrancheRecord>> tranches_view(const ViewContext& ctx, std::uint64_t payout);
Result<StreamRecord> stream_view(const ViewContext& ctx, std::uint64_t payout);
Result<ClaimRecord> claim_view(const ViewContext& ctx, std::uint64_t payout);
Result<bool> claimed_view(const ViewContext& ctx, std::uint64_t payout, std::uint64_t index);
Result<Amount> reserved_view(const ViewContext& ctx, std::string pool);
Result<Amount> returned_view(const ViewContext& ctx, Address account);
Result<Totals> totals_view(const ViewContext& ctx);

}  // namespace ambag::emission::payouts
