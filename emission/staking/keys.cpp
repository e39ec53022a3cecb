// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/keys.hpp"

#include "chain/codec/abi.hpp"
#include "chain/crypto/ed25519.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

std::optional<Ed25519Key> ed25519_key_of(BytesView key) {
    if (key.size() != Ed25519Key::width) return std::nullopt;
    const auto fixed = Ed25519Key::from(key);
    if (!is_sound(fixed)) return std::nullopt;
    return fixed;
}

std::optional<PublicKey> secp256k1_key_of(BytesView key) {
    if (key.size() != PublicKey::compressed_width) return std::nullopt;
    return PublicKey::from(key);
}

}  // namespace

std::optional<Address> consensus_address(ConsensusKeyType type, BytesView key) {
    switch (type) {
        case ConsensusKeyType::ed25519:
            if (!ed25519_key_of(key)) return std::nullopt;
            return Address::from(BytesView{sha256(key).bytes}.first(20));
        case ConsensusKeyType::secp256k1eth: {
            const auto point = secp256k1_key_of(key);
            if (!point) return std::nullopt;
            return address_of(*point);
        }
    }
    return std::nullopt;
}

Hash proof_digest(ChainId chain, const Address& module, const Address& validator,
                  ConsensusKeyType type, const Bytes& key) {
    return keccak256(
        abi::encode(std::string{"Ambag validator key"}, chain, module, validator, type, key));
}

bool is_proof(ConsensusKeyType type, const Bytes& key, const Hash& digest, BytesView proof) {
    if (proof.size() != 64) return false;
    if (type == ConsensusKeyType::ed25519) {
        const auto point = ed25519_key_of(key);
        return point && verify(*point, digest.bytes, Ed25519Signature::from(proof));
    }
    const auto point = secp256k1_key_of(key);
    return point && verify(*point, digest, Hash::from(proof.first(32)), Hash::from(proof.last(32)));
}

}  // namespace ambag::emission::staking
