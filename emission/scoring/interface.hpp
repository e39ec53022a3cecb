// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"
#include "emission/scoring/records.hpp"

// Errors of scoring; its events are in events.hpp.

namespace ambag::emission::scoring {

// The call is the timelock's, the subnet owner's or the meter's.
struct ScoringUnauthorized {
    static constexpr chain::Literal abi{"ScoringUnauthorized(account)"};
    chain::Address account;
};
struct ScoringUnknownSubnet {
    static constexpr chain::Literal abi{"ScoringUnknownSubnet(subnet)"};
    std::uint32_t subnet;
};
struct ScoringUnknownParameter {
    static constexpr chain::Literal abi{"ScoringUnknownParameter(name)"};
    std::string name;
};
struct ScoringOutOfBounds {
    static constexpr chain::Literal abi{"ScoringOutOfBounds(value,minimum,maximum)"};
    chain::U256 value;
    chain::U256 minimum;
    chain::U256 maximum;
};
// The call must come with exactly the cost.
struct ScoringWrongCost {
    static constexpr chain::Literal abi{"ScoringWrongCost(sent,cost)"};
    chain::Amount sent;
    chain::Amount cost;
};
// The account has no uid in the subnet.
struct ScoringNotRegistered {
    static constexpr chain::Literal abi{"ScoringNotRegistered(subnet,account)"};
    std::uint32_t subnet;
    chain::Address account;
};
struct ScoringAlreadyRegistered {
    static constexpr chain::Literal abi{"ScoringAlreadyRegistered(subnet,account)"};
    std::uint32_t subnet;
    chain::Address account;
};
// Every uid is taken and immune, or validates.
struct ScoringSubnetFull {
    static constexpr chain::Literal abi{"ScoringSubnetFull(subnet)"};
    std::uint32_t subnet;
};
// The subnet's rule does not take this input (weights, measurements).
struct ScoringWrongRule {
    static constexpr chain::Literal abi{"ScoringWrongRule(subnet,rule)"};
    std::uint32_t subnet;
    std::uint64_t rule;
};
// The validator's stake is below the subnet's minimum.
struct ScoringStakeTooSmall {
    static constexpr chain::Literal abi{"ScoringStakeTooSmall(stake,minimum)"};
    chain::Amount stake;
    chain::Amount minimum;
};
// One value for each uid, uids rising and known, not one's own (but for the owner), not all 0.
struct ScoringWeightsMalformed {
    static constexpr chain::Literal abi{"ScoringWeightsMalformed()"};
};
// Weights are committed and revealed here, or set openly there.
struct ScoringCommitReveal {
    static constexpr chain::Literal abi{"ScoringCommitReveal(enabled)"};
    bool enabled;
};
struct ScoringNothingCommitted {
    static constexpr chain::Literal abi{"ScoringNothingCommitted(subnet,account)"};
    std::uint32_t subnet;
    chain::Address account;
};
// Revealed in the epoch `revealEpochs` after the commitment, neither before nor after.
struct ScoringRevealNotDue {
    static constexpr chain::Literal abi{"ScoringRevealNotDue(epoch,due)"};
    std::uint64_t epoch;
    std::uint64_t due;
};
struct ScoringRevealDiffers {
    static constexpr chain::Literal abi{"ScoringRevealDiffers(digest)"};
    chain::Hash digest;
};
struct ScoringNothingSent {
    static constexpr chain::Literal abi{"ScoringNothingSent()"};
};
struct ScoringStakeShort {
    static constexpr chain::Literal abi{"ScoringStakeShort(requested,available)"};
    chain::Amount requested;
    chain::Amount available;
};
struct ScoringNothingOwed {
    static constexpr chain::Literal abi{"ScoringNothingOwed(account)"};
    chain::Address account;
};

}  // namespace ambag::emission::scoring
