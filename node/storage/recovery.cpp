// SPDX-License-Identifier: Apache-2.0
#include "node/storage/recovery.hpp"

#include "chain/trie/node_cache.hpp"

namespace ambag::node::rocks {

using namespace chain;
using keys::Family;

namespace {

constexpr std::size_t trie_bytes_max = std::size_t{256} << 20;

std::optional<Height> last_record(const Database& database) {
    const Reader blocks{database.db(), database.blocks(), nullptr};
    const auto at = blocks.iterate();
    const Bytes beyond = keys::at_height(keys::make(Family::head), Height{~std::uint64_t{0}});
    at->SeekForPrev(slice(beyond));
    if (!at->status().ok()) stop_damaged(at->status().ToString());
    if (!at->Valid() || at->key()[0] != static_cast<char>(Family::head)) return std::nullopt;
    StoredReader height{view(at->key()).subspan(1)};
    return Height{read_big_endian(height, 8)};
}

std::optional<Meta> written_position(const Database& database) {
    const Reader state{database.db(), database.state(), nullptr};
    if (state.read(keys::make(Family::meta, as_bytes("position"))))
        stop_damaged("it was made by an earlier version of ambag, whose format is no longer read");
    const auto found = state.read(written_key());
    if (!found) return std::nullopt;
    return decode_meta(*found);
}

std::unexpected<StoreError> unusable(const std::string& what) {
    return std::unexpected(StoreError{"the data directory " + what + "; restore it from a backup"});
}

class Rebuilder {
 public:
    Rebuilder(WriteBehind& behind, const Meta& from)
        : behind_{behind}, meta_{from}, nodes_{now(), trie_bytes_max} {}

    Result<void, StoreError> add(Height height) {
        const auto before = now();
        const auto record = before->block(height);
        const auto diff = before->diff(height);
        if (!record || !diff)
            return unusable("is damaged: block " + std::to_string(height.value) + " is missing");
        const auto update = update_commitment(meta_.commitment, *before, *diff, nodes_);
        if (!update || update->after.state_root != record->header.state_root)
            return unusable("is damaged: the changes of block " + std::to_string(height.value) +
                            " do not lead to its state root");
        for (const TrieUpdate& trie : update->tries) nodes_.apply(trie);
        meta_ = {height, update->after};
        return behind_.add(block_run(*record, *diff, update->tries), meta_);
    }

 private:
    std::shared_ptr<const StoreSnapshot> now() const { return make_snapshot(behind_.moment()); }

    WriteBehind& behind_;
    Meta meta_;
    NodeCache nodes_;
};

}  // namespace

Result<void, StoreError> recover(const std::shared_ptr<Database>& database, WriteBehind& behind) {
    const auto last = last_record(*database);
    const auto written = written_position(*database);
    if (written && (!last || *last < written->head))
        return unusable("has lost blocks: its state is after block " +
                        std::to_string(written->head.value) + ", its blocks end at " +
                        (last ? std::to_string(last->value) : std::string{"nothing"}));
    if (!last) return {};
    if (written) behind.start_from(*written);
    if (written && written->head == *last) return {};
    Rebuilder rebuilder{behind, written.value_or(Meta{})};
    for (std::uint64_t height = written ? written->head.value + 1 : 0; height <= last->value;
         ++height)
        TRY(rebuilder.add(Height{height}));
    return {};
}

}  // namespace ambag::node::rocks
