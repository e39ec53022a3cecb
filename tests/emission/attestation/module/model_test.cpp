// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "tests/emission/attestation/module/attestation_chain.hpp"
#include "tests/emission/attestation/module/work_model.hpp"

// Random calls of bonds, assignments, receipts and payments, made on the module and on the model;
// after each one both agree whether it succeeded, on every bond, balance, receipt and job. The
// steps' roots are invented, since the chain compares roots and computes none.

namespace ambag::emission::attestation {
namespace {

using test::Units;
using test::WorkModel;

class AttestationModel : public AttestationChain {
 protected:
    static constexpr std::array<Address, 3> people{alice, bob, carol};

    void begin(std::uint64_t seed) {
        seed_ = seed;
        state_ = seed;
        AttestationGenesis genesis = section();
        genesis.parameters.assignment_seconds = model_.rules.assignment_seconds;
        model_ = {};
        assignment_ids_.clear();
        bodies_.clear();
        job_ids_.clear();
        start(genesis);
        model_.coins.fill(plenty);
        model_.pool = plenty;
        add_job();
        pass(1);
    }
    void add_job() {
        job_ids_.push_back(open_job(model_.rules.budget, 0, 15'000));
        model_.jobs.emplace_back();
    }
    // SplitMix64.
    std::uint64_t below(std::uint64_t bound) {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return (z ^ (z >> 31)) % bound;
    }
    void pass(std::uint64_t seconds) {
        chain_->next_block(seconds);
        model_.height = chain_->block.height.value;
        model_.time = chain_->block.time.value;
    }
    const Address& person(int who) const { return people[static_cast<std::size_t>(who)]; }

    void agree(bool expected, const Result<Bytes>& result, const char* what) {
        ASSERT_EQ(result.has_value(), expected)
            << what << ", seed " << seed_ << ", step " << step_ << ": "
            << (result ? "" : to_hex(result.error().data));
        if (expected) ++succeeded_[what];
    }

    void money_step() {
        const int who = static_cast<int>(below(3));
        const std::uint64_t kind = below(4);
        const Units amount = below(3) == 0 ? below(3'000) : below(4'000'000);
        if (kind < 2)
            agree(model_.bond(who, amount),
                  chain_->call_with_value(person(who), base_units(amount), attestation_address,
                                          "bond()"),
                  "bond");
        else if (kind == 2)
            agree(model_.unbond(who, amount), call(person(who), "unbond(uint256)", U256{amount}),
                  "unbond");
        else
            agree(model_.withdraw(who), call(person(who), "withdrawBond()"), "withdraw");
    }

    void assign_step() {
        const int who = static_cast<int>(below(3));
        const std::size_t newest = job_ids_.size() - 1;
        const std::size_t job = newest - std::min<std::size_t>(newest, below(2));
        const std::uint64_t first = below(model_.rules.segments);
        const std::uint64_t last = std::min(first + below(2), model_.rules.segments - 1);
        const auto result =
            call(person(who), "openAssignment(bytes32,uint64,uint64,bytes32[],bytes)",
                 job_ids_[job], first * 5, last * 5 + 4, std::vector<Hash>{}, worker_key_);
        agree(model_.assign(who, job, first, last), result, "assign");
        if (result) assignment_ids_.push_back(Hash::from(*result));
    }

    void end_step() {
        if (assignment_ids_.empty()) return;
        const std::size_t id = below(assignment_ids_.size());
        const int who = below(4) == 0 ? static_cast<int>(below(3)) : model_.assignments[id].owner;
        if (below(2) == 0)
            agree(model_.release(who, id),
                  call(person(who), "releaseAssignment(bytes32)", assignment_ids_[id]), "release");
        else
            agree(model_.lapse(id), call(carol, "lapseAssignment(bytes32)", assignment_ids_[id]),
                  "lapse");
    }

    void submit_step() {
        if (assignment_ids_.empty()) return;
        // The latest are most often those that still may.
        const std::size_t back = std::min<std::size_t>(below(6), assignment_ids_.size() - 1);
        const std::size_t id = assignment_ids_.size() - 1 - back;
        const WorkModel::Assignment& a = model_.assignments[id];
        ReceiptBody body;
        body.chain_id = U256{chain_->rules.chain_id.value}.to_word();
        body.job = job_ids_[a.job];
        body.assignment = assignment_ids_[id];
        body.worker_key = FixedBytes<33>::from(worker_key_);
        body.first_step = a.first * 5;
        body.last_step = a.last * 5 + 4;
        body.state_root_in = initial_root();
        if (const auto previous = model_.before(a)) {
            body.previous = sha256(bodies_[*previous].encode());
            body.state_root_in = bodies_[*previous].state_root_out;
        }
        body.state_root_out = U256{1'000'000 + step_}.to_word();
        body.trace_root = U256{2'000'000 + step_}.to_word();
        body.begin_height = last_height();
        body.end_height = last_height();
        const int who = below(8) == 0 ? static_cast<int>(below(3)) : a.owner;
        const auto result = submit(body, {}, worker_, person(who));
        agree(model_.submit(who, id), result, "submit");
        if (result) bodies_.push_back(body);
    }

    void judge_step() {
        if (bodies_.empty()) return;
        // Mostly among the latest, which are open.
        const std::size_t back = below(below(3) == 0 ? bodies_.size() : 4);
        const std::size_t id = bodies_.size() - 1 - std::min(back, bodies_.size() - 1);
        const Hash hash = sha256(bodies_[id].encode());
        const std::uint64_t kind = below(10);
        if (kind < 4) {
            const int who = static_cast<int>(below(3));
            const bool equal = below(5) > 1;
            ReceiptBody found = bodies_[id];
            if (!equal) found.data_root.bytes[0] ^= 1;
            agree(model_.replay(who, id, equal), replay(person(who), found, hash), "replay");
        } else if (kind < 6) {
            const bool upheld = below(3) == 0;
            agree(model_.resolve(id, upheld), govern("resolveHeld(bytes32,bool)", hash, upheld),
                  "resolve");
        } else if (kind < 8) {
            agree(model_.drop(id), call(carol, "dropOrphan(bytes32)", hash), "drop");
        } else {
            agree(model_.finalize(id), finalize(hash), "finalize");
        }
    }

    void step() {
        ++step_;
        const std::uint64_t kind = below(20);
        if (kind < 3)
            money_step();
        else if (kind < 7)
            assign_step();
        else if (kind < 9)
            end_step();
        else if (kind < 12)
            submit_step();
        else if (kind < 17)
            judge_step();
        else
            pass(kind == 19 ? 1 + below(90) : 1 + below(8));
    }

    void compare() {
        for (int who = 0; who < 3; ++who) {
            const auto& expected = model_.bonds[static_cast<std::size_t>(who)];
            const Bonds found = bonds_of(person(who));
            ASSERT_EQ(found.free, base_units(expected.free)) << who;
            ASSERT_EQ(found.locked, base_units(expected.locked)) << who;
            ASSERT_EQ(found.leaving, base_units(expected.leaving)) << who;
            ASSERT_EQ(found.leaves.value, expected.leaves) << who;
            ASSERT_EQ(chain_->balance(person(who)),
                      base_units(model_.coins[static_cast<std::size_t>(who)]));
        }
        ASSERT_EQ(chain_->view<Amount>(issuance_address, "pool(string)", std::string{"training"}),
                  base_units(model_.pool));
        Units owed = 0;
        Units paid = 0;
        for (const auto& job : model_.jobs) {
            owed += job.owed;
            paid += job.paid;
        }
        const auto totals = chain_->read(attestation_address, test::TestChain::encode("totals()"));
        const auto decoded = abi::decode<Amount, Amount, Amount, Amount>(*totals);
        ASSERT_EQ(std::get<2>(*decoded), base_units(owed));
        ASSERT_EQ(std::get<3>(*decoded), base_units(paid));
    }
    void compare_receipts() {
        for (std::size_t i = 0; i < bodies_.size(); ++i) {
            const Receipt found = receipt(sha256(bodies_[i].encode()));
            const auto& expected = model_.receipts[i];
            ASSERT_EQ(static_cast<int>(found.status), static_cast<int>(expected.status)) << i;
            ASSERT_EQ(found.owed, base_units(expected.owed)) << i;
            ASSERT_EQ(found.bond, base_units(expected.bond)) << i;
            ASSERT_EQ(found.equal_replays, expected.equal) << i;
        }
    }

    Hash initial_root() const {
        return training::state_root(program_, training::initial_state(program_));
    }

    WorkModel model_;
    std::uint64_t seed_ = 0;
    std::uint64_t state_ = 0;
    std::uint64_t step_ = 0;
    std::vector<Hash> job_ids_;
    std::vector<Hash> assignment_ids_;
    std::vector<ReceiptBody> bodies_;
    std::map<std::string, unsigned> succeeded_;
};

TEST_F(AttestationModel, agrees_with_the_module_after_every_random_call) {
    for (const std::uint64_t seed : {1U, 20261124U, 77U}) {
        begin(seed);
        for (int i = 0; i < 1500 && !HasFatalFailure(); ++i) {
            if (i % 80 == 79) add_job();
            if (i % 320 == 319) {
                const std::size_t job = job_ids_.size() - 2;
                agree(model_.close(job), govern("closeJob(bytes32)", job_ids_[job]), "close");
            }
            step();
            if (!HasFatalFailure()) compare();
            if (!HasFatalFailure() && i % 20 == 0) compare_receipts();
        }
        ASSERT_FALSE(HasFatalFailure()) << "seed " << seed;
    }
    // A model test of calls that all fail would show nothing.
    for (const char* what : {"bond", "unbond", "withdraw", "assign", "release", "lapse", "submit",
                             "replay", "resolve", "drop", "finalize", "close"})
        EXPECT_GE(succeeded_[what], 3U) << what;
}

}  // namespace
}  // namespace ambag::emission::attestation
