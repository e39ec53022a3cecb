// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <map>

#include "chain/module/machine.hpp"

// A chain in memory for module tests: no transactions, no tries; calls run as the executor runs
// them. After every call it checks that a revert left the state untouched, that the supply
// identity and all invariants hold.

namespace ambag::test {

using namespace chain;

// Flat state in ordered maps.
class MemoryState : public StateView {
 public:
    AccountState account(const Address& address) const override;
    Record record(const Address& module, const Slot& slot) const override;
    void apply(const StateDiff& diff);

    std::map<Address, AccountState> accounts;
    std::map<std::pair<Address, Slot>, Record> records;
};

class TestChain {
 public:
    explicit TestChain(std::vector<const ModuleDescriptor*> modules);
    ~TestChain();

    Rules rules;
    BlockEnv block;  // height 1, time 1,700,000,000 at first

    void fund(const Address& who, const Amount& amount);  // before the first call only
    // Runs `init` as `module` (its genesis section); the test fails on a Fault.
    void genesis(const Address& module, const std::function<Result<void, Fault>(Context&)>& init);

    Result<Bytes> send(const Address& from, const Address& to, BytesView data,
                       const Amount& value = {});
    Result<Bytes> read(const Address& to, BytesView data, const Address& from = {});

    // call(alice, token_address, "transfer(address,uint256)", bob, U256{1U})
    template <class... Ts>
    Result<Bytes> call(const Address& from, const Address& to, std::string_view signature,
                       const Ts&... arguments) {
        return send(from, to, encode(signature, arguments...));
    }
    template <class... Ts>
    Result<Bytes> call_with_value(const Address& from, const Amount& value, const Address& to,
                                  std::string_view signature, const Ts&... arguments) {
        return send(from, to, encode(signature, arguments...), value);
    }
    // The single result of a view; the test fails when it reverts.
    template <class T, class... Ts>
    T view(const Address& to, std::string_view signature, const Ts&... arguments) {
        const Result<Bytes> data = read(to, encode(signature, arguments...));
        if (!data) {
            ADD_FAILURE() << signature << " reverted";
            return T{};
        }
        const auto value = abi::decode<T>(*data);
        if (!value) {
            ADD_FAILURE() << signature << " returned something else";
            return T{};
        }
        return std::get<0>(*value);
    }
    template <class... Ts>
    static Bytes encode(std::string_view signature, const Ts&... arguments) {
        return abi::encode_call(selector(signature), arguments...);
    }
    static Selector selector(std::string_view signature);

    // Ends this block (hooks, invariants, supply) and begins the next one.
    void next_block(std::uint64_t seconds = 1);

    std::vector<Log> take_logs() { return std::exchange(logs_, {}); }  // since the last call of it
    Amount balance(const Address& who) const { return ledger_->balance(who); }
    const MemoryState& state() const { return state_; }  // as of the last block end
    Gas gas_used() const { return gas_used_; }           // of the last send

    // Makes the next check of invariants and supply unnecessary: for tests that break them.
    Result<void, Fault> check_invariants();
    Journal& journal() { return *journal_; }

 private:
    void begin();
    void check();

    ModuleTable modules_;
    MemoryState state_;
    std::unique_ptr<Journal> journal_;
    std::unique_ptr<Ledger> ledger_;
    std::unique_ptr<Machine> machine_;
    std::vector<Log> logs_;
    Gas gas_used_;
    bool begun_ = false;
};

// The revert data of a custom error given by its signature.
template <class... Ts>
Bytes error_data(std::string_view signature, const Ts&... arguments) {
    return TestChain::encode(signature, arguments...);
}

}  // namespace ambag::test
