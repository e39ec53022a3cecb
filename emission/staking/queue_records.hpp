// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/staking/records.hpp"

// What staking stores of things in order: stake on its way out, seats, updates for the engine.

namespace ambag::emission::staking {

enum class ExitKind : std::uint8_t { unbonding = 0, redelegation = 1 };

// Stake on its way out of a validator, slashable for what it did before until `matures`.
struct Exit {
    ExitKind kind{};
    Address holder;
    Address from;
    Address to;            // of a redelegation
    Amount amount{};       // nominal at `to` for a redelegation
    U256 factor_q128{};    // of `to`
    Height height{};       // when it left
    Timestamp matures{};   // never before that of an earlier exit
    std::uint64_t seen{};  // slashes that it has borne, or that came before it
};

struct ExitQueue {
    std::uint64_t head = 0;  // the oldest that may still stand
    std::uint64_t next = 0;
    Timestamp last{};  // when the youngest matures
};

struct DepartureKey {
    Address validator;
    std::uint32_t index;
};

// What had been unbonded from a validator in all, up to the end of `height`.
struct Departure {
    Height height{};
    Amount cumulative{};
};

enum class Seat : std::uint8_t { none = 0, elected = 1, waiting = 2 };

struct Place {
    Seat seat = Seat::none;
    std::uint32_t index = 0;  // in its heap
    bool queued = false;      // for the engine's next updates
};

struct SeatKey {
    Seat seat;
    std::uint32_t index;
};

// Ranks by tokens, ties by the lower number.
struct Candidate {
    Address validator;
    Amount tokens{};
    std::uint32_t number = 0;
    bool operator==(const Candidate&) const = default;
};

struct SeatCounts {
    std::uint32_t elected = 0;
    std::uint32_t waiting = 0;
};

struct UpdateQueue {
    std::uint64_t head = 0;
    std::uint64_t next = 0;
};

struct Updates {
    Height height{};
    std::vector<chain::ValidatorUpdate> list;
};

}  // namespace ambag::emission::staking
