// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"

// The timelock: OpenZeppelin 5.7's TimelockController as a native module. It holds the authority
// over every parameter of the chain and the coins that governance spends; what it does was
// scheduled at least `getMinDelay()` seconds before.
//
// Source: @openzeppelin/contracts 5.7.0, governance/TimelockController.sol and
// access/AccessControl.sol: order of checks, errors, events and return values are theirs.

namespace ambag::governance::timelock {

extern const chain::ModuleDescriptor descriptor;

struct TimelockGenesis {
    std::uint64_t min_delay = 2;            // seconds
    std::vector<chain::Address> executors;  // the zero address lets everyone execute
};

// The timelock is its own only admin; the governor proposes and cancels. Emits what the
// constructor emits. Errors: Fault "genesis.timelock" when nobody could ever execute.
chain::Result<void, chain::Fault> genesis(chain::Context& ctx, const TimelockGenesis& genesis);

// Roles: the DEFAULT_ADMIN_ROLE (zero) administers all of them.
inline constexpr chain::Hash admin_role{};
inline constexpr chain::Hash proposer_role = chain::keccak256_constant("PROPOSER_ROLE");
inline constexpr chain::Hash executor_role = chain::keccak256_constant("EXECUTOR_ROLE");
inline constexpr chain::Hash canceller_role = chain::keccak256_constant("CANCELLER_ROLE");

enum class OperationState : std::uint8_t { unset, waiting, ready, done };

// Direct reads for modules of this layer and for the node; `ctx` sees the timelock's state.
OperationState state_of(const chain::ViewContext& ctx, const chain::Hash& id);
chain::U256 timestamp_of(const chain::ViewContext& ctx, const chain::Hash& id);

// The operation whose calls run at this moment; zero between operations.
chain::Hash running_operation(const chain::ViewContext& ctx);

// The id of a batch: keccak256(abi.encode(targets, values, payloads, predecessor, salt)).
chain::Hash operation_id(const std::vector<chain::Address>& targets,
                         const std::vector<chain::Amount>& values,
                         const std::vector<chain::Bytes>& payloads, const chain::Hash& predecessor,
                         const chain::Hash& salt);

// Calls `target` and passes its revert on; a revert without data becomes FailedCall().
// (OpenZeppelin's Address.verifyCallResult.)
chain::Result<> call_or_fail(chain::Context& ctx, const chain::Address& target,
                             const chain::Amount& value, chain::BytesView data);

}  // namespace ambag::governance::timelock
