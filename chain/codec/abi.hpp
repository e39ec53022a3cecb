// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"
#include "chain/base/reflect.hpp"
#include "chain/base/uint.hpp"
#include "chain/codec/text.hpp"

// The Solidity contract ABI, derived from C++ types. Source: Solidity 0.8 documentation, "Contract
// ABI Specification"; decoding is as strict as the code that solc's coder v2 emits: dirty high
// bits, short data and lengths beyond the data fail. Offsets need not be canonical, padding of
// byte strings and bytes after the arguments are not looked at, as there.
//
//   bool, uint8..uint64, Uint<N>, U256 / Amount -> uint256, Quantity -> uint64, enum -> uint8,
//   Address -> address, Hash -> bytes32, FixedBytes<N> -> bytesN, Bytes -> bytes,
//   std::string -> string, std::vector<T> -> T[], aggregate or std::tuple -> tuple

namespace ambag::chain::abi {

// Reads arguments. What it may copy is bounded, since offsets may point at the same bytes again.
class Reader {
 public:
    explicit Reader(BytesView data) : data_{data}, budget_{16 * data.size() + 4096} {}

    std::optional<U256> word(std::size_t at) const;
    std::optional<std::size_t> length(std::size_t at) const;  // a word that fits the data
    std::optional<BytesView> take(std::size_t at, std::size_t size);
    bool spend(std::size_t size);
    std::size_t size() const { return data_.size(); }

