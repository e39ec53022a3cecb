// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/bytes.hpp"

// Hash functions at run time. Keccak-256 is Ethereum's (the pre-NIST padding), SHA-256 and
// SHA-384 are FIPS 180-4. For constants at compile time see keccak_constant.hpp.

namespace ambag::chain {

using Digest384 = FixedBytes<48, struct Digest384Tag>;

Hash keccak256(BytesView data);  // many at once: keccak_batch.hpp
Hash sha256(BytesView data);
Digest384 sha384(BytesView data);
FixedBytes<20> sha1(BytesView data);  // key identifiers of X.509 only

}  // namespace ambag::chain
