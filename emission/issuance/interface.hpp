// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/event.hpp"
#include "emission/issuance/state.hpp"

// Errors and events of issuance.

namespace ambag::emission::issuance {

// Errors.

// The call is the timelock's.
struct IssuanceUnauthorized {
    static constexpr chain::Literal abi{"IssuanceUnauthorized(account)"};
    chain::Address account;
};

// The account is neither the timelock nor among the pool's spenders.
struct IssuanceNotSpender {
    static constexpr chain::Literal abi{"IssuanceNotSpender(pool,account)"};
    std::string pool;
    chain::Address account;
};

struct IssuanceUnknownPool {
    static constexpr chain::Literal abi{"IssuanceUnknownPool(pool)"};
    std::string pool;
};

struct IssuanceUnknownSchedule {
    static constexpr chain::Literal abi{"IssuanceUnknownSchedule(schedule)"};
    std::uint32_t schedule;
};

// The schedule's kind has no such figure.
struct IssuanceWrongKind {
    static constexpr chain::Literal abi{"IssuanceWrongKind(schedule,kind)"};
    std::uint32_t schedule;
    RuleKind kind;
};

struct IssuanceOutOfBounds {
    static constexpr chain::Literal abi{"IssuanceOutOfBounds(value,minimum,maximum)"};
    U256 value;
    U256 minimum;
    U256 maximum;
};

// One weight for each pool is accepted, with a sum above 0 and below 2^256.
struct IssuanceInvalidWeights {
    static constexpr chain::Literal abi{"IssuanceInvalidWeights(given,pools)"};
    std::uint64_t given;
    std::uint64_t pools;
};

struct IssuancePoolShort {
    static constexpr chain::Literal abi{"IssuancePoolShort(pool,requested,available)"};
    std::string pool;
    Amount requested;
    Amount available;
};

// The zero address, or issuance itself.
struct IssuanceInvalidReceiver {
    static constexpr chain::Literal abi{"IssuanceInvalidReceiver(receiver)"};
    chain::Address receiver;
};

// Events.

// `ticks` intervals of a schedule: parts[i] went into pool i.
struct Emitted {
    static constexpr chain::Literal abi{"Emitted(indexed schedule,ticks,amount,parts)"};
    std::uint32_t schedule;
    std::uint64_t ticks;
    Amount amount;
    std::vector<Amount> parts;
};

struct PoolPaid {
    static constexpr chain::Literal abi{"PoolPaid(pool,indexed to,indexed by,amount)"};
    std::string pool;
    chain::Address to;
    chain::Address by;
    Amount amount;
};

struct PoolFunded {
    static constexpr chain::Literal abi{"PoolFunded(pool,indexed from,amount)"};
    std::string pool;
    chain::Address from;
    Amount amount;
};

// Base fees, and coins that reached the module's address without naming a pool.
struct FeesBooked {
    static constexpr chain::Literal abi{"FeesBooked(pool,amount)"};
    std::string pool;
    Amount amount;
};

struct SplitWeightsChanged {
    static constexpr chain::Literal abi{"SplitWeightsChanged(indexed schedule,weights)"};
    std::uint32_t schedule;
    std::vector<U256> weights;
};

struct ScheduleAmountChanged {
    static constexpr chain::Literal abi{"ScheduleAmountChanged(indexed schedule,previous,current)"};
    std::uint32_t schedule;
    Amount before;
    Amount after;
};

struct ScheduleRateChanged {
    static constexpr chain::Literal abi{
        "ScheduleRateChanged(indexed schedule,numerator,denominator)"};
    std::uint32_t schedule;
    std::uint64_t numerator;
    std::uint64_t denominator;
};

struct CatchUpTicksMaxChanged {
    static constexpr chain::Literal abi{"CatchUpTicksMaxChanged(previous,current)"};
    std::uint64_t before;
    std::uint64_t after;
};

struct FeePoolChanged {
    static constexpr chain::Literal abi{"FeePoolChanged(pool)"};
    std::string pool;
};

struct PoolSpenderChanged {
    static constexpr chain::Literal abi{"PoolSpenderChanged(pool,indexed spender,allowed)"};
    std::string pool;
    chain::Address spender;
    bool allowed;
};

}  // namespace ambag::emission::issuance
