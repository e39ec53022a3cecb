// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>

#include "chain/base/bytes.hpp"

// Bytes that leave no copy behind: seeds, keys, decrypted files.

namespace ambag::chain {

// Zeros that the compiler may not leave out.
inline void wipe(std::span<Byte> secret) {
    volatile Byte* at = secret.data();
    for (std::size_t i = 0; i < secret.size(); ++i) at[i] = 0;
}

// Owns, moves, does not copy, and wipes itself. It never grows, so nothing is left behind by a
// reallocation.
class SecretBytes {
 public:
    explicit SecretBytes(std::size_t size) : bytes_(size) {}
    SecretBytes(SecretBytes&& other) noexcept : bytes_{std::exchange(other.bytes_, {})} {}
    SecretBytes& operator=(SecretBytes&& other) noexcept {
        std::swap(bytes_, other.bytes_);
        return *this;
    }
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes() { wipe(bytes_); }

    Byte* data() { return bytes_.data(); }
    std::size_t size() const { return bytes_.size(); }
    operator BytesView() const { return bytes_; }
    BytesView view() const { return bytes_; }

 private:
    Bytes bytes_;
};

}  // namespace ambag::chain
