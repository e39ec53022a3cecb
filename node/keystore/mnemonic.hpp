// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "chain/base/bytes.hpp"
#include "chain/base/result.hpp"
#include "chain/crypto/secret.hpp"

// BIP-39: entropy as English words, and words as a seed. Words are lower case; between two there
// may be any white space on reading.

namespace ambag::node {

// 12, 15, 18, 21 or 24 words of fresh entropy from the kernel; another count is an error.
chain::Result<std::string, std::string> make_mnemonic(unsigned words = 12);

// 16, 20, 24, 28 or 32 bytes.
chain::Result<std::string, std::string> mnemonic_of_entropy(chain::BytesView entropy);

// The words with single spaces, after their count, spelling and checksum have been checked. The
// error says which word or what is wrong.
chain::Result<std::string, std::string> check_mnemonic(std::string_view mnemonic);

// 64 bytes; checks the mnemonic first. A passphrase must be ASCII, since BIP-39 asks for a Unicode
// normal form that other text would need.
chain::Result<chain::SecretBytes, std::string> seed_of_mnemonic(std::string_view mnemonic,
                                                                std::string_view passphrase = {});

}  // namespace ambag::node
