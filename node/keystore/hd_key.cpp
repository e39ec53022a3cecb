// SPDX-License-Identifier: Apache-2.0
#include "node/keystore/hd_key.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "chain/crypto/keystore_primitives.hpp"
#include "node/keystore/mnemonic.hpp"

namespace ambag::node {

namespace {

using chain::Bytes;
using chain::BytesView;
using chain::Hash;
using chain::PrivateKey;
using chain::Result;
using chain::SecretBytes;

constexpr std::size_t seed_bytes_min = 16;
constexpr std::size_t seed_bytes_max = 64;

Hash right_half(const SecretBytes& code) {
    return Hash::from(code.view().last(32));
}

}  // namespace

std::optional<ExtendedKey> master_key(BytesView seed) {
    if (seed.size() < seed_bytes_min || seed.size() > seed_bytes_max) return std::nullopt;
    const SecretBytes code = chain::hmac_sha512(chain::as_bytes("Bitcoin seed"), seed);
    const auto key = PrivateKey::from(code.view().first(32));
    if (!key) return std::nullopt;
    return ExtendedKey{*key, right_half(code)};
}

std::optional<ExtendedKey> child_key(const ExtendedKey& parent, std::uint32_t index) {
    SecretBytes data{37};  // 0 ‖ private key or the compressed public key, then the index
    if (index >= hardened)
        std::ranges::copy(parent.key.bytes(), data.data() + 1);
    else
        std::ranges::copy(parent.key.public_key().compressed().bytes, data.data());
    for (std::size_t i = 0; i < 4; ++i)
        data.data()[33 + i] = static_cast<chain::Byte>(index >> (24 - 8 * i) & 0xFF);
    const SecretBytes code = chain::hmac_sha512(parent.chain_code, data);
    Hash tweak = Hash::from(code.view().first(32));
    const auto key = parent.key.plus(tweak);
    chain::wipe(tweak.bytes);
    if (!key) return std::nullopt;
    return ExtendedKey{*key, right_half(code)};
}

std::optional<std::vector<std::uint32_t>> parse_key_path(std::string_view path) {
    if (!path.starts_with('m')) return std::nullopt;
    path.remove_prefix(1);
    std::vector<std::uint32_t> indices;
    while (!path.empty()) {
        if (!path.starts_with('/')) return std::nullopt;
        std::uint32_t index = 0;
        const char* const end = path.data() + path.size();
        const auto [stop, error] = std::from_chars(path.data() + 1, end, index);
        if (error != std::errc{} || index >= hardened) return std::nullopt;
        path.remove_prefix(static_cast<std::size_t>(stop - path.data()));
        const bool hard = path.starts_with('\'') || path.starts_with('h');
        if (hard) path.remove_prefix(1);
        indices.push_back(hard ? index + hardened : index);
    }
    return indices;
}

std::optional<ExtendedKey> key_at(BytesView seed, const std::vector<std::uint32_t>& path) {
    std::optional<ExtendedKey> key = master_key(seed);
    for (const std::uint32_t index : path)
        if (key) key = child_key(*key, index);
    return key;
}

Result<std::vector<PrivateKey>, std::string> account_keys(std::string_view mnemonic,
                                                          std::uint32_t count,
                                                          std::string_view passphrase) {
    if (count > hardened) return std::unexpected<std::string>("a wallet has at most 2^31 accounts");
    const SecretBytes seed = TRY(seed_of_mnemonic(mnemonic, passphrase));
    const auto branch = key_at(seed, {44 + hardened, 60 + hardened, hardened, 0});
    std::vector<PrivateKey> keys;
    for (std::uint32_t index = 0; branch && index < count; ++index) {
        const auto account = child_key(*branch, index);
        if (!account) break;
        keys.push_back(account->key);
    }
    if (keys.size() == count) return keys;
    return std::unexpected<std::string>("this mnemonic has no key at an index that BIP-32 skips");
}

Result<PrivateKey, std::string> account_key(std::string_view mnemonic, std::uint32_t index,
                                            std::string_view passphrase) {
    if (index >= hardened) return std::unexpected<std::string>("an account's index is below 2^31");
    const SecretBytes seed = TRY(seed_of_mnemonic(mnemonic, passphrase));
    const auto account = key_at(seed, {44 + hardened, 60 + hardened, hardened, 0, index});
    if (!account)
        return std::unexpected<std::string>("this mnemonic has no key at index " +
                                            std::to_string(index) + "; BIP-32 skips it");
    return account->key;
}

}  // namespace ambag::node
