// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "chain/base/bytes.hpp"
#include "chain/crypto/secret.hpp"

// ECDSA over secp256k1 as Ethereum uses it: recoverable, deterministic (RFC 6979) and low-s only.
// libsecp256k1 itself recovers a key from the high-s twin of any signature and from parities of
// its own; the range rule of EIP-2 is therefore enforced here, before the library is asked.
// Source: SEC 1 v2, RFC 6979, EIP-2; addresses: the yellow paper, appendix F.

namespace ambag::chain {

// Big-endian scalars. In range means r in [1, n-1] and s in [1, n/2], n being the curve's order.
struct Signature {
    Hash r;
    Hash s;
    bool y_parity = false;  // of the point whose x is r

    bool operator==(const Signature&) const = default;
};

bool is_low_s(const Hash& s);  // s <= n/2; zero counts as low (OpenZeppelin's ECDSA asks the same)
bool in_range(const Signature& signature);

// A point of the curve, held as x ‖ y.
class PublicKey {
 public:
    static constexpr std::size_t compressed_width = 33;
    static constexpr std::size_t uncompressed_width = 64;
    using Compressed = FixedBytes<compressed_width, struct CompressedKeyTag>;
    using Uncompressed = FixedBytes<uncompressed_width, struct UncompressedKeyTag>;

    // 33 bytes (02 or 03, x), 64 (x, y) or 65 (04, x, y); nothing for anything not on the curve.
    static std::optional<PublicKey> from(BytesView bytes);

    Compressed compressed() const;
    const Uncompressed& uncompressed() const { return point_; }

    bool operator==(const PublicKey&) const = default;

 private:
    explicit PublicKey(const Uncompressed& point) : point_{point} {}
    friend class PrivateKey;
    friend std::optional<PublicKey> recover_key(const Hash& digest, const Signature& signature);

    Uncompressed point_;
};

// A scalar in [1, n-1]. Every copy wipes itself when it dies.
class PrivateKey {
 public:
    static std::optional<PrivateKey> from(BytesView thirty_two_bytes);

    PrivateKey(const PrivateKey&) = default;
    PrivateKey& operator=(const PrivateKey&) = default;
    ~PrivateKey();

    PublicKey public_key() const;
    BytesView bytes() const { return secret_; }  // 32 bytes; the caller wipes what it copies

    // (key + tweak) mod n: a child key of BIP-32. Nothing when tweak >= n or the sum is zero.
    std::optional<PrivateKey> plus(const Hash& tweak) const;

 private:
    explicit PrivateKey(const Hash& secret) : secret_{secret} {}
    friend Signature sign(const PrivateKey& key, const Hash& digest);

    Hash secret_;
};

// The last 20 bytes of keccak256(x ‖ y).
Address address_of(const PublicKey& key);

Signature sign(const PrivateKey& key, const Hash& digest);

// Nothing for a signature out of range (high s included) or one that no key can have made.
std::optional<PublicKey> recover_key(const Hash& digest, const Signature& signature);
std::optional<Address> recover(const Hash& digest, const Signature& signature);

// False for r or s out of range, high s included.
bool verify(const PublicKey& key, const Hash& digest, const Hash& r, const Hash& s);

// Key recoveries that this process has done: for benches that count them per transaction. Nothing
// in the state transition reads it.
std::uint64_t recovery_count();

}  // namespace ambag::chain
