// SPDX-License-Identifier: Apache-2.0
#include <numeric>
#include <random>

#include "tests/governance/treasury/grant_fixture.hpp"

// A reference model in plain maps against the module over random calls: who has how many coins
// after each of them. The model keeps a history of pauses and a list of claims instead of running
// sums, and it recounts the sub-ledgers from all parts.

namespace ambag::governance::treasury {

namespace {

struct ModelPart {
    std::uint64_t amount, start, duration, deadline;
    bool milestone, after_previous;
    bool open = false, approved = false;
    std::uint64_t claimed = 0, returned = 0;
};

struct ModelGrant {
    bool sponsored;
    std::vector<ModelPart> parts;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> pauses;  // from, until (0: still)
    bool revoked = false;

    bool paused() const { return !pauses.empty() && pauses.back().second == 0; }
    std::uint64_t clock(std::uint64_t now) const {
        for (const auto& [from, until] : pauses) now -= (until == 0 ? now : until) - from;
        return now;
    }
};

// With divisions of its own: one more unit for each whole duration / amount.
std::uint64_t earned_by(const ModelPart& part, std::uint64_t clock) {
    if (clock < part.start) return 0;
    if (part.duration == 0 || clock - part.start >= part.duration) return part.amount;
    std::uint64_t units = 0;
    while ((units + 1) * part.duration <= part.amount * (clock - part.start)) ++units;
    return units;
}

class TreasuryModel : public GrantTest, public testing::WithParamInterface<unsigned> {
 protected:
    std::uint64_t below(std::uint64_t bound) { return engine() % bound; }

    bool gate_opens(const ModelGrant& grant, std::size_t index) {
        const ModelPart& part = grant.parts[index];
        if (part.open) return true;
        if (part.deadline != 0 && grant.clock(now()) > part.deadline) return false;
        if (part.milestone && !part.approved) return false;
        return !part.after_previous || grant.parts[index - 1].open;
    }
    std::uint64_t now() const { return chain.block.time.value; }
    std::uint64_t payable_of(const ModelGrant& grant, const ModelPart& part) const {
        const std::uint64_t kept = part.amount - part.returned;
        return std::min(kept, earned_by(part, grant.clock(now()))) - part.claimed;
    }

