// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/receipts.hpp"
#include "emission/attestation/assignment_interface.hpp"

#include "chain/crypto/hash.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "emission/attestation/bonds.hpp"
#include "emission/attestation/device_interface.hpp"
#include "emission/attestation/devices.hpp"
#include "emission/attestation/job_interface.hpp"
#include "emission/attestation/jobs.hpp"
#include "emission/attestation/nonces.hpp"
#include "emission/attestation/receipt_body.hpp"
#include "emission/attestation/receipt_interface.hpp"
#include "emission/attestation/state.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

Result<ReceiptBody> read_body(const ViewContext& ctx, BytesView bytes) {
    auto body = decode_receipt_body(bytes);
    if (!body) return fail(AttestationReceiptMalformed{std::string{body.error()}});
    if (body->version != receipt_version) return fail(AttestationReceiptVersion{body->version});
    if (body->chain_id != U256{ctx.rules().chain_id.value}.to_word())
        return fail(AttestationReceiptChain{body->chain_id});
    return *std::move(body);
}

// The body says what the assignment says, and the assignment may have a receipt.
Result<> match_assignment(const ViewContext& ctx, const ReceiptBody& body,
                          const Assignment& assignment) {
    const Hash& id = body.assignment;
    if (body.job != assignment.job) return fail(AttestationReceiptJob{body.job, assignment.job});
    if (ctx.sender() != assignment.owner) return fail(AttestationNotAssignee{id, assignment.owner});
    if (!assignment.receipt.is_zero())
        return fail(AttestationStepsClaimed{assignment.first_step, assignment.last_step,
                                            assignment.receipt});
    if (!is_live(ctx, assignment))
        return fail(AttestationAssignmentExpired{id, assignment.expires});
    if (body.devices != assignment.devices) return fail(AttestationReceiptDevices{id});
    if (!std::ranges::equal(body.worker_key.bytes, assignment.worker_key))
        return fail(AttestationReceiptWorkerKey{id});
    if (body.first_step != assignment.first_step || body.last_step != assignment.last_step)
        return fail(AttestationReceiptSteps{body.first_step, body.last_step});
    if (body.begin_height < assignment.opened || body.begin_height > body.end_height)
        return fail(
            AttestationReceiptHeights{body.begin_height, body.end_height, assignment.opened});
    if (body.begin_evidence != assignment.begin_evidence)
        return fail(AttestationBeginEvidenceDiffers{assignment.begin_evidence});
    return {};
}

// The receipt that ends one step before this one, and the state that it ends in.
Result<> match_previous(const ViewContext& ctx, const Job& job, const ReceiptBody& body) {
    Hash previous;
    Hash state_root = job.initial_state_root;
    if (body.first_step > 0) {
        const std::uint64_t before = (body.first_step - 1) / job.steps_per_segment;
        const Hash holder = segments.get(ctx, {body.job, before});
        if (!holder.is_zero()) previous = assignments.get(ctx, holder).receipt;
        state_root = {};
        if (!previous.is_zero())
            if (const auto its = decode_receipt_body(receipts.get(ctx, previous).body))
                state_root = its->state_root_out;
    }
    // Without a receipt before it, no root is right: work goes on from what was claimed.
    if (body.previous != previous || (previous.is_zero() && body.first_step > 0))
        return fail(AttestationPreviousDiffers{previous});
    if (body.state_root_in != state_root) return fail(AttestationStateRootInDiffers{state_root});
    return {};
}

Result<> worker_signed(const ReceiptBody& body, BytesView bytes, BytesView signature) {
    const auto key = PublicKey::from(body.worker_key);
    if (!key || signature.size() != 2 * Hash::width ||
        !verify(*key, receipt_digest(bytes), Hash::from(signature.first(Hash::width)),
                Hash::from(signature.subspan(Hash::width))))
        return fail(AttestationSignatureInvalid{});
    return {};
}

struct AcceptedEvidence {
    Hash device;
    ExpectedNonce expected;
    Hash evidence;
};

// Every device is usable, was not at work before `begin`, and answered its end nonce.
Result<std::vector<AcceptedEvidence>> check_evidence(const Context& ctx, const ReceiptBody& body,
                                                     const Hash& body_hash,
                                                     const std::vector<Bytes>& evidence) {
    std::vector<AcceptedEvidence> accepted;
    const Hash block_hash = TRY(recent_block_hash(ctx, body.end_height));
    for (std::size_t i = 0; i < body.devices.size(); ++i) {
        const Hash& id = body.devices[i];
        const Device device = TRY(usable_device(ctx, id, ctx.sender(), body.worker_key));
        const Height busy = device_busy_until.get(ctx, id);
        if (busy != Height{0} && body.begin_height <= busy)
            return fail(AttestationDeviceBusy{id, busy});
        if (evidence.empty()) continue;
        const Hash fresh = end_nonce(ctx.rules().chain_id, block_hash, body_hash, id);
        const auto expected = TRY(expected_nonce(ctx, id, Purpose::receipt, evidence[i], fresh));
        const Hash used = TRY(verified_report(ctx, device, evidence[i], expected));
        accepted.push_back({id, expected, used});
    }
    return accepted;
}

