// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/curves.hpp"
#include "governance/governor/state.hpp"

// Records of the tracks, of which there are none unless genesis names some. Track 0 is the
// strictest and takes every action that no rule admits elsewhere; a greater number is laxer.
// Periods of votes are on the chain's ERC-6372 clock, all else is seconds.

namespace ambag::governance::governor {

using TrackId = std::uint32_t;

struct TrackVoting {
    static constexpr Literal abi{"TrackVoting(delay,period,confirms,confirmPeriod)"};
    Uint48 delay;                      // from proposal to snapshot
    std::uint32_t period = 0;          // from snapshot to the last regular vote
    bool confirms = false;             // whether a proposal passes before the end of the period...
    std::uint32_t confirm_period = 0;  // ...once it stayed above both curves for so long
};

struct TrackAdmission {
    static constexpr Literal abi{"TrackAdmission(threshold,deposit,liveMax,cooldown)"};
    Amount threshold;            // votes that a proposer needs
    Amount deposit;              // coins held until the vote is over
    std::uint32_t live_max = 0;  // proposals that wait for votes or receive them; 0: no limit
    std::uint64_t cooldown = 0;  // clock units after the end of a vote on the same actions
};

struct TrackSpending {
    static constexpr Literal abi{"TrackSpending(perProposal,perPeriod,periodSeconds)"};
    Amount per_proposal;
    Amount per_period;                 // executed in one period
    std::uint64_t period_seconds = 0;  // periods are the multiples of their length since 1970
};

struct TrackExecution {
    static constexpr Literal abi{"TrackExecution(delay,expiry,automaticGas)"};
    std::uint64_t delay = 0;          // in the timelock, if its own is not longer
    std::uint64_t expiry = 0;         // after it became executable; 0: never
    std::uint64_t automatic_gas = 0;  // for its execution by the chain; 0: nobody but callers do
};

struct Track {
    static constexpr Literal abi{"Track(name,voting,approval,quorum,admission,spending,execution)"};
    std::string name;
    TrackVoting voting;
    Curve approval;  // For of For and Against
    Curve quorum;    // turnout of the voting set at the snapshot
    TrackAdmission admission;
    TrackSpending spending;
    TrackExecution execution;
};

// Argument number `word` (32 bytes each, from 0) lies within these bounds, both included.
struct ArgumentRange {
    static constexpr Literal abi{"ArgumentRange(word,minimum,maximum)"};
    std::uint8_t word = 0;
    U256 minimum;
    U256 maximum;
};

// One way for a call into a track: coins sent along, ranges of arguments, and which argument, if
// any, is an amount that the call spends.
struct TrackRule {
    static constexpr Literal abi{"TrackRule(track,valueMax,ranges,spentWordPlusOne)"};
    TrackId track = 0;
    Amount value_max;
    std::vector<ArgumentRange> ranges;
    std::uint8_t spent_word_plus_one = 0;
};

// A call of a module; zero and zero for coins sent to an account.
struct RuleKey {
    Address target;
    chain::Selector selector;
};

// A proposal's way through its track: one word, written when it is made and by each vote.
struct TrackedProposal {
    TrackId track_plus_one = 0;
    Uint48 passing_since;  // the tick since when it is above both curves; zero when it is not
    Uint48 judged;         // the tick of the last vote
};
static_assert(chain::StoredCodec<TrackedProposal>::size <= 32);

struct SlotKey {
    TrackId track;
    std::uint32_t slot;
};

struct SpendingPeriod {
    std::uint64_t start = 0;
    Amount spent;
};

// A first-in first-out queue of proposals that wait for their execution by the chain.
struct QueueEnds {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
};

struct QueueKey {
    TrackId track;
    std::uint64_t index;
};

struct Deposit {
    Address from;
    Amount amount;
};

// The last attempt to execute that failed. `data` is cut at failure_bytes_max.
struct ExecutionFailure {
    std::uint64_t time = 0;  // of the block, in seconds
    Bytes data;
};
inline constexpr std::size_t failure_bytes_max = 1'024;

inline constexpr std::uint32_t tracks_max = 32;
inline constexpr std::uint32_t live_max_max = 1'000;

inline constexpr chain::List<Track> tracks{0x60};
inline constexpr chain::Map<RuleKey, std::vector<TrackRule>> track_rules{0x61};
inline constexpr chain::Map<Number, TrackedProposal> tracked{0x62};
inline constexpr chain::Map<Number, Amount> spends{0x63};
inline constexpr chain::Map<SlotKey, Number> live_slots{0x64};  // number + 1
inline constexpr chain::Map<TrackId, SpendingPeriod> spending_periods{0x65};
inline constexpr chain::Map<Number, Deposit> deposits{0x66};
inline constexpr chain::Item<Amount> deposits_held{0x67};
inline constexpr chain::Map<Hash, Number> last_of_actions{0x68};  // number + 1
inline constexpr chain::Map<Number, ExecutionFailure> failures{0x69};
inline constexpr chain::Map<TrackId, QueueEnds> due_ends{0x6a};
inline constexpr chain::Map<QueueKey, Number> due{0x6b};
inline constexpr chain::Item<std::uint64_t> automatic_gas_per_block{0x6c};

}  // namespace ambag::governance::governor
