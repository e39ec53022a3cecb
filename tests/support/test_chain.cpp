// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_chain.hpp"

#include <gtest/gtest.h>

#include "chain/module/addresses.hpp"
#include "tests/support/gas_samples.hpp"

namespace ambag::test {

AccountState MemoryState::account(const Address& address) const {
    const auto found = accounts.find(address);
    return found == accounts.end() ? AccountState{} : found->second;
}

Record MemoryState::record(const Address& module, const Slot& slot) const {
    const auto found = records.find({module, slot});
    return found == records.end() ? Record{} : found->second;
}

void MemoryState::apply(const StateDiff& diff) {
    for (const AccountChange& change : diff.accounts) {
        EXPECT_EQ(account(change.address), change.before);
        if (change.after.exists())
            accounts[change.address] = change.after;
        else
            accounts.erase(change.address);
    }
    for (const RecordChange& change : diff.records) {
        EXPECT_EQ(record(change.module, change.slot), change.before);
        if (change.after.absent())
            records.erase({change.module, change.slot});
        else
            records[{change.module, change.slot}] = change.after;
    }
}

TestChain::TestChain(std::vector<const ModuleDescriptor*> modules) : modules_{std::move(modules)} {
    block.height = Height{1};
    block.time = Timestamp{1'700'000'000};
    block.parent_time = Timestamp{1'699'999'999};
    block.gas_limit = rules.block_gas_limit;
    begin();
    for (const ModuleDescriptor* module : modules_.all()) journal_->mark_module(module->address);
}

TestChain::~TestChain() = default;

void TestChain::begin() {
    journal_ = std::make_unique<Journal>(state_);
    ledger_ = std::make_unique<Ledger>(*journal_);
    machine_ = std::make_unique<Machine>(*journal_, *ledger_, block, rules, modules_);
}

void TestChain::fund(const Address& who, const Amount& amount) {
    const auto minted = machine_->mint(who, amount);
    ASSERT_TRUE(minted);
}

void TestChain::genesis(const Address& module,
                        const std::function<Result<void, Fault>(Context&)>& init) {
    Context ctx{*machine_, {module, system_address, {}, 0}};
    const auto done = init(ctx);
    ASSERT_TRUE(done) << done.error().rule << ": " << done.error().detail;
}

Result<Bytes> TestChain::send(const Address& from, const Address& to, BytesView data,
                              const Amount& value) {
    if (!begun_) {
        begun_ = true;
        const auto hooks = machine_->run_hooks(&Hooks::begin_block);
        EXPECT_TRUE(hooks) << hooks.error().rule << ": " << hooks.error().detail;
    }
    if (wants_gas_samples()) sample_gas(*machine_, {from, to, value, data});
    const StateDiff before = journal_->diff();
    machine_->begin_gas(rules.block_gas_limit);
    Result<Bytes> result = machine_->call(from, to, value, data);
    gas_used_ = machine_->gas_used();
    if (!result) {
        EXPECT_EQ(journal_->diff(), before) << "a revert left something behind";
    }
    auto logs = machine_->take_logs();
    logs_.insert(logs_.end(), logs.begin(), logs.end());
    check();
    return result;
}

Result<Bytes> TestChain::read(const Address& to, BytesView data, const Address& from) {
    if (wants_gas_samples()) sample_gas(*machine_, {from, to, {}, data, true});
    machine_->begin_gas(rules.block_gas_limit);
    return machine_->static_call(from, to, data);
}

Selector TestChain::selector(std::string_view signature) {
    return Selector::from(keccak256(as_bytes(signature)));
}

Result<void, Fault> TestChain::check_invariants() {
    return machine_->check_invariants();
}

void TestChain::check() {
    const auto invariants = check_invariants();
    EXPECT_TRUE(invariants) << invariants.error().rule << ": " << invariants.error().detail;
    const auto supply = check_supply(journal_->diff(), ledger_->totals());
    EXPECT_TRUE(supply) << supply.error().detail;
}

void TestChain::next_block(std::uint64_t seconds) {
    if (!begun_) {
        const auto hooks = machine_->run_hooks(&Hooks::begin_block);
        EXPECT_TRUE(hooks) << hooks.error().rule << ": " << hooks.error().detail;
    }
    const auto ended = machine_->run_hooks(&Hooks::end_block);
    EXPECT_TRUE(ended) << ended.error().rule << ": " << ended.error().detail;
    auto logs = machine_->take_logs();
    logs_.insert(logs_.end(), logs.begin(), logs.end());
    check();
    state_.apply(journal_->diff());
    block.recent_hashes.insert(block.recent_hashes.begin(),
                               keccak256(abi::encode(block.height.value)));
    if (block.recent_hashes.size() > 256) block.recent_hashes.pop_back();
    block.parent_time = block.time;
    block.height = Height{block.height.value + 1};
    block.time = Timestamp{block.time.value + seconds};
    begin();
    begun_ = true;
    const auto hooks = machine_->run_hooks(&Hooks::begin_block);
    EXPECT_TRUE(hooks) << hooks.error().rule << ": " << hooks.error().detail;
}

}  // namespace ambag::test
