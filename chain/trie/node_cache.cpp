// SPDX-License-Identifier: Apache-2.0
#include "chain/trie/node_cache.hpp"

#include <cstring>

#include "chain/base/check.hpp"
#include "chain/crypto/keccak_constant.hpp"
#include "chain/trie/trie.hpp"

namespace ambag::chain {

namespace trie_detail {

namespace {

// How the RLP of a plain account ends: storageRoot and codeHash of nothing.
constexpr auto plain_account_tail = [] {
    constexpr Hash no_code = keccak256_constant("");
    std::array<Byte, 66> tail{};
    tail[0] = 0xA0;
    std::copy_n(empty_trie_root.bytes.begin(), 32, tail.begin() + 1);
    tail[33] = 0xA0;
    std::copy_n(no_code.bytes.begin(), 32, tail.begin() + 34);
    return tail;
}();

enum EntryKind : Byte { absent_entry, whole_entry, tailless_entry };

// In front of each entry's key and content.
struct EntryHeader {
    std::uint16_t size;      // of the content
    std::uint16_t capacity;  // room for content
    std::uint8_t key_size;
    EntryKind kind;
};

EntryHeader header_of(const Byte* entry) {
    EntryHeader header;
    std::memcpy(&header, entry, sizeof header);
    return header;
}

}  // namespace

NodeGeneration::Key::Key(std::size_t owner_index, const NibblePath& path) {
    CHECK(owner_index <= 0xFFFF);
    bytes[0] = static_cast<Byte>(owner_index & 0xFF);
    bytes[1] = static_cast<Byte>(owner_index >> 8);
    bytes[2] = path.size;
    const std::size_t packed = (path.size + 1U) / 2;
    std::copy_n(path.bytes.begin(), packed, bytes.begin() + 3);
    size = 3 + packed;
    std::uint64_t mixed = 0;
    for (std::size_t i = 0; i < size; i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, &bytes[i], std::min<std::size_t>(8, bytes.size() - i));
        mixed = (mixed ^ word) * 0x9E3779B97F4A7C15ULL;
        mixed ^= mixed >> 29;
    }
    hash = static_cast<std::uint32_t>(mixed >> 32);
}

Byte* NodeGeneration::entry_at(std::uint32_t place) const {
    const std::size_t offset = std::size_t{place - 1} * granule;
    return blocks_[offset / block_size].get() + offset % block_size;
}

std::uint32_t NodeGeneration::allocate(std::size_t size) {
    const std::size_t rounded = (size + granule - 1) / granule * granule;
    if (block_used_ + rounded > block_size) {
        blocks_.push_back(std::make_unique_for_overwrite<Byte[]>(block_size));
        block_used_ = 0;
    }
    const std::size_t offset = (blocks_.size() - 1) * block_size + block_used_;
    block_used_ += rounded;
    CHECK(offset / granule < 0xFFFFFFFF);
    return static_cast<std::uint32_t>(offset / granule + 1);
}

std::size_t NodeGeneration::slot_of(const Key& key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = key.hash & mask;
    for (; slots_[i].place != 0; i = (i + 1) & mask) {
        if (slots_[i].tag != key.hash) continue;
        const Byte* entry = entry_at(slots_[i].place);
        const EntryHeader header = header_of(entry);
        if (header.key_size == key.size &&
            std::memcmp(entry + sizeof header, key.bytes.data(), key.size) == 0)
            break;
    }
    return i;
}

void NodeGeneration::prefetch_slot(const Key& key) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[key.hash & (slots_.size() - 1)]);
}

void NodeGeneration::prefetch_entry(const Key& key) const {
    if (slots_.empty()) return;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = key.hash & mask; slots_[i].place != 0; i = (i + 1) & mask) {
        if (slots_[i].tag != key.hash) continue;
        const Byte* entry = entry_at(slots_[i].place);
        __builtin_prefetch(entry);
        __builtin_prefetch(entry + 64);
        return;
    }
}

NodeGeneration::Found NodeGeneration::find(const Key& key, Bytes& encoding) const {
    if (slots_.empty()) return Found::unknown;
    const Slot& slot = slots_[slot_of(key)];
    if (slot.place == 0) return Found::unknown;
    const Byte* entry = entry_at(slot.place);
    const EntryHeader header = header_of(entry);
    if (header.kind == absent_entry) return Found::absent;
    const Byte* content = entry + sizeof header + header.key_size;
    const bool tailless = header.kind == tailless_entry;
    encoding.reserve(header.size + (tailless ? plain_account_tail.size() : 0));
    encoding.assign(content, content + header.size);
    if (tailless) append(encoding, plain_account_tail);
    return Found::present;
}

