// SPDX-License-Identifier: Apache-2.0
#include "node/service/simulation.hpp"

#include "chain/exec/state_reader.hpp"
#include "chain/module/addresses.hpp"
#include "emission/issuance/hooks.hpp"
#include "emission/issuance/state.hpp"
#include "governance/governor/authority.hpp"
#include "governance/timelock/interface.hpp"
#include "governance/timelock/module.hpp"

namespace ambag::node {

using namespace chain;
namespace governor = governance::governor;
namespace timelock = governance::timelock;
namespace issuance = emission::issuance;

namespace {

constexpr Selector execute_selector =
    Selector::from(keccak256_constant("execute(address[],uint256[],bytes[],bytes32)"));
constexpr Selector batch_selector =
    Selector::from(keccak256_constant("executeBatch(address[],uint256[],bytes[],bytes32,bytes32)"));

Bytes execute_calldata(const SimulationRequest& request) {
    std::vector<Address> targets;
    std::vector<Amount> values;
    std::vector<Bytes> calldatas;
    for (const governor::Action& action : request.actions) {
        targets.push_back(action.target);
        values.push_back(action.value);
        calldatas.push_back(action.calldata);
    }
    return abi::encode_call(execute_selector, targets, values, calldatas, request.description_hash);
}

struct Work {
    std::optional<Revert> failure;
    std::optional<std::size_t> failed_action;
};

// What the block consists of, beside the hooks.
using BlockWork = std::function<Work(Machine&)>;

struct MadeBlock {
    StateDiff diff;
    Work work;
    std::vector<Log> logs;
    Gas gas_used;
    bool out_of_gas = false;
};

Result<MadeBlock, Fault> make_block(const StateView& state, const BlockEnv& env,
                                    const ChainLaws& laws, Gas gas, const BlockWork& work) {
    Journal journal{state};
    Ledger ledger{journal};
    Machine machine{journal, ledger, env, laws.rules, laws.modules};
    MadeBlock made;
    TRY(machine.run_hooks(&Hooks::begin_block));
    machine.take_logs();
    if (work) {
        machine.begin_gas(gas);
        made.work = work(machine);
        made.gas_used = machine.gas_used();
        made.out_of_gas = machine.out_of_gas();
        made.logs = machine.take_logs();
        machine.begin_gas(Gas{~std::uint64_t{0}});
    }
    TRY(machine.run_hooks(&Hooks::end_block));
    TRY(machine.check_invariants());
    made.diff = journal.diff();
    TRY(check_supply(made.diff, ledger.totals()));
    return made;
}

Work run_through_governor(Machine& machine, const SimulationRequest& request) {
    auto done =
        machine.call(request.executor, governor_address, request.value, execute_calldata(request));
    if (done) return {};
    return {std::move(done.error()), std::nullopt};
}

// As governor.execute and timelock.executeBatch do it, without what says that it may be done.
Work run_as_timelock(Machine& machine, const SimulationRequest& request) {
    Work work;
    const auto note = [&](Result<> result, std::optional<std::size_t> action) {
        if (!result) work = {std::move(result.error()), action};
        return !work.failure;
    };
    const auto as_governor = [&](Context& ctx) -> Result<void, Fault> {
        for (const governor::Action& action : request.actions)
            if (action.target == governor_address &&
                !note(governor::allow_call(ctx, action.calldata), {}))
                break;
        return {};
    };
    const auto as_timelock = [&](Context& ctx) -> Result<void, Fault> {
        for (std::size_t i = 0; i < request.actions.size() && !work.failure; ++i) {
            const governor::Action& action = request.actions[i];
            note(timelock::call_or_fail(ctx, action.target, action.value, action.calldata), i);
        }
        return {};
    };
    const auto forget = [](Context& ctx) -> Result<void, Fault> {
        governor::forget_allowed_calls(ctx);
        return {};
    };
    if (!machine.ledger().transfer(request.executor, timelock_address, request.value))
        return {Revert{}, std::nullopt};
    CHECK(machine.run_as(governor_address, as_governor));
    CHECK(machine.run_as(timelock_address, as_timelock));
    CHECK(machine.run_as(governor_address, forget));
    return work;
}

// A queued proposal whose delay is over, which the executor may execute.
bool runs_through_governor(const StateView& state, const BlockEnv& env, const ChainLaws& laws,
                           const SimulationRequest& request) {
    Journal journal{state};
    Ledger ledger{journal};
    Machine machine{journal, ledger, env, laws.rules, laws.modules};
    const ViewContext view{machine, {governor_address, {}, {}, 0}};
    const Bytes calldata = execute_calldata(request);
    std::vector<Address> targets;
    std::vector<Amount> values;
    std::vector<Bytes> calldatas;
    for (const governor::Action& action : request.actions) {
        targets.push_back(action.target);
        values.push_back(action.value);
        calldatas.push_back(action.calldata);
    }
    const auto summary = governor::summary_of(
        view, governor::proposal_id(targets, values, calldatas, request.description_hash));
    if (!summary || summary->state != governor::ProposalState::queued) return false;
    if (summary->eta > env.time) return false;
    const auto has_role = [&](const Address& account) {
        static constexpr Selector selector =
            Selector::from(keccak256_constant("hasRole(bytes32,address)"));
        const auto answer = view.static_call(
            timelock_address, abi::encode_call(selector, timelock::executor_role, account));
        return answer && abi::decode<bool>(*answer) == std::tuple{true};
    };
    return has_role(Address{}) || has_role(governor_address);
}

// With tracks a failing action is no revert: the proposal stays queued and says why.
std::optional<Revert> isolated_failure(const std::vector<Log>& logs) {
    static constexpr Hash topic = keccak256_constant("ExecutionFailed(uint256,bytes)");
    for (const Log& log : logs) {
        if (log.address != governor_address || log.topics.empty() || log.topics.front() != topic)
            continue;
        if (auto data = abi::decode<Bytes>(log.data)) return Revert{std::move(std::get<0>(*data))};
    }
    return std::nullopt;
}

Gas fixed_gas(const ChainLaws& laws, const Address& module, const Selector& selector) {
    const ModuleDescriptor* found = laws.modules.find(module);
    const CallRow* row = found != nullptr ? laws.modules.find_call(*found, selector) : nullptr;
    return row != nullptr ? gas_of(row->cost) : Gas{0};
}

// Empty blocks before the proposal's, so that a pool holds then what it will hold.
std::uint64_t blocks_to_catch_up(const StateView& state, const BlockEnv& head, const BlockEnv& env,
                                 const ChainLaws& laws) {
    StateReader reader{state, head, laws.rules, laws.modules};
    const ViewContext view = reader.view(issuance_address);
    const std::uint64_t most = issuance::settings.get(view).catch_up_ticks_max;
    const std::uint64_t ticks =
        issuance::ticks_in(env.time.value - head.time.value, laws.rules.block_interval_ms) +
        issuance::ticks_due(view);
    const std::uint64_t wanted = most == 0 ? 0 : ticks / most;
    return std::min({wanted, empty_blocks_max, env.height.value - head.height.value});
}

}  // namespace

Simulation simulate_proposal(const StateView& state, const BlockEnv& head, const BlockEnv& env,
                             const ChainLaws& laws, const SimulationRequest& request) {
    Simulation result{state};
    result.env = env;
    result.empty_blocks = blocks_to_catch_up(state, head, env, laws);
    const auto stop = [&](Fault fault) {
        result.fault = std::move(fault);
        return std::move(result);
    };
    for (std::uint64_t i = 0; i < result.empty_blocks; ++i) {
        BlockEnv empty = head;
        empty.height = Height{head.height.value + i};
        const auto way = mul_div(U256{env.time.value - head.time.value}, U256{i + 1},
                                 U256{result.empty_blocks + 1}, Rounding::down);
        empty.time = Timestamp{head.time.value + way->low_u64()};
        auto made = make_block(result.before, empty, laws, Gas{0}, {});
        if (!made) return stop(std::move(made.error()));
        result.before.apply(made->diff);
    }
    result.after = result.before;
    Transaction shape;
    shape.to = governor_address;
    shape.data = execute_calldata(request);
    const Gas intrinsic = intrinsic_gas(shape);
    result.by_governor = runs_through_governor(result.before, env, laws, request);
    result.gas_used = intrinsic;
    if (!result.by_governor)
        result.gas_used.value += fixed_gas(laws, governor_address, execute_selector).value +
                                 fixed_gas(laws, timelock_address, batch_selector).value;
    const Gas gas{env.gas_limit.value - std::min(env.gas_limit.value, result.gas_used.value)};
    auto made = make_block(result.after, env, laws, gas, [&](Machine& machine) {
        return result.by_governor ? run_through_governor(machine, request)
                                  : run_as_timelock(machine, request);
    });
    auto without = make_block(result.before, env, laws, gas, {});
    if (!without) return stop(std::move(without.error()));
    result.before.apply(without->diff);
    if (!made) {
        result.after = result.before;
        return stop(std::move(made.error()));
    }
    result.gas_used.value += made->gas_used.value;
    result.out_of_gas = made->out_of_gas;
    result.failure = std::move(made->work.failure);
    result.failed_action = made->work.failed_action;
    if (!result.failure) result.failure = isolated_failure(made->logs);
    if (result.failure) {
        result.after = result.before;
        return result;
    }
    result.after.apply(made->diff);
    result.logs = std::move(made->logs);
    result.changes = result.before.difference(result.after);
    return result;
}

}  // namespace ambag::node
