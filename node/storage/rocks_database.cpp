// SPDX-License-Identifier: Apache-2.0
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include "chain/base/check.hpp"
#include "chain/codec/rlp.hpp"
#include "node/storage/rocks.hpp"

namespace ambag::node::rocks {

using namespace chain;
using keys::Family;

namespace {

rocksdb::Options database_options(rocksdb::Env* env) {
    rocksdb::Options options;
    options.create_if_missing = true;
    options.create_missing_column_families = true;
    if (env != nullptr) options.env = env;
    // The default mode forgets acknowledged blocks behind a damaged byte and says nothing; this
    // one refuses the damage and still opens after an ordinary torn tail.
    options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
    options.paranoid_checks = true;
    options.write_buffer_size = 64U << 20;
    options.max_background_jobs = 2;
    options.allow_concurrent_memtable_write = false;
    options.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(1));
    options.keep_log_file_num = 2;
    rocksdb::BlockBasedTableOptions table;
    // Small: the working state and the layers hold what is used, uncompressed.
    table.block_cache = rocksdb::NewLRUCache(32U << 20);
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10, false));
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    return options;
}

}  // namespace

Result<std::shared_ptr<Database>, rocksdb::Status> Database::open(rocksdb::Env* env,
                                                                  const std::string& path) {
    std::shared_ptr<Database> made{new Database};
    made->options_ = database_options(env);
    made->path_ = path;
    const std::vector<rocksdb::ColumnFamilyDescriptor> families{
        {rocksdb::kDefaultColumnFamilyName, made->options_}, {"blocks", made->options_}};
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::DB* opened = nullptr;
    const rocksdb::Status status =
        rocksdb::DB::Open(made->options_, path, families, &handles, &opened);
    if (!status.ok()) return std::unexpected(status);
    made->db_.reset(opened);
    made->state_ = handles[0];
    made->blocks_ = handles[1];
    return made;
}

Database::~Database() {
    if (db_ == nullptr) return;
    for (rocksdb::ColumnFamilyHandle* family : {blocks_, state_})
        if (const auto closed = db_->DestroyColumnFamilyHandle(family); !closed.ok())
            std::fprintf(stderr, "ambag: closing the database: %s\n", closed.ToString().c_str());
}

void stop_damaged(const std::string& what) {
    std::fprintf(stderr,
                 "ambag: the database is damaged: %s; restore the data directory from a backup\n",
                 what.c_str());
    std::abort();
}

std::optional<Bytes> Reader::read(BytesView key) const {
    rocksdb::PinnableSlice value;
    const rocksdb::Status status = db_.Get(options_, family_, slice(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) stop_damaged(status.ToString());
    return to_bytes(view(value));
}

std::unique_ptr<rocksdb::Iterator> Reader::iterate() const {
    return std::unique_ptr<rocksdb::Iterator>{db_.NewIterator(options_, family_)};
}

Bytes written_key() {
    return keys::make(Family::meta, as_bytes("written"));
}

Bytes document_key(std::string_view name) {
    return keys::make(Family::meta, as_bytes("document/"), as_bytes(name));
}

Bytes encode_meta(const Meta& meta) {
    Bytes out;
    {
        rlp::List list{out};
        rlp::write_integer(out, meta.head);
        rlp::write_string(out, meta.commitment.state_root);
        for (const auto& [module, root] : meta.commitment.storage_roots) {
            rlp::write_string(out, module);
            rlp::write_string(out, root);
        }
    }
    return out;
}

Meta decode_meta(BytesView encoded) {
    const auto decode = [&]() -> rlp::Decoded<Meta> {
        rlp::Cursor cursor{encoded};
        rlp::Cursor list = TRY(cursor.read_list());
        Meta meta;
        meta.head = Height{TRY(list.read_u64())};
        meta.commitment.state_root = TRY(list.read_fixed<Hash>());
        while (!list.done()) {
            const Address module = TRY(list.read_fixed<Address>());
            meta.commitment.storage_roots[module] = TRY(list.read_fixed<Hash>());
        }
        return meta;
    };
    auto meta = decode();
    if (!meta) stop_damaged("its own position");
    return std::move(*meta);
}

}  // namespace ambag::node::rocks
