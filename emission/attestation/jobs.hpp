// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "emission/attestation/work_records.hpp"

// Jobs, which governance opens, and assignments: whole segments of a job's steps that one worker
// has for himself until he submits the receipt or his time is over.

namespace ambag::emission::attestation {

inline constexpr std::uint64_t segments_max = 256;  // of an assignment
inline constexpr std::uint64_t steps_max = std::uint64_t{1} << 32;
inline constexpr std::uint32_t bond_factor_unit = 10'000;  // a bond equal to the payment

chain::Result<Hash> open_job(chain::Context& ctx, std::string pool, chain::Amount budget,
                             chain::Amount price, Bytes program, std::uint64_t steps,
                             std::uint64_t steps_per_segment, std::uint32_t bond_factor_bps,
                             std::uint64_t window_seconds, std::uint8_t tier_minimum);
chain::Result<> close_job(chain::Context& ctx, Hash job);

// Guards in this order: job, worker key, range, device list, tier, each device, bond, segments.
chain::Result<Hash> open_assignment(chain::Context& ctx, Hash job, std::uint64_t first_step,
                                    std::uint64_t last_step, std::vector<Hash> device_list,
                                    Bytes worker_key);
// `bondMin` is locked behind an assignment and comes free with its receipt, whose own bond takes
// its place, or here: for the owner, while the assignment lives or when its job is closed.
// Guards: known, owner, not ended, not expired.
chain::Result<> release_assignment(chain::Context& ctx, Hash assignment);
// By anyone, when the time ran out on an open job: the bond goes into the job's pool. Who cannot
// deliver gives the steps back in time. Guards: known, not ended, not live, job open.
chain::Result<chain::Amount> lapse_assignment(chain::Context& ctx, Hash assignment);
// Commits the hash of a report over begin_nonce, before the work is done.
chain::Result<> begin_evidence(chain::Context& ctx, Hash assignment, Hash evidence);

chain::Result<Job> known_job(const chain::ViewContext& ctx, const Hash& id);
chain::Result<Job> open_known_job(const chain::ViewContext& ctx, const Hash& id);
chain::Result<Assignment> known_assignment(const chain::ViewContext& ctx, const Hash& id);
// It holds its segments: it has a receipt, or its time is not over.
bool is_live(const chain::ViewContext& ctx, const Assignment& assignment);

// Views.
chain::Result<std::tuple<Job, JobAccount>> job_view(const chain::ViewContext& ctx, Hash job);
chain::Result<std::tuple<std::vector<Hash>, std::uint64_t>> jobs_view(const chain::ViewContext& ctx,
                                                                      std::uint64_t offset,
                                                                      std::uint64_t limit);
chain::Result<std::tuple<Assignment, bool>> assignment_view(const chain::ViewContext& ctx,
                                                            Hash assignment);
chain::Result<std::tuple<std::vector<Hash>, std::uint64_t>> assignments_view(
    const chain::ViewContext& ctx, std::uint64_t offset, std::uint64_t limit);
chain::Result<Hash> segment_holder_view(const chain::ViewContext& ctx, Hash job,
                                        std::uint64_t step);

}  // namespace ambag::emission::attestation
