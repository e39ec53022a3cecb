// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "chain/base/bytes.hpp"
#include "chain/crypto/secret.hpp"

// What key files and mnemonics are made with; the state transition uses none of it.
// Sources: RFC 2104 (HMAC), RFC 8018 (PBKDF2), RFC 7914 (scrypt), FIPS 197 and SP 800-38A (AES).

namespace ambag::chain {

SecretBytes hmac_sha512(BytesView key, BytesView data);  // 64 bytes

// `iterations` at least 1.
SecretBytes pbkdf2_sha256(BytesView password, BytesView salt, std::uint32_t iterations,
                          std::size_t size);
SecretBytes pbkdf2_sha512(BytesView password, BytesView salt, std::uint32_t iterations,
                          std::size_t size);

// Takes 128 * block_size * cost bytes of memory. Nothing when the parameters are out of RFC 7914's
// ranges (cost a power of two above 1), when that is above 16 GiB, or when it is not to be had.
struct ScryptParameters {
    std::uint64_t cost = 8192;          // n
    std::uint32_t block_size = 8;       // r
    std::uint32_t parallelization = 1;  // p
};
std::optional<SecretBytes> scrypt(BytesView password, BytesView salt,
                                  const ScryptParameters& parameters, std::size_t size);

// Encrypts and decrypts; key and counter have 16 bytes each, the counter counts big-endian.
SecretBytes aes_128_ctr(BytesView key, BytesView counter, BytesView data);

}  // namespace ambag::chain
