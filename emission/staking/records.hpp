// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "chain/module/consensus_input.hpp"
#include "emission/primitives/accumulator.hpp"

// What staking stores. Amounts are base units of wrapped tokens (one coin each); rates are parts
// per million; `_q128` counts 2^-128.

namespace ambag::emission::staking {

using chain::Address;
using chain::Amount;
using chain::Bytes;
using chain::Height;
using chain::Timestamp;
using chain::U256;

inline constexpr std::uint32_t million = 1'000'000;

// What genesis fixed.
struct Setup {
    bool enabled = false;
    Amount power_unit{};      // tokens of one unit of voting power in the engine; at least 1
    std::string reward_pool;  // of issuance; empty: no rewards
};

// What governance may change, with its defaults; bounds stand in parameters.hpp.
struct Parameters {
    std::uint32_t validators_max = 100;
    Amount self_bond_min{U256{1'000'000'000'000'000'000U}};
    Amount delegation_min{U256{1'000'000'000'000'000U}};
    std::uint64_t unbond_seconds = 1'814'400;
    std::uint64_t evidence_seconds = 1'209'600;  // always below unbond_seconds
    std::uint32_t double_sign_slash_ppm = 50'000;
    std::uint32_t downtime_slash_ppm = 100;
    std::uint64_t downtime_window_blocks = 10'000;
    std::uint64_t missed_blocks_max = 5'000;
    std::uint64_t jail_seconds = 600;
    std::uint32_t exits_per_block = 64;
};

struct Profile {
    std::uint32_t number = 0;  // in order of registration, from 1; 0: no validator
    chain::ConsensusKeyType key_type{};
    Bytes key;
    Address consensus;  // how the engine calls it
    std::string moniker;
    std::string website;
    std::string details;
};

struct Commission {
    std::uint32_t rate_ppm = 0;
    std::uint32_t max_ppm = 0;        // fixed at registration
    std::uint32_t daily_max_ppm = 0;  // fixed at registration
    Timestamp changed{};              // the last change, or the registration
};

// The stake at a validator. A slash divides `factor_q128`, so that what a position is worth now is
//   floor(nominal * factor / factor when its nominal was settled)
// at a cost that does not depend on how many positions there are.
//   sum of nominals of its positions = tokens + unsettled
struct Stake {
    Amount tokens{};             // what counts: nominals less what slashes burned
    Amount unsettled{};          // burned, and still in the nominals of positions
    Amount leaving_unsettled{};  // burned, and still in the amounts of exits
    U256 factor_q128{};          // 2^128 when nothing was ever slashed
    bool operator==(const Stake&) const = default;
};

struct Standing {
    bool jailed = false;
    bool tombstoned = false;  // for good
    Timestamp jailed_until{};
    std::uint64_t window = 0;  // the window of blocks that `missed` counts in
    std::uint32_t missed = 0;
};

// The one slash of a validator that reaches what has left it: that of a double signature.
struct Tombstone {
    Height infraction{};
    Height boundary{};  // exits from this height on bear their part of what was burned at once
    std::uint32_t slash_ppm = 0;
    std::uint64_t sequence = 0;  // number of that slash; 0: none
};

struct PositionKey {
    Address holder, validator;
};

struct Position {
    Amount nominal{};
    U256 factor_q128{};  // of the validator when nominal was settled
    AccumulatorAccount account{};
};

// Everything of one holder, so that it can be settled in bounded work.
struct Holding {
    std::uint64_t seen = 0;  // slashes that are settled
    std::vector<Address> validators;
    std::vector<std::uint64_t> exits;
};

struct Totals {
    Amount staked{};     // nominals of all positions
    Amount leaving{};    // amounts of all unbonding exits
    Amount unsettled{};  // of all validators, both kinds
    Amount earning{};    // tokens of the elected: the units of the reward accumulator
    Amount rewards{};    // coins drawn and not yet claimed
    Amount carry{};      // coins that the rounding of slashes left
};

}  // namespace ambag::emission::staking
