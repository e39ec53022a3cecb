// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "chain/codec/receipt.hpp"
#include "chain/codec/transaction.hpp"
#include "chain/module/machine.hpp"

// The state transition. Pure: the same view, environment, transactions and rules give the same
// outcome on every machine; nothing is written but the returned diff.
//
//   begin: dev balances, begin-block hooks   run: one transaction at a time
//   finish: end-block hooks, system transaction, invariants, supply identity

namespace ambag::chain {

// A balance that a developer set by anvil_setBalance; refused unless the genesis says dev.
struct DevBalance {
    Address address;
    Amount balance;
    bool operator==(const DevBalance&) const = default;
};

struct TransactionOutcome {
    Receipt receipt;
    Gas gas_used;
    U256 effective_gas_price;
    Bytes output;  // what the call returned, or its revert data
};

struct BlockOutcome {
    StateDiff diff;
    std::vector<SignedTransaction> transactions;  // the system transaction last, when there is one
    std::vector<TransactionOutcome> outcomes;     // one for each transaction
    Gas gas_used;
    Bloom bloom;
    Ledger::Totals totals;  // minted and burned in this block
};

// Builds a block transaction by transaction. After a Fault the block must be thrown away and the
// node must stop.
class BlockExecutor {
 public:
    BlockExecutor(const StateView& state, BlockEnv env, const Rules& rules,
                  const ModuleTable& modules);
    ~BlockExecutor();

    Result<void, Fault> begin(std::span<const DevBalance> dev_balances = {});
    // Runs one transaction; on Reject nothing happened and the block goes on. gas_limit_too_high
    // also means that this block has no room left for it.
    Result<const TransactionOutcome*, Reject> run(SignedTransaction tx);
    Result<BlockOutcome, Fault> finish();

    Gas gas_left() const;
    const BlockEnv& env() const { return env_; }

 private:
    Result<void, Fault> set_dev_balance(const DevBalance& wanted);
    Result<Bytes> execute(const Address& sender, const Transaction& body);
    void take_fee(const Address& sender, const SignedTransaction& tx, Gas used);
    void add_outcome(SignedTransaction tx, bool success, Gas used, U256 price, Bytes output,
                     std::vector<Log> logs);

    const BlockEnv env_;
    const Rules& rules_;
    Journal journal_;
    Ledger ledger_;
    Machine machine_;
    std::vector<Log> system_logs_;
    BlockOutcome outcome_;
};

// All transactions of a block at once; a Reject names the transaction that cannot be in it.
struct BlockError {
    std::variant<Reject, Fault> cause;
    std::size_t transaction = 0;  // index, for a Reject
};
Result<BlockOutcome, BlockError> apply_block(const StateView& state, const BlockEnv& env,
                                             std::span<const SignedTransaction> transactions,
                                             const Rules& rules, const ModuleTable& modules,
                                             std::span<const DevBalance> dev_balances = {});

// A call without a transaction (eth_call, eth_estimateGas): the sender's nonce, fee and balance
// are not looked at, but for `value`. Nothing is kept.
struct CallRequest {
    Address from;
    Address to;
    Amount value;
    Bytes data;
    Gas gas;
};
struct CallOutcome {
    Result<Bytes> output;
    Gas gas_used;  // without the intrinsic part
    bool out_of_gas = false;
    std::vector<Log> logs;
};
CallOutcome simulate_call(const StateView& state, const BlockEnv& env, const Rules& rules,
                          const ModuleTable& modules, const CallRequest& request);

}  // namespace ambag::chain
