// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/attestation/module/attestation_chain.hpp"

namespace ambag::emission::attestation {
namespace {

constexpr std::string_view open_job_text =
    "openJob(string,uint256,uint256,bytes,uint64,uint64,uint32,uint64,uint8)";
constexpr std::string_view open_assignment_text =
    "openAssignment(bytes32,uint64,uint64,bytes32[],bytes)";

class AttestationJobs : public AttestationChain {
 protected:
    struct Draft {
        std::string pool = "training";
        U256 budget{1000U};
        U256 price{1U};
        Bytes program;
        std::uint64_t steps = 20;
        std::uint64_t steps_per_segment = 5;
        std::uint32_t bond_factor_bps = 10'000;
        std::uint64_t window_seconds = 10;
        std::uint8_t tier_minimum = 0;
    };

    Result<Bytes> open(const std::function<void(Draft&)>& change,
                       Address from = authority_address) {
        Draft d;
        d.program = program_.encode();
        change(d);
        return call(from, open_job_text, d.pool, d.budget, d.price, d.program, d.steps,
                    d.steps_per_segment, d.bond_factor_bps, d.window_seconds, d.tier_minimum);
    }
    Result<Bytes> assign(const Hash& job, std::uint64_t first, std::uint64_t last,
                         const std::vector<Hash>& device_list = {}, const Address& from = alice) {
        return call(from, open_assignment_text, job, first, last, device_list, worker_key_);
    }
};

TEST_F(AttestationJobs, open_checks_authority_pool_members_and_program_in_this_order) {
    const auto spoilt = [](Draft& d) {
        d.pool = "nowhere";
        d.budget = {};
        d.program = {};
    };
    EXPECT_EQ(refusal(open(spoilt, alice)), error_data("AttestationUnauthorized(address)", alice));
    EXPECT_EQ(refusal(open(spoilt)),
              error_data("AttestationUnknownPool(string)", std::string{"nowhere"}));
    const auto malformed = [&](const char* member, const std::function<void(Draft&)>& change) {
        EXPECT_EQ(refusal(open(change)),
                  error_data("AttestationJobMalformed(string)", std::string{member}));
    };
    malformed("budget", [](Draft& d) { d.budget = {}; });
    malformed("budget", [](Draft& d) { d.budget = U256::power_of_two(128); });
    malformed("price", [](Draft& d) { d.price = {}; });
    malformed("steps", [](Draft& d) { d.steps = 0; });
    malformed("steps", [](Draft& d) { d.steps = (std::uint64_t{1} << 32) + 1; });
    malformed("stepsPerSegment", [](Draft& d) { d.steps_per_segment = 0; });
    malformed("stepsPerSegment", [](Draft& d) { d.steps_per_segment = 21; });
    malformed("bondFactorBps", [](Draft& d) { d.bond_factor_bps = 9'999; });
    malformed("bondFactorBps", [](Draft& d) { d.bond_factor_bps = 1'000'001; });
    malformed("windowSeconds", [](Draft& d) { d.window_seconds = 9; });
    malformed("windowSeconds", [](Draft& d) { d.window_seconds = 2'592'001; });
    malformed("tierMinimum", [](Draft& d) { d.tier_minimum = 2; });
    EXPECT_EQ(refusal(open([](Draft& d) { d.program.back() ^= 1; })),
              error_data("AttestationProgramMalformed(string)",
                         std::string{"the data set's root is not that of its seed"}));
    EXPECT_EQ(
        refusal(open([](Draft& d) { d.program.pop_back(); })),
        error_data("AttestationProgramMalformed(string)", std::string{"a program has 64 bytes"}));
}

TEST_F(AttestationJobs, open_computes_the_state_root_and_the_units_from_the_program) {
    const Hash id = hash_in(open([](Draft&) {}));
    const auto data =
        chain_->read(attestation_address, test::TestChain::encode("job(bytes32)", id));
    ASSERT_TRUE(data);
    const auto decoded = abi::decode<Job, JobAccount>(*data);
    ASSERT_TRUE(decoded);
    const Job& job = std::get<0>(*decoded);
    EXPECT_EQ(job.initial_state_root,
              training::state_root(program_, training::initial_state(program_)));
    EXPECT_EQ(job.units_per_step, 32U * 5 * 1024);
    EXPECT_TRUE(job.open);
}

TEST_F(AttestationJobs, a_larger_program_costs_more_gas) {
    ASSERT_TRUE(open([](Draft&) {}));
    const Gas small = chain_->gas_used();
    program_.samples = 4096;
    program_.inputs = 256;
    program_ = training::with_dataset_root(program_);
    ASSERT_TRUE(open([](Draft&) {}));
    EXPECT_GT(chain_->gas_used().value, small.value + 6'000'000);
}

TEST_F(AttestationJobs, close_ends_assignments_and_receipts) {
    bond(alice, 2'000'000);
    EXPECT_EQ(refusal(govern("closeJob(bytes32)", Hash{{1}})),
              error_data("AttestationUnknownJob(bytes32)", Hash{{1}}));
    const Hash job = open_job();
    const ReceiptBody body = honest(job, open_assignment(job, 0, 4), 0, 4);
    ASSERT_TRUE(govern("closeJob(bytes32)", job));
    const Bytes closed = error_data("AttestationJobClosed(bytes32)", job);
    EXPECT_EQ(refusal(govern("closeJob(bytes32)", job)), closed);
    EXPECT_EQ(refusal(assign(job, 5, 9)), closed);
    EXPECT_EQ(refusal(submit(body)), closed);
}

TEST_F(AttestationJobs, an_assignment_takes_whole_segments_of_an_open_job) {
    bond(alice, 2'000'000);
    const Hash job = open_job();
    EXPECT_EQ(refusal(assign(Hash{{1}}, 0, 4)),
              error_data("AttestationUnknownJob(bytes32)", Hash{{1}}));
    EXPECT_EQ(refusal(call(alice, open_assignment_text, job, std::uint64_t{1}, std::uint64_t{1},
                           std::vector<Hash>{}, Bytes(32))),
              error_data("AttestationWorkerKeyInvalid(uint64)", std::uint64_t{32}));
    for (const auto& [first, last] : std::vector<std::pair<std::uint64_t, std::uint64_t>>{
             {1, 4}, {0, 3}, {5, 4}, {15, 20}, {20, 24}})
        EXPECT_EQ(refusal(assign(job, first, last)),
                  error_data("AttestationRangeMalformed(uint64,uint64,uint64,uint64)", first, last,
                             std::uint64_t{20}, std::uint64_t{5}));
    EXPECT_TRUE(assign(job, 15, 19));
}

TEST_F(AttestationJobs, an_assignment_needs_its_devices_tier_and_bond) {
    const Hash job = open_job(1000, 1);
    const Hash device = own_id();
    EXPECT_EQ(refusal(assign(job, 0, 4, {device, device})),
              error_data("AttestationDeviceListMalformed(uint64)", std::uint64_t{2}));
    EXPECT_EQ(refusal(assign(job, 0, 4)),
              error_data("AttestationTierTooLow(uint8,uint8)", std::uint8_t{0}, std::uint8_t{1}));
    EXPECT_EQ(refusal(assign(job, 0, 4, {device})),
              error_data("AttestationUnknownDevice(bytes32)", device));
    ASSERT_TRUE(register_own(bob));
    EXPECT_EQ(refusal(assign(job, 0, 4, {device})),
              error_data("AttestationNotDeviceOwner(bytes32,address)", device, bob));
    const Bytes other_key = to_bytes(key_from(9).public_key().compressed());
    EXPECT_EQ(refusal(call(bob, open_assignment_text, job, std::uint64_t{0}, std::uint64_t{4},
                           std::vector{device}, other_key)),
              error_data("AttestationDeviceKeyDiffers(bytes32)", device));
    EXPECT_EQ(
        refusal(assign(job, 0, 4, {device}, bob)),
        error_data("AttestationBondShort(address,uint256,uint256)", bob, U256{}, U256{1000U}));
    bond(bob, 1000);
    EXPECT_TRUE(assign(job, 0, 4, {device}, bob));
}

TEST_F(AttestationJobs, steps_belong_to_one_live_assignment) {
    bond(alice, 2'000'000);
    bond(bob, 2'000'000);
    const Hash job = open_job();
    const Hash held = open_assignment(job, 5, 14);
    for (const auto& [first, last] :
         std::vector<std::pair<std::uint64_t, std::uint64_t>>{{5, 9}, {0, 9}, {10, 19}, {0, 19}})
        EXPECT_EQ(refusal(assign(job, first, last, {}, bob)),
                  error_data("AttestationStepsTaken(bytes32,uint64,uint64,bytes32)", job,
                             std::uint64_t{5}, std::uint64_t{14}, held));
    EXPECT_TRUE(assign(job, 0, 4, {}, bob));
    EXPECT_TRUE(assign(job, 15, 19, {}, bob));
    chain_->next_block(86'400);
    EXPECT_TRUE(assign(job, 5, 9, {}, bob));
}

TEST_F(AttestationJobs, an_assignment_locks_a_bond_until_its_steps_are_given_back) {
    bond(alice, 1500);
    const Hash job = open_job();
    const Hash id = open_assignment(job, 0, 4);
    EXPECT_EQ(bonds_of(alice).free, base_units(500));
    EXPECT_EQ(bonds_of(alice).locked, base_units(1000));
    EXPECT_EQ(refusal(assign(job, 5, 9)),
              error_data("AttestationBondShort(address,uint256,uint256)", alice, U256{500U},
                         U256{1000U}));
    const auto release = [&](const Address& from, const Hash& which) {
        return call(from, "releaseAssignment(bytes32)", which);
    };
    EXPECT_EQ(refusal(release(alice, Hash{{5}})),
              error_data("AttestationUnknownAssignment(bytes32)", Hash{{5}}));
    EXPECT_EQ(refusal(release(bob, id)),
              error_data("AttestationNotAssignee(bytes32,address)", id, alice));
    ASSERT_TRUE(release(alice, id));
    EXPECT_EQ(bonds_of(alice).free, base_units(1500));
    EXPECT_EQ(bonds_of(alice).locked, Amount{});
    EXPECT_EQ(refusal(release(alice, id)), error_data("AttestationAssignmentEnded(bytes32)", id));
    EXPECT_TRUE(assign(job, 0, 4)) << "the steps are free";
}

TEST_F(AttestationJobs, an_assignment_that_ran_out_forfeits_its_bond_to_the_pool) {
    bond(alice, 3000);
    const Hash job = open_job();
    const Hash id = open_assignment(job, 0, 4);
    const auto expires = Timestamp{chain_->block.time.value + 86'400 - 2};
    const auto pool = [&] {
        return chain_->view<Amount>(issuance_address, "pool(string)", std::string{"training"});
    };
    const auto lapse = [&] { return call(carol, "lapseAssignment(bytes32)", id); };
    EXPECT_EQ(refusal(lapse()),
              error_data("AttestationAssignmentLive(bytes32,uint64)", id, expires));
    chain_->next_block(86'400 - 2);
    EXPECT_EQ(refusal(call(alice, "releaseAssignment(bytes32)", id)),
              error_data("AttestationAssignmentExpired(bytes32,uint64)", id, expires));
    const Amount before = pool();
    ASSERT_TRUE(lapse());
    EXPECT_EQ(pool(), checked_add(before, base_units(1000)));
    EXPECT_EQ(bonds_of(alice).free, base_units(2000));
    EXPECT_EQ(bonds_of(alice).locked, Amount{});
    EXPECT_EQ(refusal(lapse()), error_data("AttestationAssignmentEnded(bytes32)", id));
}

TEST_F(AttestationJobs, a_closed_job_gives_every_assignment_its_bond_back) {
    bond(alice, 3000);
    const Hash job = open_job();
    const Hash id = open_assignment(job, 0, 4);
    ASSERT_TRUE(govern("closeJob(bytes32)", job));
    chain_->next_block(86'400);
    EXPECT_EQ(refusal(call(carol, "lapseAssignment(bytes32)", id)),
              error_data("AttestationJobClosed(bytes32)", job));
    EXPECT_TRUE(call(alice, "releaseAssignment(bytes32)", id));
    EXPECT_EQ(bonds_of(alice).free, base_units(3000));
}

TEST_F(AttestationJobs, begin_evidence_is_committed_once_by_the_assignee) {
    bond(alice, 2'000'000);
    const Hash job = open_job();
    EXPECT_EQ(refusal(call(alice, "beginEvidence(bytes32,bytes32)", Hash{{5}}, Hash{{6}})),
              error_data("AttestationUnknownAssignment(bytes32)", Hash{{5}}));
    const Hash id = open_assignment(job, 0, 4);
    const auto begin = [&](const Address& from) {
        return call(from, "beginEvidence(bytes32,bytes32)", id, Hash{{6}});
    };
    EXPECT_EQ(refusal(begin(bob)),
              error_data("AttestationNotAssignee(bytes32,address)", id, alice));
    ASSERT_TRUE(begin(alice));
    EXPECT_EQ(refusal(begin(alice)), error_data("AttestationEvidenceBegun(bytes32,uint64)", id,
                                                chain_->block.height.value));
    ReceiptBody body = honest(job, id, 0, 4);
    EXPECT_EQ(refusal(submit(body)),
              error_data("AttestationBeginEvidenceDiffers(bytes32)", Hash{{6}}));
    body.begin_evidence = Hash{{6}};
    EXPECT_TRUE(submit(body));
}

}  // namespace
}  // namespace ambag::emission::attestation
