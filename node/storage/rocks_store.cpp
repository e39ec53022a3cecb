// SPDX-License-Identifier: Apache-2.0
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/perf_level.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include <filesystem>
#include <map>
#include <mutex>

#include "node/storage/rocks.hpp"
#include "node/storage/watermark.hpp"

namespace ambag::node {

using namespace chain;
using keys::Family;
using rocks::slice;

namespace {

// One batch, sorted by key before it is written: RocksDB's memtable then inserts by hint. Most of a
// block comes in order within its family and is not sorted again.
class SortedBatch {
 public:
    void put(BytesView key, BytesView value) { add(key, value, false); }
    void erase(BytesView key) { add(key, {}, true); }
    void put_or_erase(BytesView key, BytesView value) { add(key, value, value.empty()); }

    rocksdb::Status write(rocksdb::DB& db, bool sync) {
        rocksdb::WriteBatch batch{bytes_ + 24 * keys_, 0, 8, 0};
        for (auto& [family, run] : runs_) {
            run.sort();
            for (const Entry& entry : run.entries) {
                const auto key = slice(run.key(entry));
                const auto status =
                    entry.erased ? batch.Delete(key) : batch.Put(key, slice(run.value(entry)));
                if (!status.ok()) return status;
            }
        }
        rocksdb::WriteOptions options;
        options.sync = sync;
        // Without it every comparison of keys is counted, in a thread's own memory.
        rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
        return db.Write(options, &batch);
    }

    ApplyStatistics statistics() const { return {keys_, bytes_}; }

 private:
    struct Entry {
        std::size_t at;  // of the key in the run's bytes; the value follows
        std::size_t key_size;
        std::size_t value_size;
        bool erased;
    };
    struct Run {
        Bytes bytes;
        std::vector<Entry> entries;
        bool sorted = true;

        BytesView key(const Entry& entry) const {
            return BytesView{bytes}.subspan(entry.at, entry.key_size);
        }
        BytesView value(const Entry& entry) const {
            return BytesView{bytes}.subspan(entry.at + entry.key_size, entry.value_size);
        }
        bool before(const Entry& a, const Entry& b) const {
            return slice(key(a)).compare(slice(key(b))) < 0;
        }
        void sort() {
            if (sorted) return;
            std::sort(entries.begin(), entries.end(),
                      [this](const Entry& a, const Entry& b) { return before(a, b); });
        }
    };

    void add(BytesView key, BytesView value, bool erased) {
        Run& run = runs_[key.front()];
        const Entry entry{run.bytes.size(), key.size(), value.size(), erased};
        append(run.bytes, key);
        append(run.bytes, value);
        run.sorted = run.sorted && (run.entries.empty() || run.before(run.entries.back(), entry));
        run.entries.push_back(entry);
        ++keys_;
        bytes_ += key.size() + value.size();
    }

