// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "emission/attestation/assignment_interface.hpp"
#include "emission/attestation/bonds.hpp"
#include "emission/attestation/devices.hpp"
#include "emission/attestation/job_interface.hpp"
#include "emission/attestation/jobs.hpp"
#include "emission/attestation/nonces.hpp"
#include "emission/attestation/paging.hpp"
#include "emission/attestation/receipt_body.hpp"
#include "emission/attestation/state.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

// Whole segments; the last one of a job may be short.
bool is_whole_range(const Job& job, std::uint64_t first, std::uint64_t last) {
    if (first > last || last >= job.steps || first % job.steps_per_segment != 0) return false;
    if ((last + 1) % job.steps_per_segment != 0 && last + 1 != job.steps) return false;
    return (last - first) / job.steps_per_segment < segments_max;
}

bool is_device_list(const std::vector<Hash>& list) {
    return list.size() <= receipt_devices_max &&
           std::adjacent_find(list.begin(), list.end(), std::greater_equal{}) == list.end();
}

// None of the segments belongs to a live assignment.
Result<> free_segments(const ViewContext& ctx, const Hash& id, const Job& job, std::uint64_t first,
                       std::uint64_t last) {
    for (std::uint64_t segment = first / job.steps_per_segment;
         segment <= last / job.steps_per_segment; ++segment) {
        const Hash holder = segments.get(ctx, {id, segment});
        if (holder.is_zero()) continue;
        const Assignment held = assignments.get(ctx, holder);
        if (is_live(ctx, held))
            return fail(AttestationStepsTaken{id, held.first_step, held.last_step, holder});
    }
    return {};
}

}  // namespace

bool is_live(const ViewContext& ctx, const Assignment& assignment) {
    return !assignment.receipt.is_zero() || ctx.block().time < assignment.expires;
}

Result<Hash> open_assignment(Context& ctx, Hash id, std::uint64_t first_step,
                             std::uint64_t last_step, std::vector<Hash> device_list,
                             Bytes worker_key) {
    const Job job = TRY(open_known_job(ctx, id));
    TRY(valid_worker_key(worker_key));
    if (!is_whole_range(job, first_step, last_step))
        return fail(
            AttestationRangeMalformed{first_step, last_step, job.steps, job.steps_per_segment});
    if (!is_device_list(device_list))
        return fail(AttestationDeviceListMalformed{device_list.size()});
    const std::uint8_t tier = device_list.empty() ? 0 : 1;
    if (tier < job.tier_minimum) return fail(AttestationTierTooLow{tier, job.tier_minimum});
    const std::uint64_t count = (last_step - first_step) / job.steps_per_segment + 1;
    TRY(ctx.charge({.reads = static_cast<std::uint32_t>(2 * count + 6 * device_list.size()),
                    .writes = static_cast<std::uint32_t>(count)}));
    for (const Hash& device : device_list)
        TRY(usable_device(ctx, device, ctx.sender(), worker_key));
    const Amount bond = parameters.get(ctx).bond_min;
    TRY(free_at_least(ctx, ctx.sender(), bond));
    TRY(free_segments(ctx, id, job, first_step, last_step));
    TRY(lock_bond(ctx, ctx.sender(), bond));
    // Must succeed from here.
    const Hash assignment =
        numbered_id("assignment", ctx.rules().chain_id, assignment_ids.size(ctx));
    const Timestamp expires{ctx.block().time.value + parameters.get(ctx).assignment_seconds};
    for (std::uint64_t segment = first_step / job.steps_per_segment;
         segment <= last_step / job.steps_per_segment; ++segment)
        segments.set(ctx, {id, segment}, assignment);
    assignment_ids.push(ctx, assignment);
    assignments.set(
        ctx, assignment,
        {id, ctx.sender(), std::move(worker_key), first_step, last_step, std::move(device_list),
         ctx.block().height, expires, Hash{}, Height{}, Hash{}, bond});
    ctx.emit(AssignmentOpened{assignment, id, ctx.sender(), first_step, last_step, expires});
    return assignment;
}

Result<> release_assignment(Context& ctx, Hash id) {
    Assignment assignment = TRY(known_assignment(ctx, id));
    if (assignment.owner != ctx.sender()) return fail(AttestationNotAssignee{id, assignment.owner});
    if (assignment.bond.is_zero()) return fail(AttestationAssignmentEnded{id});
    if (!is_live(ctx, assignment) && jobs.get(ctx, assignment.job).open)
        return fail(AttestationAssignmentExpired{id, assignment.expires});
    // Must succeed from here.
    const Amount bond = std::exchange(assignment.bond, {});
    assignment.expires = std::min(assignment.expires, ctx.block().time);
    assignments.set(ctx, id, assignment);
    release_bond(ctx, assignment.owner, bond);
    ctx.emit(AssignmentReleased{id, bond});
    return {};
}

Result<Amount> lapse_assignment(Context& ctx, Hash id) {
    Assignment assignment = TRY(known_assignment(ctx, id));
    if (assignment.bond.is_zero()) return fail(AttestationAssignmentEnded{id});
    if (is_live(ctx, assignment)) return fail(AttestationAssignmentLive{id, assignment.expires});
    const Job job = TRY(open_known_job(ctx, assignment.job));
    // Must succeed from here: the pool was found when the job was opened.
    const Amount bond = std::exchange(assignment.bond, {});
    assignments.set(ctx, id, assignment);
    TRY(forfeit_bond(ctx, assignment.owner, bond, job.pool));
    ctx.emit(AssignmentLapsed{id, assignment.owner, bond});
    return bond;
}

Result<> begin_evidence(Context& ctx, Hash id, Hash evidence) {
    Assignment assignment = TRY(known_assignment(ctx, id));
    if (assignment.owner != ctx.sender()) return fail(AttestationNotAssignee{id, assignment.owner});
    if (!is_live(ctx, assignment))
        return fail(AttestationAssignmentExpired{id, assignment.expires});
    if (!assignment.begin_evidence.is_zero() || !assignment.receipt.is_zero())
        return fail(AttestationEvidenceBegun{id, assignment.begin_height});
    // Must succeed from here.
    assignment.begin_evidence = evidence;
    assignment.begin_height = ctx.block().height;
    assignments.set(ctx, id, assignment);
    ctx.emit(EvidenceBegun{id, evidence, assignment.begin_height});
    return {};
}

Result<Assignment> known_assignment(const ViewContext& ctx, const Hash& id) {
    Assignment assignment = assignments.get(ctx, id);
    if (assignment.owner.is_zero()) return fail(AttestationUnknownAssignment{id});
    return assignment;
}

Result<std::tuple<Assignment, bool>> assignment_view(const ViewContext& ctx, Hash id) {
    const Assignment assignment = TRY(known_assignment(ctx, id));
    return std::tuple{assignment, is_live(ctx, assignment)};
}

Result<std::tuple<std::vector<Hash>, std::uint64_t>> assignments_view(const ViewContext& ctx,
                                                                      std::uint64_t offset,
                                                                      std::uint64_t limit) {
    return page_of<Hash>(ctx, assignment_ids, offset, limit, [](const Hash& id) { return id; });
}

Result<Hash> segment_holder_view(const ViewContext& ctx, Hash id, std::uint64_t step) {
    const Job job = TRY(known_job(ctx, id));
    return segments.get(ctx, {id, step / job.steps_per_segment});
}

}  // namespace ambag::emission::attestation
