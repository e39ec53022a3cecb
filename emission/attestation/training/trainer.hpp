// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/attestation/training/program.hpp"

// Runs a program. Weights are int32 of which the upper bits are the int8 that is multiplied
// (weight >> 8, arithmetic). One step: a batch of samples drawn from the seed, forward, error
// against the target (64 at the label, 0 elsewhere), gradients, weights -= gradient >>
// learning_shift; every shift rounds half up, every activation and error is cut to int8, every
// weight to 16 bits.

namespace ambag::emission::attestation::training {

struct State {
    std::vector<std::int32_t> first;   // inputs x hidden, row by row
    std::vector<std::int32_t> second;  // hidden x outputs
    bool operator==(const State&) const = default;
};

State initial_state(const Program& program);

// The tree over the tiles of `first`, then of `second`.
Hash state_root(const Program& program, const State& state);

// Samples that step `step` consumes, by index.
std::vector<std::uint32_t> batch_of(const Program& program, std::uint64_t step);

// Steps first_step to last_step, both included.
State run(const Program& program, State state, std::uint64_t first_step, std::uint64_t last_step);

// Sum of squared errors over the whole data set: what training lowers.
std::uint64_t loss(const Program& program, const State& state);

// The same run with what a receipt states about it. A segment ends after every steps_per_segment
// steps counted from step 0, and at last_step.
struct Work {
    State state;
    Hash state_root_out;
    Hash trace_root;  // tree over the state roots at the ends of segments
    Hash data_root;   // tree over one leaf a step: H(00 | its sample indexes, 4 bytes each)
};
Work work(const Program& program, State state, std::uint64_t first_step, std::uint64_t last_step,
          std::uint64_t steps_per_segment);

}  // namespace ambag::emission::attestation::training