    std::map<Byte, Run> runs_;  // by family, the first byte of a key
    std::size_t keys_ = 0;
    std::size_t bytes_ = 0;
};

void put_flat_state(SortedBatch& batch, const StateDiff& diff) {
    for (const AccountChange& change : diff.accounts)
        batch.put_or_erase(keys::make(Family::account, change.address),
                           encode_account_state(change.after));
    for (const RecordChange& change : diff.records)
        batch.put_or_erase(keys::make(Family::record, change.module, change.slot),
                           encode_record(change.after));
}

void put_tries(SortedBatch& batch, std::span<const TrieUpdate> tries) {
    const auto put = [&](const TrieUpdate& trie) {
        for (const NodeChange& node : trie.nodes)
            batch.put_or_erase(keys::make(Family::trie_node, store_key({trie.owner, node.path})),
                               node.encoding ? BytesView{*node.encoding} : BytesView{});
    };
    // The state trie comes last in an update and first in the order of keys.
    for (const TrieUpdate& trie : tries)
        if (!trie.owner) put(trie);
    for (const TrieUpdate& trie : tries)
        if (trie.owner) put(trie);
}

// Old values by (key, height), from which state at any height is read; block 0 needs none.
void put_history(SortedBatch& batch, const StateDiff& diff, Height height) {
    if (height == Height{0}) return;
    for (const AccountChange& change : diff.accounts)
        batch.put(keys::at_height(keys::make(Family::account_before, change.address), height),
                  encode_account_state(change.before));
    for (const RecordChange& change : diff.records)
        batch.put(
            keys::at_height(keys::make(Family::record_before, change.module, change.slot), height),
            encode_record(change.before));
}

Bytes height_value(Height height) {
    Bytes value;
    write_big_endian(value, height.value, 8);
    return value;
}

void put_block(SortedBatch& batch, const BlockRecord& record, const StateDiff& diff) {
    const Height height = record.header.number;
    batch.put(keys::at_height(keys::make(Family::head), height), encode_head(record));
    batch.put(keys::at_height(keys::make(Family::body), height), encode_body(record));
    batch.put(keys::at_height(keys::make(Family::change_set), height), encode_diff(diff));
    batch.put(keys::make(Family::block_hash, record.hash), height_value(height));
    for (std::size_t i = 0; i < record.transactions.size(); ++i) {
        Bytes place = height_value(height);
        write_big_endian(place, i, 4);
        batch.put(keys::make(Family::transaction_hash, record.transactions[i].transaction.hash()),
                  place);
    }
}

Bytes meta_key() {
    return keys::make(Family::meta, as_bytes("position"));
}
Bytes document_key(std::string_view name) {
    return keys::make(Family::meta, as_bytes("document/"), as_bytes(name));
}

class RocksStore final : public Store {
 public:
    RocksStore(std::shared_ptr<rocksdb::DB> db, std::unique_ptr<rocksdb::Env> memory, bool sync,
               std::unique_ptr<Watermark> watermark)
        : memory_{std::move(memory)},
          db_{std::move(db)},
          sync_{sync},
          watermark_{std::move(watermark)} {
        const rocks::Reader reader{*db_, nullptr};
        if (const auto meta = reader.read(meta_key())) meta_ = rocks::decode_meta(*meta);
    }

    bool empty() const override { return !meta_; }
    const std::optional<rocks::Meta>& meta() const { return meta_; }

    Result<ApplyStatistics, StoreError> apply(const BlockRecord& record, const StateDiff& diff,
                                              std::span<const TrieUpdate> tries,
                                              const StateCommitment& after) override {
        SortedBatch batch;
        put_block(batch, record, diff);
        put_history(batch, diff, record.header.number);
        TRY(finish(batch, diff, tries, {record.header.number, after}));
        return batch.statistics();
    }

    Result<void, StoreError> undo_head(const StateDiff& reverse, std::span<const TrieUpdate> tries,
                                       const StateCommitment& after) override {
        const Height height = meta_->head;
        const auto record = snapshot()->block(height);
        SortedBatch batch;
        for (const Family family : {Family::head, Family::body, Family::change_set})
            batch.erase(keys::at_height(keys::make(family), height));
        batch.erase(keys::make(Family::block_hash, record->hash));
        for (const StoredTransaction& tx : record->transactions)
            batch.erase(keys::make(Family::transaction_hash, tx.transaction.hash()));
        for (const AccountChange& change : reverse.accounts)
            batch.erase(
                keys::at_height(keys::make(Family::account_before, change.address), height));
        for (const RecordChange& change : reverse.records)
            batch.erase(keys::at_height(
                keys::make(Family::record_before, change.module, change.slot), height));
        // The watermark goes first: an explicit roll-back is not a loss.
        if (watermark_) TRY(watermark_->write(Height{height.value - 1}));
        return finish(batch, reverse, tries, {Height{height.value - 1}, after});
    }

    std::shared_ptr<const StoreSnapshot> snapshot() const override {
        const std::lock_guard lock{mutex_};
        return rocks::make_snapshot(db_, *meta_);
    }

    std::optional<Bytes> document(std::string_view name) const override {
        return rocks::Reader{*db_, nullptr}.read(document_key(name));
    }

    Result<void, StoreError> put_document(std::string_view name, BytesView content) override {
        SortedBatch batch;
        batch.put(document_key(name), content);
        return written(batch.write(*db_, sync_));
    }

