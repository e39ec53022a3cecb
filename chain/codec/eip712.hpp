// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "chain/base/u256.hpp"
#include "chain/codec/abi.hpp"
#include "chain/crypto/hash.hpp"

// EIP-712 typed data: what a wallet signs when it signs a permit, a delegation or a ballot.
//
//   digest = keccak256(0x19 01 ‖ domain separator ‖ struct hash)
//
// The domain has the four fields name, version, chainId and verifyingContract, as OpenZeppelin's
// EIP712 has. The type hash is a constant: keccak256_constant("Permit(address owner,...)").
// Recovering the signer, with its custom errors, is chain/module/ecdsa.hpp.

namespace ambag::chain {

struct SigningDomain {
    std::string name;
    std::string version;
    ChainId chain_id;
    Address verifying_contract;
};

Hash domain_separator(const SigningDomain& domain);

// keccak256(type hash ‖ members as words). A member of type string or bytes is given as the
// keccak256 of its bytes, as the EIP says; a dynamic type does not compile.
template <class... Ts>
Hash struct_hash(const Hash& type_hash, const Ts&... members) {
    static_assert((true && ... && (!abi::Codec<Ts>::dynamic)), "give the hash of a dynamic member");
    return keccak256(abi::encode(type_hash, members...));
}

Hash typed_data_digest(const Hash& separator, const Hash& struct_hash);

// The results of ERC-5267's eip712Domain(): fields (0x0f: the four above), name, version, chainId,
// verifyingContract, salt (zero), extensions (none).
using DomainFields =
    std::tuple<FixedBytes<1>, std::string, std::string, U256, Address, Hash, std::vector<U256>>;
DomainFields domain_fields(const SigningDomain& domain);

}  // namespace ambag::chain
