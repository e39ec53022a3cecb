// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include "tests/model_check/world.hpp"

// Visits every state that the moves of a world reach, each once, depth first. Moves that the rules
// allow are made in every state, and must be accepted; moves that they refuse are tried in one
// state of sixteen (by its fingerprint), and must revert without a trace.

namespace ambag::model {

struct Exploration {
    std::uint64_t states = 0;    // distinct
    std::uint64_t steps = 0;     // moves that were made, each with all properties checked
    std::uint64_t refusals = 0;  // calls that had to revert, and did
    std::size_t depth = 0;       // longest trace
    bool complete = true;        // false: stopped at the most states
    std::optional<std::string> broken;
    std::vector<std::string> trace;  // of the broken property
};

Exploration explore(const Scenario& scenario, const ModuleTable& modules, std::uint64_t states_max);

}  // namespace ambag::model
