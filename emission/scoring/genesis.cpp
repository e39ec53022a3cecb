// SPDX-License-Identifier: Apache-2.0
#include "emission/scoring/guards.hpp"
#include "emission/scoring/module.hpp"
#include "emission/scoring/parameters.hpp"
#include "emission/scoring/subnets.hpp"

namespace ambag::emission::scoring {

using namespace chain;

namespace {

std::unexpected<Fault> refuse(std::string detail) {
    return std::unexpected(Fault{"genesis.scoring", std::move(detail)});
}

Result<void, Fault> check_subnet(const SubnetGenesis& one, std::size_t number) {
    const std::string where = "subnets[" + std::to_string(number) + "]";
    const std::string_view wrong = out_of_bounds(one.subnet);
    if (!wrong.empty()) return refuse(where + "." + std::string{wrong} + " is out of its bounds");
    if (one.neurons.size() > one.subnet.members.capacity)
        return refuse(where + ".neurons has more entries than the capacity");
    Amount staked;
    for (std::size_t i = 0; i < one.neurons.size(); ++i) {
        const NeuronGenesis& neuron = one.neurons[i];
        const auto sum = checked_add(staked, neuron.stake);
        if (!sum || sum->units.bit_length() > 104)
            return refuse(where + ".neurons stake 2^104 or more together");
        staked = *sum;
        for (std::size_t k = 0; k < i; ++k)
            if (one.neurons[k].account == neuron.account)
                return refuse(where + ".neurons[" + std::to_string(i) + "] is there already");
    }
    return {};
}

Result<void, Fault> add_from_genesis(Context& ctx, const SubnetGenesis& one) {
    const std::uint32_t number = add_subnet(ctx, one.subnet);
    const auto shared = set_units(emission_pool.get(ctx), {}, U256{one.share});
    if (!shared) return refuse("the shares sum to more than 2^256 - 1");
    emission_pool.set(ctx, shared->pool);
    emission_accounts.set(ctx, number, shared->account);
    SubnetProgress state = progress.get(ctx, number);
    Totals sums = totals.get(ctx);
    for (const NeuronGenesis& neuron : one.neurons) {
        seat(ctx, number, state.count++, neuron.account);
        if (neuron.stake.is_zero()) continue;
        const PositionKey key{number, neuron.account, neuron.account};
        const auto change = set_units({}, {}, neuron.stake.units);
        const auto staked = checked_add(sums.staked, neuron.stake);
        if (!change || !staked || !ctx.mint(ctx.self(), neuron.stake))
            return refuse("more than 2^256 - 1 base units are staked");
        stake_pools.set(ctx, {number, neuron.account}, change->pool);
        positions.set(ctx, key, change->account);
        sums.staked = *staked;
        state.staked = *checked_add(state.staked, neuron.stake);
    }
    progress.set(ctx, number, state);
    totals.set(ctx, sums);
    return {};
}

}  // namespace

Result<void, Fault> validate(const ScoringGenesis& section) {
    const std::string_view wrong = out_of_bounds(section.parameters);
    if (!wrong.empty()) return refuse("parameters." + std::string{wrong} + " is out of its bounds");
    for (std::size_t i = 0; i < section.subnets.size(); ++i)
        TRY(check_subnet(section.subnets[i], i));
    return {};
}

Result<void, Fault> genesis(Context& ctx, const ScoringGenesis& section) {
    TRY(validate(section));
    parameters.set(ctx, section.parameters);
    pool_name.set(ctx, section.pool);
    cursor.set(ctx, {ctx.block().height, 0});
    for (const SubnetGenesis& one : section.subnets) TRY(add_from_genesis(ctx, one));
    return {};
}

}  // namespace ambag::emission::scoring
