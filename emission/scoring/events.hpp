// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/event.hpp"
#include "emission/scoring/records.hpp"

// Events of scoring.

namespace ambag::emission::scoring {

struct SubnetOpened {
    static constexpr chain::Literal abi{"SubnetOpened(indexed subnet,indexed owner,rule)"};
    std::uint32_t subnet;
    chain::Address owner;
    std::uint64_t rule;
};
struct SubnetParameterChanged {
    static constexpr chain::Literal abi{
        "SubnetParameterChanged(indexed subnet,name,previous,current)"};
    std::uint32_t subnet;
    std::string name;
    chain::U256 before;
    chain::U256 after;
};
struct SubnetShareChanged {
    static constexpr chain::Literal abi{"SubnetShareChanged(indexed subnet,previous,current)"};
    std::uint32_t subnet;
    chain::U256 before;
    chain::U256 after;
};
struct SubnetHandedOver {
    static constexpr chain::Literal abi{"SubnetHandedOver(indexed subnet,owner,meter)"};
    std::uint32_t subnet;
    chain::Address owner;
    chain::Address meter;
};
struct ScoringParameterChanged {
    static constexpr chain::Literal abi{"ScoringParameterChanged(name,previous,current)"};
    std::string name;
    chain::U256 before;
    chain::U256 after;
};
// `replaced` is zero when the uid was free.
struct NeuronRegistered {
    static constexpr chain::Literal abi{
        "NeuronRegistered(indexed subnet,indexed uid,indexed account,replaced,cost)"};
    std::uint32_t subnet;
    std::uint32_t uid;
    chain::Address account;
    chain::Address replaced;
    chain::Amount cost;
};
struct WeightsSet {
    static constexpr chain::Literal abi{"WeightsSet(indexed subnet,indexed uid)"};
    std::uint32_t subnet;
    std::uint32_t uid;
};
struct WeightsCommitted {
    static constexpr chain::Literal abi{"WeightsCommitted(indexed subnet,indexed uid,digest)"};
    std::uint32_t subnet;
    std::uint32_t uid;
    chain::Hash digest;
};
struct Measured {
    static constexpr chain::Literal abi{"Measured(indexed subnet,uids,values)"};
    std::uint32_t subnet;
    std::vector<std::uint32_t> uids;
    std::vector<chain::U256> values;
};
// `amount` = owner + incentives + dividends + returned; `left` waits for the next epoch.
struct EpochRun {
    static constexpr chain::Literal abi{
        "EpochRun(indexed subnet,epoch,toOwner,incentives,dividends,returned,left)"};
    std::uint32_t subnet;
    std::uint64_t epoch;
    chain::Amount to_owner;
    chain::Amount incentives;
    chain::Amount dividends;
    chain::Amount returned;
    chain::Amount left;
};
struct EmissionReceived {
    static constexpr chain::Literal abi{"EmissionReceived(pool,amount)"};
    std::string pool;
    chain::Amount amount;
};
struct StakeChanged {
    static constexpr chain::Literal abi{
        "StakeChanged(indexed subnet,indexed validator,indexed staker,stake)"};
    std::uint32_t subnet;
    chain::Address validator;
    chain::Address staker;
    chain::Amount stake;
};
struct TakeChanged {
    static constexpr chain::Literal abi{"TakeChanged(indexed subnet,indexed validator,take)"};
    std::uint32_t subnet;
    chain::Address validator;
    std::uint16_t take;
};
struct ScoringClaimed {
    static constexpr chain::Literal abi{"ScoringClaimed(indexed account,amount)"};
    chain::Address account;
    chain::Amount amount;
};

}  // namespace ambag::emission::scoring
