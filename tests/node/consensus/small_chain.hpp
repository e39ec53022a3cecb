// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"
#include "node/consensus/application.hpp"

// A chain with one small module: four accounts of 1,000 coins each and a counter at 0x77….
//
//   count()       adds one            refuse()     counts, then reverts
//   breakRule()   sets 50, which the invariant "the counter stays below fifty" forbids
//   get() -> counter, number, time    a view

namespace ambag::test {

namespace small {

using namespace chain;

inline constexpr Address here{{0x77}};
inline constexpr Item<U256> counter{0x01};

struct Refused {
    static constexpr Literal abi{"Refused()"};
};

inline Result<> count(Context& ctx) {
    counter.set(ctx, TRY(add(counter.get(ctx), U256{1U})));
    return {};
}
inline Result<> refuse(Context& ctx) {
    TRY(count(ctx));
    return fail(Refused{});
}
inline Result<> break_rule(Context& ctx) {
    counter.set(ctx, U256{50U});
    return {};
}
using Seen = std::tuple<U256, std::uint64_t, std::uint64_t>;
inline Result<Seen> get(const ViewContext& ctx) {
    return Seen{counter.get(ctx), ctx.block().height.value, ctx.block().time.value};
}
// The hash of the block before this one, and how many older ones are known.
inline Result<std::tuple<Hash, std::uint64_t>> parent(const ViewContext& ctx) {
    const std::uint64_t height = ctx.block().height.value;
    const auto hash = ctx.block().block_hash(Height{height - 1});
    return std::tuple{hash.value_or(Hash{}), std::uint64_t{ctx.block().recent_hashes.size()}};
}
inline Result<void, Fault> below_fifty(const ViewContext& ctx) {
    if (counter.get(ctx) < U256{50U}) return {};
    return std::unexpected(Fault{"sample.below_fifty", "the counter reached 50"});
}

inline constexpr CallRow calls[]{
    call<"count()", &count>({.reads = 1, .writes = 1}),
    call<"refuse()", &refuse>({.reads = 1, .writes = 1}),
    call<"breakRule()", &break_rule>({.writes = 1}),
    view<"get() -> counter,number,time", &get>({.reads = 1}),
    view<"parent() -> hash,known", &parent>({}),
};
inline constexpr ErrorRow errors[]{error<Refused>()};
inline constexpr Invariant invariants[]{{"the counter stays below fifty", &below_fifty}};
inline constexpr ModuleDescriptor module{.name = "sample",
                                         .address = here,
                                         .purpose = "A sample.",
                                         .privileges = {},
                                         .state = {},
                                         .calls = calls,
                                         .events = {},
                                         .errors = errors,
                                         .parameters = {},
                                         .hooks = {},
                                         .invariants = invariants};

}  // namespace small

inline const chain::ModuleTable& small_modules() {
    static const chain::ModuleTable table{{&small::module}};
    return table;
}

inline chain::PrivateKey small_key(std::size_t i) {
    return *chain::PrivateKey::from(chain::Bytes(32, static_cast<chain::Byte>(0x10 + i)));
}
inline chain::Address small_account(std::size_t i) {
    return chain::address_of(small_key(i).public_key());
}
inline chain::Amount whole_coins(std::uint64_t count) {
    return chain::Amount{*checked_mul(chain::U256{count}, chain::U256{1'000'000'000'000'000'000U})};
}

inline constexpr std::uint64_t small_time = 1'700'000'000;

inline node::ChainSpec small_spec(std::string_view document = "a small chain") {
    node::ChainSpec spec;
    spec.rules.dev = true;
    spec.genesis_time = chain::Timestamp{small_time};
    for (std::size_t i = 0; i < 4; ++i)
        spec.allocations.push_back({small_account(i), whole_coins(1000)});
    spec.document = chain::to_bytes(chain::as_bytes(document));
    return spec;
}

inline chain::Bytes small_call(std::string_view signature) {
    return chain::to_bytes(chain::Selector::from(chain::keccak256(chain::as_bytes(signature))));
}

struct SmallTransaction {
    std::size_t from = 0;
    std::uint64_t nonce = 0;
    chain::Address to{{0xaa}};
    std::uint64_t value = 0;
    chain::Bytes data{};
    std::uint64_t cap = 10'000'000'000;
    std::uint64_t tip = 0;
    std::uint64_t gas = 100'000;
};

inline chain::SignedTransaction small_signed(const SmallTransaction& wanted) {
    chain::Transaction tx;
    tx.chain_id = chain::ChainId{31337};
    tx.nonce = chain::Nonce{wanted.nonce};
    tx.fee_per_gas_max = chain::U256{wanted.cap};
    tx.tip_per_gas_max = chain::U256{wanted.tip};
    tx.gas_limit = chain::Gas{wanted.gas};
    tx.to = wanted.to;
    tx.value = chain::Amount{chain::U256{wanted.value}};
    tx.data = wanted.data;
    chain::SignedTransaction made = sign_transaction(tx, small_key(wanted.from));
    made.set_sender(small_account(wanted.from));
    return made;
}

inline node::PooledTransaction small_pooled(const SmallTransaction& wanted) {
    return std::make_shared<const chain::SignedTransaction>(small_signed(wanted));
}

}  // namespace ambag::test
