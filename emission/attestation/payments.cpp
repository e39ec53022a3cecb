// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/secp256k1.hpp"
#include "emission/attestation/bonds.hpp"
#include "emission/attestation/device_interface.hpp"
#include "emission/attestation/lists.hpp"
#include "emission/attestation/payment_interface.hpp"
#include "emission/attestation/receipt_body.hpp"
#include "emission/attestation/receipts.hpp"
#include "emission/attestation/state.hpp"
#include "emission/issuance/module.hpp"
#include "emission/primitives/gate.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

bool is_open(ReceiptStatus status) {
    return status == ReceiptStatus::pending || status == ReceiptStatus::confirmed;
}

ReceiptBody body_of(const Receipt& receipt) {
    const auto body = decode_receipt_body(receipt.body);
    CHECK(body);  // it was decoded when it was accepted
    return *body;
}

Result<Receipt> open_receipt(const ViewContext& ctx, const Hash& id) {
    Receipt receipt = TRY(known_receipt(ctx, id));
    if (receipt.status == ReceiptStatus::held) return fail(AttestationReceiptHeld{id});
    if (!is_open(receipt.status)) return fail(AttestationReceiptSettled{id, receipt.status});
    return receipt;
}

// A second key: bonded, neither the owner nor the worker.
Result<> may_audit(const ViewContext& ctx, const Hash& id, const Receipt& receipt,
                   const ReceiptBody& body) {
    const auto worker = PublicKey::from(body.worker_key);
    if (ctx.sender() == receipt.owner || !worker || ctx.sender() == address_of(*worker))
        return fail(AttestationReplayByWorker{ctx.sender()});
    if (!replays.get(ctx, {id, ctx.sender()}).state_root_out.is_zero())
        return fail(AttestationReplayRepeated{id, ctx.sender()});
    return free_at_least(ctx, ctx.sender(), parameters.get(ctx).bond_min);
}

void hold(const Context& ctx, const Hash& id, Receipt& receipt, const ReceiptBody& body,
          const Replay& replay) {
    receipt.status = ReceiptStatus::held;
    disputes.set(ctx, id, {id, ctx.sender()});
    ctx.emit(ReceiptHeld{id, ctx.sender(), body.state_root_out, replay.state_root_out,
                         body.trace_root, replay.trace_root});
}

// The gates of a payment, in the order in which a closed one is named.
std::array<Gate, 3> gates_of(const Hash& id, const Receipt& receipt) {
    return {ReceiptAccepted{id}, WindowOver{receipt.window_ends},
            BondHeld{receipt.owner, receipt.owed}};
}

Result<> gates_are_open(const ViewContext& ctx, const Hash& id, const Receipt& receipt) {
    const std::uint32_t quorum = parameters.get(ctx).replay_quorum;
    std::vector<Hash> accepted;
    if (receipt.equal_replays >= quorum) accepted.push_back(id);
    const std::array behind{Bond{receipt.owner, receipt.bond}};
    const GateFacts facts{.now = ctx.block().time, .receipts_accepted = accepted, .bonds = behind};
    const auto closed = first_closed(gates_of(id, receipt), facts);
    if (!closed) return {};
    switch (*closed) {
        case 0:
            return fail(AttestationNotReplayed{receipt.equal_replays, quorum});
        case 1:
            return fail(AttestationWindowOpen{receipt.window_ends});
        default:
            return fail(AttestationBondMissing{receipt.owed});
    }
}

void free_steps(const Context& ctx, const Hash& id) {
    Assignment assignment = assignments.get(ctx, id);
    assignment.receipt = {};
    assignment.expires = ctx.block().time;
    assignments.set(ctx, id, assignment);
}

Amount minus(const Amount& a, const Amount& b) {
    const auto rest = checked_sub(a, b);
    CHECK(rest);  // it was booked as owed
    return *rest;
}

Amount plus(const Amount& a, const Amount& b) {
    const auto sum = checked_add(a, b);
    CHECK(sum);  // at most the budget
    return *sum;
}

// For gates that ask for work that was done and paid, such as those of treasury grants.
void count_paid_units(const Context& ctx, const Hash& job, const Address& owner,
                      std::uint64_t units) {
    const U256 sum = paid_units.get(ctx, {job, owner});
    const auto more = checked_add(sum, U256{units});
    CHECK(more);  // 64-bit units of fewer than 2^64 receipts
    paid_units.set(ctx, {job, owner}, *more);
}

}  // namespace

Result<Receipt> known_receipt(const ViewContext& ctx, const Hash& id) {
    Receipt receipt = receipts.get(ctx, id);
    if (receipt.status == ReceiptStatus::none) return fail(AttestationUnknownReceipt{id});
    return receipt;
}

