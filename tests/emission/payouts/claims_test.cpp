// SPDX-License-Identifier: Apache-2.0
#include <random>

#include "emission/primitives/merkle.hpp"
#include "tests/emission/payouts/payouts_chain.hpp"

namespace ambag::emission::payouts {

// A list of 300 entries (two words of used bits), index i to account i with i + 1 units.
class PayoutsClaims : public PayoutsChain {
 protected:
    PayoutsClaims() {
        for (std::uint64_t i = 0; i < 300; ++i)
            leaves_.push_back(
                {i, Address{{0xf0, static_cast<Byte>(i / 256), static_cast<Byte>(i % 256)}},
                 units(i + 1)});
        tree_ = MerkleTree::of(leaves_);
    }
    Result<Bytes> open(const Address& from, std::uint64_t value, const std::string& pool,
                       std::uint64_t funds) {
        return pay(from, value, claim_call, pool, tree_->root(), start_time + 10, start_time + 100,
                   U256{funds});
    }
    Result<Bytes> claim(std::uint64_t i) {
        const ClaimLeaf& leaf = leaves_[i];
        return call(stranger, "claim(uint64,uint64,address,uint256,bytes32[])", std::uint64_t{1},
                    leaf.index, leaf.account, leaf.amount, tree_->proof(leaf).value());
    }
    static Bytes refused(std::uint64_t index, ClaimError reason) {
        return error_data("PayoutsClaimRefused(uint64,uint64,string)", U256{1U}, U256{index},
                          std::string{describe(reason)});
    }
    std::vector<ClaimLeaf> leaves_;
    std::optional<MerkleTree> tree_;
};

TEST_F(PayoutsClaims, every_entry_is_paid_once_inside_the_window) {
    ASSERT_TRUE(open(authority_address, 0, "team", 10'000));
    EXPECT_EQ(revert_data(claim(0)), refused(0, ClaimError::not_open));
    advance_to(10);
    for (const std::uint64_t i : {0U, 1U, 99U}) {
        ASSERT_TRUE(claim(i));
        EXPECT_EQ(chain_.balance(leaves_[i].account), units(i + 1));
        EXPECT_EQ(revert_data(claim(i)), refused(i, ClaimError::already_claimed));
    }
    EXPECT_TRUE(chain_.view<bool>(payouts_address, "isClaimed(uint64,uint64)", std::uint64_t{1},
                                  std::uint64_t{99}));
    EXPECT_FALSE(chain_.view<bool>(payouts_address, "isClaimed(uint64,uint64)", std::uint64_t{1},
                                   std::uint64_t{100}));
    leaves_[5].amount = units(7);  // one more than the list says; the proof is of the true entry
    const auto proof = tree_->proof({5, leaves_[5].account, units(6)}).value();
    EXPECT_EQ(
        revert_data(call(stranger, "claim(uint64,uint64,address,uint256,bytes32[])",
                         std::uint64_t{1}, std::uint64_t{5}, leaves_[5].account, U256{7U}, proof)),
        refused(5, ClaimError::proof_invalid));
    advance_to(100);
    EXPECT_EQ(revert_data(claim(6)), refused(6, ClaimError::closed));
}

TEST_F(PayoutsClaims, the_rest_returns_to_the_pool_it_came_from) {
    ASSERT_TRUE(open(authority_address, 0, "team", 10'000));
    advance_to(50);
    ASSERT_TRUE(claim(99));
    EXPECT_EQ(revert_data(call(ann, "expire(uint64)", std::uint64_t{1})),
              refused(0, ClaimError::still_open));
    advance_to(100);
    EXPECT_EQ(reserved(), 9'900U);
    ASSERT_TRUE(call(stranger, "expire(uint64)", std::uint64_t{1}));
    EXPECT_EQ(reserved(), 0U);
    EXPECT_EQ(pool_balance(), 9'900U);
    EXPECT_EQ(revert_data(call(ann, "expire(uint64)", std::uint64_t{1})),
              refused(0, ClaimError::nothing_left));
}

TEST_F(PayoutsClaims, the_rest_of_somebodys_own_coins_returns_to_him) {
    ASSERT_TRUE(open(ann, 400, "", 400));
    advance_to(20);
    ASSERT_TRUE(claim(299));
    EXPECT_EQ(revert_data(claim(298)), refused(298, ClaimError::exhausted));
    advance_to(101);
    ASSERT_TRUE(call(stranger, "expire(uint64)", std::uint64_t{1}));
    ASSERT_TRUE(call(ann, "takeReturned()"));
    EXPECT_EQ(chain_.balance(ann), units(9'700));
}

// Random promises and payments against plain sums, compared after every step.
class PayoutsModel : public PayoutsChain {
 protected:
    struct Promise {
        std::uint64_t total, start, length, paid;
        bool from_pool, revocable, ended;
    };
    // Floor of the share of the total that has passed.
    static std::uint64_t earned(const Promise& promise, std::uint64_t now) {
        const std::uint64_t passed = now < promise.start ? 0 : now - promise.start;
        return promise.total * std::min(passed, promise.length) / promise.length;
    }
    std::uint64_t now() const { return chain_.block.time.value; }

    void create() {
        const bool from_pool = random_() % 2 == 0;
        const bool revocable = random_() % 2 == 0;
        const std::uint64_t total = 1 + random_() % 3'000;
        const std::uint64_t start = now() + random_() % 50;
        const std::uint64_t length = 1 + random_() % 200;
        const std::uint64_t free = from_pool ? pool_ - reserved_ : funds_;
        const auto made =
            pay(from_pool ? authority_address : ann, from_pool ? 0 : std::min(total, funds_),
                vesting_call, std::string{from_pool ? "team" : ""}, ben, U256{total}, start, U256{},
                start, U256{}, start + length, true, revocable);
        ASSERT_EQ(made.has_value(), total <= free);
        if (!made) return;
        (from_pool ? reserved_ : escrow_) += total;
        if (!from_pool) funds_ -= total;
        promises_.push_back({total, start, length, 0, from_pool, revocable, false});
    }
    void collect(std::uint64_t id) {
        Promise& promise = promises_[id - 1];
        const std::uint64_t amount = owed(promise);
        ASSERT_EQ(call(stranger, "collect(uint64)", id).has_value(), amount != 0);
        promise.paid += amount;
        received_ += amount;
        (promise.from_pool ? reserved_ : escrow_) -= amount;
        if (promise.from_pool) pool_ -= amount;
    }
    void revoke(std::uint64_t id) {
        Promise& promise = promises_[id - 1];
        ASSERT_EQ(call(authority_address, "revoke(uint64)", id).has_value(),
                  promise.revocable && !promise.ended);
        if (!promise.revocable || promise.ended) return;
        const std::uint64_t keeps = earned(promise, now());
        (promise.from_pool ? reserved_ : escrow_) -= promise.total - keeps;
        if (!promise.from_pool) returned_ += promise.total - keeps;
        promise.ended = true;
        kept_[id] = keeps;
    }
    std::uint64_t owed(const Promise& promise) {
        const auto id = static_cast<std::uint64_t>(&promise - promises_.data()) + 1;
        const std::uint64_t most = promise.ended ? kept_[id] : earned(promise, now());
        return most - promise.paid;
    }
    void compare() {
        EXPECT_EQ(pool_balance(), pool_);
        EXPECT_EQ(reserved(), reserved_);
        EXPECT_EQ(gained(ben), received_);
        const auto data = chain_.read(payouts_address, chain_.encode("totals()"));
        const Totals all = std::get<0>(abi::decode<Totals>(data.value()).value());
        EXPECT_EQ(all.escrow, units(escrow_));
        EXPECT_EQ(all.returned, units(returned_));
    }

    static constexpr std::uint32_t seed_ = 1'124;
    std::mt19937 random_{seed_};
    std::vector<Promise> promises_;
    std::map<std::uint64_t, std::uint64_t> kept_;
    std::uint64_t pool_ = 10'000, funds_ = 10'000;
    std::uint64_t reserved_ = 0, escrow_ = 0, returned_ = 0, received_ = 0;
};

TEST_F(PayoutsModel, agrees_with_plain_sums_after_every_step) {
    for (int step = 0; step < 1'500; ++step) {
        SCOPED_TRACE("seed " + std::to_string(seed_) + ", step " + std::to_string(step));
        const std::uint64_t kind = random_() % 8;
        const std::uint64_t id = promises_.empty() ? 0 : 1 + random_() % promises_.size();
        if (kind == 0 || promises_.empty())
            create();
        else if (kind == 1)
            revoke(id);
        else if (kind < 6)
            collect(id);
        else
            chain_.next_block(1 + random_() % 20);
        compare();
        if (HasFailure()) return;
    }
    EXPECT_GT(received_, 5'000U);
    EXPECT_GT(returned_, 0U);
}

TEST(PayoutsInvariants, a_promise_that_no_coin_stands_behind_is_a_fault) {
    for (const bool escrow_side : {true, false})
        for (const std::uint64_t wrong : {99U, 101U}) {
            test::TestChain chain{{&descriptor}};
            chain.fund(payouts_address, units(100));
            const auto with = [&](std::uint64_t n) {
                Totals all;
                (escrow_side ? all.escrow : all.returned) = units(n);
                return to_record(all);
            };
            chain.journal().set_record(payouts_address, slot_of(totals.id), with(100));
            ASSERT_TRUE(chain.check_invariants());
            chain.journal().set_record(payouts_address, slot_of(totals.id), with(wrong));
            const auto checked = chain.check_invariants();
            ASSERT_FALSE(checked);
            EXPECT_EQ(checked.error().rule, "payouts: escrow + returned = balance");
        }
}

}  // namespace ambag::emission::payouts
