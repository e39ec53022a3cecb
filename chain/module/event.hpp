// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/codec/log.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/module/error.hpp"

// Solidity events as structs; like errors, with "indexed" before the name of an indexed member:
//
//   struct Transfer {
//       static constexpr Literal abi{"Transfer(indexed from,indexed to,value)"};
//       Address from, to;
//       Amount value;
//   };
//   ctx.emit(Transfer{from, to, value});

namespace ambag::chain {

// At most three members may be indexed (a log has four topics). An indexed string or byte string
// becomes its hash, as in Solidity: a client finds it by value and cannot read it back.
constexpr bool is_indexed(std::string_view parameter) {
    return parameter.starts_with("indexed ");
}

constexpr std::string_view bare_name(std::string_view parameter) {
    return is_indexed(parameter) ? parameter.substr(8) : parameter;
}

namespace event_detail {

template <class T>
Hash topic_of(const T& value) {
    if constexpr (std::is_same_v<T, Bytes> || std::is_same_v<T, std::string>) {
        return keccak256({reinterpret_cast<const Byte*>(value.data()), value.size()});
    } else {
        static_assert(!abi::Codec<T>::dynamic && abi::Codec<T>::size == 32);
        Bytes word(32);
        abi::Codec<T>::put(word, 0, value);
        return Hash::from(word);
    }
}

template <class E, bool Indexed, std::size_t... I>
auto select(const E& event, std::index_sequence<I...>) {
    [[maybe_unused]] const auto members = members_of(event);
    [[maybe_unused]] const auto one = [&]<std::size_t J>() {
        constexpr bool indexed = is_indexed(list_entry(parameter_part(E::abi.view()), J));
        if constexpr (indexed == Indexed)
            return std::tie(std::get<J>(members));
        else
            return std::tuple<>{};
    };
    return std::tuple_cat(one.template operator()<I>()...);
}

}  // namespace event_detail

template <class E>
inline constexpr Hash event_topic = SignatureOf<E>::hash;

// The log that Solidity would write: topics in order, the other members as ABI-encoded data.
template <class E>
Log to_log(const Address& address, const E& event) {
    constexpr auto indices = std::make_index_sequence<member_count<E>>{};
    Log log{address, {event_topic<E>}, {}};
    std::apply(
        [&](const auto&... topic) { (log.topics.push_back(event_detail::topic_of(topic)), ...); },
        event_detail::select<E, true>(event, indices));
    const auto data = event_detail::select<E, false>(event, indices);
    abi::Codec<std::remove_const_t<decltype(data)>>::append(log.data, data);
    return log;
}

}  // namespace ambag::chain
