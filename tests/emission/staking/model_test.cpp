// SPDX-License-Identifier: Apache-2.0
#include <boost/multiprecision/cpp_int.hpp>
#include <random>

#include "tests/emission/staking/staking_chain.hpp"

// Random calls from a printed seed beside a reference in plain maps and exact fractions. After each
// step: what every position is worth, what everybody has earned, what every slash burned, and that
// nobody can take more than is there. The chain may be below the fractions by its floors, never
// above.

namespace ambag::emission::staking {

namespace {

using Fraction = boost::multiprecision::cpp_rational;

Fraction fraction(std::uint64_t units) {
    return Fraction{units};
}

struct ModelExit {
    std::uint64_t id;
    bool redelegation;
    Address holder, from, to;
    Fraction amount;
    std::uint64_t height;
};

struct Model {
    std::map<std::pair<Address, Address>, Fraction> stake;  // by (holder, validator)
    std::map<Address, Fraction> earned;                     // ever, commission included
    std::vector<ModelExit> exits;
    std::set<Address> waits;  // owe a part of redelegated stake, not settled yet

    Fraction at(const Address& validator) const {
        Fraction sum;
        for (const auto& [key, units] : stake)
            if (key.second == validator) sum += units;
        return sum;
    }
};

class StakingModel : public StakingChain, public testing::WithParamInterface<std::uint64_t> {
 protected:
    std::uint64_t below(std::uint64_t n) { return random_() % n; }
    Address anyone() { return accounts[below(accounts.size())]; }

    std::uint64_t tokens(const Address& v) { return validator(v).tokens.units.low_u64(); }
    std::uint64_t burned() { return 6'000'000 - chain_->balance(token_address).units.low_u64(); }

    std::vector<ExitView> chain_exits(const Address& holder) {
        return view<std::vector<ExitView>>("exits(address)", holder);
    }
    void settle(const Address& who) {
        ASSERT_TRUE(call(alice, "settle(address)", who));
        model.waits.erase(who);
    }

    void step() {
        const Address who = anyone();
        const Address v = anyone();
        const Address w = anyone();
        const std::uint64_t units = 10 + below(400);
        switch (below(9)) {
            case 0:
            case 1:
                if (delegate(who, v, units)) {
                    model.stake[{who, v}] += units;
                    model.waits.erase(who);
                }
                break;
            case 2:
                if (const auto done = unbond(who, v, units)) leave(who, v, {}, units, *done);
                break;
            case 3:
                if (const auto done = redelegate(who, v, w, units)) {
                    leave(who, v, w, units, *done);
                    model.stake[{who, w}] += units;
                }
                break;
            case 4:
                take(who, v);
                break;
            case 5:
                settle(who);
                break;
            case 6:
                if (call(who, "unjail()")) break;
                if (call(who, "withdraw()")) model.waits.erase(who);
                break;
            case 7:
                reward(1 + below(2000));
                break;
            default:
                if (below(6) == 0)
                    double_sign(v, below(2) == 0 ? w : v);
                else
                    reward(0, 1 + below(20));
        }
    }

    void leave(const Address& who, const Address& from, const Address& to, std::uint64_t units,
               const Bytes& result) {
        model.waits.erase(who);
        model.stake[{who, from}] -= units;
        const std::uint64_t id = std::get<0>(*abi::decode<std::uint64_t>(result));
        model.exits.push_back({id, !to.is_zero(), who, from, to, fraction(units), height().value});
    }

    void take(const Address& who, const Address& v) {
        if (call(who, "claim(address)", v)) {
            model.waits.erase(who);
            EXPECT_EQ(rewards(who, v), 0U);
        }
        if (call(who, "claimCommission()")) {
            EXPECT_EQ(number(staking_address, "commissionOf(address)", who), 0U);
        }
    }

    // Ends a block with `units` more in the pool; what is in it is divided by what the chain says
    // of the elected.
    void reward(std::uint64_t units, std::uint64_t seconds = 1) {
        while (!model.waits.empty()) settle(*model.waits.begin());
        if (units > 0) fund_rewards(units);
        spent += units;
        const std::uint64_t pool =
            number(issuance_address, "pool(string)", std::string{"validators"});
        std::map<Address, Fraction> elected;
        Fraction sum;
        for (const Address& v : accounts)
            if (validator(v).elected) sum += elected[v] = fraction(tokens(v));
        chain_->next_block(seconds);
        for (const auto& [v, part] : elected) {
            const Fraction gross = fraction(pool) * part / sum;
            const Fraction own = gross * validator(v).commission_ppm / million;
            model.earned[v] += own;
            const Fraction all = model.at(v);
            for (const Address& h : accounts)
                if (model.stake[{h, v}] > 0)
                    model.earned[h] += (gross - own) * model.stake[{h, v}] / all;
            // Floors of commission and accounts, and of positions by up to three units.
            tolerance += 3 + gross * 3 / all;
        }
    }

