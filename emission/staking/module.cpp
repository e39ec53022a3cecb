// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/module.hpp"

#include "chain/module/addresses.hpp"
#include "emission/staking/delegations.hpp"
#include "emission/staking/errors.hpp"
#include "emission/staking/events.hpp"
#include "emission/staking/exits.hpp"
#include "emission/staking/hooks.hpp"
#include "emission/staking/parameters.hpp"
#include "emission/staking/rewards.hpp"
#include "emission/staking/settlement.hpp"
#include "emission/staking/slashing.hpp"
#include "emission/staking/updates.hpp"
#include "emission/staking/validators.hpp"
#include "emission/staking/views.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

constexpr StateRow state_rows[]{
    state("setup", setup, "whether genesis has the section, tokens of a unit of power, pool"),
    state("parameters", parameters, "numbers that governance may change, in their table's order"),
    state("operators", operators, "validators in order of registration"),
    state("profiles", profiles, "number, consensus key and its address, texts of a validator"),
    state("operatorsByConsensus", operators_by_consensus, "validator by the engine's address"),
    state("commissions", commissions, "rate, maximum, daily change, last change"),
    state("stakes", stakes, "tokens, unsettled, unsettled of exits, factor"),
    state("standings", standings, "jailed, tombstoned, until, window, missed"),
    state("places", places, "seat, index in its heap, whether an update waits"),
    state("seats", seats, "heaps of the elected (1) and the waiting (2)"),
    state("seatCounts", seat_counts, "elected, waiting"),
    state("rewardPool", reward_pool, "accumulator over the tokens of the elected"),
    state("earnings", earnings, "a validator's account in it"),
    state("shares", shares, "accumulator over the positions of a validator"),
    state("commissionOwed", commission_owed, "commission that is not claimed"),
    state("positions", positions, "by (holder, validator): nominal, factor, account"),
    state("holdings", holdings, "slashes seen, validators, exits of a holder"),
    state("exits", exits, "unbondings and redelegations that have not matured"),
    state("exitQueue", exit_queue, "head, next number, latest maturity"),
    state("departureCounts", departure_counts, "length of a validator's departures"),
    state("departures", departures, "height and sum of what was unbonded up to it"),
    state("releasedUntil", released_until, "height of the youngest exit that was paid"),
    state("tombstones", tombstones, "offence, boundary, part, number of the slash"),
    state("slashCount", slash_count, "slashes so far"),
    state("totals", totals, "staked, leaving, unsettled, earning, rewards, carry"),
    state("updateEntries", update_entries, "validators whose engine power may have changed"),
    state("updateQueue", update_queue, "head and end of them"),
    state("reportedPowers", reported_powers, "what the engine was told"),
    state("reportedCount", reported_count, "validators in the engine's set"),
    state("lastUpdates", last_updates, "height and updates of the last block that had any"),
};

// What settling, seats and text cost beyond these is charged as it is done.
constexpr Cost stake_cost{.reads = 14, .writes = 9, .logs = 2};
constexpr Cost claim_cost{.reads = 9, .writes = 6, .logs = 1};
constexpr Cost page_cost{.reads = 400};
constexpr Cost holder_cost{.reads = 100};

