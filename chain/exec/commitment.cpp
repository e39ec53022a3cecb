// SPDX-License-Identifier: Apache-2.0
#include "chain/exec/commitment.hpp"

#include "chain/codec/rlp.hpp"
#include "chain/crypto/keccak_batch.hpp"

namespace ambag::chain {

namespace {

template <class T, class Key>
std::vector<Hash> hash_keys(std::span<const T> changes, Key key) {
    std::vector<BytesView> plain;
    plain.reserve(changes.size());
    for (const T& change : changes) plain.push_back(key(change));
    std::vector<Hash> hashes(changes.size());
    keccak256_batch(plain, hashes);
    return hashes;
}

void sort_by_key(std::vector<TrieChange>& changes) {
    std::sort(changes.begin(), changes.end(),
              [](const TrieChange& a, const TrieChange& b) { return a.key < b.key; });
}

Result<TrieUpdate, Fault> update_storage(const Address& module, const Hash& root,
                                         std::span<const RecordChange> records,
                                         const NodeStore& nodes) {
    const std::vector<Hash> keys =
        hash_keys(records, [](const RecordChange& change) { return BytesView{change.slot}; });
    std::vector<TrieChange> changes;
    changes.reserve(records.size());
    for (std::size_t i = 0; i < records.size(); ++i)
        changes.push_back({keys[i], encode_leaf_word(records[i].after)});
    sort_by_key(changes);
    return update_trie(secure_key(module), root, changes, nodes);
}

Hash root_or_empty(const StateCommitment& commitment, const Address& module) {
    const auto found = commitment.storage_roots.find(module);
    return found == commitment.storage_roots.end() ? empty_trie_root : found->second;
}

// Storage tries of the modules whose records changed; returns those modules.
Result<std::vector<Address>, Fault> update_storages(const StateDiff& diff, const NodeStore& nodes,
                                                    CommitmentUpdate& update) {
    std::vector<Address> touched;
    for (auto first = diff.records.begin(); first != diff.records.end();) {
        const auto last = std::find_if(first, diff.records.end(), [&](const RecordChange& change) {
            return change.module != first->module;
        });
        TrieUpdate trie =
            TRY(update_storage(first->module, root_or_empty(update.after, first->module),
                               std::span{first, last}, nodes));
        update.after.storage_roots[first->module] = trie.root;
        update.tries.push_back(std::move(trie));
        touched.push_back(first->module);
        first = last;
    }
    return touched;
}

}  // namespace

Bytes encode_account(const AccountState& account, const Hash& storage_root) {
    if (!account.exists()) return {};
    Bytes out;
    {
        rlp::List list{out};
        rlp::write_integer(out, account.nonce);
        rlp::write_integer(out, account.balance);
        rlp::write_string(out, storage_root);
        rlp::write_string(out, account.is_module ? module_code_hash : empty_code_hash);
    }
    return out;
}

Bytes encode_leaf_word(const Record& record) {
    if (record.absent()) return {};
    Bytes out;
    rlp::write_integer(out, U256::from_big_endian(record.leaf_word()));
    return out;
}

Result<CommitmentUpdate, Fault> update_commitment(const StateCommitment& commitment,
                                                  const StateView& before, const StateDiff& diff,
                                                  const NodeStore& nodes) {
    CommitmentUpdate update{commitment, {}};
    const std::vector<Address> touched = TRY(update_storages(diff, nodes, update));
    std::vector<AccountChange> accounts = diff.accounts;
    for (const Address& module : touched) {
        const auto at = std::lower_bound(
            accounts.begin(), accounts.end(), module,
            [](const AccountChange& change, const Address& a) { return change.address < a; });
        if (at != accounts.end() && at->address == module) continue;
        const AccountState state = before.account(module);
        accounts.insert(at, {module, state, state});
    }
    const std::vector<Hash> keys =
        hash_keys(std::span<const AccountChange>{accounts},
                  [](const AccountChange& change) { return BytesView{change.address}; });
    std::vector<TrieChange> changes;
    changes.reserve(accounts.size());
    for (std::size_t i = 0; i < accounts.size(); ++i)
        changes.push_back(
            {keys[i],
             encode_account(accounts[i].after, root_or_empty(update.after, accounts[i].address))});
    sort_by_key(changes);
    TrieUpdate state = TRY(update_trie({}, commitment.state_root, changes, nodes));
    update.after.state_root = state.root;
    update.tries.push_back(std::move(state));
    return update;
}

Header make_header(const Hash& parent, const BlockEnv& env, const BlockOutcome& outcome,
                   const Hash& state_root) {
    std::vector<Bytes> transactions;
    std::vector<Bytes> receipts;
    for (const SignedTransaction& tx : outcome.transactions) transactions.push_back(tx.raw());
    for (const TransactionOutcome& tx : outcome.outcomes)
        receipts.push_back(encode_receipt(tx.receipt));
    Header header;
    header.parent_hash = parent;
    header.miner = env.coinbase;
    header.state_root = state_root;
    header.transactions_root = ordered_root(transactions);
    header.receipts_root = ordered_root(receipts);
    header.logs_bloom = outcome.bloom;
    header.number = env.height;
    header.gas_limit = env.gas_limit;
    header.gas_used = outcome.gas_used;
    header.timestamp = env.time;
    header.extra_data = env.extra_data;
    header.base_fee_per_gas = env.base_fee.units;
    return header;
}

}  // namespace ambag::chain
