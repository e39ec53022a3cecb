// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/ed25519.hpp"

#include <cryptopp/donna.h>

#include <algorithm>
#include <array>

#include "chain/base/check.hpp"
#include "chain/base/u256.hpp"

// Crypto++'s plain functions over byte arrays, which neither allocate nor throw.

namespace ambag::chain {

namespace {

// Little-endian 32 bytes as a number.
U256 number_of(BytesView little_endian) {
    Bytes bytes(little_endian.rbegin(), little_endian.rend());
    return U256::from_big_endian(bytes);
}

U256 hexadecimal(std::string_view text) {
    const auto value = U256::parse(text);
    CHECK(value);  // a constant of this file
    return *value;
}

// y of the points whose order divides 8 (RFC 8032 section 5.1; the two of order 8 are the roots of
// the curve's doubling formula), checked by arithmetic in ed25519_test.
bool has_small_order(const U256& y) {
    static const std::array<U256, 5> low{
        U256{0U}, U256{1U},
        hexadecimal("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"),
        hexadecimal("0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826"),
        hexadecimal("0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7")};
    return std::find(low.begin(), low.end(), y) != low.end();
}

}  // namespace

bool is_sound(const Ed25519Key& key) {
    static const U256 prime =
        hexadecimal("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");
    Ed25519Key bare = key;
    bare.bytes[31] &= 0x7F;  // the top bit is the sign of x
    const U256 y = number_of(bare.bytes);
    return y < prime && !has_small_order(y);
}

bool verify(const Ed25519Key& key, BytesView message, const Ed25519Signature& signature) {
    static const U256 order =
        hexadecimal("0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");
    if (!is_sound(key)) return false;
    if (number_of(BytesView{signature.bytes}.last(32)) >= order) return false;
    return CryptoPP::Donna::ed25519_sign_open(message.data(), message.size(), key.bytes.data(),
                                              signature.bytes.data()) == 0;
}

Ed25519Key ed25519_key(BytesView seed) {
    CHECK(seed.size() == 32);
    Ed25519Key key;
    CryptoPP::Donna::ed25519_publickey(key.bytes.data(), seed.data());
    return key;
}

Ed25519Signature ed25519_sign(BytesView seed, BytesView message) {
    const Ed25519Key key = ed25519_key(seed);
    Ed25519Signature signature;
    CryptoPP::Donna::ed25519_sign(message.data(), message.size(), seed.data(), key.bytes.data(),
                                  signature.bytes.data());
    return signature;
}

}  // namespace ambag::chain
