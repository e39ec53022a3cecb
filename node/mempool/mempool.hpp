// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "chain/codec/transaction.hpp"
#include "chain/state/view.hpp"

// Transactions that wait for a block: one queue a sender, ordered by nonce, gaps held. A queued
// transaction is replaced by one with the same nonce that pays at least 10 % more (fee cap and
// tip). When the pool is full, a newcomer must pay a strictly higher tip than the cheapest last
// transactions of other senders, which then leave; nothing that pays is pushed out by less, and a
// newcomer that is refused pushes nothing out.
// Safe from any thread.

namespace ambag::node {

using PooledTransaction = std::shared_ptr<const chain::SignedTransaction>;

struct MempoolLimits {
    std::size_t bytes_max = std::size_t{128} << 20;  // raw bytes and 512 for each transaction
    std::size_t per_sender_max = 4096;
    std::uint64_t nonce_gap_max = 4096;  // beyond the account's next nonce
};

enum class PoolRefusal : std::uint8_t {
    already_known,
    nonce_too_low,
    nonce_too_high,  // beyond nonce_gap_max
    replacement_underpriced,
    sender_queue_full,
    pool_full,  // and no transaction in it pays less
};

struct PoolError {
    PoolRefusal code;
    std::string detail;
};

class Mempool {
 public:
    explicit Mempool(MempoolLimits limits = {}) : limits_{limits} {}

    // `tx` has a sender; `nonce` is that account's next nonce in the head state.
    chain::Result<void, PoolError> add(PooledTransaction tx, chain::Nonce nonce);

    // The best executable transactions: by tip at this base fee, then by arrival, in nonce order
    // for each sender, while their gas limits fit.
    std::vector<PooledTransaction> select(const chain::U256& base_fee, chain::Gas gas_limit) const;

    // After a block: the account's next nonce. Transactions below it leave.
    void set_nonce(const chain::Address& sender, chain::Nonce nonce);
    // A transaction that can never be in a block (the executor rejected it).
    void remove(const chain::Hash& hash);
    // Forgets everything, and which nonces accounts have (after a roll-back).
    void clear();

    PooledTransaction find(const chain::Hash& hash) const;
    // The first nonce at or after `nonce` that is not queued without a gap.
    chain::Nonce next_free_nonce(const chain::Address& sender, chain::Nonce nonce) const;
    struct Entry {
        PooledTransaction transaction;
        bool executable;
    };
    std::vector<Entry> content() const;  // by sender and nonce
    std::size_t size() const;
    // Whether a block with this base fee would take anything.
    bool has_executable(const chain::U256& base_fee = {}) const;

 private:
    struct Queued {
        PooledTransaction transaction;
        std::uint64_t arrival;
    };
    struct Queue {
        chain::Nonce next;  // of the account
        std::map<std::uint64_t, Queued> by_nonce;
    };
    using Tail = std::tuple<chain::U256, chain::Address>;  // tip of the last transaction, sender

    // The nonces of accounts whose transactions were in the latest blocks. Who submits may have
    // looked at the state before the block that is still being written: without this, his next
    // transaction would wait for one that is in that block. Bounded, the oldest are forgotten.
    class SettledNonces {
     public:
        void set(const chain::Address& sender, chain::Nonce next);
        chain::Nonce find(const chain::Address& sender) const;  // 0 when not known

     private:
        static constexpr std::size_t generation_max = std::size_t{1} << 18;
        using Generation =
            boost::unordered_flat_map<chain::Address, chain::Nonce, chain::FixedBytesHash>;
        Generation newer_;
        Generation older_;
    };

    static Tail tail_of(const chain::Address& sender, const Queue& queue);
    static const chain::U256& tip_of(const Queued& queued);
    chain::Result<void, PoolError> make_room(const chain::SignedTransaction& tx,
                                             const chain::Address& sender, std::size_t freed);
    void insert(const chain::Address& sender, PooledTransaction tx);
    void erase(const chain::Address& sender, std::uint64_t nonce);

    const MempoolLimits limits_;
    mutable std::mutex mutex_;
    boost::unordered_flat_map<chain::Address, Queue, chain::FixedBytesHash> queues_;
    boost::unordered_flat_map<chain::Hash, std::pair<chain::Address, std::uint64_t>,
                              chain::FixedBytesHash>
        by_hash_;
    std::set<Tail> tails_;
    SettledNonces settled_;
    std::size_t bytes_ = 0;
    std::uint64_t arrivals_ = 0;
};

}  // namespace ambag::node
