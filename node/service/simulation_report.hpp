// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/issuance/plan.hpp"
#include "node/json/json.hpp"
#include "node/service/simulation.hpp"

// What a simulation found, as JSON and in words.
//
//   ok, throughGovernor, at {block, time, emptyBlocks}, gas
//   failure {action, reason, data, name, args} or null
//   balances [{address, name, before, after}], votes [{address, tokensBefore, tokensAfter,
//   votesBefore, votesAfter}], parameters [{module, name, before, after, unit, meaning}],
//   pools [{name, before, after}], schedules [{name, before, after}], supply {before, after}
//   events, emission {before, after, changed}
//   words: one sentence a change
//
// Numbers are quantities; words speak of coins.

namespace ambag::node {

struct CurveOptions {
    std::uint64_t years = 5;
    std::uint64_t step_seconds = emission::issuance::seconds_per_year;
};

Json simulation_json(const Simulation& simulation, const ChainLaws& laws,
                     const SimulationRequest& request, const CurveOptions& curve);

}  // namespace ambag::node