void NodeGeneration::put(const Key& key, const std::optional<Bytes>& encoding) {
    if (8 * (used_ + 1) > 6 * slots_.size()) grow();
    EntryKind kind = absent_entry;
    BytesView content;
    if (encoding) {
        content = *encoding;
        const bool tailless =
            content.size() > plain_account_tail.size() &&
            std::ranges::equal(content.last(plain_account_tail.size()), plain_account_tail);
        if (tailless) content = content.first(content.size() - plain_account_tail.size());
        kind = tailless ? tailless_entry : whole_entry;
    }
    CHECK(content.size() <= 0xFFF0);
    Slot& slot = slots_[slot_of(key)];
    const auto size = static_cast<std::uint16_t>(content.size());
    EntryHeader header{size, 0, static_cast<std::uint8_t>(key.size), kind};
    if (slot.place != 0) header.capacity = header_of(entry_at(slot.place)).capacity;
    if (slot.place == 0 || header.capacity < size) {
        const std::size_t total = sizeof header + key.size + size;
        header.capacity =
            static_cast<std::uint16_t>(size + ((total + granule - 1) / granule * granule - total));
        if (slot.place == 0) ++used_;
        slot = {key.hash, allocate(total)};
    }
    Byte* entry = entry_at(slot.place);
    std::memcpy(entry, &header, sizeof header);
    std::memcpy(entry + sizeof header, key.bytes.data(), key.size);
    std::copy(content.begin(), content.end(), entry + sizeof header + key.size);
}

void NodeGeneration::grow() {
    const std::vector<Slot> before = std::move(slots_);
    slots_.assign(std::max<std::size_t>(1024, 2 * before.size()), Slot{});
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : before) {
        if (slot.place == 0) continue;
        std::size_t i = slot.tag & mask;
        while (slots_[i].place != 0) i = (i + 1) & mask;
        slots_[i] = slot;
    }
}

}  // namespace trie_detail

using trie_detail::NodeGeneration;

NodeCache::NodeCache(std::shared_ptr<const NodeStore> base, std::size_t bytes_max)
    : base_{std::move(base)}, bytes_max_{bytes_max} {}

std::size_t NodeCache::index_of(const TrieOwner& owner) const {
    const auto found = std::ranges::find(owners_, owner);
    if (found != owners_.end()) return static_cast<std::size_t>(found - owners_.begin());
    owners_.push_back(owner);
    return owners_.size() - 1;
}

std::optional<Bytes> NodeCache::read(const Key& key, const TriePath& path) const {
    Bytes encoding;
    std::optional<Bytes> result;
    NodeGeneration::Found found = young_.find(key, encoding);
    if (found == NodeGeneration::Found::present) return encoding;
    if (found == NodeGeneration::Found::absent) return std::nullopt;
    found = old_.find(key, encoding);
    if (found == NodeGeneration::Found::present)
        result = std::move(encoding);
    else if (found == NodeGeneration::Found::unknown)
        result = base_->node(path);
    if (!wants_rebase()) young_.put(key, result);
    return result;
}

std::optional<Bytes> NodeCache::node(const TriePath& path) const {
    return read(Key{index_of(path.owner), path.nibbles}, path);
}

std::vector<std::optional<Bytes>> NodeCache::nodes(const TrieOwner& owner,
                                                   std::span<const NibblePath> paths) const {
    std::vector<std::optional<Bytes>> encodings;
    encodings.reserve(paths.size());
    const std::size_t index = index_of(owner);
    // Memory is fetched for several at a time: their places are as good as random.
    constexpr std::size_t ahead = 32;
    std::vector<Key> keys;
    for (std::size_t from = 0; from < paths.size(); from += ahead) {
        const auto some = paths.subspan(from, std::min(ahead, paths.size() - from));
        keys.clear();
        for (const NibblePath& path : some) young_.prefetch_slot(keys.emplace_back(index, path));
        for (const Key& key : keys) young_.prefetch_entry(key);
        for (std::size_t i = 0; i < some.size(); ++i)
            encodings.push_back(read(keys[i], {owner, some[i]}));
    }
    return encodings;
}

void NodeCache::apply(const TrieUpdate& update) {
    const std::size_t index = index_of(update.owner);
    constexpr std::size_t ahead = 32;
    std::vector<Key> keys;
    const std::span<const NodeChange> all = update.nodes;
    for (std::size_t from = 0; from < all.size(); from += ahead) {
        const auto some = all.subspan(from, std::min(ahead, all.size() - from));
        keys.clear();
        for (const NodeChange& change : some)
            young_.prefetch_slot(keys.emplace_back(index, change.path));
        for (const Key& key : keys) young_.prefetch_entry(key);
        for (std::size_t i = 0; i < some.size(); ++i) young_.put(keys[i], some[i].encoding);
    }
}

void NodeCache::rebase(std::shared_ptr<const NodeStore> base) {
    const bool drops = wants_rebase();
    base_ = std::move(base);
    if (!drops) return;
    old_ = std::move(young_);
    young_ = NodeGeneration{};
}

}  // namespace ambag::chain
