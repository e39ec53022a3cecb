// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"
#include "chain/codec/text.hpp"

// What a consensus engine and the transition tell each other about validators. The engine's part
// is a call of the system address to staking, reportConsensus(absent, misbehaviours), before a
// block's transactions; under one sequencer there is none, which means that everybody was there
// and nobody misbehaved. The transition's part are updates of the engine's set.
//
// Shapes follow ABCI 2.0 (reference: CometBFT v0.40, spec/abi/abci++_methods.md): an address is
// SHA-256(key)[0..20) of an ed25519 key and the Ethereum address of a secp256k1eth key.

namespace ambag::chain {

enum class ConsensusKeyType : std::uint8_t {
    ed25519 = 0,       // 32 bytes
    secp256k1eth = 1,  // 33 bytes, compressed
};

// Duplicate vote or light-client attack: a validator signed two blocks of one height.
struct Misbehaviour {
    static constexpr Literal abi{"Misbehaviour(validator,height,time)"};
    Address validator;  // consensus address
    Height height;      // of the offence
    Timestamp time;     // of that block
    bool operator==(const Misbehaviour&) const = default;
};

// The engine's set changes: `power` 0 removes the key. The staking module sends only updates that
// no engine can stumble over: each key once, of a known type and valid; only keys that are there
// are removed; the set never becomes empty nor larger than its bound; the sum of all powers, with
// what is removed still counted, stays below 2^60.
struct ValidatorUpdate {
    static constexpr Literal abi{"ValidatorUpdate(keyType,key,power)"};
    ConsensusKeyType key_type;
    Bytes key;
    std::uint64_t power;
    bool operator==(const ValidatorUpdate&) const = default;
};

}  // namespace ambag::chain
