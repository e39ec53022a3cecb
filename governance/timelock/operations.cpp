// SPDX-License-Identifier: Apache-2.0
#include "governance/timelock/operations.hpp"

#include "governance/timelock/interface.hpp"
#include "governance/timelock/roles.hpp"
#include "governance/timelock/state.hpp"

namespace ambag::governance::timelock {

using namespace chain;

namespace {

Hash bitmap(std::initializer_list<OperationState> states) {
    U256 bits;
    for (const OperationState state : states)
        bits = bits | U256::power_of_two(static_cast<unsigned>(state));
    return bits.to_word();
}

Hash single_id(const Address& target, const Amount& value, const Bytes& data,
               const Hash& predecessor, const Hash& salt) {
    return keccak256(abi::encode(target, value, data, predecessor, salt));
}

// A log whose size the caller picks.
Result<> charge_log(Context& ctx, const Bytes& data) {
    return ctx.charge(Gas{gas::log + gas::stored_byte * data.size()});
}

Result<> check_lengths(const Targets& targets, const Values& values, const Payloads& payloads) {
    if (targets.size() == values.size() && targets.size() == payloads.size()) return {};
    return fail(TimelockInvalidOperationLength{U256{targets.size()}, U256{payloads.size()},
                                               U256{values.size()}});
}

Result<> begin_waiting(Context& ctx, const Hash& id, const U256& delay) {
    if (state_of(ctx, id) != OperationState::unset)
        return fail(TimelockUnexpectedOperationState{id, bitmap({OperationState::unset})});
    const U256 minimum = min_delay.get(ctx);
    if (delay < minimum) return fail(TimelockInsufficientDelay{delay, minimum});
    timestamps.set(ctx, id, TRY(add(U256{ctx.block().time.value}, delay)));
    return {};
}

Result<> emit_scheduled(Context& ctx, const CallScheduled& event) {
    TRY(charge_log(ctx, event.data));
    ctx.emit(event);
    return {};
}

void emit_salt(Context& ctx, const Hash& id, const Hash& salt) {
    if (!salt.is_zero()) ctx.emit(CallSalt{id, salt});
}

Result<> check_ready(const ViewContext& ctx, const Hash& id) {
    if (state_of(ctx, id) == OperationState::ready) return {};
    return fail(TimelockUnexpectedOperationState{id, bitmap({OperationState::ready})});
}

Result<> before_call(const ViewContext& ctx, const Hash& id, const Hash& predecessor) {
    TRY(check_ready(ctx, id));
    if (!predecessor.is_zero() && state_of(ctx, predecessor) != OperationState::done)
        return fail(TimelockUnexecutedPredecessor{predecessor});
    return {};
}

// Names the operation while its calls run, for those who record what decided them. Operations may
// be nested: the outer one's name comes back.
class RunningOperation {
 public:
    RunningOperation(const Context& ctx, const Hash& id) : ctx_{ctx}, outer_{running.get(ctx)} {
        running.set(ctx_, id);
    }
    RunningOperation(const RunningOperation&) = delete;
    RunningOperation& operator=(const RunningOperation&) = delete;
    ~RunningOperation() { running.set(ctx_, outer_); }

