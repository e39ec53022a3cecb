// SPDX-License-Identifier: Apache-2.0
#include "chain/trie/update.hpp"

#include <algorithm>
#include <iterator>

// The second half of an update: what deletions leave behind is brought to the one shape that a
// trie of these entries has, and the result is listed.

namespace ambag::chain::trie_detail {

// Each settle function returns the node that stands at `path` afterwards, or none.
Result<Handle, Fault> Updater::settle(Handle handle, const NibblePath& path) {
    switch (handle.kind()) {
        case NodeKind::branch:
            return settle_branch(handle, path);
        case NodeKind::extension:
            return settle_extension(handle, path);
        case NodeKind::leaf:
            break;
    }
    return handle;
}

Result<Handle, Fault> Updater::settle_extension(Handle handle, const NibblePath& path) {
    WorkExtension& above = tree_.extension(handle);
    if (!above.child) return handle;
    above.child = TRY(settle(above.child, above.end));
    if (!above.child) {
        if (above.replaces) vanished_.push_back(path);
        return Handle{};
    }
    if (above.child.kind() != NodeKind::branch) return lift(above.child, above, above.end);
    above.dirty = above.dirty || tree_.node(above.child).dirty;
    return handle;
}

Result<Handle, Fault> Updater::settle_branch(Handle handle, const NibblePath& path) {
    WorkBranch& branch = tree_.branch(handle);
    for (ChildSet left = branch.working; !left.empty(); left.remove(left.first())) {
        const Byte nibble = left.first();
        const Handle child = branch.children[nibble];
        Handle settled = child;
        if (child.kind() != NodeKind::leaf) {
            NibblePath below = path;
            below.push(nibble);
            settled = TRY(settle(child, below));
        }
        branch.dirty = branch.dirty || !settled || tree_.node(settled).dirty;
        if (settled)
            branch.set(nibble, settled);
        else
            branch.drop(nibble);
    }
    if (!branch.dirty) return handle;
    const ChildSet present = branch.kept | branch.working;
    if (present.size() >= 2) return handle;
    if (present.size() == 1) return merge_only_child(handle, path, present.first());
    if (branch.replaces) vanished_.push_back(path);
    return Handle{};
}

// A branch with one child becomes that child, or an extension to it.
Result<Handle, Fault> Updater::merge_only_child(Handle handle, const NibblePath& path,
                                                Byte nibble) {
    WorkBranch& branch = tree_.branch(handle);
    NibblePath below = path;
    below.push(nibble);
    Handle child = branch.children[nibble];
    if (!child) child = TRY(load(below, branch.reference_of(nibble)));
    if (child.kind() != NodeKind::branch) return lift(child, branch, below);
    const Handle made = tree_.add_extension(branch.depth, below);
    WorkExtension& extension = tree_.extension(made);
    extension.child = child;
    extension.reference_below = branch.reference_of(nibble);
    extension.dirty = true;
    extension.replaces = branch.replaces;
    return made;
}

// A leaf or extension takes the place of the node above it.
Handle Updater::lift(Handle child, const WorkNode& above, const NibblePath& child_path) {
    WorkNode& lifted = tree_.node(child);
    if (lifted.replaces) vanished_.push_back(child_path);
    lifted.depth = above.depth;
    lifted.replaces = above.replaces;
    lifted.dirty = true;
    return child;
}

Result<Handle, Fault> Updater::load(const NibblePath& path, const NodeReference& reference) {
    if (reference.is_embedded()) return decode(path, to_bytes(reference.view()), false);
    std::optional<Bytes> stored = store_.node({owner_, path});
    if (!stored) return std::unexpected(missing_node(owner_, path));
    return decode(path, *std::move(stored), true);
}

TrieUpdate Updater::list_changes() {
    const std::vector<WorkTree::Placed> placed = tree_.hash(root_);
    TrieUpdate update{owner_, empty_trie_root, {}};
    if (!placed.empty())
        update.root = tree_.node(root_).reference.hash();
    else if (!root_reference_.is_none())
        update.root = root_reference_.hash();

    update.nodes.reserve(placed.size());
    for (const auto& [path, handle] : placed) {
        WorkNode& made = tree_.node(handle);
        if (made.reference.is_hash())
            update.nodes.push_back({path, std::move(made.encoding)});
        else if (made.replaces)
            vanished_.push_back(path);
    }
    if (vanished_.empty()) return update;
    std::ranges::sort(vanished_);
    std::vector<NodeChange> gone;
    gone.reserve(vanished_.size());
    for (const NibblePath& path : vanished_) gone.push_back({path, std::nullopt});
    std::vector<NodeChange> merged;
    merged.reserve(update.nodes.size() + gone.size());
    std::merge(std::make_move_iterator(update.nodes.begin()),
               std::make_move_iterator(update.nodes.end()), std::make_move_iterator(gone.begin()),
               std::make_move_iterator(gone.end()), std::back_inserter(merged),
               [](const NodeChange& x, const NodeChange& y) { return x.path < y.path; });
    update.nodes = std::move(merged);
    return update;
}

}  // namespace ambag::chain::trie_detail
