// SPDX-License-Identifier: Apache-2.0
#include "chain/base/check.hpp"
#include "chain/codec/rlp.hpp"
#include "node/storage/rocks.hpp"

namespace ambag::node::rocks {

using namespace chain;
using keys::Family;

namespace {

[[noreturn]] void stop_damaged(const std::string& what) {
    std::fprintf(stderr,
                 "ambag: the database is damaged: %s; restore the data directory from a backup\n",
                 what.c_str());
    std::abort();
}

template <class T>
T whole(Result<T, DecodeFailure> decoded, Height height) {
    if (!decoded)
        stop_damaged("block " + std::to_string(height.value) + ": " + decoded.error().what);
    if constexpr (!std::is_void_v<T>) return std::move(*decoded);
}

template <class T>
T whole(std::optional<T> decoded, const char* what) {
    if (!decoded) stop_damaged(what);
    return std::move(*decoded);
}

class Snapshot final : public StoreSnapshot {
 public:
    Snapshot(std::shared_ptr<rocksdb::DB> db, const Meta& meta)
        : db_{std::move(db)}, moment_{db_->GetSnapshot()}, reader_{*db_, moment_}, meta_{meta} {}
    ~Snapshot() override { db_->ReleaseSnapshot(moment_); }

    Height head() const override { return meta_.head; }
    const StateCommitment& commitment() const override { return meta_.commitment; }

    AccountState account(const Address& address) const override {
        const auto found = reader_.read(keys::make(Family::account, address));
        return found ? whole(decode_account_state(*found), "an account") : AccountState{};
    }
    Record record(const Address& module, const Slot& slot) const override {
        const auto found = reader_.read(keys::make(Family::record, module, slot));
        return found ? whole(decode_record(*found), "a record") : Record{};
    }
    std::optional<Bytes> node(const TriePath& path) const override {
        return reader_.read(keys::make(Family::trie_node, store_key(path)));
    }

    AccountState account_at(const Address& address, Height height) const override {
        const Bytes prefix = keys::make(Family::account_before, address);
        const auto old = before(prefix, height);
        return old ? whole(decode_account_state(*old), "an older account") : account(address);
    }
    Record record_at(const Address& module, const Slot& slot, Height height) const override {
        const Bytes prefix = keys::make(Family::record_before, module, slot);
        const auto old = before(prefix, height);
        return old ? whole(decode_record(*old), "an older record") : record(module, slot);
    }

    std::optional<BlockRecord> block_head(Height height) const override {
        const auto head = reader_.read(keys::at_height(keys::make(Family::head), height));
        if (!head) return std::nullopt;
        return whole(decode_head(*head), height);
    }
    std::optional<BlockRecord> block(Height height) const override {
        auto record = block_head(height);
        if (!record) return std::nullopt;
        const auto body = reader_.read(keys::at_height(keys::make(Family::body), height));
        if (!body) stop_damaged("block " + std::to_string(height.value) + " has no body");
        whole(decode_body(*body, *record), height);
        return record;
    }
    std::optional<StateDiff> diff(Height height) const override {
        const auto found = reader_.read(keys::at_height(keys::make(Family::change_set), height));
        if (!found) return std::nullopt;
        return whole(decode_diff(*found), height);
    }
    std::optional<Height> find_block(const Hash& hash) const override {
        const auto found = reader_.read(keys::make(Family::block_hash, hash));
        if (!found) return std::nullopt;
        StoredReader reader{*found};
        return Height{read_big_endian(reader, 8)};
    }
    std::optional<Place> find_transaction(const Hash& hash) const override {
        const auto found = reader_.read(keys::make(Family::transaction_hash, hash));
        if (!found) return std::nullopt;
        StoredReader reader{*found};
        const Height height{read_big_endian(reader, 8)};
        return Place{height, read_big_endian(reader, 4)};
    }

    void for_each_account(
        const std::function<void(const Address&, const AccountState&)>& visit) const override {
        for_each(Family::account, [&](BytesView key, BytesView value) {
            visit(Address::from(key), whole(decode_account_state(value), "an account"));
        });
    }
    void for_each_record(const std::function<void(const Address&, const Slot&, const Record&)>&
                             visit) const override {
        for_each(Family::record, [&](BytesView key, BytesView value) {
            visit(Address::from(key.first(20)), Slot::from(key.subspan(20)),
                  whole(decode_record(value), "a record"));
        });
    }

 private:
    // The value before the first change after `height`; nothing when it did not change since.
    std::optional<Bytes> before(const Bytes& prefix, Height height) const {
        if (height >= meta_.head) return std::nullopt;
        return reader_.first_at_or_after(keys::at_height(prefix, Height{height.value + 1}), prefix);
    }

    template <class Visit>
    void for_each(Family family, const Visit& visit) const {
        const auto at = reader_.iterate();
        const Bytes prefix = keys::make(family);
        for (at->Seek(slice(prefix)); at->Valid() && at->key().starts_with(slice(prefix));
             at->Next())
            visit(view(at->key()).subspan(1), view(at->value()));
        if (!at->status().ok()) stop_damaged(at->status().ToString());
    }

    std::shared_ptr<rocksdb::DB> db_;
    const rocksdb::Snapshot* moment_;
    Reader reader_;
    Meta meta_;
};

}  // namespace

std::optional<Bytes> Reader::read(BytesView key) const {
    rocksdb::PinnableSlice value;
    const rocksdb::Status status = db_.Get(options_, db_.DefaultColumnFamily(), slice(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) stop_damaged(status.ToString());
    return to_bytes(view(value));
}

std::unique_ptr<rocksdb::Iterator> Reader::iterate() const {
    return std::unique_ptr<rocksdb::Iterator>{db_.NewIterator(options_)};
}

std::optional<Bytes> Reader::first_at_or_after(BytesView from, BytesView prefix) const {
    const auto at = iterate();
    at->Seek(slice(from));
    if (!at->status().ok()) stop_damaged(at->status().ToString());
    if (!at->Valid() || !at->key().starts_with(slice(prefix))) return std::nullopt;
    return to_bytes(view(at->value()));
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

std::shared_ptr<const StoreSnapshot> make_snapshot(std::shared_ptr<rocksdb::DB> db,
                                                   const Meta& meta) {
    return std::make_shared<const Snapshot>(std::move(db), meta);
}

}  // namespace ambag::node::rocks
