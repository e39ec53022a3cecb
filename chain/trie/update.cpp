// SPDX-License-Identifier: Apache-2.0
#include "chain/trie/update.hpp"

#include "chain/base/check.hpp"
#include "chain/base/hex.hpp"

namespace ambag::chain {

namespace trie_detail {

namespace {

std::string describe(const TrieOwner& owner, const NibblePath& path) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text = owner ? "storage trie of " + to_hex(*owner) : std::string{"state trie"};
    text += ", path [";
    for (std::size_t i = 0; i < path.size; ++i) text += digits[path.at(i)];
    return text + "]";
}

}  // namespace

Fault missing_node(const TrieOwner& owner, const NibblePath& path) {
    return {"trie-node-present", "the store has no node of the " + describe(owner, path)};
}

Fault malformed_node(const TrieOwner& owner, const NibblePath& path) {
    return {"trie-node-canonical",
            "the store holds bytes that are not a trie node: " + describe(owner, path)};
}

Fault mismatched_node(const TrieOwner& owner, const NibblePath& path) {
    return {"trie-node-hash",
            "the store holds another node than its parent names: " + describe(owner, path)};
}

Result<TrieUpdate, Fault> Updater::run(const Hash& root) {
    if (root != empty_trie_root) root_reference_ = NodeReference::of_hash(root);
    if (!changes_.empty()) {
        TRY(descend({Handle{}, 0, 0, 0, static_cast<std::uint32_t>(changes_.size())}));
        if (root_) {
            root_ = TRY(settle(root_, NibblePath{}));
            if (!root_) root_reference_ = NodeReference{};
        }
    }
    return list_changes();
}

Handle Updater::node_at(const Item& item) {
    if (!item.parent) return root_;
    if (item.parent.kind() == NodeKind::extension) return tree_.extension(item.parent).child;
    return tree_.branch(item.parent).children[item.nibble];
}

void Updater::set_node(const Item& item, Handle node) {
    if (!item.parent)
        root_ = node;
    else if (item.parent.kind() == NodeKind::extension)
        tree_.extension(item.parent).child = node;
    else
        tree_.branch(item.parent).set(item.nibble, node);
}

NodeReference Updater::reference_at(const Item& item) {
    if (!item.parent) return root_reference_;
    if (item.parent.kind() == NodeKind::extension)
        return tree_.extension(item.parent).reference_below;
    return tree_.branch(item.parent).reference_of(item.nibble);
}

bool Updater::is_unread(const Item& item) {
    return !node_at(item) && reference_at(item).is_hash();
}

void Updater::clear(const Item& item) {
    if (!item.parent) {
        root_ = Handle{};
        root_reference_ = NodeReference{};
    } else if (item.parent.kind() == NodeKind::extension) {
        tree_.extension(item.parent).child = Handle{};
        tree_.extension(item.parent).reference_below = NodeReference{};
    } else {
        tree_.branch(item.parent).drop(item.nibble);
    }
}

NibblePath Updater::path_of(const Item& item) const {
    return NibblePath::prefix_of(changes_[item.from].key.bytes, item.depth);
}

// Portions have at most this many changes: their nodes fit a core's cache, and there are enough of
// them to fill the lanes of keccak256_batch.
constexpr std::uint32_t portion_max = 1024;

Result<void, Fault> Updater::descend(const Item& item) {
    if (item.to - item.from <= portion_max) return descend_portion(item);
    items_.assign(1, item);
    TRY(read_and_enter());
    const std::vector<Item> below = std::exchange(next_items_, {});
    for (const Item& child : below) TRY(descend(child));
    return {};
}

Result<void, Fault> Updater::descend_portion(const Item& item) {
    for (items_.assign(1, item); !items_.empty(); items_.swap(next_items_)) {
        next_items_.clear();
        TRY(read_and_enter());
    }
    next_items_.clear();
    const Handle handle = node_at(item);
    if (!handle) return {};
    const Handle settled = TRY(settle(handle, path_of(item)));
    if (settled) {
        tree_.node(settled).portion = true;
        set_node(item, settled);
    } else {
        clear(item);
        if (item.parent) tree_.node(item.parent).dirty = true;
    }
    return {};
}

// One generation: reads the stored nodes that the items name, then enters each.
Result<void, Fault> Updater::read_and_enter() {
    std::vector<NibblePath> paths;
    for (const Item& item : items_)
        if (is_unread(item)) paths.push_back(path_of(item));
    std::vector<std::optional<Bytes>> encodings = store_.nodes(owner_, paths);
    CHECK(encodings.size() == paths.size());
    std::size_t next = 0;
    for (const Item& item : items_) {
        std::optional<Bytes> stored;
        if (is_unread(item)) {
            stored = std::move(encodings[next++]);
            if (!stored) return std::unexpected(missing_node(owner_, path_of(item)));
        }
        TRY(enter(item, std::move(stored)));
    }
    return {};
}

Result<void, Fault> Updater::enter(const Item& item, std::optional<Bytes> stored) {
    if (!node_at(item)) {
        const bool replaces = stored.has_value();
        if (!replaces) {
            const NodeReference reference = reference_at(item);
            if (reference.is_none()) {
                fill_empty(item);
                return {};
            }
            stored = to_bytes(reference.view());
        }
        set_node(item, TRY(decode(path_of(item), *std::move(stored), replaces)));
    }
    const Handle handle = node_at(item);
    switch (handle.kind()) {
        case NodeKind::branch:
            enter_branch(item, handle);
            break;
        case NodeKind::extension:
            enter_extension(item, handle);
            break;
        case NodeKind::leaf:
            enter_leaf(item, handle);
            break;
    }
    return {};
}

// The node of `encoding`, which stands at `path`, clean.
Result<Handle, Fault> Updater::decode(const NibblePath& path, Bytes encoding, bool replaces) {
    if (!decode_node(encoding, scratch_)) return std::unexpected(malformed_node(owner_, path));
    Handle handle;
    if (scratch_.kind == NodeKind::branch) {
        if (path.size == 64) return std::unexpected(malformed_node(owner_, path));
        handle = tree_.add_branch(path.size);
        tree_.branch(handle).load(std::move(encoding), scratch_.items);
    } else {
        const bool is_leaf = scratch_.kind == NodeKind::leaf;
        const auto end = appended(path, scratch_.compact_path);
        if (!end || (end->size == 64) != is_leaf)
            return std::unexpected(malformed_node(owner_, path));
        if (is_leaf) {
            handle = tree_.add_leaf(path.size, *end, scratch_.value);
            kept_.push_back(std::move(encoding));  // keeps what `value` looks at where it is
        } else {
            handle = tree_.add_extension(path.size, *end);
            tree_.extension(handle).reference_below = scratch_.child;
        }
    }
    tree_.node(handle).replaces = replaces;
    return handle;
}

void Updater::enter_branch(const Item& item, Handle handle) {
    const std::uint8_t depth = tree_.node(handle).depth;
    for (std::uint32_t from = item.from; from < item.to;) {
        const Byte nibble = nibble_at(changes_[from].key.bytes, depth);
        std::uint32_t to = from + 1;
        while (to < item.to && nibble_at(changes_[to].key.bytes, depth) == nibble) ++to;
        next_items_.push_back({handle, nibble, static_cast<std::uint8_t>(depth + 1), from, to});
        from = to;
    }
}

void Updater::enter_extension(const Item& item, Handle handle) {
    const NibblePath end = tree_.extension(handle).end;
    std::size_t at = end.size;
    for (std::uint32_t i = item.from; i < item.to; ++i)
        if (!changes_[i].value.empty())
            at = std::min(at, common_nibbles(changes_[i].key.bytes, end.bytes));
    if (at == end.size)
        push_matching(handle, end, item);
    else
        split_extension(item, handle, at);
}

// An entry leaves the extension's path at nibble `at`: a branch goes there.
void Updater::split_extension(const Item& item, Handle handle, std::size_t at) {
    const WorkExtension& old = tree_.extension(handle);
    const Handle middle = tree_.add_branch(at);
    WorkBranch& branch = tree_.branch(middle);
    branch.dirty = true;
    const Byte nibble = old.end.at(at);
    if (at + 1 == old.end.size) {
        branch.load_only(nibble, old.reference_below);
    } else {
        const Handle rest = tree_.add_extension(at + 1, old.end);
        tree_.extension(rest).reference_below = old.reference_below;
        tree_.extension(rest).dirty = true;
        branch.set(nibble, rest);
    }
    if (at == item.depth) {
        branch.replaces = old.replaces;
        set_node(item, middle);
        enter_branch(item, middle);
        return;
    }
    const Handle top = tree_.add_extension(item.depth, old.end.prefix(at));
    tree_.extension(top).child = middle;
    tree_.extension(top).dirty = true;
    tree_.extension(top).replaces = old.replaces;
    set_node(item, top);
    push_matching(top, old.end.prefix(at), item);
}

// Sends the changes under `prefix` to the child of an extension; the others delete what is not
// there.
void Updater::push_matching(Handle parent, const NibblePath& prefix, const Item& item) {
    const auto matches = [&](std::uint32_t i) {
        return common_nibbles(changes_[i].key.bytes, prefix.bytes) >= prefix.size;
    };
    std::uint32_t from = item.from;
    while (from < item.to && !matches(from)) ++from;
    std::uint32_t to = from;
    while (to < item.to && matches(to)) ++to;
    if (from < to) next_items_.push_back({parent, 0, prefix.size, from, to});
}

void Updater::enter_leaf(const Item& item, Handle handle) {
    WorkLeaf& old = tree_.leaf(handle);
    if (const TrieChange& only = changes_[item.from];
        item.to - item.from == 1 && only.key.bytes == old.key.bytes && !only.value.empty()) {
        old.dirty = !std::ranges::equal(old.value, only.value);
        old.value = only.value;
        return;
    }
    entries_.clear();
    bool differs = false;
    bool old_is_left = true;
    for (std::uint32_t i = item.from; i < item.to; ++i) {
        const NibblePath key = NibblePath::prefix_of(changes_[i].key.bytes, 64);
        const BytesView value = changes_[i].value;
        if (old_is_left && old.key <= key) {
            old_is_left = false;
            if (old.key < key)
                entries_.push_back({old.key, old.value});
            else
                differs = differs || !std::ranges::equal(old.value, value);
        }
        if (value.empty()) continue;
        differs = differs || key != old.key;
        entries_.push_back({key, value});
    }
    if (old_is_left) entries_.push_back({old.key, old.value});
    if (differs)
        put(item, entries_, old.replaces);
    else
        set_node(item, Handle{});
}

void Updater::fill_empty(const Item& item) {
    entries_.clear();
    for (std::uint32_t i = item.from; i < item.to; ++i)
        if (!changes_[i].value.empty())
            entries_.push_back(
                {NibblePath::prefix_of(changes_[i].key.bytes, 64), changes_[i].value});
    if (!entries_.empty()) put(item, entries_, false);
}

// A place gets a new subtree, or becomes empty.
void Updater::put(const Item& item, std::span<const Entry> entries, bool replaces) {
    if (item.parent) tree_.node(item.parent).dirty = true;
    if (entries.empty()) {
        clear(item);
        if (replaces) vanished_.push_back(path_of(item));
        return;
    }
    const Handle built = tree_.build(item.depth, entries);
    tree_.node(built).replaces = replaces;
    set_node(item, built);
}

}  // namespace trie_detail

Result<TrieUpdate, Fault> update_trie(const TrieOwner& owner, const Hash& root,
                                      std::span<const TrieChange> changes, const NodeStore& store) {
    for (std::size_t i = 1; i < changes.size(); ++i) CHECK(changes[i - 1].key < changes[i].key);
    return trie_detail::Updater{owner, changes, store}.run(root);
}

}  // namespace ambag::chain
