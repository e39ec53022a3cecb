// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

// The members of a plain aggregate as a tuple of references, so that a record, an event or an
// error is written once, as a struct, and its codecs follow. At most 14 members, no base classes.

namespace ambag::chain {

namespace reflect_detail {

struct AnyMember {
    template <class T>
    constexpr operator T() const noexcept;  // used in unevaluated operands only
};

template <class T, std::size_t... I>
consteval bool takes(std::index_sequence<I...>) {
    return requires { T{(static_cast<void>(I), AnyMember{})...}; };
}

template <class T, std::size_t N>
consteval std::size_t count() {
    static_assert(N <= 14, "an aggregate of at most 14 members");
    if constexpr (!takes<T>(std::make_index_sequence<N + 1>{}))
        return N;
    else
        return count<T, N + 1>();
}

}  // namespace reflect_detail

template <class T>
inline constexpr std::size_t member_count = reflect_detail::count<std::remove_cvref_t<T>, 0>();

template <class T>
constexpr auto members_of(T& v) {
    constexpr std::size_t n = member_count<T>;
    if constexpr (n == 0) {
        return std::tie();
    } else if constexpr (n == 1) {
        auto& [a] = v;
        return std::tie(a);
    } else if constexpr (n == 2) {
        auto& [a, b] = v;
        return std::tie(a, b);
    } else if constexpr (n == 3) {
        auto& [a, b, c] = v;
        return std::tie(a, b, c);
    } else if constexpr (n == 4) {
        auto& [a, b, c, d] = v;
        return std::tie(a, b, c, d);
    } else if constexpr (n == 5) {
        auto& [a, b, c, d, e] = v;
        return std::tie(a, b, c, d, e);
    } else if constexpr (n == 6) {
        auto& [a, b, c, d, e, f] = v;
        return std::tie(a, b, c, d, e, f);
    } else if constexpr (n == 7) {
        auto& [a, b, c, d, e, f, g] = v;
        return std::tie(a, b, c, d, e, f, g);
    } else if constexpr (n == 8) {
        auto& [a, b, c, d, e, f, g, h] = v;
        return std::tie(a, b, c, d, e, f, g, h);
    } else if constexpr (n == 9) {
        auto& [a, b, c, d, e, f, g, h, i] = v;
        return std::tie(a, b, c, d, e, f, g, h, i);
    } else if constexpr (n == 10) {
        auto& [a, b, c, d, e, f, g, h, i, j] = v;
        return std::tie(a, b, c, d, e, f, g, h, i, j);
    } else if constexpr (n == 11) {
        auto& [a, b, c, d, e, f, g, h, i, j, k] = v;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k);
    } else if constexpr (n == 12) {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l] = v;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k, l);
    } else if constexpr (n == 13) {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = v;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m);
    } else {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o] = v;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, o);
    }
}

template <class T>
using members_tuple = decltype(members_of(std::declval<T&>()));

}  // namespace ambag::chain
