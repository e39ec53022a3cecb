// SPDX-License-Identifier: Apache-2.0
#include "chain/module/machine.hpp"

#include "chain/base/check.hpp"
#include "chain/module/addresses.hpp"

namespace ambag::chain {

Result<Bytes> Machine::call(const Address& from, const Address& to, const Amount& value,
                            BytesView data, unsigned depth) {
    if (depth > depth_max) return fail_empty();
    const Journal::Checkpoint checkpoint = journal_.checkpoint();
    const Ledger::Totals totals = ledger_.totals();
    const std::size_t log_count = logs_.size();
    const auto run = [&]() -> Result<Bytes> {
        if (!ledger_.transfer(from, to, value)) return fail_empty();
        const ModuleDescriptor* module = modules_.find(to);
        if (module == nullptr) return Bytes{};
        return dispatch(*module, {to, from, value, depth, data}, data, false);
    };
    Result<Bytes> result = run();
    if (!result) {
        journal_.revert_to(checkpoint);
        ledger_.restore(totals);
        logs_.resize(log_count);
    }
    return result;
}

Result<Bytes> Machine::static_call(const Address& from, const Address& to, BytesView data,
                                   unsigned depth) {
    if (depth > depth_max) return fail_empty();
    const ModuleDescriptor* module = modules_.find(to);
    if (module == nullptr) return Bytes{};
    return dispatch(*module, {to, from, {}, depth, data}, data, true);
}

Result<Bytes> Machine::dispatch(const ModuleDescriptor& module, const Frame& frame, BytesView data,
                                bool views_only) {
    if (data.size() < 4) return fail_empty();
    const CallRow* row = modules_.find_call(module, Selector::from(data.first(4)));
    if (row == nullptr) return fail_empty();
    if (views_only && row->mutability != Mutability::view) return fail_empty();
    if (row->mutability != Mutability::payable && !frame.value.is_zero()) return fail_empty();
    TRY(charge(gas_of(row->cost)));
    Context ctx{*this, frame};
    return row->run(ctx, data.subspan(4));
}

Result<void, Fault> Machine::run_hooks(Result<void, Fault> (*Hooks::*hook)(Context&)) {
    for (const ModuleDescriptor* module : modules_.all()) {
        if (module->hooks.*hook == nullptr) continue;
        begin_gas(Gas{~std::uint64_t{0}});  // the last transaction's limit is not a hook's
        Context ctx{*this, {module->address, system_address, {}, 0}};
        TRY((module->hooks.*hook)(ctx));
    }
    return {};
}

Result<void, Fault> Machine::run_as(const Address& module,
                                    const std::function<Result<void, Fault>(Context&)>& work) {
    Context ctx{*this, {module, system_address, {}, 0}};
    return work(ctx);
}

Result<void, Fault> Machine::check_invariants() {
    begin_gas(Gas{~std::uint64_t{0}});
    for (const ModuleDescriptor* module : modules_.all()) {
        const ViewContext ctx{*this, {module->address, system_address, {}, 0}};
        for (const Invariant& invariant : module->invariants) TRY(invariant.check(ctx));
    }
    return {};
}

Result<> Machine::charge(Gas gas) {
    if (out_of_gas_ || gas.value > gas_limit_.value - gas_used_.value) {
        out_of_gas_ = true;
        gas_used_ = gas_limit_;
        return fail_empty();
    }
    gas_used_.value += gas.value;
    return {};
}

void Machine::add_block_fees(const Amount& fees) {
    const auto sum = checked_add(block_fees_, fees);
    CHECK(sum);  // all of it was in one balance
    block_fees_ = *sum;
}

Result<void, Fault> Machine::mint(const Address& to, const Amount& amount) {
    if (ledger_.mint(permit(), to, amount)) return {};
    return std::unexpected(Fault{"mint", "an overflow"});
}

Result<void, Fault> Machine::burn(const Address& from, const Amount& amount) {
    if (ledger_.burn(permit(), from, amount)) return {};
    return std::unexpected(Fault{"burn", "more than the account holds"});
}

const BlockEnv& ViewContext::block() const {
    return machine_.block();
}
const Rules& ViewContext::rules() const {
    return machine_.rules();
}

Uint48 ViewContext::clock() const {
    return Uint48{rules().clock == ClockMode::timestamp ? block().time.value
                                                        : block().height.value};
}

Record ViewContext::record(const Slot& slot) const {
    return machine_.journal_.record(frame_.self, slot);
}

Amount ViewContext::balance_of(const Address& address) const {
    return machine_.ledger_.balance(address);
}

bool ViewContext::is_module(const Address& address) const {
    return machine_.modules_.find(address) != nullptr;
}

Amount ViewContext::block_fees() const {
    return machine_.block_fees();
}

Ledger::Totals ViewContext::supply_totals() const {
    return machine_.ledger_.totals();
}

ViewContext ViewContext::view_of(const Address& module) const {
    return {machine_, {module, frame_.self, {}, frame_.depth + 1}};
}

Result<Bytes> ViewContext::static_call(const Address& to, BytesView data) const {
    return machine_.static_call(frame_.self, to, data, frame_.depth + 1);
}

void Context::set_record(const Slot& slot, Record record) const {
    machine_.journal_.set_record(frame_.self, slot, std::move(record));
}

Result<> Context::send(const Address& to, const Amount& amount) const {
    // A module books what it receives in a call; coins that just appear would break its invariant.
    if (is_module(to)) return fail_empty();
    if (!machine_.ledger_.transfer(frame_.self, to, amount)) return fail_empty();
    return {};
}

Result<> Context::mint(const Address& to, const Amount& amount) const {
    const ModuleDescriptor* module = machine_.modules_.find(frame_.self);
    CHECK(module != nullptr && module->privileges.may_mint);
    if (!machine_.ledger_.mint(Machine::permit(), to, amount)) return panic(panic_arithmetic);
    return {};
}

Result<> Context::burn(const Address& from, const Amount& amount) const {
    const ModuleDescriptor* module = machine_.modules_.find(frame_.self);
    CHECK(module != nullptr && module->privileges.may_burn);
    if (!machine_.ledger_.burn(Machine::permit(), from, amount)) return fail_empty();
    return {};
}

Result<Bytes> Context::call(const Address& to, const Amount& value, BytesView data) const {
    return machine_.call(frame_.self, to, value, data, frame_.depth + 1);
}

Result<> Context::charge(const Cost& cost) const {
    return machine_.charge(gas_of(cost));
}
Result<> Context::charge(Gas gas) const {
    return machine_.charge(gas);
}

void Context::add_log(Log log) const {
    machine_.logs_.push_back(std::move(log));
}

}  // namespace ambag::chain
