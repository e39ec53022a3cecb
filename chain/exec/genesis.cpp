// SPDX-License-Identifier: Apache-2.0
#include "chain/exec/genesis.hpp"

#include "chain/module/addresses.hpp"

namespace ambag::chain {

namespace {

class EmptyState : public StateView {
 public:
    AccountState account(const Address&) const override { return {}; }
    Record record(const Address&, const Slot&) const override { return {}; }
};

}  // namespace

Result<BlockOutcome, Fault> apply_genesis(const BlockEnv& env, const Rules& rules,
                                          const ModuleTable& modules,
                                          std::span<const Allocation> allocations,
                                          std::span<const ModuleGenesis> sections) {
    const EmptyState empty;
    Journal journal{empty};
    Ledger ledger{journal};
    Machine machine{journal, ledger, env, rules, modules};
    for (const ModuleDescriptor* module : modules.all()) journal.mark_module(module->address);
    for (const Allocation& allocation : allocations)
        TRY(machine.mint(allocation.address, allocation.amount));
    for (const ModuleGenesis& section : sections)
        TRY(machine.run_as(section.module, section.initialise));
    TRY(machine.check_invariants());
    BlockOutcome outcome;
    outcome.diff = journal.diff();
    outcome.totals = ledger.totals();
    TRY(check_supply(outcome.diff, outcome.totals));
    return outcome;
}

}  // namespace ambag::chain
