// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/nonces.hpp"
#include "tests/emission/attestation/module/attestation_chain.hpp"

// The life of a receipt, from the device to the payment: README.md's worked example.

namespace ambag::emission::attestation {
namespace {

class AttestationLife : public AttestationChain {};

// 5 steps of the default program: 32 samples x 5 products x 32 x 32.
constexpr std::uint64_t five_steps = 5 * 32 * 5 * 1024;

TEST_F(AttestationLife, a_receipt_is_paid_when_a_second_key_got_equal_roots) {
    bond(alice, 2'000'000);
    bond(bob, 1000);
    const Hash job = open_job();
    const Hash assignment = open_assignment(job, 0, 4);
    const ReceiptBody body = honest(job, assignment, 0, 4);
    const Hash id = hash_in(submit(body));
    EXPECT_EQ(id, sha256(body.encode()));
    EXPECT_EQ(receipt(id).units, five_steps);
    EXPECT_EQ(receipt(id).owed, base_units(five_steps));
    EXPECT_EQ(bonds_of(alice).locked, base_units(five_steps));
    chain_->next_block();
    EXPECT_EQ(refusal(finalize(id)), error_data("AttestationNotReplayed(uint32,uint32)",
                                                std::uint32_t{0}, std::uint32_t{1}));
    ASSERT_TRUE(replay(bob, body, id));
    EXPECT_EQ(refusal(finalize(id)),
              error_data("AttestationWindowOpen(uint64)", receipt(id).window_ends));
    chain_->next_block(10);
    const Amount before = chain_->balance(alice);
    const auto units_of = [&](const Address& owner) {
        return chain_->view<U256>(attestation_address, "paidUnits(bytes32,address)", job, owner);
    };
    EXPECT_EQ(units_of(alice), U256{});
    ASSERT_TRUE(finalize(id));
    EXPECT_EQ(units_of(alice), U256{five_steps});
    EXPECT_EQ(units_of(bob), U256{});
    EXPECT_EQ(units_of(Address{}), U256{five_steps});
    EXPECT_EQ(chain_->balance(alice).units, checked_add(before.units, U256{five_steps}).value());
    EXPECT_EQ(bonds_of(alice).locked, Amount{});
    EXPECT_EQ(bonds_of(alice).free, base_units(2'000'000));
    EXPECT_EQ(receipt(id).status, ReceiptStatus::paid);
    EXPECT_EQ(refusal(finalize(id)),
              error_data("AttestationReceiptSettled(bytes32,uint8)", id, std::uint8_t{4}));
}

TEST_F(AttestationLife, a_planted_wrong_root_is_held_and_never_paid) {
    bond(alice, 2'000'000);
    bond(bob, 1000);
    const Hash job = open_job();
    const Hash assignment = open_assignment(job, 0, 4);
    const ReceiptBody truth = honest(job, assignment, 0, 4);
    ReceiptBody planted = truth;
    planted.state_root_out.bytes[31] ^= 1;
    const Hash id = hash_in(submit(planted));
    chain_->next_block(30);
    ASSERT_TRUE(replay(bob, truth, id));
    EXPECT_EQ(receipt(id).status, ReceiptStatus::held);
    EXPECT_EQ(refusal(finalize(id)), error_data("AttestationReceiptHeld(bytes32)", id));
    // Governance finds the auditor right: the worker's bond goes into the pool, the steps are free.
    ASSERT_TRUE(govern("resolveHeld(bytes32,bool)", id, false));
    EXPECT_EQ(receipt(id).status, ReceiptStatus::rejected);
    EXPECT_EQ(bonds_of(alice).free, base_units(2'000'000 - five_steps));
    EXPECT_EQ(bonds_of(alice).locked, Amount{});
    EXPECT_EQ(bonds_of(bob).free, base_units(1000));
    const Hash again = open_assignment(job, 0, 4);
    ASSERT_TRUE(submit(honest(job, again, 0, 4)));
}

TEST_F(AttestationLife, an_auditor_who_was_wrong_loses_his_bond_and_the_worker_is_paid) {
    bond(alice, 2'000'000);
    bond(bob, 1500);
    const Hash job = open_job();
    const ReceiptBody body = honest(job, open_assignment(job, 0, 4), 0, 4);
    const Hash id = hash_in(submit(body));
    ReceiptBody wrong = body;
    wrong.trace_root = {};
    ASSERT_TRUE(replay(bob, wrong, id));
    EXPECT_EQ(bonds_of(bob).locked, base_units(1000));
    ASSERT_TRUE(govern("resolveHeld(bytes32,bool)", id, true));
    EXPECT_EQ(bonds_of(bob).locked, Amount{});
    EXPECT_EQ(bonds_of(bob).free, base_units(500));
    chain_->next_block(10);
    EXPECT_TRUE(finalize(id));
}

TEST_F(AttestationLife, recorded_h100_evidence_registers_and_backs_one_receipt_each_once) {
    bond(alice, 4'000'000);
    bond(bob, 1000);
    ASSERT_EQ(hash_in(register_recorded(alice)), recorded_device());
    const auto device =
        chain_->view<Device>(attestation_address, "device(bytes32)", recorded_device());
    EXPECT_TRUE(device.recorded);
    EXPECT_EQ(device.chip, "GH100");
    EXPECT_EQ(device.owner, alice);
    EXPECT_EQ(
        refusal(register_recorded(alice)),
        error_data("AttestationRecordedSpent(bytes32,bytes32)", recorded_device(),
                   Hash::from(BytesView{samples_.report(recorded_registration)}.subspan(4, 32))));
    const Hash job = open_job(plenty / 2, 1);
    const Hash assignment = open_assignment(job, 0, 4, {recorded_device()});
    const ReceiptBody body = honest(job, assignment, 0, 4, {recorded_device()});
    const Hash id = hash_in(submit(body, {samples_.report(recorded_receipt)}));
    EXPECT_TRUE(receipt(id).recorded);
    EXPECT_EQ(receipt(id).tier, 1);
    const auto checks =
        chain_->view<std::vector<ReceiptCheck>>(attestation_address, "receiptChecks(bytes32)", id);
    ASSERT_GE(checks.size(), 2U);
    EXPECT_EQ(checks[0].verdict, "verified");
    EXPECT_EQ(checks[1].verdict, "verified; recorded, not fresh");
    ASSERT_TRUE(replay(bob, body, id));
    chain_->next_block(10);
    ASSERT_TRUE(finalize(id));
    // The sample counts once.
    const Hash second = open_assignment(job, 5, 9, {recorded_device()});
    ReceiptBody more = honest(job, second, 5, 9, {recorded_device()});
    more.previous = id;
    EXPECT_EQ(refusal(submit(more, {samples_.report(recorded_receipt)})),
              error_data("AttestationRecordedSpent(bytes32,bytes32)", recorded_device(),
                         Hash::from(BytesView{samples_.report(recorded_receipt)}.subspan(4, 32))));
}

TEST_F(AttestationLife, fresh_evidence_of_a_device_of_our_own_registers_and_backs_receipts) {
    bond(alice, 4'000'000);
    bond(bob, 1000);
    const Hash id = hash_in(register_own(alice));
    EXPECT_FALSE(chain_->view<Device>(attestation_address, "device(bytes32)", id).recorded);
    const Hash job = open_job(plenty / 2, 1);
    const ReceiptBody body = honest(job, open_assignment(job, 0, 4, {id}), 0, 4, {id});
    const auto answer = [&](const ReceiptBody& asked) {
        return device_.report(
            end_nonce(chain_->rules.chain_id, last_hash(), sha256(asked.encode()), id));
    };
    // A report over the nonce of another body is not an answer.
    ReceiptBody other = body;
    other.blob_root.bytes[0] = 1;
    EXPECT_EQ(refusal(submit(body, {answer(other)})),
              error_data("AttestationEvidenceRefused(string)", std::string{"nonce_mismatch"}));
    const Hash receipt_id = hash_in(submit(body, {answer(body)}));
    EXPECT_FALSE(receipt(receipt_id).recorded);
    ASSERT_TRUE(replay(bob, body, receipt_id));
    chain_->next_block(10);
    EXPECT_TRUE(finalize(receipt_id));
}

TEST_F(AttestationLife, work_goes_on_from_the_receipt_before_it) {
    bond(alice, 4'000'000);
    bond(bob, 1000);
    const Hash job = open_job();
    const ReceiptBody first = honest(job, open_assignment(job, 0, 4), 0, 4);
    const Hash assignment = open_assignment(job, 5, 19);
    const ReceiptBody second = honest(job, assignment, 5, 19);
    EXPECT_EQ(refusal(submit(second)), error_data("AttestationPreviousDiffers(bytes32)", Hash{}));
    ReceiptBody first_now = first;
    const Hash first_id = hash_in(submit(first_now));
    EXPECT_EQ(refusal(submit(second)), error_data("AttestationPreviousDiffers(bytes32)", first_id));
    ReceiptBody linked = second;
    linked.previous = first_id;
    ReceiptBody elsewhere = linked;
    elsewhere.state_root_in.bytes[0] ^= 1;
    EXPECT_EQ(refusal(submit(elsewhere)),
              error_data("AttestationStateRootInDiffers(bytes32)", first.state_root_out));
    const Hash second_id = hash_in(submit(linked));
    ASSERT_TRUE(replay(bob, first, first_id));
    ASSERT_TRUE(replay(bob, linked, second_id));
    chain_->next_block(10);
    EXPECT_EQ(refusal(finalize(second_id)),
              error_data("AttestationPreviousUnpaid(bytes32)", first_id));
    ASSERT_TRUE(finalize(first_id));
    EXPECT_TRUE(finalize(second_id));
}

TEST_F(AttestationLife, a_receipt_that_builds_on_a_rejected_one_can_be_dropped) {
    bond(alice, 4'000'000);
    bond(bob, 1000);
    const Hash job = open_job();
    const ReceiptBody truth = honest(job, open_assignment(job, 0, 4), 0, 4);
    ReceiptBody planted = truth;
    planted.trace_root = {};
    const Hash first = hash_in(submit(planted));
    ReceiptBody next = honest(job, open_assignment(job, 5, 9), 5, 9);
    next.previous = first;
    const Hash second = hash_in(submit(next));
    const auto drop = [&](const Hash& id) { return call(carol, "dropOrphan(bytes32)", id); };
    EXPECT_EQ(refusal(drop(second)), error_data("AttestationPreviousNotRejected(bytes32)", first));
    EXPECT_EQ(refusal(drop(first)), error_data("AttestationPreviousNotRejected(bytes32)", Hash{}));
    ASSERT_TRUE(replay(bob, truth, first));
    EXPECT_EQ(refusal(drop(first)), error_data("AttestationReceiptHeld(bytes32)", first));
    ASSERT_TRUE(govern("resolveHeld(bytes32,bool)", first, false));
    ASSERT_TRUE(drop(second));
    EXPECT_EQ(receipt(second).status, ReceiptStatus::rejected);
    EXPECT_EQ(bonds_of(alice).locked, Amount{});
    EXPECT_EQ(bonds_of(alice).free, base_units(4'000'000 - five_steps));
    open_assignment(job, 0, 9);
}

}  // namespace
}  // namespace ambag::emission::attestation
