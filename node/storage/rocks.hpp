// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/db.h>

#include "node/storage/sorted_run.hpp"
#include "node/storage/store.hpp"

// Internal to node/storage: what the store, its write-behind and its snapshots share of RocksDB.

namespace ambag::node::rocks {

inline rocksdb::Slice slice(chain::BytesView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline chain::BytesView view(const rocksdb::Slice& slice) {
    return {reinterpret_cast<const chain::Byte*>(slice.data()), slice.size()};
}

// The open database: records of blocks in one column family, written and synced block by block;
// everything that follows from them in the other, which gets whole sorted files.
class Database {
 public:
    static chain::Result<std::shared_ptr<Database>, rocksdb::Status> open(rocksdb::Env* env,
                                                                          const std::string& path);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    rocksdb::DB& db() const { return *db_; }
    rocksdb::ColumnFamilyHandle* blocks() const { return blocks_; }
    rocksdb::ColumnFamilyHandle* state() const { return state_; }
    const rocksdb::Options& options() const { return options_; }
    const std::string& path() const { return path_; }

 private:
    Database() = default;

    rocksdb::Options options_;
    std::string path_;
    std::unique_ptr<rocksdb::DB> db_;
    rocksdb::ColumnFamilyHandle* blocks_ = nullptr;
    rocksdb::ColumnFamilyHandle* state_ = nullptr;
};

// Reads of one column family at one moment. `read` returns nothing for a key that is not there and
// stops the process when the database cannot be read: going on would mean answering from a broken
// state.
class Reader {
 public:
    Reader(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* family, const rocksdb::Snapshot* moment)
        : db_{db}, family_{family} {
        options_.snapshot = moment;
    }

    std::optional<chain::Bytes> read(chain::BytesView key) const;
    std::unique_ptr<rocksdb::Iterator> iterate() const;

 private:
    rocksdb::DB& db_;
    rocksdb::ColumnFamilyHandle* family_;
    rocksdb::ReadOptions options_;
};

[[noreturn]] void stop_damaged(const std::string& what);

// Where a state stands: the block it is after, and its tries.
struct Meta {
    chain::Height head;
    chain::StateCommitment commitment;
};
chain::Bytes encode_meta(const Meta& meta);
Meta decode_meta(chain::BytesView encoded);  // stops the process when damaged

chain::Bytes written_key();  // of the position up to which the state family is written
chain::Bytes document_key(std::string_view name);

// State in memory that the database does not have yet.
struct Layers {
    std::vector<RunPointer> runs;  // newest first
    Meta position;                 // to which they lead
};

// A moment of the database with the layers above it, held until it is destroyed.
class Moment {
 public:
    Moment(std::shared_ptr<Database> database, std::shared_ptr<const Layers> layers)
        : database_{std::move(database)},
          layers_{std::move(layers)},
          snapshot_{database_->db().GetSnapshot()} {}
    ~Moment() { database_->db().ReleaseSnapshot(snapshot_); }
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;

    Reader blocks() const { return {database_->db(), database_->blocks(), snapshot_}; }
    Reader state() const { return {database_->db(), database_->state(), snapshot_}; }
    const std::vector<RunPointer>& layers() const { return layers_->runs; }
    const Meta& position() const { return layers_->position; }

 private:
    std::shared_ptr<Database> database_;
    std::shared_ptr<const Layers> layers_;
    const rocksdb::Snapshot* snapshot_;
};

std::shared_ptr<const StoreSnapshot> make_snapshot(std::shared_ptr<const Moment> moment);

// What a block changes in the state families, its indexes included.
RunPointer block_run(const BlockRecord& record, const chain::StateDiff& diff,
                     std::span<const chain::TrieUpdate> tries);

}  // namespace ambag::node::rocks
