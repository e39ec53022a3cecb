// SPDX-License-Identifier: Apache-2.0
#include "chain/trie/node.hpp"

#include "chain/base/check.hpp"
#include "chain/codec/rlp.hpp"

namespace ambag::chain::trie_detail {

namespace {

constexpr Byte odd_flag = 0x10;
constexpr Byte leaf_flag = 0x20;
constexpr std::size_t branch_max = 3 + 16 * 33 + 1;
constexpr Byte hash_prefix = 0xA0;
constexpr Byte list_prefix = 0xC0;

struct CompactPath {
    std::array<Byte, 33> bytes{};
    std::size_t size = 0;

    operator BytesView() const { return BytesView{bytes}.first(size); }
};

// The nibbles [from, path.size) in hex-prefix form.
CompactPath compact(const NibblePath& path, std::size_t from, Byte flag) {
    CompactPath out;
    const std::size_t count = path.size - from;
    out.size = 1 + count / 2;
    out.bytes[0] = flag;
    if (count % 2 != 0) {
        out.bytes[0] = static_cast<Byte>(flag | odd_flag | path.at(from));
        ++from;
    }
    for (std::size_t i = 1; i < out.size; ++i, from += 2)
        out.bytes[i] = from % 2 == 0 ? path.bytes[from / 2]
                                     : static_cast<Byte>((path.at(from) << 4) | path.at(from + 1));
    return out;
}

bool is_compact_path(BytesView path) {
    if (path.empty() || path.size() > 33 || path[0] > 0x3F) return false;
    const bool odd = (path[0] & odd_flag) != 0;
    return odd ? path.size() <= 32 : (path[0] & 0x0F) == 0;
}

std::optional<NodeReference> read_reference(rlp::Cursor& cursor) {
    if (cursor.next_is_list()) {
        const auto item = cursor.read_item();
        if (!item || item->size() >= NodeReference::hash_size) return std::nullopt;
        return NodeReference::of_embedded(*item);
    }
    const auto text = cursor.read_string();
    if (!text) return std::nullopt;
    if (text->empty()) return NodeReference{};
    if (text->size() != NodeReference::hash_size) return std::nullopt;
    return NodeReference::of_hash(Hash::from(*text));
}

// Every child is one of 0x80, 0xA0 and a hash, or a list of fewer than 32 bytes.
bool decode_branch(BytesView encoding, std::size_t at, DecodedNode& node) {
    std::size_t present = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        if (at >= encoding.size()) return false;
        node.items[i] = static_cast<std::uint16_t>(at);
        const Byte first = encoding[at];
        if (first != no_child_item) ++present;
        if (first == no_child_item)
            at += 1;
        else if (first == hash_prefix)
            at += 1 + NodeReference::hash_size;
        else if (first >= list_prefix && first < list_prefix + NodeReference::hash_size - 1)
            at += static_cast<std::size_t>(first - list_prefix) + 1;
        else
            return false;
    }
    node.items[16] = static_cast<std::uint16_t>(at);
    node.kind = NodeKind::branch;
    return present >= 2 && at + 1 == encoding.size() && encoding[at] == 0x80;
}

bool decode_short(rlp::Cursor list, DecodedNode& node) {
    const auto path = list.read_string();
    if (!path || !is_compact_path(*path)) return false;
    node.compact_path = *path;
    if (((*path)[0] & leaf_flag) != 0) {
        node.kind = NodeKind::leaf;
        const auto value = list.read_string();
        if (!value || value->empty()) return false;
        node.value = *value;
    } else {
        node.kind = NodeKind::extension;
        if (path->size() == 1 && ((*path)[0] & odd_flag) == 0) return false;
        const auto child = read_reference(list);
        if (!child || child->is_none()) return false;
        node.child = *child;
    }
    return list.done();
}

std::size_t item_size(const NodeReference& reference) {
    if (reference.is_hash()) return 1 + reference.size;
    return reference.is_none() ? 1 : reference.size;
}

void write_reference(Bytes& out, const NodeReference& reference) {
    if (reference.is_hash() || reference.is_none())
        rlp::write_string(out, reference.view());
    else
        append(out, reference.view());
}

Bytes list_of(std::size_t payload_size) {
    Bytes out;
    out.reserve(rlp::list_prefix_size(payload_size) + payload_size);
    rlp::write_list_prefix(out, payload_size);
    return out;
}

}  // namespace

