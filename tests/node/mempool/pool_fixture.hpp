// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "node/mempool/mempool.hpp"

// Transactions for a pool, by what it looks at, and a pool to add them to.

namespace ambag::node {

using namespace chain;

inline Address sender_of(std::uint64_t i) {
    Address address{{0x5e}};
    address.bytes[18] = static_cast<Byte>(i >> 8);
    address.bytes[19] = static_cast<Byte>(i & 0xFF);
    return address;
}

struct Wanted {
    std::uint64_t sender = 0;
    std::uint64_t nonce = 0;
    std::uint64_t cap = 100;
    std::uint64_t tip = 10;
    std::uint64_t gas = 21'000;
    std::size_t data = 0;
    std::uint64_t value = 0;  // tells apart what is otherwise equal
};

// The pool never looks at signatures: whoever adds has recovered the sender.
inline PooledTransaction make(const Wanted& wanted) {
    Transaction body;
    body.chain_id = ChainId{31337};
    body.nonce = Nonce{wanted.nonce};
    body.fee_per_gas_max = U256{wanted.cap};
    body.tip_per_gas_max = U256{wanted.tip};
    body.gas_limit = Gas{wanted.gas};
    body.to = Address{{0xaa}};
    body.value = Amount{U256{wanted.value}};
    body.data = Bytes(wanted.data, Byte{1});
    Hash r{{1}};  // of its own, as another key's signature has: hashes differ
    r.bytes[30] = static_cast<Byte>(wanted.sender >> 8);
    r.bytes[31] = static_cast<Byte>(wanted.sender & 0xFF);
    SignedTransaction tx{body, Signature{r, Hash{{1}}, false}};
    tx.set_sender(sender_of(wanted.sender));
    return std::make_shared<const SignedTransaction>(std::move(tx));
}

class Pool : public testing::Test {
 protected:
    // The sender's next nonce in the state is 0 unless said.
    std::optional<PoolRefusal> add(const Wanted& wanted, std::uint64_t next = 0) {
        const auto added = pool.add(make(wanted), Nonce{next});
        if (added) return std::nullopt;
        EXPECT_FALSE(added.error().detail.empty());
        return added.error().code;
    }
    bool holds(const Wanted& wanted) const { return pool.find(make(wanted)->hash()) != nullptr; }
    std::vector<Hash> selected(std::uint64_t base_fee = 0, std::uint64_t gas = 30'000'000) const {
        std::vector<Hash> hashes;
        for (const PooledTransaction& tx : pool.select(U256{base_fee}, Gas{gas}))
            hashes.push_back(tx->hash());
        return hashes;
    }
    static std::vector<Hash> hashes(std::initializer_list<Wanted> transactions) {
        std::vector<Hash> all;
        for (const Wanted& wanted : transactions) all.push_back(make(wanted)->hash());
        return all;
    }

    Mempool pool;
};

}  // namespace ambag::node
