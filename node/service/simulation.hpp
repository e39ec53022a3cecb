// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/exec/executor.hpp"
#include "governance/governor/module.hpp"
#include "node/service/overlay_state.hpp"

// What a proposal would do: its actions run on a copy of the state, as the timelock would run them,
// in a block of a given number and time. Nothing is written.
//
// Two blocks are made on the same state, one without the proposal and one with it; what differs is
// what the proposal does. A queued proposal whose delay is over runs through governor.execute,
// limits of its track and all; any other runs as if it had passed.

namespace ambag::node {

using ProposalActions = std::vector<governance::governor::Action>;

struct SimulationRequest {
    ProposalActions actions;
    chain::Hash description_hash;  // tells which proposal it is
    chain::Address executor;       // pays `value`; must hold it
    chain::Amount value;           // coins sent to the timelock with the execution
};

struct Simulation {
    explicit Simulation(const chain::StateView& state) : before{state}, after{state} {}

    OverlayState before;  // after the block without the proposal
    OverlayState after;   // after the block with it; as `before` when it fails
    chain::StateDiff changes;
    chain::BlockEnv env;
    bool by_governor = false;  // through governor.execute
    std::optional<chain::Revert> failure;
    std::optional<std::size_t> failed_action;  // known where it did not run through the governor
    std::optional<chain::Fault> fault;         // a rule of the chain would break: a defect
    bool out_of_gas = false;
    chain::Gas gas_used;  // of the transaction that executes it
    std::vector<chain::Log> logs;
    std::uint64_t empty_blocks = 0;  // made to let emission catch up with the time
};

// The chain's laws; they must outlive the call.
struct ChainLaws {
    const chain::Rules& rules;
    const chain::ModuleTable& modules;
};

// `head` is the environment of the block after `state`; the proposal runs at `env`, whose number
// and time are not before it. Blocks between are empty, as many as the issuance needs to mint what
// is due, at most `empty_blocks_max`.
inline constexpr std::uint64_t empty_blocks_max = 1'000;
Simulation simulate_proposal(const chain::StateView& state, const chain::BlockEnv& head,
                             const chain::BlockEnv& env, const ChainLaws& laws,
                             const SimulationRequest& request);

}  // namespace ambag::node
