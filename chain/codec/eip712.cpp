// SPDX-License-Identifier: Apache-2.0
#include "chain/codec/eip712.hpp"

#include "chain/crypto/keccak_constant.hpp"

namespace ambag::chain {

namespace {

constexpr Hash domain_type = keccak256_constant(
    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

}  // namespace

Hash domain_separator(const SigningDomain& domain) {
    return struct_hash(domain_type, keccak256(as_bytes(domain.name)),
                       keccak256(as_bytes(domain.version)), domain.chain_id,
                       domain.verifying_contract);
}

Hash typed_data_digest(const Hash& separator, const Hash& struct_hash) {
    Bytes message{0x19, 0x01};
    append(message, separator);
    append(message, struct_hash);
    return keccak256(message);
}

DomainFields domain_fields(const SigningDomain& domain) {
    return {FixedBytes<1>{{0x0f}},
            domain.name,
            domain.version,
            U256{domain.chain_id.value},
            domain.verifying_contract,
            Hash{},
            {}};
}

}  // namespace ambag::chain