NodeReference NodeReference::of_embedded(BytesView encoding) {
    CHECK(!encoding.empty() && encoding.size() < hash_size);
    NodeReference reference;
    reference.size = static_cast<std::uint8_t>(encoding.size());
    std::copy(encoding.begin(), encoding.end(), reference.bytes.begin());
    return reference;
}

bool decode_node(BytesView encoding, DecodedNode& node) {
    rlp::Cursor cursor{encoding};
    auto list = cursor.read_list();
    if (!list || !cursor.done()) return false;
    // Two items or seventeen: look for the end of the second.
    rlp::Cursor ahead = *list;
    if (!ahead.read_item() || !ahead.read_item()) return false;
    if (ahead.done()) return decode_short(*list, node);
    return encoding.size() <= branch_max &&
           decode_branch(encoding, encoding.size() - list->rest().size(), node);
}

std::optional<NibblePath> appended(const NibblePath& path, BytesView compact) {
    const bool odd = (compact[0] & odd_flag) != 0;
    const std::size_t end = path.size + 2 * (compact.size() - 1) + (odd ? 1 : 0);
    if (end > 64) return std::nullopt;
    NibblePath longer = path;
    if (odd) longer.push(compact[0] & 0x0F);
    if (longer.size % 2 == 0) {
        std::copy(compact.begin() + 1, compact.end(), longer.bytes.begin() + longer.size / 2);
        longer.size = static_cast<std::uint8_t>(end);
        return longer;
    }
    for (const Byte byte : compact.subspan(1)) {
        longer.push(static_cast<Byte>(byte >> 4));
        longer.push(byte & 0x0F);
    }
    return longer;
}

NodeReference reference_of_item(BytesView item) {
    if (item.size() == 1 + NodeReference::hash_size)
        return NodeReference::of_hash(Hash::from(item.subspan(1)));
    return item[0] == no_child_item ? NodeReference{} : NodeReference::of_embedded(item);
}

Bytes encode_branch(const std::array<BytesView, 16>& items) {
    std::size_t payload_size = 1;
    for (const BytesView item : items) payload_size += item.size();
    Bytes out = list_of(payload_size);
    for (const BytesView item : items) append(out, item);
    out.push_back(0x80);
    return out;
}

BytesView write_item(const NodeReference& reference, std::array<Byte, 33>& out) {
    if (reference.is_embedded()) {
        std::copy_n(reference.bytes.begin(), reference.size, out.begin());
        return BytesView{out}.first(reference.size);
    }
    out[0] = reference.is_none() ? no_child_item : hash_prefix;
    std::copy_n(reference.bytes.begin(), reference.size, out.begin() + 1);
    return BytesView{out}.first(1U + reference.size);
}

Bytes encode_extension(const NibblePath& end, std::size_t from, const NodeReference& child) {
    const CompactPath path = compact(end, from, 0);
    Bytes out = list_of(rlp::string_size(path) + item_size(child));
    rlp::write_string(out, path);
    write_reference(out, child);
    return out;
}

Bytes encode_leaf(const NibblePath& key, std::size_t from, BytesView value) {
    const CompactPath path = compact(key, from, leaf_flag);
    Bytes out = list_of(rlp::string_size(path) + rlp::string_size(value));
    rlp::write_string(out, path);
    rlp::write_string(out, value);
    return out;
}

}  // namespace ambag::chain::trie_detail
