// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "chain/module/machine.hpp"
#include "governance/governor/module.hpp"

// What can be observed of a state, read by the modules' own functions, and what the explorer knows
// without them: who held what when each tick of the clock ended.

namespace ambag::model {

using namespace chain;
using governance::governor::ProposalState;

inline constexpr std::size_t voters_max = 4;
inline constexpr std::size_t proposals_max = 3;

struct BallotFacts {
    bool cast = false;
    std::uint8_t support = 0;
    std::uint64_t weight = 0;
    bool operator==(const BallotFacts&) const = default;
};

struct ProposalFacts {
    bool exists = false;
    ProposalState state = ProposalState::pending;
    std::uint64_t snapshot = 0, deadline = 0, eta = 0;
    std::array<std::uint64_t, 3> tally{};  // against, for, abstain
    bool quorum_known = false;             // once the snapshot is past
    std::uint64_t quorum = 0;
    std::array<BallotFacts, voters_max> ballots;
    bool operation_pending = false, operation_done = false;
};

struct Facts {
    std::uint64_t clock = 0, time = 0;
    std::array<ProposalFacts, proposals_max> proposals;
    std::uint64_t purse = 0;      // of the treasury
    std::uint64_t numerator = 0;  // of the quorum, now
};

// At the end of a tick of the clock.
struct Tick {
    std::array<std::uint64_t, voters_max> votes{};
    std::uint64_t numerator = 0;
};

struct Proposal {
    std::vector<Address> targets;
    std::vector<Amount> values;
    std::vector<Bytes> calldatas;
    std::string description;
    Hash description_hash, operation, salt;
    U256 id;
};

struct Cast {
    std::vector<Address> voters;
    std::vector<Proposal> proposals;
};

Facts facts_of(Machine& machine, const Cast& cast);

}  // namespace ambag::model
