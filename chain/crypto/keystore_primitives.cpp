// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/keystore_primitives.hpp"

#include <cryptopp/aes.h>
#include <cryptopp/hmac.h>
#include <cryptopp/modes.h>
#include <cryptopp/pwdbased.h>
#include <cryptopp/scrypt.h>
#include <cryptopp/sha.h>

#include <bit>
#include <exception>

#include "chain/base/check.hpp"

// Crypto++ throws on bad sizes and on want of memory. Sizes are checked before it is called, so
// that only scrypt, the one large allocation, has a door to catch at.

namespace ambag::chain {

namespace {

template <class Hash>
SecretBytes pbkdf2(BytesView password, BytesView salt, std::uint32_t iterations, std::size_t size) {
    CHECK(iterations > 0 && size > 0);
    SecretBytes derived{size};
    CryptoPP::PKCS5_PBKDF2_HMAC<Hash>{}.DeriveKey(derived.data(), derived.size(), 0,
                                                  password.data(), password.size(), salt.data(),
                                                  salt.size(), iterations, 0.0);
    return derived;
}

}  // namespace

SecretBytes hmac_sha512(BytesView key, BytesView data) {
    SecretBytes code{CryptoPP::SHA512::DIGESTSIZE};
    CryptoPP::HMAC<CryptoPP::SHA512>{key.data(), key.size()}.CalculateDigest(
        code.data(), data.data(), data.size());
    return code;
}

SecretBytes pbkdf2_sha256(BytesView password, BytesView salt, std::uint32_t iterations,
                          std::size_t size) {
    return pbkdf2<CryptoPP::SHA256>(password, salt, iterations, size);
}

SecretBytes pbkdf2_sha512(BytesView password, BytesView salt, std::uint32_t iterations,
                          std::size_t size) {
    return pbkdf2<CryptoPP::SHA512>(password, salt, iterations, size);
}

std::optional<SecretBytes> scrypt(BytesView password, BytesView salt,
                                  const ScryptParameters& parameters, std::size_t size) {
    CHECK(size > 0);
    const auto [cost, block_size, parallelization] = parameters;
    constexpr std::uint64_t memory_max = std::uint64_t{1} << 34;  // so that no product wraps
    constexpr std::uint64_t block_bytes = 128;
    if (cost < 2 || !std::has_single_bit(cost) || block_size == 0 || parallelization == 0)
        return std::nullopt;
    if (cost > memory_max / block_bytes / block_size ||
        parallelization > memory_max / block_bytes / block_size)
        return std::nullopt;
    try {
        SecretBytes derived{size};
        CryptoPP::Scrypt{}.DeriveKey(derived.data(), derived.size(), password.data(),
                                     password.size(), salt.data(), salt.size(), cost, block_size,
                                     parallelization);
        return derived;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

SecretBytes aes_128_ctr(BytesView key, BytesView counter, BytesView data) {
    CHECK(key.size() == 16 && counter.size() == 16);
    SecretBytes out{data.size()};
    CryptoPP::CTR_Mode<CryptoPP::AES>::Encryption cipher{key.data(), key.size(), counter.data()};
    cipher.ProcessData(out.data(), data.data(), data.size());
    return out;
}

}  // namespace ambag::chain
