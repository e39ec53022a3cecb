// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/machine.hpp"

// Reads of modules outside a block: a ViewContext of any module over any state. For RPC and tools.

namespace ambag::chain {

class StateReader {
 public:
    // `state`, `rules` and `modules` must outlive the reader.
    StateReader(const StateView& state, BlockEnv env, const Rules& rules,
                const ModuleTable& modules)
        : env_{std::move(env)},
          journal_{state},
          ledger_{journal_},
          machine_{journal_, ledger_, env_, rules, modules} {}

    ViewContext view(const Address& module) { return {machine_, {module, {}, {}, 0}}; }
    // A call of a view; a call that writes reverts.
    Result<Bytes> call(const Address& module, BytesView data) {
        machine_.begin_gas(Gas{~std::uint64_t{0}});
        return machine_.static_call({}, module, data);
    }
    Result<void, Fault> check_invariants() { return machine_.check_invariants(); }

 private:
    const BlockEnv env_;
    Journal journal_;
    Ledger ledger_;
    Machine machine_;
};

}  // namespace ambag::chain