 private:
    Result<void, StoreError> finish(SortedBatch& batch, const StateDiff& diff,
                                    std::span<const TrieUpdate> tries, rocks::Meta meta) {
        put_flat_state(batch, diff);
        put_tries(batch, tries);
        batch.put(meta_key(), rocks::encode_meta(meta));
        const Height head = meta.head;
        {
            // A snapshot must see a block and its position together.
            const std::lock_guard lock{mutex_};
            TRY(written(batch.write(*db_, sync_)));
            meta_ = std::move(meta);
        }
        if (watermark_) TRY(watermark_->write(head));
        return {};
    }

    static Result<void, StoreError> written(const rocksdb::Status& status) {
        if (status.ok()) return {};
        return std::unexpected(StoreError{"the database refused a write: " + status.ToString()});
    }

    std::unique_ptr<rocksdb::Env> memory_;  // outlives the database
    std::shared_ptr<rocksdb::DB> db_;
    bool sync_;
    std::unique_ptr<Watermark> watermark_;
    mutable std::mutex mutex_;
    std::optional<rocks::Meta> meta_;
};

rocksdb::Options database_options(rocksdb::Env* env) {
    rocksdb::Options options;
    options.create_if_missing = true;
    if (env != nullptr) options.env = env;
    // The default mode forgets acknowledged blocks behind a damaged byte and says nothing; this
    // one refuses the damage and still opens after an ordinary torn tail.
    options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
    options.paranoid_checks = true;
    options.write_buffer_size = 128U << 20;
    options.max_background_jobs = 2;
    options.allow_concurrent_memtable_write = false;
    options.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(1));
    options.keep_log_file_num = 2;
    rocksdb::BlockBasedTableOptions table;
    table.block_cache = rocksdb::NewLRUCache(128U << 20);
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10, false));
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    return options;
}

StoreError open_error(const rocksdb::Status& status, const std::string& path) {
    const std::string text = status.ToString();
    if (status.IsIOError() && text.find("lock") != std::string::npos)
        return {"the data directory " + path + " is in use by another node"};
    if (status.IsCorruption())
        return {"the data directory " + path + " is damaged: " + text +
                "; restore it from a backup"};
    return {"cannot open the data directory " + path + ": " + text};
}

Result<void, StoreError> check_watermark(const Watermark& watermark, const RocksStore& store,
                                         const std::string& path) {
    const std::optional<Height> acknowledged = TRY(watermark.read());
    if (!acknowledged) return {};
    if (store.meta() && store.meta()->head >= *acknowledged) return {};
    return std::unexpected(StoreError{
        "the data directory " + path + " has lost blocks: block " +
        std::to_string(acknowledged->value) + " was acknowledged, the database ends at " +
        (store.meta() ? std::to_string(store.meta()->head.value) : std::string{"nothing"}) +
        "; restore it from a backup"});
}

}  // namespace

Result<std::unique_ptr<Store>, StoreError> Store::open(const StoreOptions& options) {
    std::unique_ptr<rocksdb::Env> memory;
    rocksdb::Env* env = options.env;
    if (options.in_memory) {
        memory.reset(rocksdb::NewMemEnv(rocksdb::Env::Default()));
        env = memory.get();
    } else {
        std::error_code error;
        std::filesystem::create_directories(options.path, error);
        if (error)
            return std::unexpected(StoreError{"cannot create the data directory " + options.path +
                                              ": " + error.message()});
    }
    const std::string path = options.in_memory ? "/state" : options.path + "/state";
    rocksdb::DB* opened = nullptr;
    const rocksdb::Status status = rocksdb::DB::Open(database_options(env), path, &opened);
    if (!status.ok()) return std::unexpected(open_error(status, options.path));
    std::shared_ptr<rocksdb::DB> db{opened};
    std::unique_ptr<Watermark> watermark;
    if (!options.in_memory) watermark = std::make_unique<Watermark>(options.path + "/watermark");
    const Watermark* watch = watermark.get();
    auto store = std::make_unique<RocksStore>(
        std::move(db), std::move(memory), options.sync && !options.in_memory, std::move(watermark));
    if (watch != nullptr) TRY(check_watermark(*watch, *store, options.path));
    return store;
}

}  // namespace ambag::node
