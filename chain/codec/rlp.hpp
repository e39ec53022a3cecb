// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "chain/base/amount.hpp"
#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"
#include "chain/base/result.hpp"
#include "chain/base/u256.hpp"

// Recursive Length Prefix, strict: every value has exactly one encoding, and only that one is
// read. Source: Ethereum yellow paper, appendix B; integers are big-endian without leading zeros
// and zero is the empty string.
//
//     Bytes out;
//     {
//         rlp::List list{out};
//         rlp::write_integer(out, nonce);
//         rlp::write_string(out, to);
//     }
//
//     rlp::Cursor cursor{bytes};
//     rlp::Cursor list = TRY(cursor.read_list());
//     const std::uint64_t nonce = TRY(list.read_u64());
//     const Address to = TRY(list.read_fixed<Address>());
//     TRY(list.finish());
//     TRY(cursor.finish());

namespace ambag::chain::rlp {

// --- writing; all of it appends -------------------------------------------------------------

void write_string(Bytes& out, BytesView text);
void write_integer(Bytes& out, std::uint64_t value);
void write_integer(Bytes& out, const U256& value);
inline void write_integer(Bytes& out, const Amount& value) {
    write_integer(out, value.units);
}
template <class Tag>
void write_integer(Bytes& out, Quantity<Tag> value) {
    write_integer(out, value.value);
}

// What is appended between construction and destruction becomes the payload of a list. Lists
// nest; each closing moves its own payload once, by the few bytes of its prefix. Close the list
// (end its scope) before `out` is read or returned.
class List {
 public:
    explicit List(Bytes& out) : out_{out}, start_{out.size()} {}
    ~List();
    List(const List&) = delete;
    List& operator=(const List&) = delete;

 private:
    Bytes& out_;
    std::size_t start_;
};

// Prefix of a list whose payload of `payload_size` bytes follows.
void write_list_prefix(Bytes& out, std::size_t payload_size);
std::size_t string_size(BytesView text);                 // bytes of write_string(text)
std::size_t list_prefix_size(std::size_t payload_size);  // bytes of write_list_prefix

// --- reading --------------------------------------------------------------------------------

enum class DecodeError : std::uint8_t {
    truncated,        // the input ends before the item does
    not_shortest,     // a longer prefix than the item needs
    leading_zero,     // an integer with a zero byte in front (zero itself is the empty string)
    too_wide,         // an integer of more bytes than its field
    wrong_width,      // a string of another width than its fixed field
    expected_string,  // a list stands where a string belongs
    expected_list,    // a string stands where a list belongs
    trailing_bytes,   // input is left after the last item
    too_deep,         // lists nested deeper than max_depth
};

std::string_view describe(DecodeError error);  // one clause for messages

template <class T = void>
using Decoded = Result<T, DecodeError>;

// Reads items one after another from `input`, which must outlive the cursor and the views it
// returns. Nothing is allocated. After an error the position is unspecified.
class Cursor {
 public:
    static constexpr unsigned max_depth = 16;

    explicit Cursor(BytesView input) : rest_{input} {}

    bool done() const { return rest_.empty(); }
    bool next_is_list() const { return !rest_.empty() && rest_.front() >= 0xC0; }
    BytesView rest() const { return rest_; }
    Decoded<> finish() const;  // trailing_bytes unless done

    Decoded<BytesView> read_string();
    Decoded<BytesView> read_integer(std::size_t max_bytes);  // minimal big-endian bytes
    Decoded<std::uint64_t> read_u64();
    Decoded<U256> read_u256();
    Decoded<Cursor> read_list();  // a cursor over the payload
    // The next item with its prefix, whichever kind; the payload of a list is not looked into.
    Decoded<BytesView> read_item();

    template <class T>
    Decoded<T> read_fixed() {
        const BytesView text = TRY(read_string());
        if (text.size() != T::width) return std::unexpected(DecodeError::wrong_width);
        return T::from(text);
    }
    template <class Q>
    Decoded<Q> read_quantity() {
        return Q{TRY(read_u64())};
    }

 private:
    Cursor(BytesView payload, unsigned depth) : rest_{payload}, depth_{depth} {}
    Decoded<BytesView> take(Byte short_base, Byte long_base);

    BytesView rest_;
    unsigned depth_ = 0;
};

}  // namespace ambag::chain::rlp
