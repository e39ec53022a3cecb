// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/nonces.hpp"
#include "emission/attestation/state.hpp"
#include "tests/emission/attestation/module/attestation_chain.hpp"

namespace ambag::emission::attestation {
namespace {

constexpr std::uint64_t five_steps = 5 * 32 * 5 * 1024;  // units, at price 1

class AttestationReceipts : public AttestationChain {
 protected:
    void SetUp() override {
        bond(alice, 10'000'000);
        bond(bob, 5000);
        job_ = open_job();
        assignment_ = open_assignment(job_, 0, 4);
        body_ = honest(job_, assignment_, 0, 4);
    }

    Bytes refused_when(const std::function<void(ReceiptBody&)>& change) {
        ReceiptBody other = body_;
        change(other);
        return refusal(submit(other));
    }
    std::vector<Bytes> answer(const ReceiptBody& body, const Hash& device) {
        return {device_.report(
            end_nonce(chain_->rules.chain_id, last_hash(), sha256(body.encode()), device))};
    }

    Totals totals_now() {
        const auto sums = abi::decode<Amount, Amount, Amount, Amount>(
            *chain_->read(attestation_address, test::TestChain::encode("totals()")));
        const auto& [in_bonds, in_budgets, owed, paid] = *sums;
        return {in_bonds, in_budgets, owed, paid};
    }

