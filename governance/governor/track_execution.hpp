// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/track_state.hpp"

// Execution of proposals that have a track: expiry, attempts that may fail without harm, and
// execution by the chain itself.
//
// `execute` stays OpenZeppelin's: when a call of the payload fails, the transaction reverts with
// that call's data and nothing is kept. `tryExecute` needs only the id: when the payload fails, all
// its effects are dropped, the revert data is kept for everyone to read, and the proposal stays
// queued, to be tried again until it expires.
//
// A track with `automatic_gas` is executed by the chain at the begin of the first block whose time
// has reached the eta, so that no transaction comes between. Each track has a queue in the order of
// queuing; a block spends at most `automatic_gas_per_block` on all of them, and looks at the heads
// alone. One attempt is made; what failed waits for somebody's `tryExecute`.

namespace ambag::governance::governor {

// Seconds that the track adds to the timelock; zero without a track.
U256 delay_of_track(const chain::ViewContext& ctx, Number number);
// Whether a proposal that passed was neither queued nor executed in time.
chain::Result<bool> has_expired(const chain::ViewContext& ctx, const Timeline& timeline);
// After queuing: into the queue of a track that the chain executes.
void put_in_line(const chain::Context& ctx, Number number);

struct GovernorNotYetExecutable {
    static constexpr Literal abi{"GovernorNotYetExecutable(proposalId,eta)"};
    U256 proposal_id;
    U256 eta;
};

// Rows of the descriptor.
chain::Result<bool> try_execute(chain::Context& ctx, U256 id);
// Time of the block and revert data of the last attempt that failed; zero and empty without one.
chain::Result<std::tuple<std::uint64_t, Bytes>> get_failure(const chain::ViewContext& ctx, U256 id);

// The hook at the begin of a block.
chain::Result<void, chain::Fault> execute_due(chain::Context& ctx);

}  // namespace ambag::governance::governor
