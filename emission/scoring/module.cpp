// SPDX-License-Identifier: Apache-2.0
#include "emission/scoring/module.hpp"

#include "chain/module/addresses.hpp"
#include "emission/scoring/epoch.hpp"
#include "emission/scoring/events.hpp"
#include "emission/scoring/interface.hpp"
#include "emission/scoring/money.hpp"
#include "emission/scoring/parameters.hpp"
#include "emission/scoring/subnets.hpp"
#include "emission/scoring/views.hpp"
#include "emission/scoring/weights.hpp"

namespace ambag::emission::scoring {

using namespace chain;

namespace {

constexpr CallRow calls[]{
    payable<"openSubnet(rule) -> subnet", &open_subnet>({.reads = 6, .writes = 7, .logs = 1}),
    call<"handOver(subnet,owner,meter)", &hand_over>({.reads = 2, .writes = 1, .logs = 1}),
    call<"setSubnetShare(subnet,share)", &set_subnet_share>({.reads = 12, .writes = 8, .logs = 4}),
    call<"setSubnetParameter(subnet,name,value)", &set_subnet_parameter>(
        {.reads = 3, .writes = 2, .logs = 1}),
    call<"setParameter(name,value)", &set_parameter>({.reads = 1, .writes = 1, .logs = 1}),
    payable<"registerNeuron(subnet) -> uid", &register_neuron>(
        {.reads = 10, .writes = 11, .logs = 2}),
    payable<"stake(subnet,validator)", &stake>({.reads = 7, .writes = 6, .logs = 1}),
    call<"unstake(subnet,validator,amount)", &unstake>({.reads = 6, .writes = 6, .logs = 1}),
    call<"setTake(subnet,take)", &set_take>({.reads = 3, .writes = 1, .logs = 1}),
    call<"claim() -> amount", &claim>({.reads = 3, .writes = 4, .logs = 1}),
    call<"claimStake(subnet,validator) -> amount", &claim_stake>(
        {.reads = 5, .writes = 4, .logs = 1}),
    call<"setWeights(subnet,uids,weights)", &set_weights>(
        {.reads = 6, .writes = 2, .hashes = 2, .logs = 1}),
    call<"commitWeights(subnet,digest)", &commit_weights>({.reads = 5, .writes = 1, .logs = 1}),
    call<"revealWeights(subnet,uids,weights,salt)", &reveal_weights>(
        {.reads = 8, .writes = 3, .hashes = 10, .logs = 1}),
    call<"measure(subnet,uids,values,whole)", &measure>({.reads = 3, .writes = 1, .logs = 1}),
    payable<"receiveFromPool(pool)", &receive_from_pool>({.reads = 2, .writes = 2, .logs = 1}),
    view<"subnetCount() -> count", &subnet_count>({.reads = 1}),
    view<"subnet(subnet) -> rules,progress", &subnet_view>({.reads = 2}),
    view<"subnetEmission(subnet) -> share,pending", &subnet_emission>({.reads = 3}),
    view<"neuron(subnet,uid) -> neuronRecord", &neuron_view>({.reads = 2}),
    view<"neurons(subnet,offset,limit) -> page,stakes", &neurons_view>({.reads = 402}),
    view<"uidOf(subnet,account) -> uid", &uid_view>({.reads = 2}),
    view<"weights(subnet,uid) -> uids,values", &weights_view>({.reads = 10}),
    view<"bonds(subnet,uid) -> uids,values", &bonds_view>({.reads = 20}),
    view<"commitment(subnet,account) -> record", &commitment_view>({.reads = 2}),
    view<"weightsDigest(subnet,account,uids,weights,salt) -> digest", &digest_view>({.hashes = 10}),
    view<"stakeOf(subnet,validator,staker) -> total,take,own,owed", &stake_view>({.reads = 5}),
    view<"owed(account) -> amount", &owed_view>({.reads = 1}),
    view<"totals() -> sums", &totals_view>({.reads = 1}),
    view<"pool() -> name", &pool_view>({.reads = 1}),
};

constexpr EventRow events[]{
    event<SubnetOpened>(),     event<SubnetParameterChanged>(),  event<SubnetShareChanged>(),
    event<SubnetHandedOver>(), event<ScoringParameterChanged>(), event<NeuronRegistered>(),
    event<WeightsSet>(),       event<WeightsCommitted>(),        event<Measured>(),
    event<EpochRun>(),         event<EmissionReceived>(),        event<StakeChanged>(),
    event<TakeChanged>(),      event<ScoringClaimed>(),
};

constexpr ErrorRow errors[]{
    error<ScoringUnauthorized>(),      error<ScoringUnknownSubnet>(),
    error<ScoringUnknownParameter>(),  error<ScoringOutOfBounds>(),
    error<ScoringWrongCost>(),         error<ScoringNotRegistered>(),
    error<ScoringAlreadyRegistered>(), error<ScoringSubnetFull>(),
    error<ScoringWrongRule>(),         error<ScoringStakeTooSmall>(),
    error<ScoringWeightsMalformed>(),  error<ScoringCommitReveal>(),
    error<ScoringNothingCommitted>(),  error<ScoringRevealNotDue>(),
    error<ScoringRevealDiffers>(),     error<ScoringNothingSent>(),
    error<ScoringStakeShort>(),        error<ScoringNothingOwed>(),
};

constexpr StateRow rows[]{
    state("parameters", parameters, "what governance tunes"),
    state("poolName", pool_name, "the pool of issuance that emission comes from"),
    state("totals", totals, "sub-ledgers of the module's balance"),
    state("subnets", subnets, "rules of each subnet"),
    state("progress", progress, "uids, epochs and stake of each subnet"),
    state("emissionPool", emission_pool, "accumulator over the subnets' shares"),
    state("emissionAccounts", emission_accounts, "each subnet in that accumulator"),
    state("neurons", neurons, "account, times and last scores of each uid"),
    state("uids", uids, "uid + 1 of an account in a subnet"),
    state("weightRows", weight_rows, "last weights of each uid"),
    state("bondRows", bond_rows, "bonds of each uid after its last epoch"),
    state("commitments", commitments, "open commitment of an account in a subnet"),
    state("meters", meters, "measured value + 1 of each uid in the running epoch"),
    state("stakePools", stake_pools, "accumulator over a validator's stakers"),
    state("positions", positions, "each staker in that accumulator"),
    state("takes", takes, "what a validator keeps, of 65535"),
    state("owedTo", owed_to, "earned and not claimed"),
    state("calendar", calendar, "subnets whose epoch is due at a height"),
    state("calendarSizes", calendar_sizes, "how many there are"),
    state("cursor", cursor, "how far the calendar is done"),
    state("referenceLosses", reference_losses, "the loss with everybody, of the last measurement"),
};

constexpr Invariant invariants[]{
    {"emission, stake and owed sum to the module's balance", &ledgers_equal_balance},
};

}  // namespace

constinit const ModuleDescriptor descriptor{
    .name = "scoring",
    .address = scoring_address,
    .purpose = "Subnets whose participants are scored by a rule and paid at the end of each tempo.",
    .privileges = {.may_mint = true, .may_burn = true},
    .state = rows,
    .calls = calls,
    .events = events,
    .errors = errors,
    .parameters = parameter_rows,
    .hooks = {.begin_block = nullptr, .end_block = &end_block},
    .invariants = invariants,
};

}  // namespace ambag::emission::scoring