 private:
    const Context& ctx_;
    Hash outer_;
};

// Asks again whether the operation is ready: one that a call of its own executed or cancelled on
// the way fails here, with all that it did.
Result<> after_call(Context& ctx, const Hash& id) {
    TRY(check_ready(ctx, id));
    timestamps.set(ctx, id, U256{done_timestamp});
    return {};
}

Result<> perform(Context& ctx, const Hash& id, std::size_t index, const Address& target,
                 const Amount& value, const Bytes& payload) {
    TRY(charge_log(ctx, payload));
    TRY(call_or_fail(ctx, target, value, payload));
    ctx.emit(CallExecuted{id, U256{index}, target, value, payload});
    return {};
}

}  // namespace

U256 timestamp_of(const ViewContext& ctx, const Hash& id) {
    return timestamps.get(ctx, id);
}

Hash running_operation(const ViewContext& ctx) {
    return running.get(ctx);
}

OperationState state_of(const ViewContext& ctx, const Hash& id) {
    const U256 timestamp = timestamp_of(ctx, id);
    if (timestamp.is_zero()) return OperationState::unset;
    if (timestamp == U256{done_timestamp}) return OperationState::done;
    return timestamp > U256{ctx.block().time.value} ? OperationState::waiting
                                                    : OperationState::ready;
}

Hash operation_id(const Targets& targets, const Values& values, const Payloads& payloads,
                  const Hash& predecessor, const Hash& salt) {
    return keccak256(abi::encode(targets, values, payloads, predecessor, salt));
}

Result<> call_or_fail(Context& ctx, const Address& target, const Amount& value, BytesView data) {
    const Result<Bytes> done = ctx.call(target, value, data);
    if (done) return {};
    if (done.error().data.empty()) return fail(FailedCall{});
    return std::unexpected(done.error());
}

Result<Hash> hash_operation(const ViewContext&, Address target, Amount value, Bytes data,
                            Hash predecessor, Hash salt) {
    return single_id(target, value, data, predecessor, salt);
}

Result<Hash> hash_operation_batch(const ViewContext&, Targets targets, Values values,
                                  Payloads payloads, Hash predecessor, Hash salt) {
    return operation_id(targets, values, payloads, predecessor, salt);
}

Result<> schedule(Context& ctx, Address target, Amount value, Bytes data, Hash predecessor,
                  Hash salt, U256 delay) {
    TRY(check_role(ctx, proposer_role));
    const Hash id = single_id(target, value, data, predecessor, salt);
    TRY(begin_waiting(ctx, id, delay));
    TRY(emit_scheduled(ctx, {id, U256{}, target, value, std::move(data), predecessor, delay}));
    emit_salt(ctx, id, salt);
    return {};
}

Result<> schedule_batch(Context& ctx, Targets targets, Values values, Payloads payloads,
                        Hash predecessor, Hash salt, U256 delay) {
    TRY(check_role(ctx, proposer_role));
    TRY(check_lengths(targets, values, payloads));
    const Hash id = operation_id(targets, values, payloads, predecessor, salt);
    TRY(begin_waiting(ctx, id, delay));
    for (std::size_t i = 0; i < targets.size(); ++i)
        TRY(emit_scheduled(
            ctx, {id, U256{i}, targets[i], values[i], std::move(payloads[i]), predecessor, delay}));
    emit_salt(ctx, id, salt);
    return {};
}

Result<> cancel(Context& ctx, Hash id) {
    TRY(check_role(ctx, canceller_role));
    const OperationState state = state_of(ctx, id);
    if (state != OperationState::waiting && state != OperationState::ready)
        return fail(TimelockUnexpectedOperationState{
            id, bitmap({OperationState::waiting, OperationState::ready})});
    // Must succeed from here.
    timestamps.erase(ctx, id);
    ctx.emit(Cancelled{id});
    return {};
}

Result<> execute(Context& ctx, Address target, Amount value, Bytes payload, Hash predecessor,
                 Hash salt) {
    TRY(check_role_or_open(ctx, executor_role));
    const Hash id = single_id(target, value, payload, predecessor, salt);
    TRY(before_call(ctx, id, predecessor));
    const RunningOperation name{ctx, id};
    TRY(perform(ctx, id, 0, target, value, payload));
    return after_call(ctx, id);
}

Result<> execute_batch(Context& ctx, Targets targets, Values values, Payloads payloads,
                       Hash predecessor, Hash salt) {
    TRY(check_role_or_open(ctx, executor_role));
    TRY(check_lengths(targets, values, payloads));
    const Hash id = operation_id(targets, values, payloads, predecessor, salt);
    TRY(before_call(ctx, id, predecessor));
    const RunningOperation name{ctx, id};
    for (std::size_t i = 0; i < targets.size(); ++i)
        TRY(perform(ctx, id, i, targets[i], values[i], payloads[i]));
    return after_call(ctx, id);
}

Result<> update_delay(Context& ctx, U256 delay) {
    if (ctx.sender() != ctx.self()) return fail(TimelockUnauthorizedCaller{ctx.sender()});
    // Must succeed from here.
    ctx.emit(MinDelayChange{min_delay.get(ctx), delay});
    min_delay.set(ctx, delay);
    return {};
}

}  // namespace ambag::governance::timelock