    void make() {
        ModelGrant grant{.sponsored = below(3) == 0, .parts = {}, .pauses = {}};
        std::vector<PartTerms> terms;
        std::uint64_t sum = 0;
        const std::uint64_t count = 1 + below(4);
        for (std::size_t i = 0; i < count; ++i) {
            ModelPart part{1 + below(60),        now() + below(40),
                           below(2) * below(50), below(2) * (now() + 1 + below(60)),
                           below(3) == 0,        i > 0 && below(3) == 0};
            PartTerms one = stream(part.amount, part.duration);
            one.start = Timestamp{part.start};
            one.deadline = Timestamp{part.deadline};
            one.milestone = part.milestone;
            one.after_previous = part.after_previous;
            part.open = !part.milestone && !part.after_previous;
            sum += part.amount;
            terms.push_back(one);
            grant.parts.push_back(part);
        }
        std::uint64_t& source = grant.sponsored ? sponsor_coins : purse_coins;
        const bool possible = source >= sum;
        const bool made = (grant.sponsored ? sponsored(terms, sum) : create(terms)).has_value();
        ASSERT_EQ(made, possible);
        if (!possible) return;
        source -= sum;
        grants_made.push_back(grant);
    }
    void give_back(const ModelGrant& grant, std::uint64_t units) {
        (grant.sponsored ? sponsor_coins : purse_coins) += units;
    }
    void claim_some(ModelGrant& grant, std::uint64_t id, std::size_t index) {
        ModelPart& part = grant.parts[index];
        const bool opens = !grant.paused() && gate_opens(grant, index);
        const std::uint64_t units = opens ? payable_of(grant, part) : 0;
        ASSERT_EQ(claim(id, static_cast<std::uint8_t>(index)).has_value(), units > 0);
        if (units == 0) return;
        part.open = true;
        part.claimed += units;
        alice_coins += units;
    }
    void approve(ModelGrant& grant, std::uint64_t id, std::size_t index) {
        ModelPart& part = grant.parts[index];
        const bool possible = !grant.revoked && part.milestone && !part.approved;
        ASSERT_EQ(by(authority_address, "approveMilestone(uint64,uint8)", U256{id}, U256{index})
                      .has_value(),
                  possible);
        if (possible) part.approved = true;
    }
    void open_one(ModelGrant& grant, std::uint64_t id, std::size_t index) {
        const bool possible = !grant.paused() && !grant.revoked && gate_opens(grant, index);
        ASSERT_EQ(by(bob, "openGate(uint64,uint8)", U256{id}, U256{index}).has_value(), possible);
        if (possible) grant.parts[index].open = true;
    }
    void pause_or_resume(ModelGrant& grant, std::uint64_t id) {
        if (below(2) == 0) {
            const bool possible = !grant.revoked && !grant.paused();
            ASSERT_EQ(by(guardian, "pauseGrant(uint64)", U256{id}).has_value(), possible);
            if (possible) grant.pauses.emplace_back(now(), 0);
        } else {
            const bool possible = grant.paused();
            ASSERT_EQ(by(guardian, "resumeGrant(uint64)", U256{id}).has_value(), possible);
            if (possible) grant.pauses.back().second = now();
        }
    }
    void revoke(ModelGrant& grant, std::uint64_t id) {
        const bool possible = !grant.revoked;
        ASSERT_EQ(by(guardian, "revokeGrant(uint64)", U256{id}).has_value(), possible);
        if (!possible) return;
        if (grant.paused()) grant.pauses.back().second = now();
        grant.revoked = true;
        for (std::size_t i = 0; i < grant.parts.size(); ++i) {
            ModelPart& part = grant.parts[i];
            part.open = gate_opens(grant, i);
            const std::uint64_t kept = part.open ? payable_of(grant, part) : 0;
            const std::uint64_t back = part.amount - part.returned - part.claimed - kept;
            part.returned += back;
            give_back(grant, back);
        }
    }
    void reclaim(ModelGrant& grant, std::uint64_t id, std::size_t index) {
        ModelPart& part = grant.parts[index];
        const std::uint64_t left = part.amount - part.returned - part.claimed;
        const auto dead_before = [&] {
            const ModelPart& previous = grant.parts[index - 1];
            return !previous.open && previous.returned == previous.amount;
        };
        const bool late = part.deadline != 0 && grant.clock(now()) > part.deadline;
        const bool possible = !grant.paused() && !part.open && left > 0 &&
                              (late || (part.after_previous && dead_before()));
        ASSERT_EQ(by(bob, "reclaim(uint64,uint8)", U256{id}, U256{index}).has_value(), possible);
        if (!possible) return;
        part.returned += left;
        give_back(grant, left);
    }
    void act() {
        if (grants_made.empty() || below(8) == 0) return make();
        const std::uint64_t id = 1 + below(grants_made.size());
        ModelGrant& grant = grants_made[id - 1];
        const std::size_t index = below(grant.parts.size());
        switch (below(12)) {
            case 0:
                return pause_or_resume(grant, id);
            case 1:
                return below(4) == 0 ? revoke(grant, id) : pause_or_resume(grant, id);
            case 2:
            case 3:
                return approve(grant, id, index);
            case 4:
            case 5:
                return open_one(grant, id, index);
            case 6:
            case 7:
                return reclaim(grant, id, index);
            default:
                return claim_some(grant, id, index);
        }
    }
    void compare() {
        std::uint64_t held = 0;
        for (const ModelGrant& grant : grants_made)
            for (const ModelPart& part : grant.parts)
                held += part.amount - part.returned - part.claimed;
        ASSERT_EQ(total("committed()"), U256{held});
        ASSERT_EQ(total("purse()"), U256{purse_coins});
        ASSERT_EQ(total("balance()"), U256{purse_coins + held});
        ASSERT_EQ(coins_of(alice), alice_coins);
        ASSERT_EQ(coins_of(sponsor), sponsor_coins);
    }

    std::mt19937_64 engine;
    std::vector<ModelGrant> grants_made;
    std::uint64_t purse_coins = 2'000, sponsor_coins = 1'000, alice_coins = 0;
};

}  // namespace

TEST_P(TreasuryModel, agrees_with_the_module) {
    engine.seed(GetParam());
    chain.fund(sponsor, amount(sponsor_coins));
    start(purse_coins);
    for (int step = 0; step < 600; ++step) {
        SCOPED_TRACE("seed " + std::to_string(GetParam()) + ", step " + std::to_string(step));
        act();
        compare();
        if (HasFatalFailure()) return;
        if (below(3) == 0) chain.next_block(below(12));
    }
    EXPECT_GT(alice_coins, 0U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, TreasuryModel, testing::Range(1U, 13U));

}  // namespace ambag::governance::treasury
