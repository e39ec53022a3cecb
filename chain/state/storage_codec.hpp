// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <string>
#include <type_traits>
#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/bytes.hpp"
#include "chain/base/check.hpp"
#include "chain/base/quantity.hpp"
#include "chain/base/reflect.hpp"
#include "chain/base/uint.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/state/view.hpp"

// How records and keys are laid out as bytes: members in order, integers big-endian at full width,
// byte strings and arrays behind a 32-bit length. The layout is part of the state root.
//
// A type is fixed when all that it holds has a width. A fixed type of at most 32 bytes is stored as
// Ethereum stores a word, right-aligned, so that eth_getProof answers with the number itself and
// zero means absent. Any other type is a blob, of which the leaf has the keccak256 (DECISIONS 6).
// A struct needs no code of its own: its members are taken in the order of their declaration, and
// moving one changes the root.

namespace ambag::chain {

// Reads what `to_record` wrote. Bytes that no codec wrote cannot be here: they are under the root,
// so running out of them is a broken rule of ours and ends the process.
class StoredReader {
 public:
    explicit StoredReader(BytesView data) : data_{data} {}
    BytesView take(std::size_t n) {
        CHECK(n <= data_.size());  // a record is read back by the type that wrote it
        const BytesView head = data_.first(n);
        data_ = data_.subspan(n);
        return head;
    }

