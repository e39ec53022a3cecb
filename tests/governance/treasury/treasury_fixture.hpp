// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "governance/treasury/module.hpp"
#include "tests/support/test_chain.hpp"

// A chain with the treasury alone; the timelock's address calls as the authority.

namespace ambag::governance::treasury {

using namespace chain;
using ambag::test::error_data;

inline Amount amount(std::uint64_t units) {
    return Amount{U256{units}};
}

class TreasuryTest : public testing::Test {
 protected:
    static constexpr Address alice{{0xa1}};
    static constexpr Address bob{{0xb0}};
    static constexpr std::string_view pay_call = "pay(address,uint256,string)";
    static constexpr std::string_view limit_call = "setSpendLimit(uint256,uint64)";

    void start(std::uint64_t coins, const TreasuryGenesis& section = {}) {
        chain.fund(treasury_address, amount(coins));
        chain.genesis(treasury_address, [&](Context& ctx) { return genesis(ctx, section); });
    }
    template <class... Ts>
    Result<Bytes> call(const Address& from, std::string_view signature, const Ts&... arguments) {
        return chain.call(from, treasury_address, signature, arguments...);
    }
    Result<Bytes> pay(const Address& to, std::uint64_t units, const std::string& memo = "work") {
        return call(authority_address, pay_call, to, U256{units}, memo);
    }
    template <class... Ts>
    Bytes revert_of(const Address& from, std::string_view signature, const Ts&... arguments) {
        const auto result = call(from, signature, arguments...);
        if (!result) return result.error().data;
        ADD_FAILURE() << signature << " did not revert";
        return {};
    }
    Bytes refused(const Address& to, std::uint64_t units, const std::string& memo = "work") {
        return revert_of(authority_address, pay_call, to, U256{units}, memo);
    }
    template <class T, class... Ts>
    T view(std::string_view signature, const Ts&... arguments) {
        return chain.view<T>(treasury_address, signature, arguments...);
    }
    // (start, spent) of the current period.
    std::pair<U256, U256> spent() {
        const auto data = chain.read(treasury_address, chain.encode("spentInPeriod()"));
        const auto both = abi::decode<U256, U256>(data.value()).value();
        return {std::get<0>(both), std::get<1>(both)};
    }

    explicit TreasuryTest(std::vector<const ModuleDescriptor*> modules = {&descriptor})
        : chain{std::move(modules)} {}

    ambag::test::TestChain chain;
};

}  // namespace ambag::governance::treasury