Result<bool> submit_replay(Context& ctx, Hash id, Hash state_root_out, Hash trace_root,
                           Hash data_root) {
    Receipt receipt = TRY(open_receipt(ctx, id));
    const ReceiptBody body = body_of(receipt);
    TRY(may_audit(ctx, id, receipt, body));
    const bool equal = state_root_out == body.state_root_out && trace_root == body.trace_root &&
                       data_root == body.data_root;
    Replay replay{state_root_out, trace_root, data_root, {}};
    if (!equal) {
        replay.bond = parameters.get(ctx).bond_min;
        TRY(lock_bond(ctx, ctx.sender(), replay.bond));
    }
    // Must succeed from here.
    replays.set(ctx, {id, ctx.sender()}, replay);
    if (equal) {
        receipt.equal_replays += 1;
        if (receipt.equal_replays >= parameters.get(ctx).replay_quorum)
            receipt.status = ReceiptStatus::confirmed;
        ctx.emit(ReceiptReplayed{id, ctx.sender(), receipt.equal_replays,
                                 receipt.status == ReceiptStatus::confirmed});
    } else {
        hold(ctx, id, receipt, body, replay);
    }
    receipts.set(ctx, id, receipt);
    return equal;
}

void settle(const Context& ctx, const Receipt& receipt, bool paid) {
    const ReceiptBody body = body_of(receipt);
    JobAccount account = job_accounts.get(ctx, body.job);
    Totals all = totals.get(ctx);
    account.owed = minus(account.owed, receipt.owed);
    all.owed = minus(all.owed, receipt.owed);
    if (paid) {
        account.paid = plus(account.paid, receipt.owed);
        all.paid = plus(all.paid, receipt.owed);
        count_paid_units(ctx, body.job, receipt.owner, receipt.units);
        count_paid_units(ctx, body.job, Address{}, receipt.units);
    }
    job_accounts.set(ctx, body.job, account);
    totals.set(ctx, all);
    for (const Hash& device : body.devices)
        device_pending.set(ctx, device, device_pending.get(ctx, device) - 1);
}

Result<> resolve_held(Context& ctx, Hash id, bool upheld) {
    TRY(only_authority(ctx));
    Receipt receipt = TRY(known_receipt(ctx, id));
    if (receipt.status != ReceiptStatus::held)
        return fail(AttestationReceiptNotHeld{id, receipt.status});
    // Must succeed from here.
    const ReceiptBody body = body_of(receipt);
    const std::string pool = jobs.get(ctx, body.job).pool;
    const ReplayKey dispute = disputes.get(ctx, id);
    const Amount against = replays.get(ctx, dispute).bond;
    const Amount forfeited = upheld ? against : receipt.bond;
    disputes.erase(ctx, id);
    if (upheld) {
        receipt.status = ReceiptStatus::confirmed;
        receipt.equal_replays = std::max(receipt.equal_replays, parameters.get(ctx).replay_quorum);
        TRY(forfeit_bond(ctx, dispute.auditor, against, pool));
    } else {
        receipt.status = ReceiptStatus::rejected;
        release_bond(ctx, dispute.auditor, against);
        settle(ctx, receipt, false);
        free_steps(ctx, body.assignment);
        TRY(forfeit_bond(ctx, receipt.owner, receipt.bond, pool));
    }
    receipts.set(ctx, id, receipt);
    ctx.emit(ReceiptResolved{id, upheld, forfeited});
    return {};
}

Result<> drop_orphan(Context& ctx, Hash id) {
    Receipt receipt = TRY(open_receipt(ctx, id));
    const ReceiptBody body = body_of(receipt);
    if (receipts.get(ctx, body.previous).status != ReceiptStatus::rejected)
        return fail(AttestationPreviousNotRejected{body.previous});
    // Must succeed from here.
    receipt.status = ReceiptStatus::rejected;
    receipts.set(ctx, id, receipt);
    settle(ctx, receipt, false);
    free_steps(ctx, body.assignment);
    release_bond(ctx, receipt.owner, receipt.bond);
    ctx.emit(ReceiptDropped{id, body.previous});
    return {};
}

Result<Amount> finalize(Context& ctx, Hash id) {
    Receipt receipt = TRY(open_receipt(ctx, id));
    if (receipt.included == ctx.block().height) return fail(AttestationSameBlock{receipt.included});
    const ReceiptBody body = body_of(receipt);
    if (!body.previous.is_zero() && receipts.get(ctx, body.previous).status != ReceiptStatus::paid)
        return fail(AttestationPreviousUnpaid{body.previous});
    TRY(gates_are_open(ctx, id, receipt));
    if (!ctx.rules().trusted_sequencer) return fail(AttestationSequencerNotTrusted{});
    // The pool may be short: then everything is undone.
    receipt.status = ReceiptStatus::paid;
    receipts.set(ctx, id, receipt);
    settle(ctx, receipt, true);
    release_bond(ctx, receipt.owner, receipt.bond);
    TRY(issuance::pay_from_pool(ctx, jobs.get(ctx, body.job).pool, receipt.owner, receipt.owed));
    ctx.emit(ReceiptPaid{id, receipt.owner, receipt.owed});
    return receipt.owed;
}

Result<void, Fault> within_budget(const ViewContext& ctx) {
    const Totals all = totals.get(ctx);
    const auto spent = checked_add(all.owed, all.paid);
    if (spent && *spent <= all.budget) return {};
    return std::unexpected(
        Fault{"attestation.budget", "receipts owe or were paid more than the budgets of all jobs"});
}

}  // namespace ambag::emission::attestation
