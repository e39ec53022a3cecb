// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/cell.hpp"
#include "governance/governor/errors.hpp"

// Every record that the governor owns. A proposal has its id, a hash, and its number, counted from
// zero in order of creation: records that a vote touches are keyed by the number, so that their
// slots need no hash.

namespace ambag::governance::governor {

using Number = std::uint64_t;

// All that decides the state of a proposal but its votes: exactly one storage word.
struct Timeline {
    Uint48 vote_start;  // the snapshot, on the chain's ERC-6372 clock; zero when there is none
    std::uint32_t vote_duration = 0;
    bool executed = false;
    bool canceled = false;
    Uint48 extended_deadline;  // set when the quorum is first reached
    Uint48 eta;                // seconds since 1970; zero until queued
    Number number = 0;
};
static_assert(chain::StoredCodec<Timeline>::size == 32);

// `turnout` keeps For and Abstain before conviction multiplied them; no ballot is of that type.
enum class VoteType : std::uint8_t { against, in_favour, abstain, turnout };

struct BallotKey {
    Number proposal;
    Address voter;
};

// Kept for ever. One word, so that eth_getProof proves it by itself.
struct Ballot {
    std::uint8_t support_plus_one = 0;  // zero: has not voted; split_marker: more than one side
    Uint208 weight;                     // votes that it made
};
inline constexpr std::uint8_t split_marker = 4;

// What a split ballot gives to each side.
struct Split {
    Amount against;
    Amount in_favour;
    Amount abstain;
};

// A lock of tokens behind a vote with conviction 1 to 6 (conviction.hpp).
struct Lock {
    Number proposal = 0;
    VoteType side{};
    std::uint8_t conviction = 0;
    Uint208 tokens;
};

struct LockKey {
    Address holder;
    std::uint32_t index;
};

// What genesis chose above the basic composition; absent when nothing.
struct Options {
    CountingMode counting = CountingMode::simple;
    bool super_quorum = false;
    bool guardian = false;
    std::uint64_t conviction_period = 0;  // clock units
};

struct TallyKey {
    Number proposal;
    VoteType type;
};

// What was proposed, for those who have only the id. Heights and times of its block.
struct Content {
    std::vector<Address> targets;
    std::vector<Amount> values;
    std::vector<Bytes> calldatas;
    std::string description;
    chain::Height created_height;
    chain::Timestamp created_time;
};

struct Settings {
    Uint48 voting_delay;
    std::uint32_t voting_period = 0;
    Uint48 late_quorum_extension;
};

struct NumeratorCheckpoint {
    Uint48 since;
    Uint208 numerator;
};

// Hashes of the calls upon the governor itself that the running execution may still make.
struct Window {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

inline constexpr chain::Map<U256, Timeline> timelines{0x01};
inline constexpr chain::Map<Number, Address> proposers{0x02};
inline constexpr chain::Map<BallotKey, Ballot> ballots{0x03};
inline constexpr chain::Map<TallyKey, Amount> tallies{0x04};
// The quorum of a proposal, written by its first vote: fixed since the snapshot passed.
inline constexpr chain::Map<Number, Amount> snapshot_quorums{0x05};
inline constexpr chain::Map<Number, Hash> timelock_ids{0x06};
inline constexpr chain::List<U256> proposal_ids{0x07};
inline constexpr chain::Map<Number, Content> contents{0x08};
inline constexpr chain::Item<Settings> settings{0x09};
inline constexpr chain::Item<Amount> proposal_threshold{0x0a};
inline constexpr chain::List<NumeratorCheckpoint> quorum_numerators{0x0b};
inline constexpr chain::Map<Address, U256> nonces{0x0c};
inline constexpr chain::Item<Address> executor{0x0d};
inline constexpr chain::Item<std::string> name{0x0e};
inline constexpr chain::Item<Window> whitelist_window{0x0f};
inline constexpr chain::Map<std::uint64_t, Hash> whitelist{0x10};

inline constexpr chain::Item<Options> options{0x40};
inline constexpr chain::Map<BallotKey, Split> splits{0x41};
// Of holders that voted with their own tokens against or beside their delegate.
inline constexpr chain::Map<BallotKey, Ballot> overrides{0x42};
// By delegate: votes that others took out before he voted.
inline constexpr chain::Map<BallotKey, Amount> reductions{0x43};
inline constexpr chain::List<NumeratorCheckpoint> super_numerators{0x44};
inline constexpr chain::Item<Address> guardian{0x45};
inline constexpr chain::Map<Address, std::uint32_t> lock_counts{0x46};
inline constexpr chain::Map<LockKey, Lock> lock_list{0x47};

}  // namespace ambag::governance::governor
