// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"
#include "chain/base/result.hpp"
#include "chain/codec/malformed.hpp"
#include "chain/codec/receipt.hpp"
#include "chain/codec/transaction.hpp"
#include "chain/crypto/keccak_constant.hpp"
#include "chain/trie/trie.hpp"

// Block headers in Ethereum's London layout (yellow paper section 4.4, EIP-1559). The block hash is
// keccak256 of the header's RLP. What has no meaning here stands at its post-merge constant, as
// EIP-3675 has it, and a header with anything else there is refused: no uncles, difficulty 0,
// mixHash 0, nonce 0.

namespace ambag::chain {

// keccak256 of the RLP of an empty list.
inline constexpr Hash empty_uncles_hash = keccak256_constant("\xC0");
inline constexpr std::size_t extra_data_bytes_max = 32;

struct Header {
    Hash parent_hash;
    Address miner;  // the coinbase
    Hash state_root;
    Hash transactions_root = empty_trie_root;
    Hash receipts_root = empty_trie_root;
    Bloom logs_bloom;
    Height number;
    Gas gas_limit;
    Gas gas_used;
    Timestamp timestamp;
    Bytes extra_data;  // at most 32 bytes
    U256 base_fee_per_gas;

    bool operator==(const Header&) const = default;
};

Bytes encode_header(const Header& header);
Hash hash_of(const Header& header);

Result<Header, Malformed> decode_header(BytesView encoded);

// RLP [header, transactions, no uncles], the form whose length is a block's `size`.
Bytes encode_block(const Header& header, std::span<const SignedTransaction> transactions);

}  // namespace ambag::chain