    // One or two validators are reported in one block, for an offence some blocks ago.
    void double_sign(const Address& v, const Address& other) {
        reward(0);
        for (const Address& who : accounts) settle(who);
        const std::uint64_t back = below(std::min<std::uint64_t>(height().value, 4));
        const Height offence{height().value - back};
        ConsensusInput input;
        std::set<Address> guilty;
        for (const Address& x : {v, other}) {
            if (!validator(x).tombstoned) guilty.insert(x);
            input.misbehaviours.push_back({consensus_of(x), offence, time()});
        }
        forget_released();
        std::uint64_t expected = burned();
        for (const Address& x : {v, other})
            if (guilty.contains(x)) expected += expect_slash(x, offence, guilty);
        report(input);
        EXPECT_EQ(burned(), expected);
    }

    // What a slash of 1/16 burns at once; exits and positions of the model shrink.
    std::uint64_t expect_slash(const Address& v, Height offence, std::set<Address>& guilty) {
        guilty.erase(v);
        std::uint64_t leaving = 0;
        for (ModelExit& exit : model.exits) {
            if (exit.from != v || exit.height < offence.value) continue;
            const Fraction part = exit.amount / 16;
            exit.amount -= part;
            if (!exit.redelegation) {
                leaving += static_cast<std::uint64_t>(numerator(Fraction{part * 16}));
                continue;
            }
            Fraction& there = model.stake[{exit.holder, exit.to}];
            there -= std::min(part, there);
            model.waits.insert(exit.holder);
        }
        const std::uint64_t bonded_now = tokens(v);
        const std::uint64_t burn = bonded_now / 16;
        if (bonded_now > 0) {
            const Fraction rest = fraction(bonded_now - burn) / bonded_now;
            for (auto& [key, units] : model.stake)
                if (key.second == v) units *= rest;
            for (ModelExit& exit : model.exits)
                if (exit.redelegation && exit.to == v) exit.amount *= rest;
        }
        return burn + leaving / 16;
    }

    void forget_released() {
        std::set<std::uint64_t> there;
        for (const Address& who : accounts)
            for (const ExitView& exit : chain_exits(who)) there.insert(exit.exit);
        std::erase_if(model.exits, [&](const ModelExit& e) { return !there.contains(e.id); });
    }

    void compare() {
        std::uint64_t owed = 0;
        std::map<Address, std::uint64_t> got;
        for (const Address& h : accounts)
            got[h] = chain_->balance(h).units.low_u64() + (h == alice ? spent : 0) - 1'000'000 +
                     number(staking_address, "commissionOf(address)", h);
        for (const Address& v : accounts) {
            std::uint64_t sum = 0;
            for (const Address& h : accounts) {
                const std::uint64_t units = stake(h, v);
                sum += units;
                owed += rewards(h, v);
                got[h] += rewards(h, v);
                if (model.waits.contains(h)) continue;
                Fraction& exact = model.stake[{h, v}];
                // A slash costs a position less than two units beyond its part.
                EXPECT_LE(fraction(units), exact) << "more than its part";
                EXPECT_GE(fraction(units) + 4, exact);
                exact = units;
            }
            EXPECT_LE(sum, tokens(v)) << "positions are worth more than the validator's tokens";
            owed += number(staking_address, "commissionOf(address)", v);
        }
        for (const auto& [h, units] : got) {
            EXPECT_LE(fraction(units), model.earned[h] + tolerance);
            EXPECT_GE(fraction(units) + tolerance, model.earned[h]);
        }
        const std::uint64_t held = sums().rewards.units.low_u64();
        EXPECT_LE(owed, held) << "promises exceed the coins";
        EXPECT_LE(held, owed + 2 * accounts.size() * accounts.size() + accounts.size());
    }

    std::mt19937_64 random_{GetParam()};
    Model model;
    std::uint64_t spent = 0;  // by alice, for rewards
    Fraction tolerance;
};

}  // namespace

TEST_P(StakingModel, agrees_after_every_step) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    ASSERT_TRUE(call(timelock_address, "setParameter(string,uint256)", std::string{"validatorsMax"},
                     U256{3U}));
    for (const Address& who : accounts) {
        const std::uint64_t bond = 200 + below(3000);
        ASSERT_TRUE(create(who, bond));
        model.stake[{who, who}] += bond;
    }
    for (int i = 0; i < 250 && !HasFailure(); ++i) {
        step();
        compare();
    }
    // In the end everybody is settled, leaves and takes his coins: only dust remains.
    for (const Address& h : accounts) settle(h);
    EXPECT_EQ(sums().unsettled, coins(0));
    chain_->next_block(200);
    for (int i = 0; i < 60; ++i) chain_->next_block();
    for (const Address& h : accounts)
        for (const Address& v : accounts)
            if (const std::uint64_t units = stake(h, v); units > 0) {
                EXPECT_TRUE(unbond(h, v, units));
            }
    chain_->next_block(200);
    for (int i = 0; i < 60; ++i) chain_->next_block();
    for (const Address& h : accounts) EXPECT_EQ(bonded(h), 0U);
    for (const Address& v : accounts) static_cast<void>(call(v, "claimCommission()"));
    EXPECT_LE(sums().rewards, coins(40));
    EXPECT_EQ(sums().staked, coins(0));
    EXPECT_EQ(sums().leaving, coins(0));
}

INSTANTIATE_TEST_SUITE_P(Seeds, StakingModel, testing::Range<std::uint64_t>(1, 7));

}  // namespace ambag::emission::staking
