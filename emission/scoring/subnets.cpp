// SPDX-License-Identifier: Apache-2.0
#include "emission/scoring/subnets.hpp"

#include "emission/scoring/guards.hpp"
#include "emission/scoring/money.hpp"

namespace ambag::emission::scoring {

using namespace chain;

namespace {

Result<> expect_cost(const Context& ctx, const Amount& cost) {
    if (ctx.value() != cost) return fail(ScoringWrongCost{ctx.value(), cost});
    return {};
}

// The uid whose holder makes room.
Result<std::uint32_t> replaceable(const Context& ctx, std::uint32_t subnet, const Subnet& rules,
                                  std::uint32_t count) {
    TRY(ctx.charge(Cost{.reads = count}));
    std::optional<std::uint32_t> worst;
    std::uint32_t lowest = 0;
    for (std::uint32_t uid = 0; uid < count; ++uid) {
        const Neuron neuron = neurons.get(ctx, {subnet, uid});
        const bool immune =
            neuron.registered.value + rules.members.immunity > ctx.block().height.value;
        if (immune || neuron.permit) continue;
        const std::uint32_t score = std::uint32_t{neuron.incentive} + neuron.dividend;
        if (worst && score >= lowest) continue;
        worst = uid;
        lowest = score;
    }
    if (!worst) return fail(ScoringSubnetFull{subnet});
    return *worst;
}

}  // namespace

void put_into_calendar(const Context& ctx, std::uint32_t subnet, Height height) {
    const std::uint64_t size = calendar_sizes.get(ctx, height);
    calendar.set(ctx, {height, size}, subnet);
    calendar_sizes.set(ctx, height, size + 1);
}

std::uint32_t add_subnet(const Context& ctx, const Subnet& subnet) {
    const auto number = static_cast<std::uint32_t>(subnets.size(ctx));
    subnets.push(ctx, subnet);
    SubnetProgress state;
    state.last_epoch = ctx.block().height;
    // 37 is prime to most tempos: neighbours end up far apart.
    state.next_epoch =
        Height{ctx.block().height.value + subnet.tempo + number * 37ULL % subnet.tempo};
    progress.set(ctx, number, state);
    put_into_calendar(ctx, number, state.next_epoch);
    return number;
}

void seat(const Context& ctx, std::uint32_t subnet, std::uint32_t uid, const Address& account) {
    const Neuron before = neurons.get(ctx, {subnet, uid});
    uids.erase(ctx, {subnet, before.account});
    commitments.erase(ctx, {subnet, before.account});
    weight_rows.erase(ctx, {subnet, uid});
    bond_rows.erase(ctx, {subnet, uid});
    meters.erase(ctx, {subnet, uid});
    neurons.set(
        ctx, {subnet, uid},
        Neuron{.account = account, .registered = ctx.block().height, .updated = {}, .earned = {}});
    uids.set(ctx, {subnet, account}, uid + 1);
}

Result<std::uint32_t> open_subnet(Context& ctx, std::uint64_t rule) {
    if (rule >= rule_kinds)
        return fail(ScoringOutOfBounds{U256{rule}, U256{}, U256{rule_kinds - 1}});
    TRY(expect_cost(ctx, parameters.get(ctx).subnet_cost));
    // Must succeed from here.
    TRY(ctx.burn(ctx.self(), ctx.value()));
    Subnet subnet;
    subnet.owner = subnet.meter = ctx.sender();
    subnet.rule = rule;
    const std::uint32_t number = add_subnet(ctx, subnet);
    ctx.emit(SubnetOpened{number, ctx.sender(), rule});
    return number;
}

Result<> hand_over(Context& ctx, std::uint32_t subnet, Address owner, Address meter) {
    Subnet record = TRY(known_subnet(ctx, subnet));
    if (ctx.sender() != record.owner) TRY(only_authority(ctx));
    // Must succeed from here.
    record.owner = owner;
    record.meter = meter;
    subnets.set(ctx, subnet, record);
    ctx.emit(SubnetHandedOver{subnet, owner, meter});
    return {};
}

Result<> set_subnet_share(Context& ctx, std::uint32_t subnet, U256 share) {
    TRY(only_authority(ctx));
    TRY(known_subnet(ctx, subnet));
    if (share.bit_length() > 64)
        return fail(ScoringOutOfBounds{share, U256{}, U256{~std::uint64_t{0}}});
    // What came in until now is divided by the old shares.
    draw(ctx);
    const AccumulatorAccount before = emission_accounts.get(ctx, subnet);
    const auto change = set_units(emission_pool.get(ctx), before, share);
    if (!change) return panic(panic_arithmetic);
    // Must succeed from here.
    emission_pool.set(ctx, change->pool);
    emission_accounts.set(ctx, subnet, change->account);
    ctx.emit(SubnetShareChanged{subnet, before.units, share});
    return {};
}

Result<std::uint32_t> register_neuron(Context& ctx, std::uint32_t subnet) {
    const Subnet rules = TRY(known_subnet(ctx, subnet));
    if (uid_of(ctx, subnet, ctx.sender()))
        return fail(ScoringAlreadyRegistered{subnet, ctx.sender()});
    TRY(expect_cost(ctx, rules.members.registration_cost));
    SubnetProgress state = progress.get(ctx, subnet);
    const bool free = state.count < rules.members.capacity;
    const std::uint32_t uid =
        free ? state.count : TRY(replaceable(ctx, subnet, rules, state.count));
    // Must succeed from here.
    if (rules.members.recycled == 0) {
        TRY(ctx.burn(ctx.self(), ctx.value()));
    } else {
        TRY(return_to_pool(ctx, ctx.value()));
    }
    const Address replaced = neurons.get(ctx, {subnet, uid}).account;
    seat(ctx, subnet, uid, ctx.sender());
    if (free) {
        ++state.count;
        progress.set(ctx, subnet, state);
    }
    ctx.emit(NeuronRegistered{subnet, uid, ctx.sender(), replaced, ctx.value()});
    return uid;
}

}  // namespace ambag::emission::scoring
