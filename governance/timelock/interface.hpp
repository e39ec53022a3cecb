// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/event.hpp"

// Errors and events of the timelock, with the names and the argument order of OpenZeppelin 5.7
// (TimelockController.sol, IAccessControl.sol, utils/Errors.sol).

namespace ambag::governance::timelock {

using chain::Address;
using chain::Amount;
using chain::Bytes;
using chain::Hash;
using chain::Literal;
using chain::U256;

// Errors.

struct TimelockInvalidOperationLength {
    static constexpr Literal abi{"TimelockInvalidOperationLength(targets,payloads,values)"};
    U256 targets;
    U256 payloads;
    U256 values;
};

struct TimelockInsufficientDelay {
    static constexpr Literal abi{"TimelockInsufficientDelay(delay,minDelay)"};
    U256 delay;
    U256 min_delay;
};

// `expected_states` has bit n set when state n would do.
struct TimelockUnexpectedOperationState {
    static constexpr Literal abi{"TimelockUnexpectedOperationState(operationId,expectedStates)"};
    Hash operation_id;
    Hash expected_states;
};

struct TimelockUnexecutedPredecessor {
    static constexpr Literal abi{"TimelockUnexecutedPredecessor(predecessorId)"};
    Hash predecessor_id;
};

struct TimelockUnauthorizedCaller {
    static constexpr Literal abi{"TimelockUnauthorizedCaller(caller)"};
    Address caller;
};

struct AccessControlUnauthorizedAccount {
    static constexpr Literal abi{"AccessControlUnauthorizedAccount(account,neededRole)"};
    Address account;
    Hash needed_role;
};

struct AccessControlBadConfirmation {
    static constexpr Literal abi{"AccessControlBadConfirmation()"};
};

// A call that reverted without data of its own.
struct FailedCall {
    static constexpr Literal abi{"FailedCall()"};
};

// Events.

struct CallScheduled {
    static constexpr Literal abi{
        "CallScheduled(indexed id,indexed index,target,value,data,predecessor,delay)"};
    Hash id;
    U256 index;
    Address target;
    Amount value;
    Bytes data;
    Hash predecessor;
    U256 delay;
};

struct CallExecuted {
    static constexpr Literal abi{"CallExecuted(indexed id,indexed index,target,value,data)"};
    Hash id;
    U256 index;
    Address target;
    Amount value;
    Bytes data;
};

struct CallSalt {
    static constexpr Literal abi{"CallSalt(indexed id,salt)"};
    Hash id;
    Hash salt;
};

struct Cancelled {
    static constexpr Literal abi{"Cancelled(indexed id)"};
    Hash id;
};

struct MinDelayChange {
    static constexpr Literal abi{"MinDelayChange(oldDuration,newDuration)"};
    U256 old_duration;
    U256 new_duration;
};

struct RoleGranted {
    static constexpr Literal abi{"RoleGranted(indexed role,indexed account,indexed sender)"};
    Hash role;
    Address account;
    Address sender;
};

struct RoleRevoked {
    static constexpr Literal abi{"RoleRevoked(indexed role,indexed account,indexed sender)"};
    Hash role;
    Address account;
    Address sender;
};

// Never emitted: no call changes a role's admin. Listed because clients' ABIs have it.
struct RoleAdminChanged {
    static constexpr Literal abi{
        "RoleAdminChanged(indexed role,indexed previousAdminRole,indexed newAdminRole)"};
    Hash role;
    Hash previous_admin_role;
    Hash new_admin_role;
};

}  // namespace ambag::governance::timelock
