// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/db.h>

#include "node/storage/keys.hpp"
#include "node/storage/store.hpp"

// Internal to node/storage: what the store and its snapshots share of RocksDB.

namespace ambag::node::rocks {

inline rocksdb::Slice slice(chain::BytesView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline chain::BytesView view(const rocksdb::Slice& slice) {
    return {reinterpret_cast<const chain::Byte*>(slice.data()), slice.size()};
}

// Reads at one moment. `read` returns nothing for a key that is not there and stops the process
// when the database cannot be read: going on would mean answering from a broken state.
class Reader {
 public:
    Reader(rocksdb::DB& db, const rocksdb::Snapshot* moment) : db_{db} {
        options_.snapshot = moment;
    }

    std::optional<chain::Bytes> read(chain::BytesView key) const;
    std::unique_ptr<rocksdb::Iterator> iterate() const;
    // The first entry at or after `from` whose key begins with `prefix`.
    std::optional<chain::Bytes> first_at_or_after(chain::BytesView from,
                                                  chain::BytesView prefix) const;

 private:
    rocksdb::DB& db_;
    rocksdb::ReadOptions options_;
};

// The record under which a store knows where it stands.
struct Meta {
    chain::Height head;
    chain::StateCommitment commitment;
};
chain::Bytes encode_meta(const Meta& meta);
Meta decode_meta(chain::BytesView encoded);  // stops the process when damaged

std::shared_ptr<const StoreSnapshot> make_snapshot(std::shared_ptr<rocksdb::DB> db,
                                                   const Meta& meta);

}  // namespace ambag::node::rocks
