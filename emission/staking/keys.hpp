// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "chain/module/consensus_input.hpp"

// Keys that sign blocks, and the proof that an operator holds the one he registers: without it he
// could register somebody else's key, and be paid and slashed for another's work.

namespace ambag::emission::staking {

// How the engine calls a key: SHA-256(key)[0..20) of ed25519, the Ethereum address of
// secp256k1eth. Nothing for a key that no engine should be given: a wrong length, not canonical, of
// small order (ed25519), not on the curve (secp256k1eth).
std::optional<chain::Address> consensus_address(chain::ConsensusKeyType type, chain::BytesView key);

// What the key signs: keccak256(abi.encode("Ambag validator key", chain id, module, operator, type,
// key)). Bound to the chain and to the operator, and never a message of the engine's, which are
// longer.
chain::Hash proof_digest(chain::ChainId chain, const chain::Address& module,
                         const chain::Address& validator, chain::ConsensusKeyType type,
                         const chain::Bytes& key);

// ed25519: 64 bytes over the digest's 32; secp256k1eth: 64 bytes r ‖ s, low s, of the digest.
bool is_proof(chain::ConsensusKeyType type, const chain::Bytes& key, const chain::Hash& digest,
              chain::BytesView proof);

}  // namespace ambag::emission::staking
