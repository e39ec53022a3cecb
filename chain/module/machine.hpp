// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"
#include "chain/state/journal.hpp"

// Runs calls of modules over a journal: frames, dispatch, roll-back, gas, logs. One machine lives
// for one block (or one eth_call).

namespace ambag::chain {

class Machine {
 public:
    Machine(Journal& journal, Ledger& ledger, const BlockEnv& block, const Rules& rules,
            const ModuleTable& modules)
        : journal_{journal}, ledger_{ledger}, block_{block}, rules_{rules}, modules_{modules} {}

    static constexpr unsigned depth_max = 64;

    // One frame: moves `value`, finds the function, runs it. On Revert all effects are undone.
    // A call to an address without a module moves the value and returns nothing.
    Result<Bytes> call(const Address& from, const Address& to, const Amount& value, BytesView data,
                       unsigned depth = 0);
    // The same for views only: a function that may write, or an unknown one, reverts empty.
    Result<Bytes> static_call(const Address& from, const Address& to, BytesView data,
                              unsigned depth = 0);

    // Hooks and invariants of all modules, in registry order.
    Result<void, Fault> run_hooks(Result<void, Fault> (*Hooks::*hook)(Context&));
    Result<void, Fault> check_invariants();
    // Runs `work` as a module called by the system: genesis sections.
    Result<void, Fault> run_as(const Address& module,
                               const std::function<Result<void, Fault>(Context&)>& work);

    // Gas of the running transaction.
    void begin_gas(Gas limit) {
        gas_limit_ = limit;
        gas_used_ = Gas{0};
        out_of_gas_ = false;
    }
    Gas gas_used() const { return gas_used_; }
    bool out_of_gas() const { return out_of_gas_; }
    Result<> charge(Gas gas);

    std::vector<Log> take_logs() { return std::exchange(logs_, {}); }

    const BlockEnv& block() const { return block_; }
    const Rules& rules() const { return rules_; }
    const ModuleTable& modules() const { return modules_; }
    Journal& journal() { return journal_; }
    Ledger& ledger() { return ledger_; }

    // Base fees of this block that went to the issuance module; its end-block hook books them.
    void add_block_fees(const Amount& fees);
    const Amount& block_fees() const { return block_fees_; }

    // Mint and burn outside any module: the base fee, dev balances.
    Result<void, Fault> mint(const Address& to, const Amount& amount);
    Result<void, Fault> burn(const Address& from, const Amount& amount);

 private:
    friend class ViewContext;
    friend class Context;

    static SupplyPermit permit() { return {}; }

    Result<Bytes> dispatch(const ModuleDescriptor& module, const Frame& frame, BytesView data,
                           bool views_only);

    Journal& journal_;
    Ledger& ledger_;
    const BlockEnv& block_;
    const Rules& rules_;
    const ModuleTable& modules_;
    std::vector<Log> logs_;
    Amount block_fees_;
    Gas gas_limit_{~std::uint64_t{0}};
    Gas gas_used_{0};
    bool out_of_gas_ = false;
};

}  // namespace ambag::chain
