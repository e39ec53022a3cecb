// SPDX-License-Identifier: Apache-2.0
#include "emission/payouts/terms.hpp"

#include "chain/module/error.hpp"

namespace ambag::emission::payouts {

using namespace chain;

Vesting vesting_of(const VestingRecord& record) {
    return LinearVesting{record.total,
                         record.start,
                         record.at_start,
                         record.cliff,
                         record.at_cliff,
                         record.end,
                         record.from_start ? VestingMode::from_start : VestingMode::after_cliff};
}

Vesting vesting_of(const std::vector<TrancheRecord>& table) {
    TrancheVesting vesting;
    for (const TrancheRecord& row : table) vesting.tranches.push_back({row.date, row.amount});
    return vesting;
}

Hash milestone_of(std::uint64_t payout, std::size_t checkpoint) {
    return keccak256(abi::encode(payout, std::uint64_t{checkpoint}));
}

Stream stream_of(std::uint64_t payout, const StreamRecord& record) {
    Stream stream{.amount = record.amount,
                  .per_seconds = record.per_seconds,
                  .start = record.start,
                  .stop = record.stop};
    for (std::size_t i = 0; i < record.checkpoints.size(); ++i)
        stream.checkpoints.push_back(
            {record.checkpoints[i], MilestoneVoted{milestone_of(payout, i)}});
    return stream;
}

std::vector<Hash> approved_milestones(std::uint64_t payout, const StreamRecord& record) {
    std::vector<Hash> approved;
    for (std::size_t i = 0; i < record.checkpoints.size(); ++i)
        if ((record.approved >> i & 1U) != 0) approved.push_back(milestone_of(payout, i));
    return approved;
}

Result<Amount> earned_by_now(const ViewContext& ctx, std::uint64_t id, const Payout& record) {
    const Timestamp now = ctx.block().time;
    Amount earned;
    switch (record.kind) {
        case PayoutKind::vesting:
            earned = released(vesting_of(vestings.get(ctx, id)), now);
            break;
        case PayoutKind::tranches:
            earned = released(vesting_of(tranche_tables.get(ctx, id)), now);
            break;
        case PayoutKind::stream: {
            const StreamRecord stream = streams.get(ctx, id);
            const std::vector<Hash> approved = approved_milestones(id, stream);
            const auto run =
                has_run(stream_of(id, stream), {.now = now, .milestones_voted = approved});
            if (!run) return panic(panic_arithmetic);
            earned = *run;
            break;
        }
        default:
            break;
    }
    // One that was revoked has a lower total: what it had earned until then.
    return std::min(earned, record.total);
}

}  // namespace ambag::emission::payouts
