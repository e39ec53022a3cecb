// SPDX-License-Identifier: Apache-2.0
#include "node/storage/rocks.hpp"

namespace ambag::node::rocks {

using namespace chain;
using keys::Family;

namespace {

void put_flat_state(RunBuilder& run, const StateDiff& diff) {
    for (const AccountChange& change : diff.accounts)
        run.put_or_erase(keys::make(Family::account, change.address),
                         encode_account_state(change.after));
    for (const RecordChange& change : diff.records)
        run.put_or_erase(keys::make(Family::record, change.module, change.slot),
                         encode_record(change.after));
}

void put_tries(RunBuilder& run, std::span<const TrieUpdate> tries) {
    const auto put = [&](const TrieUpdate& trie) {
        Bytes key = keys::make(Family::trie_node, store_key({trie.owner, {}}));
        const std::size_t owner_size = key.size();
        for (const NodeChange& node : trie.nodes) {
            key.resize(owner_size);
            for (std::size_t i = 0; i < node.path.size; ++i) key.push_back(node.path.at(i));
            run.put_or_erase(key, node.encoding ? BytesView{*node.encoding} : BytesView{});
        }
    };
    // The state trie comes last in an update and first in the order of keys.
    for (const TrieUpdate& trie : tries)
        if (!trie.owner) put(trie);
    for (const TrieUpdate& trie : tries)
        if (trie.owner) put(trie);
}

// Old values by (key, height), from which state at any height is read; block 0 needs none.
void put_history(RunBuilder& run, const StateDiff& diff, Height height) {
    if (height == Height{0}) return;
    for (const AccountChange& change : diff.accounts)
        run.put(keys::at_height(keys::make(Family::account_before, change.address), height),
                encode_account_state(change.before));
    for (const RecordChange& change : diff.records)
        run.put(
            keys::at_height(keys::make(Family::record_before, change.module, change.slot), height),
            encode_record(change.before));
}

void put_indexes(RunBuilder& run, const BlockRecord& record) {
    Bytes place;
    write_big_endian(place, record.header.number.value, 8);
    run.put(keys::make(Family::block_hash, record.hash), place);
    for (std::size_t i = 0; i < record.transactions.size(); ++i) {
        place.resize(8);
        write_big_endian(place, i, 4);
        run.put(keys::make(Family::transaction_hash, record.transactions[i].transaction.hash()),
                place);
    }
}

// Roughly what the run will take, so that it is not moved while it grows.
std::size_t bytes_expected(const BlockRecord& record, const StateDiff& diff,
                           std::span<const TrieUpdate> tries) {
    std::size_t bytes = 64 + 48 * record.transactions.size() + 120 * diff.accounts.size();
    for (const RecordChange& change : diff.records)
        bytes += 200 + change.before.blob.size() + change.after.blob.size();
    for (const TrieUpdate& trie : tries)
        for (const NodeChange& node : trie.nodes)
            bytes += 100 + (node.encoding ? node.encoding->size() : 0);
    return bytes;
}

}  // namespace

RunPointer block_run(const BlockRecord& record, const StateDiff& diff,
                     std::span<const TrieUpdate> tries) {
    RunBuilder run{bytes_expected(record, diff, tries)};
    put_flat_state(run, diff);
    put_history(run, diff, record.header.number);
    put_tries(run, tries);
    put_indexes(run, record);
    return run.finish();
}

}  // namespace ambag::node::rocks
