// SPDX-License-Identifier: Apache-2.0
#include <rocksdb/env.h>
#include <rocksdb/perf_level.h>

#include <filesystem>

#include "node/storage/recovery.hpp"
#include "node/storage/watermark.hpp"

namespace ambag::node {

using namespace chain;
using keys::Family;
using rocks::slice;

namespace {

// One atomic write, synced.
class Batch {
 public:
    explicit Batch(const rocks::Database& database, std::size_t bytes_expected = 0)
        : database_{database}, batch_{bytes_expected + 64, 0, 8, 0} {}

    void put_record(Family family, Height height, BytesView value) {
        const Bytes key = keys::at_height(keys::make(family), height);
        keep(batch_.Put(database_.blocks(), slice(key), slice(value)));
    }
    void erase_record(Family family, Height height) {
        const Bytes key = keys::at_height(keys::make(family), height);
        keep(batch_.Delete(database_.blocks(), slice(key)));
    }
    void put(BytesView key, BytesView value) {
        keep(batch_.Put(database_.state(), slice(key), slice(value)));
    }
    void erase(BytesView key) { keep(batch_.Delete(database_.state(), slice(key))); }

    Result<void, StoreError> write(bool sync) {
        rocksdb::WriteOptions options;
        options.sync = sync;
        // Without it every comparison of keys is counted, in a thread's own memory.
        rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
        if (status_.ok()) status_ = database_.db().Write(options, &batch_);
        if (status_.ok()) return {};
        return std::unexpected(StoreError{"the database refused a write: " + status_.ToString()});
    }
    ApplyStatistics statistics() {
        return {static_cast<std::size_t>(batch_.Count()), batch_.GetDataSize()};
    }

 private:
    void keep(const rocksdb::Status& status) {
        if (status_.ok()) status_ = status;
    }

    const rocks::Database& database_;
    rocksdb::WriteBatch batch_;
    rocksdb::Status status_;
};

class RocksStore final : public Store {
 public:
    RocksStore(std::shared_ptr<rocks::Database> database, std::unique_ptr<rocksdb::Env> memory,
               const StoreOptions& options, std::unique_ptr<Watermark> watermark)
        : memory_{std::move(memory)},
          database_{std::move(database)},
          sync_{options.sync && !options.in_memory},
          watermark_{std::move(watermark)},
          behind_{database_, {options.layer_bytes_max, options.claims_too_much}} {}

    // Before anything else is called.
    Result<void, StoreError> recover() { return rocks::recover(database_, behind_); }

    bool empty() const override { return !behind_.position(); }
    std::optional<Height> head() const {
        const auto position = behind_.position();
        return position ? std::optional{position->head} : std::nullopt;
    }

    Result<ApplyStatistics, StoreError> apply(const BlockRecord& record, const StateDiff& diff,
                                              std::span<const TrieUpdate> tries,
                                              const StateCommitment& after) override {
        const Height height = record.header.number;
        const Bytes body = encode_body(record);
        const Bytes changes = encode_diff(diff);
        Batch batch{*database_, body.size() + changes.size() + 1024};
        batch.put_record(Family::body, height, body);
        batch.put_record(Family::change_set, height, changes);
        batch.put_record(Family::head, height, encode_head(record));
        TRY(batch.write(sync_));
        TRY(behind_.add(rocks::block_run(record, diff, tries), {height, after}));
        if (watermark_) TRY(watermark_->write(height));
        return batch.statistics();
    }

    Result<void, StoreError> undo_head(const StateDiff& reverse, std::span<const TrieUpdate> tries,
                                       const StateCommitment& after) override {
        const Height height = behind_.position()->head;
        const rocks::Meta parent{Height{height.value - 1}, after};
        const auto record = snapshot()->block(height);
        // The database then has the state that is undone, and takes the undoing with the records.
        TRY(behind_.write_all());
        Batch batch{*database_};
        undo_record(batch, *record);
        undo_changes(batch, reverse, height);
        undo_tries(batch, tries);
        batch.put(rocks::written_key(), rocks::encode_meta(parent));
        // The watermark goes first: an explicit roll-back is not a loss.
        if (watermark_) TRY(watermark_->write(parent.head));
        return behind_.step_back(parent, [&] { return batch.write(sync_); });
    }

    std::shared_ptr<const StoreSnapshot> snapshot() const override {
        return rocks::make_snapshot(behind_.moment());
    }

    std::optional<Bytes> document(std::string_view name) const override {
        return rocks::Reader{database_->db(), database_->state(), nullptr}.read(
            rocks::document_key(name));
    }

    Result<void, StoreError> put_document(std::string_view name, BytesView content) override {
        Batch batch{*database_};
        batch.put(rocks::document_key(name), content);
        return batch.write(sync_);
    }

 private:
    static void undo_changes(Batch& batch, const StateDiff& reverse, Height height) {
        for (const AccountChange& change : reverse.accounts) {
            put_or_erase(batch, keys::make(Family::account, change.address),
                         encode_account_state(change.after));
            batch.erase(
                keys::at_height(keys::make(Family::account_before, change.address), height));
        }
        for (const RecordChange& change : reverse.records) {
            put_or_erase(batch, keys::make(Family::record, change.module, change.slot),
                         encode_record(change.after));
            batch.erase(keys::at_height(
                keys::make(Family::record_before, change.module, change.slot), height));
        }
    }

    static void undo_tries(Batch& batch, std::span<const TrieUpdate> tries) {
        for (const TrieUpdate& trie : tries)
            for (const NodeChange& node : trie.nodes)
                put_or_erase(batch,
                             keys::make(Family::trie_node, store_key({trie.owner, node.path})),
                             node.encoding ? BytesView{*node.encoding} : BytesView{});
    }

    static void undo_record(Batch& batch, const BlockRecord& record) {
        for (const Family family : {Family::head, Family::body, Family::change_set})
            batch.erase_record(family, record.header.number);
        batch.erase(keys::make(Family::block_hash, record.hash));
        for (const StoredTransaction& tx : record.transactions)
            batch.erase(keys::make(Family::transaction_hash, tx.transaction.hash()));
    }

    static void put_or_erase(Batch& batch, BytesView key, BytesView value) {
        if (value.empty())
            batch.erase(key);
        else
            batch.put(key, value);
    }

    std::unique_ptr<rocksdb::Env> memory_;  // outlives the database
    std::shared_ptr<rocks::Database> database_;
    bool sync_;
    std::unique_ptr<Watermark> watermark_;
    rocks::WriteBehind behind_;
};

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
    if (store.head() && *store.head() >= *acknowledged) return {};
    return std::unexpected(StoreError{
        "the data directory " + path + " has lost blocks: block " +
        std::to_string(acknowledged->value) + " was acknowledged, the database ends at " +
        (store.head() ? std::to_string(store.head()->value) : std::string{"nothing"}) +
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
    auto database = rocks::Database::open(env, path);
    if (!database) return std::unexpected(open_error(database.error(), options.path));
    std::unique_ptr<Watermark> watermark;
    if (!options.in_memory) watermark = std::make_unique<Watermark>(options.path + "/watermark");
    const Watermark* watch = watermark.get();
    auto store = std::make_unique<RocksStore>(std::move(*database), std::move(memory), options,
                                              std::move(watermark));
    TRY(store->recover());
    if (watch != nullptr) TRY(check_watermark(*watch, *store, options.path));
    return store;
}

}  // namespace ambag::node