constexpr CallRow call_rows[]{
    call<"createValidator(keyType,key,proof,rate,rateMax,dailyChangeMax,amount,moniker,website,"
         "details)",
         &create_validator>({.reads = 20, .writes = 15, .hashes = 3, .logs = 3, .signatures = 1}),
    call<"editValidator(rate,moniker,website,details)", &edit_validator>(
        {.reads = 7, .writes = 5, .logs = 1}),
    call<"delegate(validator,amount)", &delegate>(stake_cost),
    call<"unbond(validator,amount) -> exitId", &unbond>({.reads = 20, .writes = 14, .logs = 2}),
    call<"redelegate(from,to,amount) -> exitId", &redelegate>(
        {.reads = 32, .writes = 18, .logs = 3}),
    call<"withdraw() -> amount", &withdraw>({.reads = 3}),
    call<"claim(validator) -> amount", &claim>(claim_cost),
    call<"claimCommission() -> amount", &claim_commission>(claim_cost),
    call<"reportConsensus(absent,misbehaviours)", &report_consensus>({.reads = 1}),
    call<"unjail()", &unjail>({.reads = 6, .writes = 1, .logs = 1}),
    call<"settle(holder)", &settle_call>({.reads = 2, .writes = 1}),
    call<"setParameter(name,value)", &set_parameter>({.reads = 2, .writes = 1, .logs = 1}),
    payable<"receiveFromPool(pool)", &receive_from_pool>({.reads = 2, .writes = 2, .logs = 1}),
    payable<"receiveCarry()", &receive_carry>({.reads = 1, .writes = 1}),
    view<"validator(who) -> record", &validator_view>({.reads = 8}),
    view<"validatorTexts(who) -> texts", &validator_texts>({.reads = 2}),
    view<"validators(offset,limit) -> page,total", &validators_view>(page_cost),
    view<"elected(offset,limit) -> page,total", &elected_view>({.reads = 101}),
    view<"delegations(holder) -> all", &delegations_view>(holder_cost),
    view<"exits(holder) -> all", &exits_view>(holder_cost),
    view<"stakeOf(holder,validator) -> amount", &stake_of>({.reads = 2}),
    view<"rewardsOf(holder,validator) -> amount", &rewards_of>({.reads = 5}),
    view<"commissionOf(validator) -> amount", &commission_of>({.reads = 5}),
    view<"operatorOf(consensus) -> validator", &operator_of>({.reads = 1}),
    view<"validatorUpdates() -> height,updates", &validator_updates>({.reads = 10}),
    view<"totals() -> staked,leaving,unsettled,elected,rewards,carry", &totals_view>({.reads = 1}),
    view<"settings() -> enabled,powerUnit,rewardPool", &setup_view>({.reads = 1}),
    view<"proofDigest(validator,keyType,key) -> digest", &proof_digest_view>({.hashes = 1}),
};

constexpr EventRow event_rows[]{
    event<ValidatorCreated>(), event<ValidatorEdited>(), event<Delegated>(),
    event<UnbondingStarted>(), event<Redelegated>(),     event<ExitReleased>(),
    event<RewardsReceived>(),  event<RewardsClaimed>(),  event<CommissionClaimed>(),
    event<Slashed>(),          event<LossSettled>(),     event<Jailed>(),
    event<Unjailed>(),         event<SeatChanged>(),     event<ParameterChanged>(),
};

constexpr ErrorRow error_rows[]{
    error<StakingDisabled>(),
    error<StakingUnauthorized>(),
    error<StakingUnknownParameter>(),
    error<StakingOutOfBounds>(),
    error<StakingAccountIsModule>(),
    error<StakingUnknownValidator>(),
    error<StakingAlreadyValidator>(),
    error<StakingInvalidKey>(),
    error<StakingKeyTaken>(),
    error<StakingInvalidProof>(),
    error<StakingInvalidCommission>(),
    error<StakingCommissionTooFast>(),
    error<StakingTextTooLong>(),
    error<StakingAmountTooSmall>(),
    error<StakingInsufficientStake>(),
    error<StakingTooManyPositions>(),
    error<StakingTooManyExits>(),
    error<StakingSameValidator>(),
    error<StakingTombstoned>(),
    error<StakingNotJailed>(),
    error<StakingJailed>(),
    error<StakingNothingDue>(),
};

constexpr Invariant invariant_rows[]{
    {"staked and leaving = tokens bonded in the voting token", &bonds_equal_stake},
    {"slashed and unsettled = the voting token's", &unsettled_equals_tokens},
    {"rewards and carry = the module's balance", &coins_equal_rewards},
    {"tokens of the elected = units of the reward accumulator", &units_equal_earning},
};

}  // namespace

constexpr ModuleDescriptor descriptor{
    .name = "staking",
    .address = staking_address,
    .purpose =
        "Validators, delegation of wrapped tokens in place, rewards, unbonding, slashing, "
        "election.",
    .privileges = {},
    .state = state_rows,
    .calls = call_rows,
    .events = event_rows,
    .errors = error_rows,
    .parameters = parameter_rows,
    .hooks = {.end_block = &end_block},
    .invariants = invariant_rows,
};

}  // namespace ambag::emission::staking
