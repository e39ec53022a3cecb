// SPDX-License-Identifier: Apache-2.0
#include "chain/trie/proof.hpp"

#include "chain/base/check.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/trie/ordered.hpp"
#include "chain/trie/trie.hpp"
#include "chain/trie/update.hpp"

namespace ambag::chain {

namespace {

using trie_detail::DecodedNode;
using trie_detail::NodeKind;
using trie_detail::NodeReference;

// The way from a root towards a key, one node after another.
class Descent {
 public:
    Descent(const Hash& root, const NibblePath& key) : key_{key} {
        if (root != empty_trie_root) next_ = NodeReference::of_hash(root);
    }

    bool done() const { return next_.is_none(); }
    const NodeReference& next() const { return next_; }           // the node to pass to `enter`
    const NibblePath& path() const { return path_; }              // where that node stands
    const std::optional<Bytes>& value() const { return value_; }  // once done

    // False when this is no node that can stand here.
    bool enter(BytesView encoding) {
        if (!decode_node(encoding, node_)) return false;
        next_ = NodeReference{};
        if (node_.kind == NodeKind::branch) {
            below_extension_ = false;
            if (path_.size == 64) return false;
            if (path_.size == key_.size) return true;  // branches hold no values
            const Byte nibble = key_.at(path_.size);
            path_.push(nibble);
            next_ = trie_detail::reference_of_item(
                trie_detail::branch_item(encoding, node_.items, nibble));
            return true;
        }
        if (below_extension_) return false;  // two paths that belong in one node
        const auto end = trie_detail::appended(path_, node_.compact_path);
        if (!end) return false;
        if (node_.kind == NodeKind::leaf) {
            if (*end == key_) value_ = to_bytes(node_.value);
        } else if (end->size <= key_.size && key_.prefix(end->size) == *end) {
            path_ = *end;
            next_ = node_.child;
            below_extension_ = true;
        }
        return true;
    }

 private:
    NibblePath key_;
    NibblePath path_;
    NodeReference next_;
    bool below_extension_ = false;
    std::optional<Bytes> value_;
    DecodedNode node_;
};

struct Found {
    std::optional<Bytes> value;
    std::vector<Bytes> proof;
};

Result<Found, Fault> find(const TrieOwner& owner, const Hash& root, const NibblePath& key,
                          const NodeStore& store) {
    Descent descent{root, key};
    Found found;
    while (!descent.done()) {
        const NibblePath path = descent.path();
        Bytes encoding;
        if (descent.next().is_hash()) {
            auto stored = store.node({owner, path});
            if (!stored) return std::unexpected(trie_detail::missing_node(owner, path));
            if (keccak256(*stored) != descent.next().hash())
                return std::unexpected(trie_detail::mismatched_node(owner, path));
            found.proof.push_back(*stored);
            encoding = *std::move(stored);
        } else {
            encoding = to_bytes(descent.next().view());
        }
        if (!descent.enter(encoding))
            return std::unexpected(trie_detail::malformed_node(owner, path));
    }
    found.value = descent.value();
    return found;
}

NibblePath path_of_key(BytesView key) {
    CHECK(key.size() <= 32);
    NibblePath path;
    std::copy(key.begin(), key.end(), path.bytes.begin());
    path.size = static_cast<std::uint8_t>(2 * key.size());
    return path;
}

}  // namespace

Result<std::optional<Bytes>, Fault> trie_value(const TrieOwner& owner, const Hash& root,
                                               const Hash& key, const NodeStore& store) {
    return TRY(find(owner, root, path_of_key(key), store)).value;
}

Result<std::vector<Bytes>, Fault> prove(const TrieOwner& owner, const Hash& root, const Hash& key,
                                        const NodeStore& store) {
    return TRY(find(owner, root, path_of_key(key), store)).proof;
}

std::vector<Bytes> prove_ordered(std::span<const Bytes> values, std::size_t index) {
    CHECK(index < values.size());
    trie_detail::WorkTree tree;
    const trie_detail::Handle root = trie_detail::build_ordered(tree, values);
    TrieUpdate update;
    for (const auto& [path, handle] : tree.hash(root))
        if (tree.node(handle).reference.is_hash())
            update.nodes.push_back({path, tree.node(handle).encoding});
    update.root = tree.node(root).reference.hash();
    MemoryNodeStore store;
    store.apply(update);
    auto found = find(std::nullopt, update.root, trie_detail::ordered_key(index), store);
    CHECK(found.has_value());
    return std::move(found->proof);
}

std::string_view describe(ProofError error) {
    switch (error) {
        case ProofError::truncated:
            return "the proof ends before it reaches the key";
        case ProofError::surplus:
            return "the proof has nodes behind the one that settles the key";
        case ProofError::hash_mismatch:
            return "a node does not hash to what its parent names";
        case ProofError::malformed_node:
            return "a node is not the canonical form of a trie node";
    }
    return "unknown";
}

Result<std::optional<Bytes>, ProofError> verify_proof(const Hash& root, BytesView key,
                                                      std::span<const Bytes> proof) {
    Descent descent{root, path_of_key(key)};
    while (!descent.done()) {
        const NodeReference reference = descent.next();
        BytesView encoding = reference.view();
        if (reference.is_hash()) {
            if (proof.empty()) return std::unexpected(ProofError::truncated);
            encoding = proof.front();
            proof = proof.subspan(1);
            if (keccak256(encoding) != reference.hash())
                return std::unexpected(ProofError::hash_mismatch);
        }
        if (!descent.enter(encoding)) return std::unexpected(ProofError::malformed_node);
    }
    if (!proof.empty()) return std::unexpected(ProofError::surplus);
    return descent.value();
}

}  // namespace ambag::chain
