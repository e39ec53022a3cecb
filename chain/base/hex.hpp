// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chain/base/bytes.hpp"

// Hexadecimal text, and EIP-55 addresses.

namespace ambag::chain {

std::string to_hex(BytesView bytes);  // "0x" and lower case

// With or without 0x, any case; nothing on an odd count or another character.
std::optional<Bytes> from_hex(std::string_view text);

template <class T>
std::optional<T> fixed_from_view(BytesView view) {
    if (view.size() != T::width) return std::nullopt;
    return T::from(view);
}

template <class T>
std::optional<T> fixed_from_hex(std::string_view text) {
    const auto bytes = from_hex(text);
    if (!bytes) return std::nullopt;
    return fixed_from_view<T>(*bytes);
}

// EIP-55 checksummed form, "0x" and 40 digits.
std::string to_checksum(const Address& address);

// 0x and 40 digits: all lower, all upper, or a right EIP-55 checksum; nothing otherwise.
std::optional<Address> parse_address(std::string_view text);

}  // namespace ambag::chain
