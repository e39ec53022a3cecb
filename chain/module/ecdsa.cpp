// SPDX-License-Identifier: Apache-2.0
#include "chain/module/ecdsa.hpp"

namespace ambag::chain {

Result<Address> recover_signer(const Hash& digest, std::uint8_t v, const Hash& r, const Hash& s) {
    if (!is_low_s(s)) return fail(ECDSAInvalidSignatureS{s});
    if (v != 27 && v != 28) return fail(ECDSAInvalidSignature{});
    const auto signer = recover(digest, {r, s, v == 28});
    if (!signer) return fail(ECDSAInvalidSignature{});
    return *signer;
}

Result<Address> recover_signer(const Hash& digest, BytesView signature) {
    if (signature.size() != 65) return fail(ECDSAInvalidSignatureLength{U256{signature.size()}});
    return recover_signer(digest, signature[64], Hash::from(signature.first(32)),
                          Hash::from(signature.subspan(32, 32)));
}

bool is_signature_of(const Address& signer, const Hash& digest, BytesView signature) {
    const auto recovered = recover_signer(digest, signature);
    return recovered && *recovered == signer;
}

}  // namespace ambag::chain
