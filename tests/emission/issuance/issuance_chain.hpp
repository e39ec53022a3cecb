// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/addresses.hpp"
#include "emission/issuance/module.hpp"
#include "tests/support/test_chain.hpp"

// A chain with issuance alone: the worked example of emission/issuance/README.md.

namespace ambag::emission::issuance {

using namespace chain;
using test::error_data;
using test::TestChain;

inline constexpr Address alice{{0xa1}};
inline constexpr Address bob{{0xb0}};

inline Amount coins(std::uint64_t units) {
    return Amount{U256{units}};
}

// 10 a tick, two thirds to training and one to the treasury; training starts with 1,000.
inline IssuanceGenesis example_genesis() {
    return {.pools = {{"training", coins(1000), {attestation_address}}, {"treasury"}, {"fees"}},
            .schedules = {{"base",
                           {.rule = Constant{coins(10)}},
                           {{"training", U256{2U}}, {"treasury", U256{1U}}}}},
            .fee_pool = "fees"};
}

class IssuanceChain : public testing::Test {
 protected:
    IssuanceChain() { start(example_genesis()); }

    void start(const IssuanceGenesis& section) {
        chain_ = std::make_unique<TestChain>(std::vector<const ModuleDescriptor*>{&descriptor});
        chain_->fund(alice, coins(5000));
        chain_->genesis(issuance_address, [&](Context& ctx) { return genesis(ctx, section); });
    }
    template <class... Ts>
    Result<Bytes> call(const Address& from, std::string_view signature, const Ts&... arguments) {
        return chain_->call(from, issuance_address, signature, arguments...);
    }
    template <class... Ts>
    Result<Bytes> govern(std::string_view signature, const Ts&... arguments) {
        return call(timelock_address, signature, arguments...);
    }
    template <class T, class... Ts>
    T view(std::string_view signature, const Ts&... arguments) {
        return chain_->view<T>(issuance_address, signature, arguments...);
    }
    std::uint64_t pool(const std::string& name) {
        return view<U256>("pool(string)", name).low_u64();
    }
    // training, treasury, fees
    std::vector<std::uint64_t> pools() {
        return {pool("training"), pool("treasury"), pool("fees")};
    }
    std::uint64_t supply() {
        const auto data = chain_->read(issuance_address, TestChain::encode("totals()"));
        return std::get<2>(*abi::decode<U256, U256, U256>(data.value())).low_u64();
    }

    std::unique_ptr<TestChain> chain_;
};

}  // namespace ambag::emission::issuance
