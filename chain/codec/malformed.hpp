// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "chain/base/result.hpp"
#include "chain/codec/rlp.hpp"

// Why bytes that should be a header or a receipt are none: the field and what is wrong with it.

namespace ambag::chain {

struct Malformed {
    std::string_view field;  // both are literals
    std::string_view reason;

    std::string text() const { return std::string{field} + ": " + std::string{reason}; }
};

// The value, or the decoding error with the field's name.
template <class T>
Result<T, Malformed> named(std::string_view field, rlp::Decoded<T> value) {
    if (!value) return std::unexpected(Malformed{field, rlp::describe(value.error())});
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(value).value();
}

inline Result<void, Malformed> require(bool holds, std::string_view field,
                                       std::string_view reason) {
    if (holds) return {};
    return std::unexpected(Malformed{field, reason});
}

}  // namespace ambag::chain
