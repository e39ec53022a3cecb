// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/secp256k1.hpp"

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <atomic>

#include "chain/base/check.hpp"
#include "chain/crypto/hash.hpp"

namespace ambag::chain {

namespace {

constexpr Hash order{{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                      0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xBA, 0xAE, 0xDC, 0xE6, 0xAF, 0x48,
                      0xA0, 0x3B, 0xBF, 0xD2, 0x5E, 0x8C, 0xD0, 0x36, 0x41, 0x41}};
constexpr Hash half_order{{0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x5D, 0x57, 0x6E, 0x73, 0x57, 0xA4,
                           0x50, 0x1D, 0xDF, 0xE9, 0x2F, 0x46, 0x68, 0x1B, 0x20, 0xA0}};

std::atomic<std::uint64_t>& recoveries() {
    static std::atomic<std::uint64_t> count{0};
    return count;
}

// One for the process and never freed. It is not blinded: blinding takes randomness, which this
// layer does not have, and it changes no result.
const secp256k1_context* context() {
    static const secp256k1_context* const made = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
    return made;
}

PublicKey::Uncompressed serialize(const secp256k1_pubkey& key) {
    std::array<Byte, 65> text{};
    std::size_t size = text.size();
    secp256k1_ec_pubkey_serialize(context(), text.data(), &size, &key, SECP256K1_EC_UNCOMPRESSED);
    CHECK(size == text.size());
    return PublicKey::Uncompressed::from(BytesView{text}.subspan(1));
}

std::optional<secp256k1_pubkey> parse(BytesView bytes) {
    secp256k1_pubkey key{};
    if (secp256k1_ec_pubkey_parse(context(), &key, bytes.data(), bytes.size()) != 1)
        return std::nullopt;
    return key;
}

std::array<Byte, 65> with_prefix(const PublicKey::Uncompressed& point) {
    std::array<Byte, 65> text{0x04};
    std::copy(point.bytes.begin(), point.bytes.end(), text.begin() + 1);
    return text;
}

std::array<Byte, 64> compact(const Hash& r, const Hash& s) {
    std::array<Byte, 64> both{};
    std::copy(r.bytes.begin(), r.bytes.end(), both.begin());
    std::copy(s.bytes.begin(), s.bytes.end(), both.begin() + 32);
    return both;
}

}  // namespace

bool is_low_s(const Hash& s) {
    return s <= half_order;
}

bool in_range(const Signature& signature) {
    return !signature.r.is_zero() && signature.r < order && !signature.s.is_zero() &&
           is_low_s(signature.s);
}

std::optional<PublicKey> PublicKey::from(BytesView bytes) {
    std::optional<secp256k1_pubkey> key;
    if (bytes.size() == uncompressed_width) {
        key = parse(with_prefix(Uncompressed::from(bytes)));
    } else if ((bytes.size() == compressed_width && (bytes[0] == 2 || bytes[0] == 3)) ||
               (bytes.size() == 65 && bytes[0] == 4)) {  // the library also takes hybrid forms
        key = parse(bytes);
    }
    if (!key) return std::nullopt;
    return PublicKey{serialize(*key)};
}

PublicKey::Compressed PublicKey::compressed() const {
    Compressed text;
    text.bytes[0] = (point_.bytes[63] & 1) != 0 ? 3 : 2;
    std::copy_n(point_.bytes.begin(), 32, text.bytes.begin() + 1);
    return text;
}

std::optional<PrivateKey> PrivateKey::from(BytesView thirty_two_bytes) {
    if (thirty_two_bytes.size() != 32) return std::nullopt;
    if (secp256k1_ec_seckey_verify(context(), thirty_two_bytes.data()) != 1) return std::nullopt;
    return PrivateKey{Hash::from(thirty_two_bytes)};
}

PrivateKey::~PrivateKey() {
    wipe(secret_.bytes);
}

PublicKey PrivateKey::public_key() const {
    secp256k1_pubkey key{};
    CHECK(secp256k1_ec_pubkey_create(context(), &key, secret_.bytes.data()) == 1);
    return PublicKey{serialize(key)};
}

std::optional<PrivateKey> PrivateKey::plus(const Hash& tweak) const {
    PrivateKey sum{*this};
    if (secp256k1_ec_seckey_tweak_add(context(), sum.secret_.bytes.data(), tweak.bytes.data()) != 1)
        return std::nullopt;
    return sum;
}

Address address_of(const PublicKey& key) {
    return Address::from(BytesView{keccak256(key.uncompressed())}.subspan(12));
}

Signature sign(const PrivateKey& key, const Hash& digest) {
    secp256k1_ecdsa_recoverable_signature made{};
    CHECK(secp256k1_ecdsa_sign_recoverable(context(), &made, digest.bytes.data(),
                                           key.secret_.bytes.data(), nullptr, nullptr) == 1);
    std::array<Byte, 64> both{};
    int recovery_id = 0;
    secp256k1_ecdsa_recoverable_signature_serialize_compact(context(), both.data(), &recovery_id,
                                                            &made);
    // 2 and 3 stand for an x between n and the field's prime: 1 in 2^127, and not expressible.
    CHECK(recovery_id == 0 || recovery_id == 1);
    return {Hash::from(BytesView{both}.first(32)), Hash::from(BytesView{both}.last(32)),
            recovery_id == 1};
}

std::optional<PublicKey> recover_key(const Hash& digest, const Signature& signature) {
    if (!in_range(signature)) return std::nullopt;
    recoveries().fetch_add(1, std::memory_order_relaxed);
    const auto both = compact(signature.r, signature.s);
    secp256k1_ecdsa_recoverable_signature parsed{};
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(context(), &parsed, both.data(),
                                                            signature.y_parity ? 1 : 0) != 1)
        return std::nullopt;
    secp256k1_pubkey key{};
    if (secp256k1_ecdsa_recover(context(), &key, &parsed, digest.bytes.data()) != 1)
        return std::nullopt;
    return PublicKey{serialize(key)};
}

std::optional<Address> recover(const Hash& digest, const Signature& signature) {
    const auto key = recover_key(digest, signature);
    if (!key) return std::nullopt;
    return address_of(*key);
}

bool verify(const PublicKey& key, const Hash& digest, const Hash& r, const Hash& s) {
    if (!in_range({r, s, false})) return false;
    const auto both = compact(r, s);
    secp256k1_ecdsa_signature parsed{};
    if (secp256k1_ecdsa_signature_parse_compact(context(), &parsed, both.data()) != 1) return false;
    const auto point = parse(with_prefix(key.uncompressed()));
    CHECK(point.has_value());
    return secp256k1_ecdsa_verify(context(), &parsed, digest.bytes.data(), &*point) == 1;
}

std::uint64_t recovery_count() {
    return recoveries().load(std::memory_order_relaxed);
}

}  // namespace ambag::chain