    Hash job_;
    Hash assignment_;
    ReceiptBody body_;
};

TEST_F(AttestationReceipts, each_member_of_the_body_is_checked) {
    EXPECT_EQ(refusal(call(alice, "submitReceipt(bytes,bytes,bytes[])", Bytes(10), Bytes{},
                           std::vector<Bytes>{})),
              error_data("AttestationReceiptMalformed(string)", std::string{"length"}));
    EXPECT_EQ(refused_when([](ReceiptBody& b) { b.version = 2; }),
              error_data("AttestationReceiptVersion(uint32)", std::uint32_t{2}));
    EXPECT_EQ(refused_when([](ReceiptBody& b) { b.chain_id = {}; }),
              error_data("AttestationReceiptChain(bytes32)", Hash{}));
    EXPECT_EQ(refused_when([](ReceiptBody& b) { b.assignment = Hash{{1}}; }),
              error_data("AttestationUnknownAssignment(bytes32)", Hash{{1}}));
    EXPECT_EQ(refused_when([](ReceiptBody& b) { b.job = Hash{{1}}; }),
              error_data("AttestationReceiptJob(bytes32,bytes32)", Hash{{1}}, job_));
    EXPECT_EQ(refusal(submit(body_, {}, worker_, bob)),
              error_data("AttestationNotAssignee(bytes32,address)", assignment_, alice));
    EXPECT_EQ(refused_when([](ReceiptBody& b) { b.devices = {Hash{{1}}}; }),
              error_data("AttestationReceiptDevices(bytes32)", assignment_));
    EXPECT_EQ(refused_when([](ReceiptBody& b) { b.worker_key.bytes[5] ^= 1; }),
              error_data("AttestationReceiptWorkerKey(bytes32)", assignment_));
    EXPECT_EQ(
        refused_when([](ReceiptBody& b) { b.last_step = 9; }),
        error_data("AttestationReceiptSteps(uint64,uint64)", std::uint64_t{0}, std::uint64_t{9}));
    EXPECT_EQ(refused_when([](ReceiptBody& b) { b.begin_height = Height{0}; }),
              error_data("AttestationReceiptHeights(uint64,uint64,uint64)", std::uint64_t{0},
                         body_.end_height.value, std::uint64_t{2}));
    EXPECT_EQ(refused_when([](ReceiptBody& b) { b.begin_evidence = Hash{{1}}; }),
              error_data("AttestationBeginEvidenceDiffers(bytes32)", Hash{}));
    EXPECT_EQ(refused_when([](ReceiptBody& b) { b.previous = Hash{{1}}; }),
              error_data("AttestationPreviousDiffers(bytes32)", Hash{}));
    EXPECT_EQ(refused_when([](ReceiptBody& b) { b.state_root_in = {}; }),
              error_data("AttestationStateRootInDiffers(bytes32)", body_.state_root_in));
    EXPECT_EQ(Selector::from(refused_when([](ReceiptBody& b) { b.end_height.value += 1; })),
              test::TestChain::selector("AttestationBlockNotRecent(uint64,uint64,uint64)"));
    EXPECT_TRUE(submit(body_));
}

TEST_F(AttestationReceipts, a_tampered_body_another_key_and_a_high_s_are_refused) {
    const Bytes refused = error_data("AttestationSignatureInvalid()");
    const Bytes signature = signature_of(body_.encode(), worker_);
    const auto with = [&](const Bytes& body, const Bytes& signed_by) {
        return refusal(call(alice, "submitReceipt(bytes,bytes,bytes[])", body, signed_by,
                            std::vector<Bytes>{}));
    };
    ReceiptBody tampered = body_;
    tampered.state_root_out.bytes[0] ^= 1;
    EXPECT_EQ(with(tampered.encode(), signature), refused);
    EXPECT_EQ(refusal(submit(body_, {}, key_from(8))), refused);
    EXPECT_EQ(with(body_.encode(), {signature.begin(), signature.end() - 1}), refused);
    // n - s: the curve's order from SEC 2.
    const U256 order =
        *U256::parse("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    const U256 s = U256::from_big_endian(BytesView{signature}.subspan(32));
    Bytes twin{signature.begin(), signature.begin() + 32};
    append(twin, wrapping_sub(order, s).to_word());
    EXPECT_EQ(with(body_.encode(), twin), refused);
}

TEST_F(AttestationReceipts, a_second_claim_of_the_same_steps_is_refused_with_the_range) {
    const Hash id = hash_in(submit(body_));
    ReceiptBody again = body_;
    again.blob_root = Hash{{1}};
    EXPECT_EQ(refusal(submit(again)), error_data("AttestationStepsClaimed(uint64,uint64,bytes32)",
                                                 std::uint64_t{0}, std::uint64_t{4}, id));
    chain_->next_block(1'000'000);
    EXPECT_EQ(refusal(call(bob, "openAssignment(bytes32,uint64,uint64,bytes32[],bytes)", job_,
                           std::uint64_t{0}, std::uint64_t{4}, std::vector<Hash>{}, worker_key_)),
              error_data("AttestationStepsTaken(bytes32,uint64,uint64,bytes32)", job_,
                         std::uint64_t{0}, std::uint64_t{4}, assignment_));
}

TEST_F(AttestationReceipts, an_expired_assignment_has_no_receipt) {
    const auto expires = chain_->block.time.value - 2 + 86'400;
    chain_->next_block(86'400);
    EXPECT_EQ(refusal(submit(body_)),
              error_data("AttestationAssignmentExpired(bytes32,uint64)", assignment_, expires));
}

TEST_F(AttestationReceipts, evidence_comes_once_for_each_device) {
    EXPECT_EQ(
        refusal(submit(body_, {Bytes{1}})),
        error_data("AttestationEvidenceCount(uint64,uint64)", std::uint64_t{1}, std::uint64_t{0}));
    const Hash device = hash_in(register_own(alice));
    const Hash job = open_job(plenty / 4, 1);
    const ReceiptBody body = honest(job, open_assignment(job, 0, 4, {device}), 0, 4, {device});
    EXPECT_EQ(refusal(submit(body)),
              error_data("AttestationTierTooLow(uint8,uint8)", std::uint8_t{0}, std::uint8_t{1}));
}

TEST_F(AttestationReceipts, a_device_works_for_one_receipt_at_a_time) {
    const Hash device = hash_in(register_own(alice));
    const Hash job = open_job(plenty / 4, 1);
    const ReceiptBody first = honest(job, open_assignment(job, 0, 4, {device}), 0, 4, {device});
    const Hash other_job = open_job(plenty / 4, 1);
    const Hash other = open_assignment(other_job, 0, 4, {device});
    ReceiptBody overlapping = honest(other_job, other, 0, 4, {device});
    ReceiptBody now = first;
    now.end_height = overlapping.end_height;
    ASSERT_TRUE(submit(now, answer(now, device)));
    EXPECT_EQ(refusal(submit(overlapping, answer(overlapping, device))),
              error_data("AttestationDeviceBusy(bytes32,uint64)", device, now.end_height));
    chain_->next_block();
    overlapping.begin_height = last_height();
    overlapping.end_height = last_height();
    EXPECT_TRUE(submit(overlapping, answer(overlapping, device)));
}

TEST_F(AttestationReceipts, revoked_and_expired_devices_and_ended_references_are_refused) {
    const Hash device = hash_in(register_own(alice));
    const Hash job = open_job(plenty / 4, 1);
    const ReceiptBody body = honest(job, open_assignment(job, 0, 4, {device}), 0, 4, {device});
    const std::uint64_t now = chain_->block.height.value;
    ASSERT_TRUE(govern("revoke(uint8,bytes,uint64,uint64)", std::uint8_t{0}, to_bytes(device), now,
                       std::uint64_t{0}));
    EXPECT_EQ(refusal(submit(body, answer(body, device))),
              error_data("AttestationRevoked(uint8,bytes)", std::uint8_t{0}, to_bytes(device)));
    ASSERT_TRUE(govern("revoke(uint8,bytes,uint64,uint64)", std::uint8_t{0}, to_bytes(device),
                       std::uint64_t{0}, std::uint64_t{1}));
    const Reference listed = section().references.back();
    ASSERT_TRUE(govern("addReference(string,string,string,uint8,uint8,bytes,uint64,uint64)",
                       listed.chip, listed.driver, listed.vbios, listed.mode, listed.nvdec0,
                       listed.digest, std::uint64_t{0}, now));
    EXPECT_EQ(Selector::from(refusal(submit(body, answer(body, device)))),
              test::TestChain::selector("AttestationReferenceNotListed(bytes32)"));
}

TEST_F(AttestationReceipts, payment_is_capped_by_the_budget_and_by_the_bond) {
    const Hash small = open_job(five_steps + 100, 0, 15'000);
    const ReceiptBody first = honest(small, open_assignment(small, 0, 4), 0, 4);
    const Hash first_id = hash_in(submit(first));
    EXPECT_EQ(receipt(first_id).owed, base_units(five_steps));
    EXPECT_EQ(receipt(first_id).bond, base_units(five_steps * 3 / 2));
    const Hash second = open_assignment(small, 5, 9);
    ReceiptBody next = honest(small, second, 5, 9);
    next.previous = first_id;
    const Hash second_id = hash_in(submit(next));
    EXPECT_EQ(receipt(second_id).owed, base_units(100));
    ReceiptBody third = honest(small, open_assignment(small, 10, 14), 10, 14);
    third.previous = second_id;
    EXPECT_EQ(refusal(submit(third)), error_data("AttestationBudgetExhausted(bytes32)", small));
    // What is left of the bond stands behind what is left to claim: 4,000 free, and the 1,000 that
    // the assignment locked.
    ASSERT_TRUE(
        call(alice, "unbond(uint256)", wrapping_sub(bonds_of(alice).free.units, U256{4000U})));
    const Hash poor = hash_in(submit([&] {
        ReceiptBody fresh = body_;
        fresh.end_height = last_height();
        return fresh;
    }()));
    EXPECT_EQ(receipt(poor).owed, base_units(5000));
    EXPECT_EQ(bonds_of(alice).free, Amount{});
}

TEST_F(AttestationReceipts, only_a_second_bonded_key_re_executes_and_once) {
    EXPECT_EQ(refusal(replay(bob, body_, Hash{{1}})),
              error_data("AttestationUnknownReceipt(bytes32)", Hash{{1}}));
    const Hash id = hash_in(submit(body_));
    EXPECT_EQ(refusal(replay(alice, body_, id)),
              error_data("AttestationReplayByWorker(address)", alice));
    const Address worker = address_of(worker_.public_key());
    EXPECT_EQ(refusal(replay(worker, body_, id)),
              error_data("AttestationReplayByWorker(address)", worker));
    EXPECT_EQ(
        refusal(replay(carol, body_, id)),
        error_data("AttestationBondShort(address,uint256,uint256)", carol, U256{}, U256{1000U}));
    ASSERT_TRUE(replay(bob, body_, id));
    EXPECT_EQ(receipt(id).status, ReceiptStatus::confirmed);
    EXPECT_EQ(refusal(replay(bob, body_, id)),
              error_data("AttestationReplayRepeated(bytes32,address)", id, bob));
    // A confirmed receipt can still be contradicted within its window.
    bond(carol, 1000);
    ReceiptBody other = body_;
    other.data_root = {};
    ASSERT_TRUE(replay(carol, other, id));
    EXPECT_EQ(receipt(id).status, ReceiptStatus::held);
    EXPECT_EQ(refusal(replay(bob, body_, id)), error_data("AttestationReceiptHeld(bytes32)", id));
}

TEST_F(AttestationReceipts, finalize_never_pays_in_the_block_of_the_claim) {
    const Hash id = hash_in(submit(body_));
    ASSERT_TRUE(replay(bob, body_, id));
    EXPECT_EQ(refusal(finalize(id)),
              error_data("AttestationSameBlock(uint64)", chain_->block.height.value));
    EXPECT_EQ(refusal(govern("resolveHeld(bytes32,bool)", id, true)),
              error_data("AttestationReceiptNotHeld(bytes32,uint8)", id, std::uint8_t{2}));
}

TEST_F(AttestationReceipts, finalize_needs_a_trusted_sequencer) {
    start(section(), true, false);
    SetUp();
    const Hash id = hash_in(submit(body_));
    ASSERT_TRUE(replay(bob, body_, id));
    chain_->next_block(10);
    EXPECT_EQ(refusal(finalize(id)), error_data("AttestationSequencerNotTrusted()"));
    const auto checks =
        chain_->view<std::vector<ReceiptCheck>>(attestation_address, "receiptChecks(bytes32)", id);
    EXPECT_TRUE(std::ranges::any_of(checks, [](const ReceiptCheck& check) {
        return check.verdict == "over, unpaid: genesis does not trust the one sequencer";
    }));
}

TEST_F(AttestationReceipts, a_short_pool_pays_nothing_and_leaves_the_receipt_open) {
    const Hash id = hash_in(submit(body_));
    ASSERT_TRUE(replay(bob, body_, id));
    chain_->next_block(10);
    ASSERT_TRUE(chain_->call(authority_address, issuance_address,
                             "payFromPool(string,address,uint256)", std::string{"training"}, carol,
                             U256{plenty}));
    EXPECT_EQ(refusal(finalize(id)), error_data("IssuancePoolShort(string,uint256,uint256)",
                                                std::string{"training"}, U256{five_steps}, U256{}));
    EXPECT_EQ(receipt(id).status, ReceiptStatus::confirmed);
}

TEST_F(AttestationReceipts, sums_that_do_not_fit_break_the_invariants) {
    const Totals right = totals_now();
    const auto broken_by = [&](const Totals& wrong) {
        chain_->journal().set_record(attestation_address, slot_of(totals.id), to_record(wrong));
        const auto checked = chain_->check_invariants();
        return checked ? std::string{} : checked.error().rule;
    };
    EXPECT_EQ(broken_by(right), "");
    Totals wrong = right;
    wrong.bonds = base_units(1);
    EXPECT_EQ(broken_by(wrong), "attestation.bonds");
    wrong = right;
    wrong.paid = Amount{U256::max()};
    EXPECT_EQ(broken_by(wrong), "attestation.budget");
}

}  // namespace
}  // namespace ambag::emission::attestation
