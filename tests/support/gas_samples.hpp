// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/machine.hpp"

// Samples of how long calls take, for tests/bench/gas_bench: with AMBAG_GAS_SAMPLES=FILE in the
// environment, each call of a module test that succeeds is executed some more times over the state
// it met, without effect, and a line is appended to FILE:
//
//   call MODULE SIGNATURE GAS NANOSECONDS LEAVES LOGS
//
// GAS is that of a transaction with this call, NANOSECONDS the median of the execution alone,
// LEAVES the state leaves that it changes, the sender's account included. One line at first,
// `recover NANOSECONDS`, gives the recovery of a sender.

namespace ambag::test {

struct SampledCall {
    chain::Address from;
    chain::Address to;
    chain::Amount value;
    chain::BytesView data;
    bool is_view = false;
};

// Whether the environment asks for samples.
bool wants_gas_samples();

// `machine` is before the call; nothing of it changes.
void sample_gas(chain::Machine& machine, const SampledCall& call);

}  // namespace ambag::test
