// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/jobs.hpp"

#include "chain/module/addresses.hpp"
#include "emission/attestation/job_interface.hpp"
#include "emission/attestation/lists.hpp"
#include "emission/attestation/nonces.hpp"
#include "emission/attestation/paging.hpp"
#include "emission/attestation/state.hpp"
#include "emission/attestation/training/trainer.hpp"
#include "emission/issuance/module.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

constexpr std::uint64_t window_seconds_max = 2'592'000;
constexpr std::uint32_t bond_factor_max = 100 * bond_factor_unit;
constexpr std::uint64_t hashed_bytes_per_unit = 32;  // one `hashes` of gas, generation included

// The member that has no accepted value; empty when all have.
std::string_view malformed_member(const ViewContext& ctx, const Job& job) {
    const auto sum = [](const Amount& a) { return !a.is_zero() && a.units.bit_length() <= 128; };
    if (!sum(job.budget)) return "budget";
    if (!sum(job.price)) return "price";
    if (job.steps == 0 || job.steps > steps_max) return "steps";
    if (job.steps_per_segment == 0 || job.steps_per_segment > job.steps) return "stepsPerSegment";
    if (job.bond_factor_bps < bond_factor_unit || job.bond_factor_bps > bond_factor_max)
        return "bondFactorBps";
    if (job.window_seconds < parameters.get(ctx).window_seconds_min ||
        job.window_seconds > window_seconds_max)
        return "windowSeconds";
    if (job.tier_minimum > 1) return "tierMinimum";
    return {};
}

// What decoding and committing to a program cost, by the dimensions that it states; decoding
// refuses others than a Program may have before it works.
std::uint32_t program_setup_hashes(BytesView program) {
    const auto stated = training::stated_setup_bytes(program);
    return static_cast<std::uint32_t>(stated / hashed_bytes_per_unit);
}

}  // namespace

Result<Hash> open_job(Context& ctx, std::string pool, Amount budget, Amount price, Bytes program,
                      std::uint64_t steps, std::uint64_t steps_per_segment,
                      std::uint32_t bond_factor_bps, std::uint64_t window_seconds,
                      std::uint8_t tier_minimum) {
    TRY(only_authority(ctx));
    if (!issuance::pool_balance(ctx.view_of(issuance_address), pool))
        return fail(AttestationUnknownPool{pool});
    Job job{.pool = std::move(pool),
            .budget = budget,
            .price = price,
            .program = std::move(program),
            .initial_state_root = {},
            .steps = steps,
            .steps_per_segment = steps_per_segment,
            .units_per_step = 0,
            .bond_factor_bps = bond_factor_bps,
            .window_seconds = window_seconds,
            .tier_minimum = tier_minimum,
            .open = true};
    if (const auto member = malformed_member(ctx, job); !member.empty())
        return fail(AttestationJobMalformed{std::string{member}});
    TRY(ctx.charge({.hashes = program_setup_hashes(job.program)}));
    const auto decoded = training::decode(job.program);
    if (!decoded) return fail(AttestationProgramMalformed{std::string{describe(decoded.error())}});
    Totals all = totals.get(ctx);
    all.budget = TRY(add(all.budget, budget));
    // Must succeed from here.
    job.initial_state_root = training::state_root(*decoded, training::initial_state(*decoded));
    job.units_per_step = training::units(*decoded, 1);
    const Hash id = numbered_id("job", ctx.rules().chain_id, job_ids.size(ctx));
    totals.set(ctx, all);
    job_ids.push(ctx, id);
    jobs.set(ctx, id, job);
    ctx.emit(
        JobOpened{id, job.pool, budget, price, decoded->hash(), job.initial_state_root, steps});
    return id;
}

Result<> close_job(Context& ctx, Hash id) {
    TRY(only_authority(ctx));
    Job job = TRY(open_known_job(ctx, id));
    // Must succeed from here.
    job.open = false;
    jobs.set(ctx, id, job);
    ctx.emit(JobClosed{id});
    return {};
}

Result<Job> known_job(const ViewContext& ctx, const Hash& id) {
    Job job = jobs.get(ctx, id);
    if (job.steps == 0) return fail(AttestationUnknownJob{id});
    return job;
}

Result<Job> open_known_job(const ViewContext& ctx, const Hash& id) {
    Job job = TRY(known_job(ctx, id));
    if (!job.open) return fail(AttestationJobClosed{id});
    return job;
}

Result<std::tuple<Job, JobAccount>> job_view(const ViewContext& ctx, Hash job) {
    return std::tuple{TRY(known_job(ctx, job)), job_accounts.get(ctx, job)};
}

Result<std::tuple<std::vector<Hash>, std::uint64_t>> jobs_view(const ViewContext& ctx,
                                                               std::uint64_t offset,
                                                               std::uint64_t limit) {
    return page_of<Hash>(ctx, job_ids, offset, limit, [](const Hash& id) { return id; });
}

}  // namespace ambag::emission::attestation
