// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/uint.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "chain/module/error.hpp"

// The signer of a digest as OpenZeppelin's ECDSA 5.7 finds it, with the same custom errors in the
// same order: length (65-byte form), then high s, then everything else (v not 27 or 28, r or s out
// of range, no such key).

namespace ambag::chain {

struct ECDSAInvalidSignature {
    static constexpr Literal abi{"ECDSAInvalidSignature()"};
};

struct ECDSAInvalidSignatureLength {
    static constexpr Literal abi{"ECDSAInvalidSignatureLength(length)"};
    U256 length;
};

struct ECDSAInvalidSignatureS {
    static constexpr Literal abi{"ECDSAInvalidSignatureS(s)"};
    Hash s;
};

Result<Address> recover_signer(const Hash& digest, std::uint8_t v, const Hash& r, const Hash& s);

// r ‖ s ‖ v, 65 bytes.
Result<Address> recover_signer(const Hash& digest, BytesView signature);

// What OpenZeppelin's SignatureChecker answers for an account without code; never reverts.
bool is_signature_of(const Address& signer, const Hash& digest, BytesView signature);

}  // namespace ambag::chain
