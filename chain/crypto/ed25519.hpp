// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "chain/base/bytes.hpp"

// Ed25519 (RFC 8032), the default key of consensus engines. The chain verifies a proof that a
// validator holds its key; blocks are signed by the engine. Strict: S below the group's order.

namespace ambag::chain {

struct Ed25519KeyTag;
struct Ed25519SignatureTag;
using Ed25519Key = FixedBytes<32, Ed25519KeyTag>;
using Ed25519Signature = FixedBytes<64, Ed25519SignatureTag>;

// A key in its one canonical form (y below 2^255 - 19) that is not one of the eight points of small
// order, whose signatures anybody can make. Whether it lies on the curve is for `verify` to say.
bool is_sound(const Ed25519Key& key);

// False too for a key that is not sound or not on the curve.
bool verify(const Ed25519Key& key, BytesView message, const Ed25519Signature& signature);

// For tools and tests: the key of a 32-byte seed, and its signature.
Ed25519Key ed25519_key(BytesView seed);
Ed25519Signature ed25519_sign(BytesView seed, BytesView message);

}  // namespace ambag::chain
