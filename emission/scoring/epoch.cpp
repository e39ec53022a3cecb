// SPDX-License-Identifier: Apache-2.0
#include "emission/scoring/epoch.hpp"

#include <algorithm>

#include "emission/scoring/guards.hpp"
#include "emission/scoring/money.hpp"
#include "emission/scoring/rules/measured.hpp"
#include "emission/scoring/rules/yuma.hpp"
#include "emission/scoring/subnets.hpp"

namespace ambag::emission::scoring {

using namespace chain;

namespace {

// A block that has fallen behind walks at most this many empty heights more.
constexpr std::uint64_t heights_per_block = 256;

struct Loaded {
    std::uint32_t number;
    Subnet rules;
    SubnetProgress state;
    std::vector<Neuron> neurons;
    std::vector<Amount> stakes;
};

struct Payments {
    Amount to_owner;
    std::vector<Amount> incentives;
    std::vector<Amount> dividends;
    Amount returned;  // to the emission's pool
    Amount left;      // stays for the next epoch
};

Loaded load(const Context& ctx, std::uint32_t number) {
    Loaded all{number, subnets.get(ctx, number), progress.get(ctx, number), {}, {}};
    for (std::uint32_t uid = 0; uid < all.state.count; ++uid) {
        all.neurons.push_back(neurons.get(ctx, {number, uid}));
        all.stakes.push_back(stake_of(ctx, number, all.neurons.back().account));
    }
    return all;
}

// The validators of the next epoch: the largest stakes from the minimum on, ties to the lowest uid.
std::vector<bool> next_permits(const Loaded& all) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t uid = 0; uid < all.stakes.size(); ++uid)
        if (all.stakes[uid] >= all.rules.members.stake_min) order.push_back(uid);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return all.stakes[a] > all.stakes[b];
    });
    std::vector<bool> permits(all.stakes.size());
    for (std::size_t i = 0;
         i < std::min<std::size_t>(order.size(), all.rules.members.validators_max); ++i)
        permits[order[i]] = true;
    return permits;
}

YumaRules yuma_rules(const Subnet& rules) {
    return {.bonds = static_cast<RuleKind>(rules.rule) == RuleKind::yuma3 ? YumaBonds::cells
                                                                          : YumaBonds::classic,
            .mode = rules.exact != 0 ? YumaMode::exact : YumaMode::compat,
            .kappa = static_cast<std::uint16_t>(rules.consensus.kappa),
            .moving_average_millionths = static_cast<std::uint32_t>(rules.consensus.moving_average),
            .bonds_penalty = static_cast<std::uint16_t>(rules.consensus.bonds_penalty),
            .liquid = {rules.consensus.liquid_alpha != 0,
                       static_cast<std::uint16_t>(rules.consensus.alpha_low),
                       static_cast<std::uint16_t>(rules.consensus.alpha_high),
                       static_cast<std::uint16_t>(rules.consensus.alpha_steepness)}};
}

// Weights towards uids that registered since they were given mean someone else.
std::vector<WeightCell> current_weights(const Context& ctx, const Loaded& all, std::uint32_t uid) {
    const WeightRow row = weight_rows.get(ctx, {all.number, uid});
    std::vector<WeightCell> cells;
    for (std::size_t k = 0; k < row.uids.size(); ++k)
        if (all.neurons[row.uids[k]].registered < all.neurons[uid].updated)
            cells.push_back({row.uids[k], row.weights[k]});
    return cells;
}

std::vector<BondCell> current_bonds(const Context& ctx, const Loaded& all, std::uint32_t uid) {
    const BondRow row = bond_rows.get(ctx, {all.number, uid});
    std::vector<BondCell> cells;
    if (row.written < all.state.bonds_since) return cells;
    for (std::size_t k = 0; k < row.uids.size(); ++k)
        if (all.neurons[row.uids[k]].registered < row.written)
            cells.push_back({row.uids[k], row.bonds[k]});
    return cells;
}

void store_bonds(const Context& ctx, const Loaded& all, std::uint32_t uid,
                 const std::vector<BondCell>& cells) {
    if (cells.empty()) return bond_rows.erase(ctx, {all.number, uid});
    BondRow row{ctx.block().height, {}, {}};
    for (const BondCell& cell : cells) {
        row.uids.push_back(cell.column);
        row.bonds.push_back(cell.bond);
    }
    bond_rows.set(ctx, {all.number, uid}, row);
}

