// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/staking/queue_records.hpp"

// The mathematics of stake that slashes shrink, without state. Every division is floored against
// the holder; the units that this leaves over are named `carry` and go to staking's carry.
//
// Let R be the sum of what all positions are worth before flooring. Always R <= tokens: true while
// nothing was slashed (equality); a slash takes S = floor(tokens * ppm / 10^6) and multiplies the
// factor by floor((tokens - S) / tokens), so R shrinks at least as much as tokens; settling a
// position floors its part of R. Hence losses sum to at least what was burned, and tokens never
// fall below what holders may take.

namespace ambag::emission::staking {

U256 factor_one();    // 2^128
U256 factor_least();  // 2^96: a validator whose factor is below is tombstoned

// floor(nominal * now / then); 0 when everything was slashed.
Amount value_of(const Amount& nominal, const U256& now, const U256& then);

// Units in the validator's reward accumulator: floor(nominal * 2^128 / factor). They stand for the
// same part of its stake before and after a slash.
U256 share_units(const Amount& nominal, const U256& factor);

// floor(amount * ppm / 10^6), and the same rounded up.
Amount part_of(const Amount& amount, std::uint32_t ppm);
Amount part_of_up(const Amount& amount, std::uint32_t ppm);

// The bonded stake after a slash; what is burned is booked as unsettled.
struct SlashedStake {
    Stake stake;
    Amount burned;
};
SlashedStake slash(const Stake& stake, std::uint32_t ppm);

// What a position loses when it is settled: `matched` was burned by slashes, `carry` was not.
struct Loss {
    Amount matched{};
    Amount carry{};
    Amount sum() const;
};

// Brings position and stake up to date.
Loss settle(Stake& stake, Position& position);

// What an exit loses to the slash of its validator's tombstone.
Loss settle(Stake& stake, Exit& exit, std::uint32_t ppm);

// The engine's voting power: floor(tokens / unit), at most 2^49 - 1, so that twice 512 validators
// stay below the engine's 2^60.
std::uint64_t voting_power(const Amount& tokens, const Amount& unit);

// a + b and a - b of amounts that are parts of one supply.
Amount plus(const Amount& a, const Amount& b);
Amount minus(const Amount& a, const Amount& b);

}  // namespace ambag::emission::staking
