// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "emission/primitives/accumulator.hpp"
#include "emission/primitives/split.hpp"
#include "emission/primitives/wide.hpp"

// Properties of Split and Accumulator over random data: nothing is lost, the order of accounts and
// the frequency of settling do not matter.

namespace ambag::emission {
namespace {

using chain::Amount;
using chain::U256;

// Mostly of every width up to 256 bits, so that the wide paths are as common as the narrow ones.
U256 any_integer() {
    const auto bits = *rc::gen::inRange<unsigned>(0, 257);
    U256 value;
    for (int limb = 0; limb < 4; ++limb)
        value = (value << 64) | U256{*rc::gen::arbitrary<std::uint64_t>()};
    return bits == 0 ? U256{} : value >> (256 - bits);
}

std::vector<U256> any_weights() {
    std::vector<U256> weights;
    for (auto count = *rc::gen::inRange(1, 9); count > 0; --count) weights.push_back(any_integer());
    weights[0] = weights[0] | U256{1U};
    return weights;
}

Wide sum_of(const std::vector<Amount>& parts) {
    Wide sum{0};
    for (const Amount& part : parts) sum += widen(part.units);
    return sum;
}

RC_GTEST_PROP(SplitProperty, the_parts_sum_to_the_amount, ()) {
    const Amount amount{any_integer()};
    const auto parts = split(amount, any_weights());
    RC_ASSERT(sum_of(*parts) == widen(amount.units));
}

RC_GTEST_PROP(SplitProperty, each_part_is_its_floor_or_one_more, ()) {
    const Amount amount{any_integer()};
    const auto weights = any_weights();
    const auto parts = split(amount, weights);
    Wide total{0};
    for (const U256& weight : weights) total += widen(weight);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Wide floor = widen(amount.units) * widen(weights[i]) / total;
        const Wide part = widen((*parts)[i].units);
        RC_ASSERT(part == floor || (part == floor + 1 && !weights[i].is_zero()));
    }
}

RC_GTEST_PROP(SplitProperty, without_ties_the_order_of_weights_does_not_matter, ()) {
    const Amount amount{U256{*rc::gen::arbitrary<std::uint64_t>()}};
    const auto weights = any_weights();
    std::vector<Wide> remainders;
    Wide total{0};
    for (const U256& weight : weights) total += widen(weight);
    for (const U256& weight : weights)
        remainders.emplace_back(widen(amount.units) * widen(weight) % total);
    std::sort(remainders.begin(), remainders.end());
    RC_PRE(std::adjacent_find(remainders.begin(), remainders.end()) == remainders.end());

    auto parts = *split(amount, weights);
    const std::vector<U256> backwards{weights.rbegin(), weights.rend()};
    auto reversed = *split(amount, backwards);
    std::reverse(reversed.begin(), reversed.end());
    RC_ASSERT(parts == reversed);
}

RC_GTEST_PROP(RunningSplitProperty, portions_do_not_matter_and_nothing_is_lost, ()) {
    std::vector<U256> weights;
    for (auto count = *rc::gen::inRange(1, 6); count > 0; --count)
        weights.push_back(any_integer() >> 8);
    weights[0] = weights[0] | U256{1U};
    std::vector<Amount> sums(weights.size());
    RunningSplit state;
    Amount whole;
    for (auto portions = *rc::gen::inRange(1, 12); portions > 0; --portions) {
        const Amount portion{U256{*rc::gen::arbitrary<std::uint64_t>() >> 32}};
        const auto divided = split_running(portion, weights, state).value();
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] = *checked_add(sums[i], divided.parts[i]);
        state = divided.next;
        whole = *checked_add(whole, portion);
    }
    const auto at_once = split_running(whole, weights, {}).value();
    RC_ASSERT(sums == at_once.parts);
    RC_ASSERT(state == at_once.next);
    RC_ASSERT(sum_of(sums) + widen(state.carry.units) == widen(whole.units));
}

// A few accounts that stake, unstake, settle and are paid in any order. `account_order` says in
// which order their settlements run, `settle_often` whether everyone settles after every deposit.
struct Ledger {
    Accumulator pool;
    std::vector<AccumulatorAccount> accounts;
    Wide deposited{0};

