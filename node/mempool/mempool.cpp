// SPDX-License-Identifier: Apache-2.0
#include "node/mempool/mempool.hpp"

#include <queue>

#include "chain/base/check.hpp"

namespace ambag::node {

using namespace chain;

namespace {

// What a transaction costs the pool beyond its bytes: map entries and the decoded form.
constexpr std::size_t overhead = 512;

std::size_t weight(const SignedTransaction& tx) {
    return tx.raw().size() + overhead;
}

std::unexpected<PoolError> refuse(PoolRefusal code, std::string detail) {
    return std::unexpected(PoolError{code, std::move(detail)});
}

// At least `old` * 1.1, in 512 bits.
bool ten_percent_more(const U256& offered, const U256& old) {
    return U256::Wide{offered.raw()} * 10U >= U256::Wide{old.raw()} * 11U;
}

}  // namespace

Result<void, PoolError> Mempool::add(PooledTransaction tx, Nonce nonce) {
    CHECK(tx->known_sender());
    const Address sender = *tx->known_sender();
    const Transaction& body = tx->body();
    const std::lock_guard lock{mutex_};
    if (by_hash_.contains(tx->hash())) return refuse(PoolRefusal::already_known, "already known");
    const auto found = queues_.find(sender);
    const Nonce known = found == queues_.end() ? settled_.find(sender) : found->second.next;
    const Nonce next = std::max(nonce, known);
    const std::string nonces = "next nonce " + std::to_string(next.value) + ", tx nonce " +
                               std::to_string(body.nonce.value);
    if (body.nonce < next) return refuse(PoolRefusal::nonce_too_low, "nonce too low: " + nonces);
    if (body.nonce.value - next.value > limits_.nonce_gap_max)
        return refuse(PoolRefusal::nonce_too_high, "nonce too high: " + nonces + ", at most " +
                                                       std::to_string(limits_.nonce_gap_max) +
                                                       " ahead");
    const SignedTransaction* replaced = nullptr;
    if (found != queues_.end()) {
        const auto& queued = found->second.by_nonce;
        const auto old = queued.find(body.nonce.value);
        if (old != queued.end()) {
            const Transaction& other = old->second.transaction->body();
            if (!ten_percent_more(body.fee_per_gas_max, other.fee_per_gas_max) ||
                !ten_percent_more(body.tip_per_gas_max, other.tip_per_gas_max))
                return refuse(PoolRefusal::replacement_underpriced,
                              "replacement transaction underpriced: fee cap and tip must be at "
                              "least 10 % higher");
            replaced = old->second.transaction.get();
        } else if (queued.size() >= limits_.per_sender_max) {
            return refuse(PoolRefusal::sender_queue_full,
                          "the sender has " + std::to_string(limits_.per_sender_max) +
                              " transactions waiting, the most that are held");
        }
    }
    TRY(make_room(*tx, sender, replaced == nullptr ? 0 : weight(*replaced)));
    // Must succeed from here.
    if (replaced != nullptr) erase(sender, body.nonce.value);
    insert(sender, std::move(tx));
    queues_[sender].next = next;
    return {};
}

// Chooses first and erases then: a refused newcomer pushes nothing out.
Result<void, PoolError> Mempool::make_room(const SignedTransaction& tx, const Address& sender,
                                           std::size_t freed) {
    const std::size_t wanted = bytes_ - freed + weight(tx);
    if (wanted <= limits_.bytes_max) return {};
    const std::size_t excess = wanted - limits_.bytes_max;
    using Place = std::map<std::uint64_t, Queued>::const_reverse_iterator;
    struct Last {
        U256 tip;
        Address sender;
        Place at;
        Place end;
    };
    const auto dearer = [](const Last& a, const Last& b) {
        return std::tie(a.tip, a.sender) > std::tie(b.tip, b.sender);
    };
    // Senders enter as `tails_` has them, a sender's earlier ones when his later ones are chosen.
    std::priority_queue<Last, std::vector<Last>, decltype(dearer)> lasts{dearer};
    auto tail = tails_.begin();
    std::vector<std::pair<Address, std::uint64_t>> victims;
    std::size_t room = 0;
    while (room < excess) {
        while (tail != tails_.end() && (lasts.empty() || std::get<0>(*tail) <= lasts.top().tip)) {
            const Address& owner = std::get<1>(*tail++);
            if (owner == sender) continue;
            const auto& queued = queues_.at(owner).by_nonce;
            lasts.push({tip_of(queued.rbegin()->second), owner, queued.rbegin(), queued.rend()});
        }
        if (lasts.empty() || lasts.top().tip >= tx.body().tip_per_gas_max)
            return refuse(PoolRefusal::pool_full,
                          "the pool is full and no transaction in it pays less");
        Last cheapest = lasts.top();
        lasts.pop();
        room += weight(*cheapest.at->second.transaction);
        victims.emplace_back(cheapest.sender, cheapest.at->first);
        if (++cheapest.at == cheapest.end) continue;
        cheapest.tip = tip_of(cheapest.at->second);
        lasts.push(cheapest);
    }
    for (const auto& [owner, nonce] : victims) erase(owner, nonce);
    return {};
}

const U256& Mempool::tip_of(const Queued& queued) {
    return queued.transaction->body().tip_per_gas_max;
}

Mempool::Tail Mempool::tail_of(const Address& sender, const Queue& queue) {
    return {tip_of(queue.by_nonce.rbegin()->second), sender};
}

void Mempool::insert(const Address& sender, PooledTransaction tx) {
    Queue& queue = queues_[sender];
    if (!queue.by_nonce.empty()) tails_.erase(tail_of(sender, queue));
    bytes_ += weight(*tx);
    const std::uint64_t nonce = tx->body().nonce.value;
    by_hash_.emplace(tx->hash(), std::pair{sender, nonce});
    queue.by_nonce[nonce] = {std::move(tx), arrivals_++};
    tails_.insert(tail_of(sender, queue));
}

void Mempool::erase(const Address& sender, std::uint64_t nonce) {
    const auto found = queues_.find(sender);
    Queue& queue = found->second;
    tails_.erase(tail_of(sender, queue));
    const auto at = queue.by_nonce.find(nonce);
    bytes_ -= weight(*at->second.transaction);
    by_hash_.erase(at->second.transaction->hash());
    queue.by_nonce.erase(at);
    if (queue.by_nonce.empty())
        queues_.erase(found);
    else
        tails_.insert(tail_of(sender, queue));
}

std::vector<PooledTransaction> Mempool::select(const U256& base_fee, Gas gas_limit) const {
    struct Head {
        U256 tip;
        const Queue* queue;
        std::map<std::uint64_t, Queued>::const_iterator at;
    };
    const auto worse = [](const Head& a, const Head& b) {
        if (a.tip != b.tip) return a.tip < b.tip;
        return a.at->second.arrival > b.at->second.arrival;
    };
    const std::lock_guard lock{mutex_};
    std::priority_queue<Head, std::vector<Head>, decltype(worse)> heads{worse};
    const auto offer = [&](const Queue& queue, std::map<std::uint64_t, Queued>::const_iterator at) {
        const Transaction& body = at->second.transaction->body();
        if (body.fee_per_gas_max >= base_fee)
            heads.push({effective_tip(body, base_fee), &queue, at});
    };
    for (const auto& [sender, queue] : queues_) {
        const auto first = queue.by_nonce.find(queue.next.value);
        if (first != queue.by_nonce.end()) offer(queue, first);
    }
    std::vector<PooledTransaction> chosen;
    std::uint64_t gas = 0;
    while (!heads.empty()) {
        const Head best = heads.top();
        heads.pop();
        const std::uint64_t wanted = best.at->second.transaction->body().gas_limit.value;
        if (wanted > gas_limit.value - gas) continue;  // the sender's later ones wait with it
        gas += wanted;
        chosen.push_back(best.at->second.transaction);
        const auto next = std::next(best.at);
        if (next != best.queue->by_nonce.end() && next->first == best.at->first + 1)
            offer(*best.queue, next);
    }
    return chosen;
}

void Mempool::set_nonce(const Address& sender, Nonce nonce) {
    const std::lock_guard lock{mutex_};
    settled_.set(sender, nonce);
    while (true) {
        const auto found = queues_.find(sender);
        if (found == queues_.end()) return;
        found->second.next = nonce;
        const auto first = found->second.by_nonce.begin();
        if (first->first >= nonce.value) return;
        erase(sender, first->first);
    }
}

void Mempool::remove(const Hash& hash) {
    const std::lock_guard lock{mutex_};
    const auto found = by_hash_.find(hash);
    if (found == by_hash_.end()) return;
    const auto [sender, nonce] = found->second;
    erase(sender, nonce);
}

void Mempool::clear() {
    const std::lock_guard lock{mutex_};
    queues_.clear();
    by_hash_.clear();
    tails_.clear();
    settled_ = {};
    bytes_ = 0;
}

void Mempool::SettledNonces::set(const Address& sender, Nonce next) {
    if (newer_.size() >= generation_max) older_ = std::exchange(newer_, {});
    newer_[sender] = next;
}

Nonce Mempool::SettledNonces::find(const Address& sender) const {
    for (const auto* generation : {&newer_, &older_})
        if (const auto at = generation->find(sender); at != generation->end()) return at->second;
    return {};
}

PooledTransaction Mempool::find(const Hash& hash) const {
    const std::lock_guard lock{mutex_};
    const auto found = by_hash_.find(hash);
    if (found == by_hash_.end()) return nullptr;
    const auto& [sender, nonce] = found->second;
    return queues_.at(sender).by_nonce.at(nonce).transaction;
}

Nonce Mempool::next_free_nonce(const Address& sender, Nonce nonce) const {
    const std::lock_guard lock{mutex_};
    const auto found = queues_.find(sender);
    if (found == queues_.end()) return std::max(nonce, settled_.find(sender));
    std::uint64_t free = std::max(nonce, found->second.next).value;
    while (found->second.by_nonce.contains(free)) ++free;
    return Nonce{free};
}

std::vector<Mempool::Entry> Mempool::content() const {
    const std::lock_guard lock{mutex_};
    std::vector<Address> senders;
    for (const auto& [sender, queue] : queues_) senders.push_back(sender);
    std::sort(senders.begin(), senders.end());
    std::vector<Entry> entries;
    for (const Address& sender : senders) {
        const Queue& queue = queues_.at(sender);
        std::uint64_t gapless = queue.next.value;
        for (const auto& [nonce, queued] : queue.by_nonce) {
            if (nonce == gapless) ++gapless;
            entries.push_back({queued.transaction, nonce < gapless});
        }
    }
    return entries;
}

std::size_t Mempool::size() const {
    const std::lock_guard lock{mutex_};
    return by_hash_.size();
}

bool Mempool::has_executable(const U256& base_fee) const {
    const std::lock_guard lock{mutex_};
    return std::any_of(queues_.begin(), queues_.end(), [&](const auto& entry) {
        const Queue& queue = entry.second;
        const auto first = queue.by_nonce.find(queue.next.value);
        return first != queue.by_nonce.end() &&
               first->second.transaction->body().fee_per_gas_max >= base_fee;
    });
}

}  // namespace ambag::node
