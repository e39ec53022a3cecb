// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/crypto/ed25519.hpp"
#include "chain/module/addresses.hpp"
#include "emission/issuance/module.hpp"
#include "emission/staking/keys.hpp"
#include "emission/staking/module.hpp"
#include "emission/staking/state.hpp"
#include "emission/staking/views.hpp"
#include "governance/token/module.hpp"
#include "tests/support/test_chain.hpp"

// A chain with the voting token, staking and issuance. Six accounts have wrapped 1,000,000 units
// and hold another million; genesis is block 0, tests begin in block 1 at time 1,700,000,000.
// Nothing is minted: tests fund the pool that pays the validators.

namespace ambag::emission::staking {

using namespace chain;
using test::error_data;
using test::TestChain;

inline constexpr Address alice{{0xa1}};
inline constexpr Address bob{{0xb0}};
inline constexpr Address carol{{0xca}};
inline constexpr Address first{{0xd1}};  // operators
inline constexpr Address second{{0xd2}};
inline constexpr Address third{{0xd3}};
inline constexpr std::array accounts{alice, bob, carol, first, second, third};

inline Amount coins(std::uint64_t units) {
    return Amount{U256{units}};
}

// Small numbers, so that a test can count; parts that are powers of two, so that it counts exactly.
inline Parameters example_parameters() {
    Parameters p;
    p.validators_max = 2;
    p.self_bond_min = coins(100);
    p.delegation_min = coins(10);
    p.unbond_seconds = 100;
    p.evidence_seconds = 50;
    p.double_sign_slash_ppm = 62'500;  // 1/16
    p.downtime_slash_ppm = 15'625;     // 1/64
    p.downtime_window_blocks = 10;
    p.missed_blocks_max = 2;
    p.jail_seconds = 20;
    p.exits_per_block = 2;
    return p;
}

inline StakingGenesis example_genesis() {
    return {.enabled = true,
            .power_unit = coins(10),
            .reward_pool = "validators",
            .parameters = example_parameters()};
}

struct ConsensusInput {
    std::vector<Address> absent{};
    std::vector<Misbehaviour> misbehaviours{};
};

class StakingChain : public testing::Test {
 protected:
    explicit StakingChain(const StakingGenesis& section = example_genesis(),
                          std::vector<const ModuleDescriptor*> more = {}) {
        std::vector<const ModuleDescriptor*> modules{&governance::token::descriptor};
        modules.insert(modules.end(), more.begin(), more.end());
        modules.push_back(&descriptor);
        modules.push_back(&issuance::descriptor);
        chain_ = std::make_unique<TestChain>(modules);
        chain_->block.height = Height{0};
        chain_->block.time = Timestamp{1'699'999'999};
        governance::token::TokenGenesis token{"Ambag", "AMB", true, {}};
        for (const Address& who : accounts) {
            chain_->fund(who, coins(1'000'000));
            chain_->fund(token_address, coins(1'000'000));
            token.wrapped.emplace_back(who, coins(1'000'000));
        }
        chain_->genesis(token_address,
                        [&](Context& ctx) { return governance::token::genesis(ctx, token); });
        chain_->genesis(staking_address, [&](Context& ctx) { return genesis(ctx, section); });
        chain_->genesis(issuance_address, [&](Context& ctx) {
            return issuance::genesis(ctx, {.pools = {{"validators", {}, {staking_address}}},
                                           .schedules = {},
                                           .fee_pool = "validators"});
        });
        chain_->next_block();
        chain_->take_logs();
    }

    template <class... Ts>
    Result<Bytes> call(const Address& from, std::string_view signature, const Ts&... arguments) {
        return chain_->call(from, staking_address, signature, arguments...);
    }
    template <class... Ts>
    Bytes revert_of(const Address& from, std::string_view signature, const Ts&... arguments) {
        const auto result = call(from, signature, arguments...);
        if (!result) return result.error().data;
        ADD_FAILURE() << signature << " did not revert";
        return {};
    }
    template <class T, class... Ts>
    T view(std::string_view signature, const Ts&... arguments) {
        return chain_->view<T>(staking_address, signature, arguments...);
    }
    template <class... Ts>
    std::uint64_t number(const Address& to, std::string_view signature, const Ts&... arguments) {
        return chain_->view<U256>(to, signature, arguments...).low_u64();
    }
    static Bytes seed_of(const Address& who) { return Bytes(32, who.bytes[0]); }
    static Bytes key_of(const Address& who) { return to_bytes(ed25519_key(seed_of(who))); }
    static Address consensus_of(const Address& who) {
        return *consensus_address(ConsensusKeyType::ed25519, key_of(who));
    }
    Bytes proof_of(const Address& who) const {
        const Hash digest = proof_digest(chain_->rules.chain_id, staking_address, who,
                                         ConsensusKeyType::ed25519, key_of(who));
        return to_bytes(ed25519_sign(seed_of(who), digest.bytes));
    }
    static constexpr std::string_view create_signature =
        "createValidator(uint8,bytes,bytes,uint32,uint32,uint32,uint256,string,string,string)";
    Result<Bytes> create(const Address& who, std::uint64_t self_bond,
                         std::uint32_t rate = 100'000) {
        return call(who, create_signature, std::uint8_t{0}, key_of(who), proof_of(who), rate,
                    std::uint32_t{500'000}, std::uint32_t{50'000}, coins(self_bond),
                    std::string{"name"}, std::string{}, std::string{});
    }
    Result<Bytes> delegate(const Address& who, const Address& to, std::uint64_t units) {
        return call(who, "delegate(address,uint256)", to, coins(units));
    }
    Result<Bytes> unbond(const Address& who, const Address& from, std::uint64_t units) {
        return call(who, "unbond(address,uint256)", from, coins(units));
    }
    Result<Bytes> redelegate(const Address& who, const Address& from, const Address& to,
                             std::uint64_t units) {
        return call(who, "redelegate(address,address,uint256)", from, to, coins(units));
    }
    void fund_rewards(std::uint64_t units) {
        ASSERT_TRUE(chain_->call_with_value(alice, coins(units), issuance_address,
                                            "fundPool(string)", std::string{"validators"}));
    }
    void next_block(std::uint64_t seconds = 1) { chain_->next_block(seconds); }
    // Ends this block; the next one begins with `input` from the engine.
    void report(const ConsensusInput& input, std::uint64_t seconds = 1) {
        chain_->next_block(seconds);
        ASSERT_TRUE(call(system_address, "reportConsensus(address[],(address,uint64,uint64)[])",
                         input.absent, input.misbehaviours));
    }
    void report_double_sign(const Address& who, Height height, Timestamp time) {
        report({{}, {{consensus_of(who), height, time}}});
    }
    Height height() const { return chain_->block.height; }
    Timestamp time() const { return chain_->block.time; }

    std::uint64_t stake(const Address& holder, const Address& validator) {
        return number(staking_address, "stakeOf(address,address)", holder, validator);
    }
    std::uint64_t rewards(const Address& holder, const Address& validator) {
        return number(staking_address, "rewardsOf(address,address)", holder, validator);
    }
    std::uint64_t wrapped(const Address& who) {
        return number(token_address, "balanceOf(address)", who);
    }
    std::uint64_t votes(const Address& who) {
        return number(token_address, "getVotes(address)", who);
    }
    std::uint64_t bonded(const Address& who) {
        return number(token_address, "bonded(address)", who);
    }
    ValidatorView validator(const Address& who) {
        return view<ValidatorView>("validator(address)", who);
    }
    Totals sums() {
        const auto data = chain_->read(staking_address, TestChain::encode("totals()"));
        const auto all = *abi::decode<Amount, Amount, Amount, Amount, Amount, Amount>(data.value());
        return {std::get<0>(all), std::get<1>(all), std::get<2>(all),
                std::get<3>(all), std::get<4>(all), std::get<5>(all)};
    }
    std::vector<ValidatorUpdate> updates_of_last_block() {
        const auto data = chain_->read(staking_address, TestChain::encode("validatorUpdates()"));
        auto [at, list] = *abi::decode<Height, std::vector<ValidatorUpdate>>(data.value());
        return at.value + 1 == height().value ? list : std::vector<ValidatorUpdate>{};
    }

    std::unique_ptr<TestChain> chain_;
};

}  // namespace ambag::emission::staking
