// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/p384.hpp"

#include <cryptopp/eccrypto.h>
#include <cryptopp/ecp.h>
#include <cryptopp/oids.h>
#include <cryptopp/sha.h>

#include <algorithm>

namespace ambag::emission::attestation {

using chain::Byte;
using chain::BytesView;

namespace {

constexpr std::size_t coordinate_bytes = 48;

using Coordinate = std::array<Byte, coordinate_bytes>;

// FIPS 186-4, D.1.2.4: the field's prime and the group's order, big-endian.
constexpr Coordinate prime{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF,
                           0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF};
constexpr Coordinate order{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                           0xC7, 0x63, 0x4D, 0x81, 0xF4, 0x37, 0x2D, 0xDF, 0x58, 0x1A, 0x0D, 0xB2,
                           0x48, 0xB0, 0xA7, 0x7A, 0xEC, 0xEC, 0x19, 0x6A, 0xCC, 0xC5, 0x29, 0x73};

bool below(BytesView value, const Coordinate& bound) {
    return std::ranges::lexicographical_compare(value, bound);
}

bool is_zero(BytesView value) {
    return std::ranges::all_of(value, [](Byte b) { return b == 0; });
}

CryptoPP::ECP::Point decode(const P384Key& key) {
    return {CryptoPP::Integer(key.bytes.data(), coordinate_bytes),
            CryptoPP::Integer(key.bytes.data() + coordinate_bytes, coordinate_bytes)};
}

// Both coordinates in range and the curve's equation: VerifyPoint also accepts infinity, which two
// coordinates cannot name. The group has cofactor 1, so there is no subgroup to test.
bool is_point(const P384Key& key, const CryptoPP::ECP& curve) {
    const BytesView bytes = key;
    return below(bytes.first(coordinate_bytes), prime) &&
           below(bytes.last(coordinate_bytes), prime) && curve.VerifyPoint(decode(key));
}

}  // namespace

SignatureVerdict verify_p384(const P384Key& key, BytesView message,
                             const P384Signature& signature) {
    const BytesView bytes = signature;
    for (const BytesView scalar : {bytes.first(coordinate_bytes), bytes.last(coordinate_bytes)})
        if (is_zero(scalar) || !below(scalar, order)) return SignatureVerdict::out_of_range;
    try {
        // Made anew for each call: Crypto++'s field arithmetic writes to scratch space inside
        // const objects, and callers may run on several threads.
        CryptoPP::ECDSA<CryptoPP::ECP, CryptoPP::SHA384>::PublicKey public_key;
        public_key.Initialize(CryptoPP::ASN1::secp384r1(), decode(key));
        if (!is_point(key, public_key.GetGroupParameters().GetCurve()))
            return SignatureVerdict::key_invalid;
        const CryptoPP::ECDSA<CryptoPP::ECP, CryptoPP::SHA384>::Verifier verifier{public_key};
        return verifier.VerifyMessage(message.data(), message.size(), bytes.data(), bytes.size())
                   ? SignatureVerdict::valid
                   : SignatureVerdict::mismatch;
    } catch (...) {
        return SignatureVerdict::mismatch;
    }
}

}  // namespace ambag::emission::attestation