    explicit Ledger(std::size_t count) : accounts(count) {}

    void put(const Amount& amount) {
        pool = deposit(pool, amount).value();
        deposited += widen(amount.units);
    }
    void stake(std::size_t who, std::uint64_t units) {
        const auto change = set_units(pool, accounts[who], U256{units}).value();
        pool = change.pool;
        accounts[who] = change.account;
    }
    void settle_one(std::size_t who) { accounts[who] = settle(pool, accounts[who]).value(); }
    // deposited * 2^128 = (owed + idle) * 2^128 + fractions + carry, once all are settled.
    bool conserves() {
        Wide whole = widen(pool.idle.units);
        Wide parts = widen(pool.carry_q128);
        for (std::size_t i = 0; i < accounts.size(); ++i) {
            settle_one(i);
            whole += widen(accounts[i].owed.units);
            parts += widen(accounts[i].fraction_q128);
        }
        return deposited << 128 == (whole << 128) + parts;
    }
};

struct Event {
    bool is_deposit;
    std::size_t who;
    std::uint64_t value;
};

std::vector<Event> any_history(std::size_t accounts) {
    std::vector<Event> events;
    for (auto count = *rc::gen::inRange(1, 40); count > 0; --count) {
        const bool is_deposit = *rc::gen::arbitrary<bool>();
        const auto width = *rc::gen::inRange<unsigned>(0, 64);
        events.push_back({is_deposit, *rc::gen::inRange<std::size_t>(0, accounts),
                          *rc::gen::arbitrary<std::uint64_t>() >> width});
    }
    return events;
}

void replay(Ledger& ledger, const std::vector<Event>& events, bool settle_often) {
    for (const Event& event : events) {
        if (event.is_deposit) {
            ledger.put(Amount{U256{event.value}});
        } else {
            ledger.stake(event.who, event.value);
        }
        if (!settle_often) continue;
        for (std::size_t i = ledger.accounts.size(); i-- > 0;) ledger.settle_one(i);
    }
}

RC_GTEST_PROP(AccumulatorProperty, nothing_is_lost, ()) {
    Ledger ledger{4};
    for (const Event& event : any_history(4)) {
        replay(ledger, {event}, false);
        RC_ASSERT(ledger.conserves());
    }
}

RC_GTEST_PROP(AccumulatorProperty, settling_often_or_once_pays_the_same, ()) {
    const auto events = any_history(3);
    Ledger often{3}, seldom{3};
    replay(often, events, true);
    replay(seldom, events, false);
    for (std::size_t i = 0; i < 3; ++i) {
        often.settle_one(i);
        seldom.settle_one(i);
    }
    RC_ASSERT(often.accounts == seldom.accounts);
    RC_ASSERT(often.pool == seldom.pool);
}

TEST(AccumulatorProperty, ten_thousand_settlements_pay_what_one_pays) {
    Ledger often{2}, once{2};
    for (Ledger* ledger : {&often, &once}) {
        ledger->stake(0, 1);
        ledger->stake(1, 2);
    }
    for (int i = 0; i < 10'000; ++i) {
        often.put(Amount{U256{1U}});
        often.settle_one(0);
        once.put(Amount{U256{1U}});
    }
    for (Ledger* ledger : {&often, &once}) ledger->settle_one(0);
    EXPECT_EQ(often.accounts[0], once.accounts[0]);
    EXPECT_EQ(once.accounts[0].owed.units, U256{3333U});  // floor(10,000 / 3)
}

// Planted faults: dropping either remainder must break conservation.
TEST(AccumulatorProperty, a_dropped_carry_or_fraction_is_noticed) {
    for (const bool drop_carry : {true, false}) {
        Ledger ledger{3};
        for (std::size_t i = 0; i < 3; ++i) ledger.stake(i, 1);
        ledger.put(Amount{U256{1U}});
        ASSERT_TRUE(ledger.conserves());
        (drop_carry ? ledger.pool.carry_q128 : ledger.accounts[0].fraction_q128) = {};
        EXPECT_FALSE(ledger.conserves()) << (drop_carry ? "carry" : "fraction");
    }
}

}  // namespace
}  // namespace ambag::emission
