// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/hash.hpp"

#define CRYPTOPP_ENABLE_NAMESPACE_WEAK 0
#include <cryptopp/sha.h>

namespace ambag::chain {

namespace {

template <class Algorithm, class Digest>
Digest digest(BytesView data) {
    Digest out;
    Algorithm().CalculateDigest(out.bytes.data(), data.data(), data.size());
    return out;
}

}  // namespace

Hash sha256(BytesView data) {
    return digest<CryptoPP::SHA256, Hash>(data);
}
Digest384 sha384(BytesView data) {
    return digest<CryptoPP::SHA384, Digest384>(data);
}
FixedBytes<20> sha1(BytesView data) {
    return digest<CryptoPP::SHA1, FixedBytes<20>>(data);
}

}  // namespace ambag::chain
