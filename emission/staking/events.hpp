// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/event.hpp"
#include "emission/staking/records.hpp"

// Events of staking.

namespace ambag::emission::staking {

using chain::Literal;

struct ValidatorCreated {
    static constexpr Literal abi{"ValidatorCreated(indexed validator,keyType,key,selfBond)"};
    Address validator;
    chain::ConsensusKeyType key_type;
    Bytes key;
    Amount self_bond;
};
struct ValidatorEdited {
    static constexpr Literal abi{"ValidatorEdited(indexed validator,commission)"};
    Address validator;
    std::uint32_t commission;
};
struct Delegated {
    static constexpr Literal abi{"Delegated(indexed holder,indexed validator,amount)"};
    Address holder, validator;
    Amount amount;
};
struct UnbondingStarted {
    static constexpr Literal abi{
        "UnbondingStarted(indexed holder,indexed validator,exit,amount,matures)"};
    Address holder, validator;
    std::uint64_t exit;
    Amount amount;
    Timestamp matures;
};
struct Redelegated {
    static constexpr Literal abi{
        "Redelegated(indexed holder,indexed from,indexed to,exit,amount,matures)"};
    Address holder, from, to;
    std::uint64_t exit;
    Amount amount;
    Timestamp matures;
};
// An exit matured: unbonded tokens move again, redelegated ones may leave again.
struct ExitReleased {
    static constexpr Literal abi{"ExitReleased(indexed holder,exit,amount)"};
    Address holder;
    std::uint64_t exit;
    Amount amount;
};
struct RewardsReceived {
    static constexpr Literal abi{"RewardsReceived(pool,amount)"};
    std::string pool;
    Amount amount;
};
struct RewardsClaimed {
    static constexpr Literal abi{"RewardsClaimed(indexed holder,indexed validator,amount)"};
    Address holder, validator;
    Amount amount;
};
struct CommissionClaimed {
    static constexpr Literal abi{"CommissionClaimed(indexed validator,amount)"};
    Address validator;
    Amount amount;
};
// `burned` left the bonded stake at once, `leavingBurned` the unbonding; redelegated stake pays
// when it is settled.
struct Slashed {
    static constexpr Literal abi{
        "Slashed(indexed validator,infractionHeight,ppm,burned,leavingBurned)"};
    Address validator;
    Height infraction;
    std::uint32_t ppm;
    Amount burned, leaving_burned;
};
struct LossSettled {
    static constexpr Literal abi{"LossSettled(indexed holder,loss,redelegationLoss)"};
    Address holder;
    Amount loss, redelegation_loss;
};
struct Jailed {
    static constexpr Literal abi{"Jailed(indexed validator,until,tombstoned)"};
    Address validator;
    Timestamp until;
    bool tombstoned;
};
struct Unjailed {
    static constexpr Literal abi{"Unjailed(indexed validator)"};
    Address validator;
};
struct SeatChanged {
    static constexpr Literal abi{"SeatChanged(indexed validator,elected)"};
    Address validator;
    bool elected;
};
struct ParameterChanged {
    static constexpr Literal abi{"ParameterChanged(name,previous,current)"};
    std::string name;
    U256 before, after;
};

}  // namespace ambag::emission::staking
