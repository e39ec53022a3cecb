// SPDX-License-Identifier: Apache-2.0
#include "chain/codec/abi.hpp"

namespace ambag::chain::abi {

std::optional<U256> Reader::word(std::size_t at) const {
    if (at > data_.size() || data_.size() - at < 32) return std::nullopt;
    return U256::from_big_endian(data_.subspan(at, 32));
}

std::optional<std::size_t> Reader::length(std::size_t at) const {
    const auto value = word(at);
    if (!value || *value > U256{data_.size()}) return std::nullopt;
    return value->low_u64();
}

std::optional<BytesView> Reader::take(std::size_t at, std::size_t size) {
    if (at > data_.size() || data_.size() - at < size || !spend(size)) return std::nullopt;
    return data_.subspan(at, size);
}

bool Reader::spend(std::size_t size) {
    if (size > budget_) return false;
    budget_ -= size;
    return true;
}

void put_word(Bytes& out, std::size_t at, const U256& value) {
    const Hash word = value.to_word();
    std::copy(word.bytes.begin(), word.bytes.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
}

void append_padded(Bytes& out, BytesView data) {
    const std::size_t start = out.size();
    out.resize(start + 32 + (data.size() + 31) / 32 * 32);
    put_word(out, start, U256{data.size()});
    std::copy(data.begin(), data.end(), out.begin() + static_cast<std::ptrdiff_t>(start + 32));
}

}  // namespace ambag::chain::abi
