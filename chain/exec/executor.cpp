// SPDX-License-Identifier: Apache-2.0
#include "chain/exec/executor.hpp"

#include "chain/base/check.hpp"
#include "chain/exec/admission.hpp"
#include "chain/module/addresses.hpp"

namespace ambag::chain {

namespace {

struct DevBalanceSet {
    static constexpr Literal abi{"DevBalanceSet(indexed account,balance)"};
    Address account;
    Amount balance;
};

Amount times(const U256& price, Gas gas) {
    const auto product = checked_mul(price, U256{gas.value});
    CHECK(product);  // admit compared gas limit * fee cap with a balance
    return Amount{*product};
}

}  // namespace

BlockExecutor::BlockExecutor(const StateView& state, BlockEnv env, const Rules& rules,
                             const ModuleTable& modules)
    : env_{std::move(env)},
      rules_{rules},
      journal_{state},
      ledger_{journal_},
      machine_{journal_, ledger_, env_, rules_, modules} {}

BlockExecutor::~BlockExecutor() = default;

Gas BlockExecutor::gas_left() const {
    return Gas{env_.gas_limit.value - outcome_.gas_used.value};
}

Result<void, Fault> BlockExecutor::begin(std::span<const DevBalance> dev_balances) {
    if (!dev_balances.empty() && !rules_.dev)
        return std::unexpected(Fault{"dev", "a dev balance in a chain whose genesis is not dev"});
    if (machine_.modules().find(env_.coinbase) != nullptr)
        return std::unexpected(Fault{"coinbase", "the coinbase is a module"});
    for (const DevBalance& wanted : dev_balances) TRY(set_dev_balance(wanted));
    TRY(machine_.run_hooks(&Hooks::begin_block));
    for (Log& log : machine_.take_logs()) system_logs_.push_back(std::move(log));
    return {};
}

Result<void, Fault> BlockExecutor::set_dev_balance(const DevBalance& wanted) {
    if (machine_.modules().find(wanted.address) != nullptr)
        return std::unexpected(Fault{"dev", "a dev balance for a module"});
    const Amount now = ledger_.balance(wanted.address);
    if (const auto more = checked_sub(wanted.balance, now))
        TRY(machine_.mint(wanted.address, *more));
    else
        TRY(machine_.burn(wanted.address, *checked_sub(now, wanted.balance)));
    system_logs_.push_back(to_log(system_address, DevBalanceSet{wanted.address, wanted.balance}));
    return {};
}

Result<const TransactionOutcome*, Reject> BlockExecutor::run(SignedTransaction tx) {
    const Address sender = TRY(admit_stateless(tx, rules_));
    TRY(admit(tx, journal_.account(sender), env_.base_fee));
    const Transaction& body = tx.body();
    if (body.gas_limit > gas_left())
        return std::unexpected(
            Reject{RejectCode::gas_limit_too_high, "gas limit reached: the block is full"});
    // Must succeed from here: a failing call is a receipt with status 0.
    journal_.set_nonce(sender, Nonce{body.nonce.value + 1});
    Result<Bytes> result = execute(sender, body);
    const Gas used = machine_.gas_used();
    take_fee(sender, tx, used);
    journal_.settle();
    const bool success = result.has_value();
    const U256 price = effective_gas_price(body, env_.base_fee.units);
    add_outcome(std::move(tx), success, used, price,
                success ? std::move(*result) : std::move(result.error().data),
                machine_.take_logs());
    return &outcome_.outcomes.back();
}

Result<Bytes> BlockExecutor::execute(const Address& sender, const Transaction& body) {
    machine_.begin_gas(body.gas_limit);
    TRY(machine_.charge(intrinsic_gas(body)));
    return machine_.call(sender, *body.to, body.value, body.data);
}

// The sender owned gas limit * fee cap + value before the call, and a call can take no more from
// him than the value; so the fee is there.
void BlockExecutor::take_fee(const Address& sender, const SignedTransaction& tx, Gas used) {
    const Amount base = times(env_.base_fee.units, used);
    const Amount tip = times(effective_tip(tx.body(), env_.base_fee.units), used);
    CHECK(ledger_.transfer(sender, env_.coinbase, tip));
    if (rules_.fee.sink == FeeSink::burn) {
        CHECK(machine_.burn(sender, base));
        return;
    }
    CHECK(ledger_.transfer(sender, issuance_address, base));
    machine_.add_block_fees(base);
}

void BlockExecutor::add_outcome(SignedTransaction tx, bool success, Gas used, U256 price,
                                Bytes output, std::vector<Log> logs) {
    outcome_.gas_used.value += used.value;
    Receipt receipt = make_receipt(tx.body().type, success, outcome_.gas_used, std::move(logs));
    merge_bloom(outcome_.bloom, receipt.bloom);
    outcome_.transactions.push_back(std::move(tx));
    outcome_.outcomes.push_back({std::move(receipt), used, price, std::move(output)});
}

Result<BlockOutcome, Fault> BlockExecutor::finish() {
    TRY(machine_.run_hooks(&Hooks::end_block));
    for (Log& log : machine_.take_logs()) system_logs_.push_back(std::move(log));
    if (!system_logs_.empty())
        add_outcome(make_system_transaction(env_.height, env_.base_fee.units), true, Gas{0},
                    env_.base_fee.units, {}, std::move(system_logs_));
    TRY(machine_.check_invariants());
    outcome_.diff = journal_.diff();
    outcome_.totals = ledger_.totals();
    TRY(check_supply(outcome_.diff, outcome_.totals));
    return std::move(outcome_);
}

Result<BlockOutcome, BlockError> apply_block(const StateView& state, const BlockEnv& env,
                                             std::span<const SignedTransaction> transactions,
                                             const Rules& rules, const ModuleTable& modules,
                                             std::span<const DevBalance> dev_balances) {
    BlockExecutor executor{state, env, rules, modules};
    if (auto begun = executor.begin(dev_balances); !begun)
        return std::unexpected(BlockError{std::move(begun.error()), 0});
    for (std::size_t i = 0; i < transactions.size(); ++i) {
        if (transactions[i].is_system()) continue;  // made again by `finish`
        if (auto done = executor.run(transactions[i]); !done)
            return std::unexpected(BlockError{std::move(done.error()), i});
    }
    auto outcome = executor.finish();
    if (!outcome) return std::unexpected(BlockError{std::move(outcome.error()), 0});
    return std::move(*outcome);
}

CallOutcome simulate_call(const StateView& state, const BlockEnv& env, const Rules& rules,
                          const ModuleTable& modules, const CallRequest& request) {
    Journal journal{state};
    Ledger ledger{journal};
    Machine machine{journal, ledger, env, rules, modules};
    machine.begin_gas(request.gas);
    Result<Bytes> output = machine.call(request.from, request.to, request.value, request.data);
    return {std::move(output), machine.gas_used(), machine.out_of_gas(), machine.take_logs()};
}

}  // namespace ambag::chain
