// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"

#include <cctype>

#include "chain/crypto/hash.hpp"

namespace ambag::chain {

namespace {

constexpr char digits[] = "0123456789abcdef";

int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string to_hex(BytesView bytes) {
    std::string text = "0x";
    text.reserve(2 + 2 * bytes.size());
    for (const Byte b : bytes) {
        text.push_back(digits[b >> 4]);
        text.push_back(digits[b & 15]);
    }
    return text;
}

std::optional<Bytes> from_hex(std::string_view text) {
    if (text.starts_with("0x") || text.starts_with("0X")) text.remove_prefix(2);
    if (text.size() % 2 != 0) return std::nullopt;
    Bytes bytes(text.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const int high = nibble(text[2 * i]);
        const int low = nibble(text[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes[i] = static_cast<Byte>(high * 16 + low);
    }
    return bytes;
}

std::string to_checksum(const Address& address) {
    std::string text = to_hex(address);
    const Hash hash = keccak256(as_bytes(std::string_view{text}.substr(2)));
    for (std::size_t i = 0; i < 40; ++i) {
        const int bits = i % 2 == 0 ? hash.bytes[i / 2] >> 4 : hash.bytes[i / 2] & 15;
        char& c = text[i + 2];
        if (bits >= 8 && c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

std::optional<Address> parse_address(std::string_view text) {
    if (text.size() != 42 || !text.starts_with("0x")) return std::nullopt;
    const auto address = fixed_from_hex<Address>(text);
    if (!address) return std::nullopt;
    bool lower = false;
    bool upper = false;
    for (const char c : text.substr(2)) {
        lower = lower || (c >= 'a' && c <= 'f');
        upper = upper || (c >= 'A' && c <= 'F');
    }
    if (lower && upper && to_checksum(*address) != text) return std::nullopt;
    return address;
}

}  // namespace ambag::chain