void keep_scores(Loaded& all, const YumaScores& scores) {
    for (std::size_t uid = 0; uid < all.neurons.size(); ++uid) {
        all.neurons[uid].consensus = scores.consensus[uid];
        all.neurons[uid].incentive = scores.incentive[uid];
        all.neurons[uid].dividend = scores.dividend[uid];
        all.neurons[uid].trust = scores.validator_trust[uid];
    }
}

Result<Payments> by_peers(const Context& ctx, Loaded& all, const Amount& emission,
                          const std::vector<bool>& permits) {
    YumaInput input{{}, emission};
    for (std::uint32_t uid = 0; uid < all.neurons.size(); ++uid) {
        const Neuron& neuron = all.neurons[uid];
        const bool enough = all.stakes[uid] >= all.rules.members.stake_min;
        input.rows.push_back({.stake = enough ? all.stakes[uid].units : U256{},
                              .active = neuron.updated.value + all.rules.members.activity_cutoff >=
                                        ctx.block().height.value,
                              .permit = neuron.permit,
                              .next_permit = permits[uid],
                              .weights = current_weights(ctx, all, uid),
                              .bonds = current_bonds(ctx, all, uid)});
    }
    auto output = yuma_epoch(input, yuma_rules(all.rules));
    if (!output) return panic(panic_arithmetic);
    for (std::uint32_t uid = 0; uid < all.neurons.size(); ++uid)
        store_bonds(ctx, all, uid, output->bonds[uid]);
    keep_scores(all, output->scores);
    return Payments{
        {}, std::move(output->incentives), std::move(output->dividends), {}, output->left};
}

Measurements take_measurements(const Context& ctx, const Loaded& all) {
    Measurements measured;
    measured.whole = reference_losses.get(ctx, all.number);
    measured.low = U256{all.rules.meter_low};
    measured.high = U256{all.rules.meter_high};
    for (std::uint32_t uid = 0; uid < all.neurons.size(); ++uid) {
        const U256 next = meters.get(ctx, {all.number, uid});
        measured.stakes.push_back(all.stakes[uid].units);
        measured.values.push_back(next.is_zero() ? std::nullopt : checked_sub(next, U256{1U}));
        if (!next.is_zero()) meters.erase(ctx, {all.number, uid});
    }
    return measured;
}

Payments by_measure(const Context& ctx, Loaded& all, const Amount& emission) {
    const Measurements measured = take_measurements(ctx, all);
    Payments payments;
    if (static_cast<RuleKind>(all.rules.rule) == RuleKind::uptime_ramp) {
        payments.incentives = ramp_rewards(emission, measured);
    } else {
        payments.incentives = weight_rewards(
            emission, measured_weights(static_cast<MeasuredRule>(all.rules.rule - 3), measured));
    }
    Amount paid;
    for (const Amount& one : payments.incentives) paid = *checked_add(paid, one);
    payments.returned = *checked_sub(emission, paid);
    for (std::size_t uid = 0; uid < all.neurons.size(); ++uid) {
        const auto part = mul_div(payments.incentives[uid].units, U256{65'535U},
                                  emission.is_zero() ? U256{1U} : emission.units, Rounding::down);
        all.neurons[uid].incentive = static_cast<std::uint16_t>(part.value_or(U256{}).low_u64());
    }
    payments.dividends.resize(all.neurons.size());
    return payments;
}

// What the subnet's share of the emission has brought since the last epoch.
Result<Amount> take_emission(const Context& ctx, std::uint32_t number) {
    auto account = settle(emission_pool.get(ctx), emission_accounts.get(ctx, number));
    if (!account) return panic(panic_arithmetic);
    // A rule takes 128 bits; what is above waits.
    const Amount amount = std::min(account->owed, Amount{U256::max() >> 128});
    account->owed = *checked_sub(account->owed, amount);
    emission_accounts.set(ctx, number, *account);
    return amount;
}

Result<> keep_left(const Context& ctx, std::uint32_t number, const Amount& left) {
    AccumulatorAccount account = emission_accounts.get(ctx, number);
    account.owed = TRY(add(account.owed, left));
    emission_accounts.set(ctx, number, account);
    return {};
}

struct Sums {
    Amount incentives;
    Amount dividends;
};

Result<Sums> pay_all(const Context& ctx, Loaded& all, const Payments& payments) {
    Sums sums;
    TRY(credit(ctx, all.rules.owner, payments.to_owner));
    for (std::size_t uid = 0; uid < all.neurons.size(); ++uid) {
        Neuron& neuron = all.neurons[uid];
        neuron.earned = TRY(add(payments.incentives[uid], payments.dividends[uid]));
        TRY(credit(ctx, neuron.account, payments.incentives[uid]));
        TRY(credit_validator(ctx, all.number, neuron.account, payments.dividends[uid]));
        sums.incentives = TRY(add(sums.incentives, payments.incentives[uid]));
        sums.dividends = TRY(add(sums.dividends, payments.dividends[uid]));
    }
    return sums;
}

// Moves what was paid between the sub-ledgers and returns what nobody earned.
Result<Amount> book(const Context& ctx, const Payments& payments, const Sums& sums) {
    const Amount paid = TRY(add(payments.to_owner, TRY(add(sums.incentives, sums.dividends))));
    Totals ledgers = totals.get(ctx);
    ledgers.emission = TRY(subtract(ledgers.emission, TRY(add(paid, payments.returned))));
    ledgers.owed = TRY(add(ledgers.owed, paid));
    totals.set(ctx, ledgers);
    TRY(return_to_pool(ctx, payments.returned));
    return paid;
}

std::unexpected<Fault> fault(std::uint32_t subnet) {
    return std::unexpected(Fault{
        "scoring.epoch", "the epoch of subnet " + std::to_string(subnet) + " cannot be booked"});
}

}  // namespace

