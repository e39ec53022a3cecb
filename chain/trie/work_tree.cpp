// SPDX-License-Identifier: Apache-2.0
#include "chain/trie/work_tree.hpp"

#include "chain/crypto/keccak_batch.hpp"

namespace ambag::chain::trie_detail {

WorkNode& WorkTree::node(Handle handle) {
    switch (handle.kind()) {
        case NodeKind::branch:
            return branch(handle);
        case NodeKind::extension:
            return extension(handle);
        case NodeKind::leaf:
            break;
    }
    return leaf(handle);
}

Handle WorkTree::add_branch(std::size_t depth) {
    const Handle handle{NodeKind::branch, branches_.add()};
    branch(handle).depth = static_cast<std::uint8_t>(depth);
    return handle;
}

Handle WorkTree::add_extension(std::size_t depth, const NibblePath& end) {
    const Handle handle{NodeKind::extension, extensions_.add()};
    extension(handle).depth = static_cast<std::uint8_t>(depth);
    extension(handle).end = end;
    return handle;
}

Handle WorkTree::add_leaf(std::size_t depth, const NibblePath& key, BytesView value) {
    const Handle handle{NodeKind::leaf, leaves_.add()};
    leaf(handle).depth = static_cast<std::uint8_t>(depth);
    leaf(handle).key = key;
    leaf(handle).value = value;
    return handle;
}

Handle WorkTree::build(std::size_t depth, std::span<const Entry> entries) {
    if (entries.size() == 1) {
        const Handle handle = add_leaf(depth, entries.front().key, entries.front().value);
        leaf(handle).dirty = true;
        return handle;
    }
    const NibblePath& first = entries.front().key;
    const std::size_t split = common_nibbles(first.bytes, entries.back().key.bytes);
    const Handle handle = add_branch(split);
    branch(handle).dirty = true;
    for (std::size_t from = 0; from < entries.size();) {
        const Byte nibble = entries[from].key.at(split);
        std::size_t to = from + 1;
        while (to < entries.size() && entries[to].key.at(split) == nibble) ++to;
        const Handle child = build(split + 1, entries.subspan(from, to - from));
        branch(handle).set(nibble, child);
        from = to;
    }
    if (split == depth) return handle;
    const Handle above = add_extension(depth, first.prefix(split));
    extension(above).child = handle;
    extension(above).dirty = true;
    return above;
}

std::vector<WorkTree::Placed> WorkTree::hash(Handle root) {
    std::vector<Placed> placed;
    if (root && node(root).dirty) place_portion(root, NibblePath{}, placed);
    return placed;
}

// Portions below this one are hashed on the way, so that a large update works on memory that is
// still near.
void WorkTree::place_portion(Handle handle, const NibblePath& path, std::vector<Placed>& placed) {
    Levels levels;
    place(handle, path, placed, levels);
    for (std::size_t depth = levels.size(); depth-- > 0;) hash_level(levels[depth]);
}

void WorkTree::place(Handle handle, const NibblePath& path, std::vector<Placed>& placed,
                     Levels& levels) {
    placed.push_back({path, handle});
    levels[node(handle).depth].push_back(handle);
    if (handle.kind() == NodeKind::extension) {
        place_child(extension(handle).child, extension(handle).end, placed, levels);
    } else if (handle.kind() == NodeKind::branch) {
        const WorkBranch& above = branch(handle);
        for (ChildSet left = above.working; !left.empty(); left.remove(left.first())) {
            const Byte nibble = left.first();
            NibblePath below = path;
            below.push(nibble);
            place_child(above.children[nibble], below, placed, levels);
        }
    }
}

void WorkTree::place_child(Handle child, const NibblePath& path, std::vector<Placed>& placed,
                           Levels& levels) {
    if (!child || !node(child).dirty) return;
    if (node(child).portion)
        place_portion(child, path, placed);
    else
        place(child, path, placed, levels);
}

// Writes the changed children over those in the encoding; false when one does not fit.
bool WorkTree::patch(WorkBranch& made) {
    if (made.reshaped || made.encoding.empty()) return false;
    std::array<Byte, 33> written;
    for (ChildSet left = made.working; !left.empty(); left.remove(left.first())) {
        const std::size_t i = left.first();
        const WorkNode& child = node(made.children[i]);
        if (!child.dirty) continue;
        const BytesView item = write_item(child.reference, written);
        if (!made.kept.has(i) || item.size() != branch_item(made.encoding, made.items, i).size())
            return false;
        std::ranges::copy(item, made.encoding.begin() + made.items[i]);
    }
    return true;
}

void WorkTree::encode_branch_in_work(WorkBranch& made) {
    if (patch(made)) return;
    static constexpr std::array<Byte, 1> none{no_child_item};
    std::array<std::array<Byte, 33>, 16> written;
    std::array<BytesView, 16> items;
    for (std::size_t i = 0; i < 16; ++i) {
        const Handle child = made.children[i];
        if (child && node(child).dirty)
            items[i] = write_item(node(child).reference, written[i]);
        else
            items[i] =
                made.kept.has(i) ? branch_item(made.encoding, made.items, i) : BytesView{none};
    }
    made.encoding = encode_branch(items);
}

void WorkTree::encode(Handle handle) {
    if (handle.kind() == NodeKind::branch) return encode_branch_in_work(branch(handle));
    if (handle.kind() == NodeKind::leaf) {
        WorkLeaf& made = leaf(handle);
        made.encoding = encode_leaf(made.key, made.depth, made.value);
        return;
    }
    WorkExtension& made = extension(handle);
    if (made.child && node(made.child).dirty) made.reference_below = node(made.child).reference;
    made.encoding = encode_extension(made.end, made.depth, made.reference_below);
}

void WorkTree::hash_level(std::span<const Handle> level) {
    std::vector<BytesView> long_encodings;
    std::vector<WorkNode*> hashed;
    for (const Handle handle : level) {
        encode(handle);
        WorkNode& made = node(handle);
        // The root is hashed whatever its size.
        if (made.encoding.size() < NodeReference::hash_size && made.depth != 0) {
            made.reference = NodeReference::of_embedded(made.encoding);
        } else {
            long_encodings.push_back(made.encoding);
            hashed.push_back(&made);
        }
    }
    std::vector<Hash> hashes(hashed.size());
    keccak256_batch(long_encodings, hashes);
    for (std::size_t i = 0; i < hashed.size(); ++i)
        hashed[i]->reference = NodeReference::of_hash(hashes[i]);
}

}  // namespace ambag::chain::trie_detail
