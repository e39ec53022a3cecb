// SPDX-License-Identifier: Apache-2.0
#include "node/storage/rocks.hpp"

namespace ambag::node::rocks {

using namespace chain;
using keys::Family;

namespace {

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
    explicit Snapshot(std::shared_ptr<const Moment> moment)
        : moment_{std::move(moment)},
          blocks_{moment_->blocks()},
          state_{moment_->state()},
          meta_{moment_->position()} {}

    Height head() const override { return meta_.head; }
    const StateCommitment& commitment() const override { return meta_.commitment; }

    AccountState account(const Address& address) const override {
        const auto found = read(keys::make(Family::account, address));
        return found ? whole(decode_account_state(*found), "an account") : AccountState{};
    }
    Record record(const Address& module, const Slot& slot) const override {
        const auto found = read(keys::make(Family::record, module, slot));
        return found ? whole(decode_record(*found), "a record") : Record{};
    }
    std::optional<Bytes> node(const TriePath& path) const override {
        return read(keys::make(Family::trie_node, store_key(path)));
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
        const auto head = blocks_.read(keys::at_height(keys::make(Family::head), height));
        if (!head) return std::nullopt;
        return whole(decode_head(*head), height);
    }
    std::optional<BlockRecord> block(Height height) const override {
        auto record = block_head(height);
        if (!record) return std::nullopt;
        const auto body = blocks_.read(keys::at_height(keys::make(Family::body), height));
        if (!body) stop_damaged("block " + std::to_string(height.value) + " has no body");
        whole(decode_body(*body, *record), height);
        return record;
    }
    std::optional<StateDiff> diff(Height height) const override {
        const auto found = blocks_.read(keys::at_height(keys::make(Family::change_set), height));
        if (!found) return std::nullopt;
        return whole(decode_diff(*found), height);
    }
    std::optional<Height> find_block(const Hash& hash) const override {
        const auto found = read(keys::make(Family::block_hash, hash));
        if (!found) return std::nullopt;
        StoredReader reader{*found};
        return Height{read_big_endian(reader, 8)};
    }
    std::optional<Place> find_transaction(const Hash& hash) const override {
        const auto found = read(keys::make(Family::transaction_hash, hash));
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
    std::optional<Bytes> read(BytesView key) const {
        const std::uint64_t hash = SortedRun::hash_of(key);
        for (const RunPointer& run : moment_->layers())
            if (const auto found = run->find(key, hash)) {
                if (found->erased) return std::nullopt;
                return to_bytes(found->value);
            }
        return state_.read(key);
    }

    // The value before the first change after `height`; nothing when it did not change since.
    std::optional<Bytes> before(const Bytes& prefix, Height height) const {
        if (height >= meta_.head) return std::nullopt;
        std::optional<Bytes> found;
        visit_from(keys::at_height(prefix, Height{height.value + 1}), prefix,
                   [&](BytesView, BytesView value) {
                       found = to_bytes(value);
                       return false;
                   });
        return found;
    }

    template <class Visit>
    void for_each(Family family, const Visit& visit) const {
        const Bytes prefix = keys::make(family);
        visit_from(prefix, prefix, [&](BytesView key, BytesView value) {
            visit(key.subspan(1), value);
            return true;
        });
    }

    // Ascending from `from` over the keys that begin with `prefix`, layers and database as one,
    // until `visit` returns false.
    template <class Visit>
    void visit_from(BytesView from, BytesView prefix, const Visit& visit) const {
        const auto below = state_.iterate();
        below->Seek(slice(from));
        RunMerge above{moment_->layers(), from};
        const auto within = [&](BytesView key) {
            return key.size() >= prefix.size() &&
                   std::ranges::equal(key.first(prefix.size()), prefix);
        };
        while (true) {
            const bool has_below = below->Valid() && within(view(below->key()));
            const bool has_above = !above.done() && within(above.key());
            if (!has_below && !has_above) break;
            const int order = !has_above   ? -1
                              : !has_below ? 1
                                           : below->key().compare(slice(above.key()));
            if (order < 0) {
                if (!visit(view(below->key()), view(below->value()))) return;
            } else if (const auto found = above.value(); !found.erased) {
                if (!visit(above.key(), found.value)) return;
            }
            if (order >= 0) above.next();
            if (order <= 0) below->Next();
        }
        if (!below->status().ok()) stop_damaged(below->status().ToString());
    }

    std::shared_ptr<const Moment> moment_;
    Reader blocks_;
    Reader state_;
    Meta meta_;
};

}  // namespace

std::shared_ptr<const StoreSnapshot> make_snapshot(std::shared_ptr<const Moment> moment) {
    return std::make_shared<const Snapshot>(std::move(moment));
}

}  // namespace ambag::node::rocks
