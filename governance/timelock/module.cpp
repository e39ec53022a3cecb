// SPDX-License-Identifier: Apache-2.0
#include "governance/timelock/module.hpp"

#include "chain/module/addresses.hpp"
#include "governance/timelock/interface.hpp"
#include "governance/timelock/operations.hpp"
#include "governance/timelock/roles.hpp"
#include "governance/timelock/state.hpp"

namespace ambag::governance::timelock {

using namespace chain;

Result<void, Fault> genesis(Context& ctx, const TimelockGenesis& genesis) {
    if (genesis.executors.empty())
        return std::unexpected(
            Fault{"genesis.timelock",
                  "executors is empty, so that no proposal could ever be executed; name at least "
                  "one account, or the zero address for everyone"});
    give_role(ctx, admin_role, ctx.self());
    give_role(ctx, proposer_role, governor_address);
    give_role(ctx, canceller_role, governor_address);
    for (const Address& executor : genesis.executors) give_role(ctx, executor_role, executor);
    min_delay.set(ctx, U256{genesis.min_delay});
    ctx.emit(MinDelayChange{U256{}, U256{genesis.min_delay}});
    return {};
}

namespace {

template <const Hash& Role>
Result<Hash> constant(const ViewContext&) {
    return Role;
}

Result<bool> is_operation(const ViewContext& ctx, Hash id) {
    return state_of(ctx, id) != OperationState::unset;
}

Result<bool> is_operation_pending(const ViewContext& ctx, Hash id) {
    const OperationState state = state_of(ctx, id);
    return state == OperationState::waiting || state == OperationState::ready;
}

Result<bool> is_operation_ready(const ViewContext& ctx, Hash id) {
    return state_of(ctx, id) == OperationState::ready;
}

Result<bool> is_operation_done(const ViewContext& ctx, Hash id) {
    return state_of(ctx, id) == OperationState::done;
}

Result<OperationState> get_operation_state(const ViewContext& ctx, Hash id) {
    return state_of(ctx, id);
}

Result<U256> get_timestamp(const ViewContext& ctx, Hash id) {
    return timestamp_of(ctx, id);
}

Result<U256> get_min_delay(const ViewContext& ctx) {
    return min_delay.get(ctx);
}

U256 read_min_delay(const ViewContext& ctx) {
    return min_delay.get(ctx);
}

// The ids of IAccessControl, IERC1155Receiver and IERC165.
constexpr Selector access_control_interface{{0x79, 0x65, 0xdb, 0x0b}};
constexpr Selector erc1155_receiver_interface{{0x4e, 0x23, 0x12, 0xe0}};
constexpr Selector erc165_interface{{0x01, 0xff, 0xc9, 0xa7}};

Result<bool> supports_interface(const ViewContext&, Selector id) {
    return id == access_control_interface || id == erc1155_receiver_interface ||
           id == erc165_interface;
}

// Tokens of other standards are accepted, as OpenZeppelin's holders accept them: each hook returns
// its own selector.
Result<Selector> on_erc721_received(Context&, Address, Address, U256, Bytes) {
    return Selector{{0x15, 0x0b, 0x7a, 0x02}};
}

Result<Selector> on_erc1155_received(Context&, Address, Address, U256, U256, Bytes) {
    return Selector{{0xf2, 0x3a, 0x6e, 0x61}};
}

Result<Selector> on_erc1155_batch_received(Context&, Address, Address, std::vector<U256>,
                                           std::vector<U256>, Bytes) {
    return Selector{{0xbc, 0x19, 0x7c, 0x81}};
}

constexpr Cost role_change{.reads = 2, .writes = 1, .hashes = 3, .logs = 1};
constexpr Cost operation_read{.reads = 1, .hashes = 1};

constexpr CallRow calls[]{
    view<"DEFAULT_ADMIN_ROLE()", &constant<admin_role>>({}),
    view<"PROPOSER_ROLE()", &constant<proposer_role>>({}),
    view<"EXECUTOR_ROLE()", &constant<executor_role>>({}),
    view<"CANCELLER_ROLE()", &constant<canceller_role>>({}),
    view<"hasRole(role,account)", &has_role>({.reads = 1, .hashes = 1}),
    view<"getRoleAdmin(role)", &get_role_admin>({}),
    call<"grantRole(role,account)", &grant_role>(role_change),
    call<"revokeRole(role,account)", &revoke_role>(role_change),
    call<"renounceRole(role,callerConfirmation)", &renounce_role>(role_change),
    view<"supportsInterface(interfaceId)", &supports_interface>({}),
    view<"isOperation(id)", &is_operation>(operation_read),
    view<"isOperationPending(id)", &is_operation_pending>(operation_read),
    view<"isOperationReady(id)", &is_operation_ready>(operation_read),
    view<"isOperationDone(id)", &is_operation_done>(operation_read),
    view<"getTimestamp(id)", &get_timestamp>(operation_read),
    view<"getOperationState(id)", &get_operation_state>(operation_read),
    view<"getMinDelay()", &get_min_delay>({.reads = 1}),
    view<"hashOperation(target,value,data,predecessor,salt)", &hash_operation>({.hashes = 3}),
    view<"hashOperationBatch(targets,values,payloads,predecessor,salt)", &hash_operation_batch>(
        {.hashes = 4}),
    // The logs of a batch, one for each action and the bytes in it, are charged as they are made.
    call<"schedule(target,value,data,predecessor,salt,delay)", &schedule>(
        {.reads = 3, .writes = 1, .hashes = 6, .logs = 1}),
    call<"scheduleBatch(targets,values,payloads,predecessor,salt,delay)", &schedule_batch>(
        {.reads = 3, .writes = 1, .hashes = 7, .logs = 1}),
    call<"cancel(id)", &cancel>({.reads = 2, .writes = 1, .hashes = 3, .logs = 1}),
    payable<"execute(target,value,payload,predecessor,salt)", &execute>(
        {.reads = 6, .writes = 3, .hashes = 6}),
    payable<"executeBatch(targets,values,payloads,predecessor,salt)", &execute_batch>(
        {.reads = 6, .writes = 3, .hashes = 7}),
    call<"updateDelay(newDelay)", &update_delay>({.reads = 1, .writes = 1, .logs = 1}),
    call<"onERC721Received(operator,from,tokenId,data)", &on_erc721_received>({}),
    call<"onERC1155Received(operator,from,id,value,data)", &on_erc1155_received>({}),
    call<"onERC1155BatchReceived(operator,from,ids,values,data)", &on_erc1155_batch_received>({}),
};

constexpr EventRow events[]{event<CallScheduled>(), event<CallExecuted>(),    event<CallSalt>(),
                            event<Cancelled>(),     event<MinDelayChange>(),  event<RoleGranted>(),
                            event<RoleRevoked>(),   event<RoleAdminChanged>()};

constexpr ErrorRow errors[]{
    error<TimelockInvalidOperationLength>(),   error<TimelockInsufficientDelay>(),
    error<TimelockUnexpectedOperationState>(), error<TimelockUnexecutedPredecessor>(),
    error<TimelockUnauthorizedCaller>(),       error<AccessControlUnauthorizedAccount>(),
    error<AccessControlBadConfirmation>(),     error<FailedCall>()};

constexpr StateRow state_rows[]{
    state("timestamps", timestamps,
          "when an operation becomes ready, in seconds; 1 once done; absent when unknown"),
    state("min_delay", min_delay, "shortest delay of a new operation, in seconds"),
    state("members", members, "true for each account that holds a role"),
    state("running", running, "the operation whose calls run; absent between transactions"),
};

constexpr ParameterRow parameters[]{
    {"minDelay", "updateDelay(uint256)", "seconds", &read_min_delay, "0", "2^256 - 1",
     "shortest time between scheduling and execution; only for operations scheduled later"},
};

}  // namespace

constexpr ModuleDescriptor descriptor{
    .name = "timelock",
    .address = timelock_address,
    .purpose = "Delays what governance decides and then does it: the authority over the chain.",
    .privileges = {},
    .state = state_rows,
    .calls = calls,
    .events = events,
    .errors = errors,
    .parameters = parameters,
    .hooks = {},
    .invariants = {}};

}  // namespace ambag::governance::timelock
