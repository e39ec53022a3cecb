// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/model_check/compact_state.hpp"
#include "tests/model_check/properties.hpp"

// A small chain with the real token, timelock, governor and treasury, and every move that its
// people can make. The clock counts blocks; a tick is one block and one second.

namespace ambag::model {

struct Scenario {
    std::string name;
    std::vector<std::uint64_t> weights;  // of the voters, at most voters_max
    std::size_t proposals = 1;  // 0 pays from the treasury, 1 lowers the quorum, 2 raises it
    std::uint64_t last_tick = 4;
    std::size_t transfers = 0;  // of all of the first voter's tokens to the last voter, and back
    std::uint64_t quorum = 50;  // percent
};

enum class MoveKind : std::uint8_t {
    tick,
    propose,
    vote,
    queue,
    execute,
    execute_in_timelock,  // past the governor
    cancel,               // by the proposer
    forbidden,            // what nobody may do at any time
    transfer,
};

struct Move {
    MoveKind kind = MoveKind::tick;
    std::string text;
    std::size_t proposal = 0, voter = 0;
    Address from, to;
    Bytes data;
    Amount value;
};

class World {
 public:
    World(const Scenario& scenario, const ModuleTable& modules);

    const Facts& facts() const { return facts_; }
    const std::vector<Move>& moves() const { return moves_; }
    // Whether the rules let the move happen here; judged from the facts alone.
    bool is_allowed(const Move& move) const;
    // Names the state, with all that later moves depend on.
    std::uint64_t fingerprint() const;

    struct Step {
        StateDiff diff;
        Facts before;
        std::array<std::uint64_t, voters_max> held{};
        std::size_t transfers = 0;
        bool ticked = false;
    };
    struct Attempt {
        bool happened = false;
        Step step;
        std::optional<std::string> broken;
    };
    // Makes the move when the chain accepts it, and checks every property.
    Attempt attempt(const Move& move);
    void take_back(const Step& step);

 private:
    void begin(const Scenario& scenario);
    void make_proposals(const Scenario& scenario);
    void make_moves(const Scenario& scenario);
    void add(Move move) { moves_.push_back(std::move(move)); }
    Attempt tick();
    Attempt call(const Move& move);
    std::optional<std::string> check(const Facts& before, Machine& machine);

    const ModuleTable& modules_;
    Rules rules_;
    BlockEnv block_;
    CompactState state_;
    Cast cast_;
    std::vector<Move> moves_;
    std::vector<Tick> history_;
    std::array<std::uint64_t, voters_max> held_{};
    std::array<bool, proposals_max> spends_{true, false, false};
    std::size_t transfers_ = 0, transfers_max_ = 0;
    std::uint64_t last_tick_ = 0;
    Facts facts_;
};

}  // namespace ambag::model
