// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "governance/token/module.hpp"
#include "tests/support/test_chain.hpp"

// A chain with the voting token alone: three holders with coins, block numbers as the clock.
// Genesis is block 0; the test begins in block 1 at time 1,700,000,000.

namespace ambag::governance::token {

using namespace chain;
using ambag::test::error_data;

inline Amount amount(std::uint64_t units) {
    return Amount{U256{units}};
}

class TokenTest : public testing::Test {
 protected:
    static constexpr Address alice{{0xa1}};
    static constexpr Address bob{{0xb0}};
    static constexpr Address carol{{0xca}};
    static constexpr Address nobody{};

    TokenTest() { chain.rules.clock = ClockMode::block_number; }

    void start(const TokenGenesis& section = {"Ambag", "AMB", false, {}}) {
        for (const Address& who : {alice, bob, carol}) chain.fund(who, amount(1'000'000));
        Amount wrapped;
        for (const auto& [who, units] : section.wrapped)
            wrapped = checked_add(wrapped, units).value();
        chain.fund(token_address, wrapped);
        chain.block.height = Height{0};
        chain.block.time = Timestamp{1'699'999'999};
        chain.genesis(token_address, [&](Context& ctx) { return genesis(ctx, section); });
        chain.next_block();
        chain.take_logs();
    }
    void SetUp() override { start(); }

    template <class... Ts>
    Result<Bytes> call(const Address& from, std::string_view signature, const Ts&... arguments) {
        return chain.call(from, token_address, signature, arguments...);
    }
    // The revert data of a call that must fail.
    template <class... Ts>
    Bytes revert_of(const Address& from, std::string_view signature, const Ts&... arguments) {
        const auto result = call(from, signature, arguments...);
        if (!result) return result.error().data;
        ADD_FAILURE() << signature << " did not revert";
        return {};
    }
    Result<Bytes> deposit(const Address& from, const Address& account, std::uint64_t units) {
        return chain.call_with_value(from, amount(units), token_address, "depositFor(address)",
                                     account);
    }
    // Wraps for `who` and forgets the logs.
    void wrap(const Address& who, std::uint64_t units) {
        ASSERT_TRUE(deposit(who, who, units));
        chain.take_logs();
    }
    template <class T, class... Ts>
    T view(std::string_view signature, const Ts&... arguments) {
        return chain.view<T>(token_address, signature, arguments...);
    }
    U256 balance(const Address& who) { return view<U256>("balanceOf(address)", who); }
    U256 votes(const Address& who) { return view<U256>("getVotes(address)", who); }
    U256 past_votes(const Address& who, std::uint64_t when) {
        return view<U256>("getPastVotes(address,uint256)", who, U256{when});
    }

    // Logs as OpenZeppelin emits them.
    static Log log(std::string_view signature, const std::vector<Address>& indexed,
                   const Bytes& data) {
        Log made{token_address, {keccak256(as_bytes(signature))}, data};
        for (const Address& topic : indexed) made.topics.push_back(Hash::from(abi::encode(topic)));
        return made;
    }
    static Log transfer_log(const Address& from, const Address& to, std::uint64_t units) {
        return log("Transfer(address,address,uint256)", {from, to}, abi::encode(U256{units}));
    }
    static Log approval_log(const Address& owner, const Address& spender, const U256& units) {
        return log("Approval(address,address,uint256)", {owner, spender}, abi::encode(units));
    }
    static Log delegate_log(const Address& who, const Address& from, const Address& to) {
        return log("DelegateChanged(address,address,address)", {who, from, to}, {});
    }
    static Log votes_log(const Address& delegatee, std::uint64_t before, std::uint64_t after) {
        return log("DelegateVotesChanged(address,uint256,uint256)", {delegatee},
                   abi::encode(U256{before}, U256{after}));
    }

    ambag::test::TestChain chain{{&descriptor}};
};

// The same with three accounts whose tokens are wrapped at genesis.
class WrappedTokenTest : public TokenTest {
 protected:
    void SetUp() override {
        start({"Ambag",
               "AMB",
               false,
               {{alice, amount(100)}, {bob, amount(50)}, {carol, amount(25)}}});
    }
};

}  // namespace ambag::governance::token

namespace ambag::chain {

inline void PrintTo(const Log& log, std::ostream* out) {
    *out << to_hex(log.address);
    for (const Hash& topic : log.topics) *out << '\n' << "    " << to_hex(topic);
    *out << '\n' << "    " << to_hex(log.data) << '\n';
}

}  // namespace ambag::chain
