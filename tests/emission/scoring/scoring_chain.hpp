// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/addresses.hpp"
#include "emission/issuance/module.hpp"
#include "emission/scoring/module.hpp"
#include "emission/scoring/state.hpp"
#include "tests/support/test_chain.hpp"

// A chain with issuance and scoring: 1,000 units a tick into the pool "scoring", one subnet of
// tempo 10 that takes them all, owner 20 %.

namespace ambag::emission::scoring {

using namespace chain;
using test::error_data;
using test::TestChain;

inline constexpr Address owner{{0x0e}};
inline constexpr Address alice{{0xa1}};
inline constexpr Address bob{{0xb0}};
inline constexpr Address carol{{0xca}};
inline constexpr Address dave{{0xda}};

inline Amount coins(std::uint64_t units) {
    return Amount{U256{units}};
}

inline SubnetGenesis example_subnet(std::uint64_t rule) {
    SubnetGenesis one;
    one.subnet.owner = one.subnet.meter = owner;
    one.subnet.rule = rule;
    one.subnet.tempo = 10;
    one.subnet.owner_share = 13'107;  // 20 %
    one.subnet.members.capacity = 4;
    one.subnet.members.immunity = 5;
    one.subnet.members.registration_cost = coins(7);
    one.share = 1;
    return one;
}

class ScoringChain : public testing::Test {
 protected:
    ScoringChain() { start({example_subnet(0)}); }

    void start(std::vector<SubnetGenesis> opened) {
        chain_ = std::make_unique<TestChain>(
            std::vector<const ModuleDescriptor*>{&descriptor, &issuance::descriptor});
        for (const Address& who : {owner, alice, bob, carol, dave})
            chain_->fund(who, coins(1'000'000));
        ScoringGenesis section{"scoring", {}, std::move(opened)};
        section.parameters.subnet_cost = coins(50);
        chain_->genesis(scoring_address, [&](Context& ctx) { return genesis(ctx, section); });
        const issuance::IssuanceGenesis emission{
            .pools = {{"scoring", {}, {scoring_address}}, {"fees"}},
            .schedules = {{"base", {.rule = Constant{coins(1'000)}}, {{"scoring", U256{1U}}}}},
            .fee_pool = "fees"};
        chain_->genesis(issuance_address,
                        [&](Context& ctx) { return issuance::genesis(ctx, emission); });
    }
    template <class... Ts>
    Result<Bytes> call(const Address& from, std::string_view signature, const Ts&... arguments) {
        return chain_->call(from, scoring_address, signature, arguments...);
    }
    template <class... Ts>
    Result<Bytes> pay(const Address& from, std::uint64_t value, std::string_view signature,
                      const Ts&... arguments) {
        return chain_->call_with_value(from, coins(value), scoring_address, signature,
                                       arguments...);
    }
    template <class... Ts>
    Result<Bytes> govern(std::string_view signature, const Ts&... arguments) {
        return call(timelock_address, signature, arguments...);
    }
    template <class T, class... Ts>
    T view(std::string_view signature, const Ts&... arguments) {
        return chain_->view<T>(scoring_address, signature, arguments...);
    }
    void join(const Address& who) {
        ASSERT_TRUE(pay(who, 7, "registerNeuron(uint32)", std::uint32_t{0}));
    }
    void put_stake(const Address& who, std::uint64_t amount) {
        ASSERT_TRUE(pay(who, amount, "stake(uint32,address)", std::uint32_t{0}, who));
    }
    Result<Bytes> weigh(const Address& who, const std::vector<std::uint32_t>& targets,
                        const std::vector<std::uint16_t>& weights) {
        return call(who, "setWeights(uint32,uint32[],uint16[])", std::uint32_t{0}, targets,
                    weights);
    }
    void blocks(std::uint64_t count) {
        for (; count > 0; --count) chain_->next_block();
    }
    // To the first block after the next epoch.
    void epoch() {
        const std::uint64_t before = epochs();
        for (int i = 0; i < 40 && epochs() == before; ++i) chain_->next_block();
    }
    std::uint64_t epochs(std::uint32_t subnet = 0) {
        return decoded<Subnet, SubnetProgress>("subnet(uint32)", subnet).second.epoch;
    }
    template <class A, class B, class... Ts>
    std::pair<A, B> decoded(std::string_view signature, const Ts&... arguments) {
        const auto data =
            chain_->read(scoring_address, TestChain::encode(signature, arguments...)).value();
        const auto both = abi::decode<A, B>(data).value();
        return {std::get<0>(both), std::get<1>(both)};
    }
    Neuron neuron(std::uint32_t uid, std::uint32_t subnet = 0) {
        return view<Neuron>("neuron(uint32,uint32)", subnet, uid);
    }
    std::uint64_t owed(const Address& who) { return view<U256>("owed(address)", who).low_u64(); }

    std::unique_ptr<TestChain> chain_;
};

}  // namespace ambag::emission::scoring
