// SPDX-License-Identifier: Apache-2.0
#include "chain/codec/rlp.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace ambag::chain::rlp {

namespace {

constexpr Byte string_base = 0x80;
constexpr Byte long_string_base = 0xB7;  // plus the number of length bytes
constexpr Byte list_base = 0xC0;
constexpr Byte long_list_base = 0xF7;
constexpr std::size_t short_max = 55;  // longest payload whose length stands in the prefix byte

std::size_t length_bytes(std::size_t length) {
    return (static_cast<std::size_t>(std::bit_width(length)) + 7) / 8;
}

struct Prefix {
    std::array<Byte, 9> bytes{};
    std::size_t size = 1;

    operator BytesView() const { return BytesView{bytes}.first(size); }
};

Prefix make_prefix(std::size_t payload_size, Byte short_base, Byte long_base) {
    Prefix prefix;
    if (payload_size <= short_max) {
        prefix.bytes[0] = static_cast<Byte>(short_base + payload_size);
        return prefix;
    }
    const std::size_t count = length_bytes(payload_size);
    prefix.bytes[0] = static_cast<Byte>(long_base + count);
    for (std::size_t i = count; i > 0; --i, payload_size >>= 8)
        prefix.bytes[i] = static_cast<Byte>(payload_size & 0xFF);
    prefix.size = 1 + count;
    return prefix;
}

bool is_its_own_encoding(BytesView text) {
    return text.size() == 1 && text[0] < string_base;
}

}  // namespace

void write_string(Bytes& out, BytesView text) {
    if (!is_its_own_encoding(text))
        append(out, make_prefix(text.size(), string_base, long_string_base));
    append(out, text);
}

void write_integer(Bytes& out, std::uint64_t value) {
    std::array<Byte, 8> bytes{};
    std::size_t first = bytes.size();
    for (; value != 0; value >>= 8) bytes[--first] = static_cast<Byte>(value & 0xFF);
    write_string(out, BytesView{bytes}.subspan(first));
}

void write_integer(Bytes& out, const U256& value) {
    const Hash word = value.to_word();
    const auto first =
        std::find_if(word.bytes.begin(), word.bytes.end(), [](Byte b) { return b != 0; });
    write_string(out, BytesView{first, word.bytes.end()});
}

List::~List() {
    const Prefix prefix = make_prefix(out_.size() - start_, list_base, long_list_base);
    const BytesView view = prefix;
    out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(start_), view.begin(), view.end());
}

void write_list_prefix(Bytes& out, std::size_t payload_size) {
    append(out, make_prefix(payload_size, list_base, long_list_base));
}

std::size_t list_prefix_size(std::size_t payload_size) {
    return payload_size <= short_max ? 1 : 1 + length_bytes(payload_size);
}

std::size_t string_size(BytesView text) {
    if (is_its_own_encoding(text)) return 1;
    return list_prefix_size(text.size()) + text.size();
}

std::string_view describe(DecodeError error) {
    switch (error) {
        case DecodeError::truncated:
            return "the input ends inside an item";
        case DecodeError::not_shortest:
            return "an item is not in its shortest form";
        case DecodeError::leading_zero:
            return "an integer has a leading zero byte";
        case DecodeError::too_wide:
            return "an integer is wider than its field";
        case DecodeError::wrong_width:
            return "a fixed-width field has another width";
        case DecodeError::expected_string:
            return "a list stands where a string belongs";
        case DecodeError::expected_list:
            return "a string stands where a list belongs";
        case DecodeError::trailing_bytes:
            return "bytes are left after the last item";
        case DecodeError::too_deep:
            return "lists are nested too deeply";
    }
    return "unknown";
}

// The payload behind a prefix byte of [short_base, long_base + 8]; the caller has checked which
// kind of item it is. Moves past the item.
Decoded<BytesView> Cursor::take(Byte short_base, Byte long_base) {
    const Byte first = rest_[0];
    std::size_t size = 0;
    std::size_t start = 1;
    if (first <= long_base) {
        size = static_cast<std::size_t>(first - short_base);
    } else {
        const auto count = static_cast<std::size_t>(first - long_base);
        if (rest_.size() - 1 < count) return std::unexpected(DecodeError::truncated);
        if (rest_[1] == 0) return std::unexpected(DecodeError::not_shortest);
        for (std::size_t i = 0; i < count; ++i) size = (size << 8) | rest_[1 + i];
        if (size <= short_max) return std::unexpected(DecodeError::not_shortest);
        start += count;
    }
    if (rest_.size() - start < size) return std::unexpected(DecodeError::truncated);
    const BytesView payload = rest_.subspan(start, size);
    rest_ = rest_.subspan(start + size);
    return payload;
}

Decoded<> Cursor::finish() const {
    if (!done()) return std::unexpected(DecodeError::trailing_bytes);
    return {};
}

Decoded<BytesView> Cursor::read_string() {
    if (rest_.empty()) return std::unexpected(DecodeError::truncated);
    const Byte first = rest_[0];
    if (first >= list_base) return std::unexpected(DecodeError::expected_string);
    if (first < string_base) {
        const BytesView text = rest_.first(1);
        rest_ = rest_.subspan(1);
        return text;
    }
    const BytesView text = TRY(take(string_base, long_string_base));
    if (is_its_own_encoding(text)) return std::unexpected(DecodeError::not_shortest);
    return text;
}

Decoded<BytesView> Cursor::read_integer(std::size_t max_bytes) {
    const BytesView text = TRY(read_string());
    if (!text.empty() && text[0] == 0) return std::unexpected(DecodeError::leading_zero);
    if (text.size() > max_bytes) return std::unexpected(DecodeError::too_wide);
    return text;
}

Decoded<std::uint64_t> Cursor::read_u64() {
    std::uint64_t value = 0;
    for (const Byte byte : TRY(read_integer(sizeof value))) value = (value << 8) | byte;
    return value;
}

Decoded<U256> Cursor::read_u256() {
    return U256::from_big_endian(TRY(read_integer(32)));
}

Decoded<Cursor> Cursor::read_list() {
    if (rest_.empty()) return std::unexpected(DecodeError::truncated);
    if (rest_[0] < list_base) return std::unexpected(DecodeError::expected_list);
    if (depth_ == max_depth) return std::unexpected(DecodeError::too_deep);
    return Cursor{TRY(take(list_base, long_list_base)), depth_ + 1};
}

Decoded<BytesView> Cursor::read_item() {
    const BytesView before = rest_;
    if (next_is_list()) {
        static_cast<void>(TRY(take(list_base, long_list_base)));
    } else {
        static_cast<void>(TRY(read_string()));
    }
    return before.first(before.size() - rest_.size());
}

}  // namespace ambag::chain::rlp
