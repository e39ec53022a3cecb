// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"

// The nonces that hardware evidence must answer, and the ids of jobs and assignments: SHA-256 over
// a tag (text, then zeros to 32 bytes) and fixed-width fields, integers big-endian. A nonce names a
// recent block, so that the report is younger than it.

namespace ambag::emission::attestation {

// tag "reg" | chain id 32 | block hash 32 | owner 20 | worker key 33 | class, zeros to 32
chain::Hash registration_nonce(chain::ChainId chain_id, const chain::Hash& block_hash,
                               const chain::Address& owner, chain::BytesView worker_key,
                               std::string_view chip);

// tag "begin" | chain id 32 | block hash 32 | job 32 | assignment 32 | state root in 32 |
// worker key 33 | device 32: of a report made when the work starts; its hash may be committed.
chain::Hash begin_nonce(chain::ChainId chain_id, const chain::Hash& block_hash,
                        const chain::Hash& job, const chain::Hash& assignment,
                        const chain::Hash& state_root_in, chain::BytesView worker_key,
                        const chain::Hash& device);

// tag "end" | chain id 32 | block hash 32 | SHA-256 of the receipt's body 32 | device 32
chain::Hash end_nonce(chain::ChainId chain_id, const chain::Hash& block_hash,
                      const chain::Hash& body_hash, const chain::Hash& device);

// tag | chain id 32 | number 32
chain::Hash numbered_id(std::string_view tag, chain::ChainId chain_id, std::uint64_t number);

}  // namespace ambag::emission::attestation
