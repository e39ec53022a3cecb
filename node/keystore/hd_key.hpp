// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/base/bytes.hpp"
#include "chain/base/result.hpp"
#include "chain/crypto/secp256k1.hpp"

// BIP-32: a tree of private keys from one seed, and the branch of it (BIP-44) that Ethereum wallets
// use.

namespace ambag::node {

inline constexpr std::uint32_t hardened = 0x80000000;  // added to an index, written as i'

struct ExtendedKey {
    chain::PrivateKey key;
    chain::Hash chain_code;
};

// Nothing for the seeds and indices, about one in 2^127, that BIP-32 has skipped.
std::optional<ExtendedKey> master_key(chain::BytesView seed);
std::optional<ExtendedKey> child_key(const ExtendedKey& parent, std::uint32_t index);

// "m/44'/60'/0'/0/3" as indices; nothing for other text.
std::optional<std::vector<std::uint32_t>> parse_key_path(std::string_view path);
std::optional<ExtendedKey> key_at(chain::BytesView seed, const std::vector<std::uint32_t>& path);

// Account `index` of a wallet: m/44'/60'/0'/0/index, as anvil, cast, ethers and MetaMask number
// them. The error is the mnemonic's (see check_mnemonic).
chain::Result<chain::PrivateKey, std::string> account_key(std::string_view mnemonic,
                                                          std::uint32_t index,
                                                          std::string_view passphrase = {});

// Accounts 0 to count - 1; the slow step from words to seed is done once.
chain::Result<std::vector<chain::PrivateKey>, std::string> account_keys(
    std::string_view mnemonic, std::uint32_t count, std::string_view passphrase = {});

}  // namespace ambag::node