Result<> run_epoch(Context& ctx, std::uint32_t number) {
    draw(ctx);
    Loaded all = load(ctx, number);
    const Amount emission = TRY(take_emission(ctx, number));
    const auto to_owner =
        mul_div(emission, U256{all.rules.owner_share}, U256{65'535U}, Rounding::down);
    const Amount rest = TRY(or_panic(checked_sub(emission, TRY(or_panic(to_owner)))));
    const std::vector<bool> permits = next_permits(all);
    Payments payments = weighs_peers(all.rules.rule) ? TRY(by_peers(ctx, all, rest, permits))
                                                     : by_measure(ctx, all, rest);
    payments.to_owner = *to_owner;
    const Sums sums = TRY(pay_all(ctx, all, payments));
    TRY(keep_left(ctx, number, payments.left));
    const Amount paid = TRY(book(ctx, payments, sums));
    for (std::uint32_t uid = 0; uid < all.neurons.size(); ++uid) {
        all.neurons[uid].permit = permits[uid];
        neurons.set(ctx, {number, uid}, all.neurons[uid]);
    }
    ++all.state.epoch;
    all.state.last_epoch = ctx.block().height;
    all.state.paid = TRY(add(all.state.paid, paid));
    progress.set(ctx, number, all.state);
    ctx.emit(EpochRun{number, all.state.epoch, payments.to_owner, sums.incentives, sums.dividends,
                      payments.returned, payments.left});
    return {};
}

Result<void, Fault> end_block(Context& ctx) {
    if (subnets.size(ctx) == 0) return {};
    const std::uint64_t budget = parameters.get(ctx).epochs_per_block;
    const Height now = ctx.block().height;
    Cursor at = cursor.get(ctx);
    std::uint64_t done = 0;
    for (std::uint64_t walked = 0; at.height <= now && walked < heights_per_block;) {
        if (at.index >= calendar_sizes.get(ctx, at.height)) {
            if (at.height == now) break;  // something may still be put here
            calendar_sizes.erase(ctx, at.height);
            at = {Height{at.height.value + 1}, 0};
            ++walked;
            continue;
        }
        if (done == budget) break;
        const std::uint32_t subnet = calendar.get(ctx, {at.height, at.index});
        calendar.erase(ctx, {at.height, at.index});
        ++at.index;
        ++done;
        if (!run_epoch(ctx, subnet)) return fault(subnet);
        SubnetProgress state = progress.get(ctx, subnet);
        state.next_epoch = Height{now.value + subnets.get(ctx, subnet).tempo};
        progress.set(ctx, subnet, state);
        put_into_calendar(ctx, subnet, state.next_epoch);
    }
    cursor.set(ctx, at);
    return {};
}

}  // namespace ambag::emission::scoring
