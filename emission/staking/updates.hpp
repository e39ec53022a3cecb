// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/staking/state.hpp"

// What the consensus engine is told. Changed validators wait in a queue, each once; the end of a
// block takes up to `updates_per_block` of them and writes the updates that
// chain/module/consensus_input.hpp promises:
//
// - a key appears once, is of a known type and was checked when it was registered;
// - only keys that the engine has are removed, only changed powers are sent;
// - the set never exceeds validatorsMax: who does not fit yet waits for a seat in a later block;
// - the set never becomes empty: the last validator stays in it, jailed or not, until another
// comes.

namespace ambag::emission::staking {

inline constexpr unsigned updates_per_block = 256;

// Puts the validator into the queue.
void announce(const chain::Context& ctx, const Address& validator);

// End of block.
void publish_updates(const chain::Context& ctx);

// The updates of the last block that had any, with its height.
chain::Result<std::tuple<Height, std::vector<chain::ValidatorUpdate>>> validator_updates(
    const chain::ViewContext& ctx);

}  // namespace ambag::emission::staking