 private:
    BytesView data_;
};

template <class T>
struct StoredCodec;  // fixed: size (0 = varies); write(Bytes&, v); read(StoredReader&) -> T

inline void write_big_endian(Bytes& out, std::uint64_t value, std::size_t width) {
    for (std::size_t i = width; i-- > 0;) out.push_back(static_cast<Byte>(value >> (8 * i)));
}

inline std::uint64_t read_big_endian(StoredReader& in, std::size_t width) {
    std::uint64_t value = 0;
    for (const Byte b : in.take(width)) value = (value << 8) | b;
    return value;
}

// bool and enums too, by the width of the type that holds them.
template <class T>
    requires std::unsigned_integral<T> || std::is_enum_v<T>
struct StoredCodec<T> {
    static constexpr std::size_t size = sizeof(T);
    static void write(Bytes& out, T v) {
        write_big_endian(out, static_cast<std::uint64_t>(v), size);
    }
    static T read(StoredReader& in) { return static_cast<T>(read_big_endian(in, size)); }
};

template <class Tag>
struct StoredCodec<Quantity<Tag>> {
    static constexpr std::size_t size = 8;
    static void write(Bytes& out, Quantity<Tag> v) { write_big_endian(out, v.value, 8); }
    static Quantity<Tag> read(StoredReader& in) { return Quantity<Tag>{read_big_endian(in, 8)}; }
};

template <>
struct StoredCodec<U256> {
    static constexpr std::size_t size = 32;
    static void write(Bytes& out, const U256& v) { append(out, v.to_word()); }
    static U256 read(StoredReader& in) { return U256::from_big_endian(in.take(32)); }
};

template <>
struct StoredCodec<Amount> {
    static constexpr std::size_t size = 32;
    static void write(Bytes& out, const Amount& v) { append(out, v.units.to_word()); }
    static Amount read(StoredReader& in) { return Amount{U256::from_big_endian(in.take(32))}; }
};

template <unsigned Bits>
struct StoredCodec<Uint<Bits>> {
    static constexpr std::size_t size = Bits / 8;
    static void write(Bytes& out, const Uint<Bits>& v) {
        append(out, BytesView{U256{v.value}.to_word().bytes}.subspan(32 - size));
    }
    static Uint<Bits> read(StoredReader& in) {
        return *Uint<Bits>::from(U256::from_big_endian(in.take(size)));
    }
};

template <std::size_t N, class Tag>
struct StoredCodec<FixedBytes<N, Tag>> {
    static constexpr std::size_t size = N;
    static void write(Bytes& out, const FixedBytes<N, Tag>& v) { append(out, v); }
    static FixedBytes<N, Tag> read(StoredReader& in) {
        return FixedBytes<N, Tag>::from(in.take(N));
    }
};

// Byte strings: length, then the bytes as they are.
template <class T>
struct StoredStringCodec {
    static constexpr std::size_t size = 0;
    static void write(Bytes& out, const T& v) {
        write_big_endian(out, v.size(), 4);
        append(out, {reinterpret_cast<const Byte*>(v.data()), v.size()});
    }
    static T read(StoredReader& in) {
        const BytesView data = in.take(read_big_endian(in, 4));
        return T(data.begin(), data.end());
    }
};

template <>
struct StoredCodec<Bytes> : StoredStringCodec<Bytes> {};
template <>
struct StoredCodec<std::string> : StoredStringCodec<std::string> {};

template <class T>
struct StoredCodec<std::vector<T>> {
    static constexpr std::size_t size = 0;
    static void write(Bytes& out, const std::vector<T>& v) {
        write_big_endian(out, v.size(), 4);
        for (const T& element : v) StoredCodec<T>::write(out, element);
    }
    static std::vector<T> read(StoredReader& in) {
        std::vector<T> out(read_big_endian(in, 4));
        for (T& element : out) element = StoredCodec<T>::read(in);
        return out;
    }
};

// Members one after the other, without padding or names.
template <class... Ts>
struct StoredCodec<std::tuple<Ts...>> {
    static constexpr bool fixed =
        (true && ... && (StoredCodec<std::remove_cvref_t<Ts>>::size != 0));
    static constexpr std::size_t size =
        fixed ? (0 + ... + StoredCodec<std::remove_cvref_t<Ts>>::size) : 0;
    static void write(Bytes& out, const std::tuple<Ts...>& v) {
        std::apply(
            [&](const auto&... member) {
                (StoredCodec<std::remove_cvref_t<decltype(member)>>::write(out, member), ...);
            },
            v);
    }
    static void read_into(StoredReader& in, std::tuple<Ts...>& v) {
        std::apply(
            [&](auto&... member) {
                ((member = StoredCodec<std::remove_cvref_t<decltype(member)>>::read(in)), ...);
            },
            v);
    }
    static std::tuple<Ts...> read(StoredReader& in) {
        std::tuple<Ts...> v;
        read_into(in, v);
        return v;
    }
};

template <class T>
    requires std::is_aggregate_v<T>
struct StoredCodec<T> {
    using Members = StoredCodec<members_tuple<T>>;
    static constexpr std::size_t size = Members::size;
    static void write(Bytes& out, const T& v) {
        const auto members = members_of(v);
        StoredCodec<std::remove_const_t<decltype(members)>>::write(out, members);
    }
    static T read(StoredReader& in) {
        T v{};
        auto members = members_of(v);
        Members::read_into(in, members);
        return v;
    }
};

// An all-zero word is the absent record: storing zero and erasing are the same.
template <class T>
Record to_record(const T& value) {
    Bytes bytes;
    bytes.reserve(StoredCodec<T>::size);
    StoredCodec<T>::write(bytes, value);
    if constexpr (StoredCodec<T>::size != 0 && StoredCodec<T>::size <= 32) {
        Record record;
        std::copy(bytes.begin(), bytes.end(), record.word.bytes.end() - StoredCodec<T>::size);
        return record;
    } else {
        return {{}, std::move(bytes)};
    }
}

// The default value when the record is absent.
template <class T>
T from_record(const Record& record) {
    if (record.absent()) return T{};
    if constexpr (StoredCodec<T>::size != 0 && StoredCodec<T>::size <= 32) {
        StoredReader in{BytesView{record.word.bytes}.last(StoredCodec<T>::size)};
        return StoredCodec<T>::read(in);
    } else {
        StoredReader in{record.blob};
        return StoredCodec<T>::read(in);
    }
}

// Item byte, zeros, key right-aligned when it fits 31 bytes; else keccak256(item || key). The first
// form lets a person find a slot by hand; keys of one item are of one type, so that two of them
// never meet.
template <class K>
Slot slot_of(Byte item, const K& key) {
    Bytes bytes;
    bytes.reserve(StoredCodec<K>::size + 1);
    StoredCodec<K>::write(bytes, key);
    Slot slot;
    if (bytes.size() <= 31) {
        slot.bytes[0] = item;
        std::copy(bytes.begin(), bytes.end(),
                  slot.bytes.end() - static_cast<std::ptrdiff_t>(bytes.size()));
        return slot;
    }
    bytes.insert(bytes.begin(), item);
    return Slot::from(keccak256(bytes));
}

inline Slot slot_of(Byte item) {
    Slot slot;
    slot.bytes[0] = item;
    return slot;
}

}  // namespace ambag::chain
