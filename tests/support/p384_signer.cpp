// SPDX-License-Identifier: Apache-2.0
#include "tests/support/p384_signer.hpp"

#include <cryptopp/eccrypto.h>
#include <cryptopp/ecp.h>
#include <cryptopp/oids.h>
#include <cryptopp/sha.h>

#include "chain/crypto/hash.hpp"

namespace ambag::test {

namespace {

using Scheme = CryptoPP::ECDSA_RFC6979<CryptoPP::ECP, CryptoPP::SHA384>;

Scheme::PrivateKey load(const chain::FixedBytes<48>& bytes) {
    Scheme::PrivateKey key;
    key.Initialize(CryptoPP::ASN1::secp384r1(), CryptoPP::Integer(bytes.bytes.data(), 48));
    return key;
}

}  // namespace

// The first bit cleared, so that the digest is below the group's order.
P384Signer::P384Signer(std::string_view name)
    : private_key_{chain::FixedBytes<48>::from(chain::sha384(chain::as_bytes(name)))} {
    private_key_.bytes[0] &= 0x7F;
}

chain::FixedBytes<96> P384Signer::public_point() const {
    Scheme::PublicKey key;
    load(private_key_).MakePublicKey(key);
    chain::FixedBytes<96> point;
    key.GetPublicElement().x.Encode(point.bytes.data(), 48);
    key.GetPublicElement().y.Encode(point.bytes.data() + 48, 48);
    return point;
}

chain::FixedBytes<96> P384Signer::sign(chain::BytesView message) const {
    const Scheme::Signer signer{load(private_key_)};
    chain::FixedBytes<96> signature;
    signer.SignMessage(CryptoPP::NullRNG(), message.data(), message.size(), signature.bytes.data());
    return signature;
}

}  // namespace ambag::test