// units x price, at most what is left of the budget and what the bond stands behind: what is free
// and what the assignment locked.
struct Price {
    std::uint64_t units;
    Amount owed;
    Amount bond;
};

Result<Price> price_of(const ViewContext& ctx, const Job& job, const ReceiptBody& body,
                       const Amount& assigned) {
    // Fewer than 2^27 units a step and 2^32 steps.
    const std::uint64_t work = job.units_per_step * (body.last_step - body.first_step + 1);
    const JobAccount account = job_accounts.get(ctx, body.job);
    const auto taken = checked_add(account.owed, account.paid);
    const auto left = taken ? checked_sub(job.budget, *taken) : std::nullopt;
    if (!left || left->is_zero()) return fail(AttestationBudgetExhausted{body.job});
    // Prices are below 2^128 and units below 2^64: the product fits.
    const Amount full{*checked_mul(job.price.units, U256{work})};
    const auto usable = checked_add(bonds.get(ctx, ctx.sender()).free, assigned);
    CHECK(usable);  // both are in one account's bonds
    const Amount& free = *usable;
    const auto factor = U256{job.bond_factor_bps};
    const Amount backed = *mul_div(free, U256{bond_factor_unit}, factor, Rounding::down);
    const Amount owed = std::min({full, *left, backed});
    const Amount bond = *mul_div(owed, factor, U256{bond_factor_unit}, Rounding::up);
    const Amount needed = std::max(parameters.get(ctx).bond_min, Amount{U256{1U}});
    if (owed.is_zero() || free < needed)
        return fail(AttestationBondShort{ctx.sender(), free, needed});
    return Price{work, owed, bond};
}

void book(const Context& ctx, const Hash& job, const Amount& owed) {
    JobAccount account = job_accounts.get(ctx, job);
    Totals all = totals.get(ctx);
    for (Amount* sum : {&account.owed, &all.owed}) {
        const auto more = checked_add(*sum, owed);
        CHECK(more);  // at most the budgets
        *sum = *more;
    }
    job_accounts.set(ctx, job, account);
    totals.set(ctx, all);
}

}  // namespace

Result<Hash> submit_receipt(Context& ctx, Bytes bytes, Bytes signature,
                            std::vector<Bytes> evidence) {
    const ReceiptBody body = TRY(read_body(ctx, bytes));
    Assignment assignment = TRY(known_assignment(ctx, body.assignment));
    TRY(match_assignment(ctx, body, assignment));
    const Job job = TRY(open_known_job(ctx, body.job));
    TRY(match_previous(ctx, job, body));
    TRY(worker_signed(body, bytes, signature));
    if (!evidence.empty() && evidence.size() != body.devices.size())
        return fail(AttestationEvidenceCount{evidence.size(), body.devices.size()});
    const std::uint8_t tier = evidence.empty() ? 0 : 1;
    if (tier < job.tier_minimum) return fail(AttestationTierTooLow{tier, job.tier_minimum});
    const Hash id = sha256(bytes);
    const auto accepted = TRY(check_evidence(ctx, body, id, evidence));
    const Price price = TRY(price_of(ctx, job, body, assignment.bond));
    TRY(relock_bond(ctx, ctx.sender(), std::exchange(assignment.bond, {}), price.bond));
    // Must succeed from here.
    bool recorded = false;
    for (const AcceptedEvidence& one : accepted) {
        accept_evidence(ctx, one.device, Purpose::receipt, one.expected, one.evidence);
        recorded = recorded || one.expected.recorded || devices.get(ctx, one.device).recorded;
    }
    for (const Hash& device : body.devices) {
        device_busy_until.set(ctx, device, body.end_height);
        device_pending.set(ctx, device, device_pending.get(ctx, device) + 1);
    }
    const Timestamp window_ends{ctx.block().time.value + job.window_seconds};
    assignment.receipt = id;
    assignments.set(ctx, body.assignment, assignment);
    book(ctx, body.job, price.owed);
    receipt_ids.push(ctx, id);
    receipts.set(ctx, id,
                 {std::move(bytes), ctx.sender(), tier, recorded, ReceiptStatus::pending,
                  price.units, price.owed, price.bond, ctx.block().height, window_ends, 0});
    ctx.emit(ReceiptSubmitted{id, body.job, ctx.sender(), body.first_step, body.last_step, tier,
                              price.owed, window_ends, recorded});
    return id;
}

}  // namespace ambag::emission::attestation