 private:
    BytesView data_;
    std::size_t budget_;
};

void put_word(Bytes& out, std::size_t at, const U256& value);
void append_padded(Bytes& out, BytesView data);  // length word, data, zeros to a full word

template <class T>
struct Codec;

template <class T>
consteval std::size_t head_size_of() {
    if constexpr (Codec<T>::dynamic)
        return 32;
    else
        return Codec<T>::size;
}

template <class T>
inline constexpr std::size_t head_size = head_size_of<T>();

// A value that is one word: `to` and `from` convert it.
template <class T>
struct WordCodec {
    static constexpr bool dynamic = false;
    static constexpr std::size_t size = 32;
    static void put(Bytes& out, std::size_t at, const T& v) { put_word(out, at, Codec<T>::to(v)); }
    static bool get(Reader& reader, std::size_t at, T& out) {
        const auto word = reader.word(at);
        if (!word) return false;
        const std::optional<T> value = Codec<T>::from(*word);
        if (value) out = *value;
        return value.has_value();
    }
};

constexpr ConstantText decimal(std::size_t n) {
    const char last = static_cast<char>('0' + n % 10);
    return (n < 10 ? ConstantText{""} : decimal(n / 10)) + std::string_view{&last, 1};
}

template <>
struct Codec<bool> : WordCodec<bool> {
    static constexpr ConstantText name() { return "bool"; }
    static U256 to(bool v) { return U256{v ? 1U : 0U}; }
    static std::optional<bool> from(const U256& w) {
        if (w > U256{1U}) return std::nullopt;
        return !w.is_zero();
    }
};

template <std::unsigned_integral T>
    requires(!std::same_as<T, bool>)
struct Codec<T> : WordCodec<T> {
    static constexpr ConstantText name() { return ConstantText{"uint"} + decimal(8 * sizeof(T)); }
    static U256 to(T v) { return U256{v}; }
    static std::optional<T> from(const U256& w) {
        if (w.bit_length() > 8 * sizeof(T)) return std::nullopt;
        return static_cast<T>(w.low_u64());
    }
};

template <class T>
    requires std::is_enum_v<T>
struct Codec<T> : WordCodec<T> {
    static constexpr ConstantText name() { return "uint8"; }
    static U256 to(T v) { return U256{static_cast<std::uint8_t>(v)}; }
    static std::optional<T> from(const U256& w) {
        if (w.bit_length() > 8) return std::nullopt;
        return static_cast<T>(w.low_u64());
    }
};

template <unsigned Bits>
struct Codec<Uint<Bits>> : WordCodec<Uint<Bits>> {
    static constexpr ConstantText name() { return ConstantText{"uint"} + decimal(Bits); }
    static U256 to(const Uint<Bits>& v) { return U256{v.value}; }
    static std::optional<Uint<Bits>> from(const U256& w) { return Uint<Bits>::from(w); }
};

template <>
struct Codec<U256> : WordCodec<U256> {
    static constexpr ConstantText name() { return "uint256"; }
    static U256 to(const U256& v) { return v; }
    static std::optional<U256> from(const U256& w) { return w; }
};

template <>
struct Codec<Amount> : WordCodec<Amount> {
    static constexpr ConstantText name() { return "uint256"; }
    static U256 to(const Amount& v) { return v.units; }
    static std::optional<Amount> from(const U256& w) { return Amount{w}; }
};

template <class Tag>
struct Codec<Quantity<Tag>> : WordCodec<Quantity<Tag>> {
    static constexpr ConstantText name() { return "uint64"; }
    static U256 to(const Quantity<Tag>& v) { return U256{v.value}; }
    static std::optional<Quantity<Tag>> from(const U256& w) {
        if (!w.fits_u64()) return std::nullopt;
        return Quantity<Tag>{w.low_u64()};
    }
};

template <>
struct Codec<Address> : WordCodec<Address> {
    static constexpr ConstantText name() { return "address"; }
    static U256 to(const Address& v) { return U256::from_big_endian(v); }
    static std::optional<Address> from(const U256& w) {
        if (w.bit_length() > 160) return std::nullopt;
        return Address::from(BytesView{w.to_word().bytes}.subspan(12));
    }
};

template <std::size_t N, class Tag>
    requires(N <= 32 && !std::same_as<Tag, AddressTag>)
struct Codec<FixedBytes<N, Tag>> {
    static constexpr bool dynamic = false;
    static constexpr std::size_t size = 32;
    static constexpr ConstantText name() { return ConstantText{"bytes"} + decimal(N); }
    static void put(Bytes& out, std::size_t at, const FixedBytes<N, Tag>& v) {
        std::copy(v.bytes.begin(), v.bytes.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
    }
    static bool get(Reader& reader, std::size_t at, FixedBytes<N, Tag>& out) {
        const auto word = reader.word(at);
        if (!word) return false;
        const Hash raw = word->to_word();
        out = FixedBytes<N, Tag>::from(BytesView{raw.bytes}.first(N));
        return std::all_of(raw.bytes.begin() + N, raw.bytes.end(), [](Byte b) { return b == 0; });
    }
};

template <class T>
struct ByteStringCodec {
    static constexpr bool dynamic = true;
    static void append(Bytes& out, const T& v) {
        append_padded(out, {reinterpret_cast<const Byte*>(v.data()), v.size()});
    }
    static bool get(Reader& reader, std::size_t at, T& out) {
        const auto length = reader.length(at);
        if (!length) return false;
        const auto data = reader.take(at + 32, *length);
        if (data) out.assign(data->begin(), data->end());
        return data.has_value();
    }
};

template <>
struct Codec<Bytes> : ByteStringCodec<Bytes> {
    static constexpr ConstantText name() { return "bytes"; }
};

template <>
struct Codec<std::string> : ByteStringCodec<std::string> {
    static constexpr ConstantText name() { return "string"; }
};

// One member of a head: a static value in place, or the offset (from `base`) of an appended tail.
template <class T>
void put_member(Bytes& out, std::size_t base, std::size_t at, const T& value) {
    if constexpr (Codec<T>::dynamic) {
        put_word(out, at, U256{out.size() - base});
        Codec<T>::append(out, value);
    } else {
        Codec<T>::put(out, at, value);
    }
}

template <class T>
bool get_member(Reader& reader, std::size_t base, std::size_t at, T& out) {
    if constexpr (Codec<T>::dynamic) {
        const auto offset = reader.length(at);
        return offset && *offset <= reader.size() - base &&
               Codec<T>::get(reader, base + *offset, out);
    } else {
        return Codec<T>::get(reader, at, out);
    }
}

template <class T>
struct Codec<std::vector<T>> {
    static constexpr bool dynamic = true;
    static constexpr ConstantText name() { return Codec<T>::name() + "[]"; }
    static void append(Bytes& out, const std::vector<T>& v) {
        const std::size_t start = out.size();
        out.resize(start + 32 + v.size() * head_size<T>);
        put_word(out, start, U256{v.size()});
        std::size_t at = start + 32;
        for (const T& element : v) {
            put_member(out, start + 32, at, element);
            at += head_size<T>;
        }
    }
    static bool get(Reader& reader, std::size_t at, std::vector<T>& out) {
        const auto count = reader.length(at);
        const std::size_t base = at + 32;
        if (!count || *count > (reader.size() - base) / head_size<T>) return false;
        if (!reader.spend(*count * head_size<T>)) return false;
        out.resize(*count);
        for (std::size_t i = 0; i < *count; ++i)
            if (!get_member(reader, base, base + i * head_size<T>, out[i])) return false;
        return true;
    }
};

// A tuple of members in a row: of a struct, of the arguments of a call, of its results.
template <class... Ts>
struct Codec<std::tuple<Ts...>> {
    static constexpr bool dynamic = (false || ... || Codec<std::remove_cvref_t<Ts>>::dynamic);
    static constexpr std::size_t size = (0 + ... + head_size<std::remove_cvref_t<Ts>>);
    static constexpr ConstantText name() {
        ConstantText text = "(";
        ((text += text.view() == "(" ? "" : ",", text += Codec<std::remove_cvref_t<Ts>>::name()),
         ...);
        return text + ")";
    }
    static void put(Bytes& out, std::size_t at, const std::tuple<Ts...>& v) {
        const std::size_t base = at;
        const auto one = [&]<class T>(const T& member) {
            put_member<T>(out, base, at, member);
            at += head_size<T>;
        };
        std::apply([&](const auto&... member) { (one(member), ...); }, v);
    }
    static void append(Bytes& out, const std::tuple<Ts...>& v) {
        const std::size_t base = out.size();
        out.resize(base + size);
        put(out, base, v);
    }
    static bool get(Reader& reader, std::size_t at, std::tuple<Ts...>& out) {
        const std::size_t base = at;
        if (size > reader.size() || base > reader.size() - size) return false;
        const auto one = [&]<class T>(T& member) {
            const std::size_t here = at;
            at += head_size<T>;
            return get_member<T>(reader, base, here, member);
        };
        return std::apply([&](auto&... member) { return (true && ... && one(member)); }, out);
    }
};

template <class T>
    requires std::is_aggregate_v<T>
struct Codec<T> {
    using Members = Codec<members_tuple<const T>>;
    static constexpr bool dynamic = Members::dynamic;
    static constexpr std::size_t size = Members::size;
    static constexpr ConstantText name() { return Members::name(); }
    static void put(Bytes& out, std::size_t at, const T& v) {
        Members::put(out, at, members_of(v));
    }
    static void append(Bytes& out, const T& v) { Members::append(out, members_of(v)); }
    static bool get(Reader& reader, std::size_t at, T& out) {
        auto members = members_of(out);
        return Codec<decltype(members)>::get(reader, at, members);
    }
};

// abi.encode(values...)
template <class... Ts>
Bytes encode(const Ts&... values) {
    Bytes out;
    Codec<std::tuple<const Ts&...>>::append(out, std::tuple<const Ts&...>{values...});
    return out;
}

// abi.decode(data, (Ts...)); nothing when `data` is not a strict encoding.
template <class... Ts>
std::optional<std::tuple<Ts...>> decode(BytesView data) {
    std::tuple<Ts...> out;
    Reader reader{data};
    if (!Codec<std::tuple<Ts...>>::get(reader, 0, out)) return std::nullopt;
    return out;
}

// abi.encodeWithSelector(selector, values...)
template <class... Ts>
Bytes encode_call(const Selector& selector, const Ts&... values) {
    Bytes out = to_bytes(selector);
    append(out, encode(values...));
    return out;
}

}  // namespace ambag::chain::abi
