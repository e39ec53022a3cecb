// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/base/bytes.hpp"
#include "chain/base/result.hpp"
#include "chain/crypto/keystore_primitives.hpp"
#include "chain/crypto/secp256k1.hpp"

// Private keys in files, as cast, ethers, geth and web3.py keep them: Web3 Secret Storage, version
// 3, aes-128-ctr under scrypt (written and read) or pbkdf2 (read). A password is taken as the bytes
// that were typed; ethers normalises text beyond ASCII first, so such passwords may differ there.
// Source: ethereum.org, "Web3 secret storage definition".

namespace ambag::node {

enum class KeystoreErrorCode : std::uint8_t {
    unreadable,      // the file or folder cannot be read or written
    malformed,       // no keystore of version 3
    unsupported,     // another cipher, derivation or cost than is accepted
    wrong_password,  // or a damaged file: the two cannot be told apart
    invalid_name,
    name_taken,
    not_found,
};

struct KeystoreError {
    KeystoreErrorCode code;
    std::string detail;  // one sentence; never holds a password or key
};

template <class T = void>
using KeystoreResult = chain::Result<T, KeystoreError>;

// --- one file's text ---------------------------------------------------------------------------

// What is drawn at random for a file; fixed by tests only.
struct KeystoreSalt {
    chain::FixedBytes<32> salt;
    chain::FixedBytes<16> iv;
    chain::FixedBytes<16> id;

    static KeystoreSalt draw();
};

// cast's cost of scrypt, about 30 ms; geth's is 2^18, which is also the most that is read.
inline constexpr std::uint64_t scrypt_cost_default = 8192;
inline constexpr std::uint64_t scrypt_cost_max = std::uint64_t{1} << 18;

std::string write_keystore(const chain::PrivateKey& key, std::string_view password,
                           const KeystoreSalt& salt = KeystoreSalt::draw(),
                           std::uint64_t scrypt_cost = scrypt_cost_default);
KeystoreResult<chain::PrivateKey> read_keystore(std::string_view text, std::string_view password);

KeystoreResult<chain::PrivateKey> read_keystore_file(const std::filesystem::path& file,
                                                     std::string_view password);

// --- named accounts ----------------------------------------------------------------------------

struct NamedAccount {
    std::string name;
    std::optional<chain::Address> address;  // as the file says it; cast writes none
};

// A folder (mode 0700) with one file (mode 0600) per account, named after it. The layout is
// foundry's, so `~/.foundry/keystores` can be opened in place.
class KeystoreFolder {
 public:
    explicit KeystoreFolder(std::filesystem::path folder) : folder_{std::move(folder)} {}

    // The file's path. The folder is made when missing; a name that exists is never overwritten,
    // and the file appears whole or not at all.
    KeystoreResult<std::filesystem::path> add(
        std::string_view name, const chain::PrivateKey& key, std::string_view password,
        std::uint64_t scrypt_cost = scrypt_cost_default) const;
    KeystoreResult<chain::PrivateKey> open(std::string_view name, std::string_view password) const;
    KeystoreResult<chain::Address> address_of(std::string_view name) const;  // as the file says it
    KeystoreResult<std::vector<NamedAccount>> list() const;                  // by name
    KeystoreResult<> remove(std::string_view name) const;

 private:
    // 1 to 64 of A-Z a-z 0-9 . _ -, not starting with a dot.
    KeystoreResult<std::filesystem::path> path_of(std::string_view name) const;
    KeystoreResult<std::filesystem::path> existing(std::string_view name) const;

    std::filesystem::path folder_;
};

}  // namespace ambag::node
