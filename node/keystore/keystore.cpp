// SPDX-License-Identifier: Apache-2.0
#include "node/keystore/keystore.hpp"

#include <algorithm>
#include <utility>

#include "chain/base/check.hpp"
#include "chain/base/hex.hpp"
#include "chain/crypto/hash.hpp"
#include "node/json/json.hpp"
#include "node/keystore/random.hpp"

namespace ambag::node {

namespace {

using chain::Byte;
using chain::Bytes;
using chain::BytesView;
using chain::PrivateKey;
using chain::SecretBytes;

constexpr std::size_t derived_bytes = 32;  // 16 for the cipher, 16 for the MAC
constexpr std::uint32_t block_size_default = 8;
constexpr std::uint64_t pbkdf2_iterations_max = 10'000'000;

std::unexpected<KeystoreError> failed(KeystoreErrorCode code, std::string detail) {
    return std::unexpected(KeystoreError{code, std::move(detail)});
}

template <class Fixed>
Fixed draw_fixed() {
    return Fixed::from(random_bytes(Fixed::width));
}

// Without 0x, as this format has it.
std::string plain_hex(BytesView bytes) {
    return chain::to_hex(bytes).substr(2);
}

// A version 4 UUID (RFC 4122) of 16 random bytes.
std::string uuid_of(chain::FixedBytes<16> id) {
    id.bytes[6] = static_cast<Byte>((id.bytes[6] & 0x0F) | 0x40);
    id.bytes[8] = static_cast<Byte>((id.bytes[8] & 0x3F) | 0x80);
    std::string text = plain_hex(id);
    for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, 1, '-');
    return text;
}

chain::Hash mac_of(const SecretBytes& derived, BytesView ciphertext) {
    Bytes input = chain::to_bytes(derived.view().last(16));
    chain::append(input, ciphertext);
    const chain::Hash mac = chain::keccak256(input);
    chain::wipe(input);
    return mac;
}

KeystoreResult<const Json*> member(const Json& object, std::string_view name) {
    if (const Json* found = object.find(name)) return found;
    return failed(KeystoreErrorCode::malformed,
                  "this keystore has no \"" + std::string{name} + "\"");
}

KeystoreResult<std::string_view> text_member(const Json& object, std::string_view name) {
    const Json* const value = TRY(member(object, name));
    if (const std::string* text = value->as_string()) return std::string_view{*text};
    return failed(KeystoreErrorCode::malformed,
                  "\"" + std::string{name} + "\" of this keystore is no text");
}

KeystoreResult<Bytes> hex_member(const Json& object, std::string_view name) {
    auto bytes = chain::from_hex(TRY(text_member(object, name)));
    if (bytes) return std::move(*bytes);
    return failed(KeystoreErrorCode::malformed,
                  "\"" + std::string{name} + "\" of this keystore is not hexadecimal");
}

KeystoreResult<std::uint64_t> number_member(const Json& object, std::string_view name) {
    const auto number = TRY(member(object, name))->as_u64();
    if (number) return *number;
    return failed(KeystoreErrorCode::malformed,
                  "\"" + std::string{name} + "\" of this keystore is no whole number");
}

KeystoreResult<SecretBytes> derive_by_scrypt(const Json& parameters, BytesView salt,
                                             std::string_view password) {
    const std::uint64_t n = TRY(number_member(parameters, "n"));
    const std::uint64_t r = TRY(number_member(parameters, "r"));
    const std::uint64_t p = TRY(number_member(parameters, "p"));
    // geth also writes n = 4096 with p = 6; eight times that work is still accepted.
    constexpr std::uint64_t block_max = 32;
    constexpr std::uint64_t work_max = scrypt_cost_max * 8 * 2;
    if (n > scrypt_cost_max || r > block_max || p > 16 || n * r > scrypt_cost_max * 8 ||
        n * r * p > work_max)
        return failed(KeystoreErrorCode::unsupported,
                      "scrypt with n = " + std::to_string(n) + ", r = " + std::to_string(r) +
                          ", p = " + std::to_string(p) +
                          " is too much; n may be up to 262144 with r = 8 and p = 1");
    auto derived = chain::scrypt(chain::as_bytes(password), salt,
                                 {n, static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(p)},
                                 derived_bytes);
    if (derived) return std::move(*derived);
    return failed(KeystoreErrorCode::unsupported,
                  "scrypt cannot be run with n = " + std::to_string(n) +
                      ", r = " + std::to_string(r) + ", p = " + std::to_string(p) +
                      ": n is a power of two above 1, and memory must suffice");
}

KeystoreResult<SecretBytes> derive_by_pbkdf2(const Json& parameters, BytesView salt,
                                             std::string_view password) {
    const std::string_view function = TRY(text_member(parameters, "prf"));
    if (function != "hmac-sha256")
        return failed(KeystoreErrorCode::unsupported,
                      "pbkdf2 over \"" + std::string{function} + "\"; hmac-sha256 is read");
    const std::uint64_t count = TRY(number_member(parameters, "c"));
    if (count == 0 || count > pbkdf2_iterations_max)
        return failed(KeystoreErrorCode::unsupported,
                      "pbkdf2 with c = " + std::to_string(count) + "; 1 to 10000000 is accepted");
    return chain::pbkdf2_sha256(chain::as_bytes(password), salt, static_cast<std::uint32_t>(count),
                                derived_bytes);
}

KeystoreResult<SecretBytes> derive(const Json& crypto, std::string_view password) {
    const std::string_view kind = TRY(text_member(crypto, "kdf"));
    const Json& parameters = *TRY(member(crypto, "kdfparams"));
    const std::uint64_t size = TRY(number_member(parameters, "dklen"));
    if (size != derived_bytes)
        return failed(KeystoreErrorCode::unsupported,
                      "a derived key of " + std::to_string(size) + " bytes; 32 is accepted");
    const Bytes salt = TRY(hex_member(parameters, "salt"));
    if (kind == "scrypt") return derive_by_scrypt(parameters, salt, password);
    if (kind == "pbkdf2") return derive_by_pbkdf2(parameters, salt, password);
    return failed(KeystoreErrorCode::unsupported,
                  "the key derivation \"" + std::string{kind} + "\"; scrypt and pbkdf2 are read");
}

KeystoreResult<PrivateKey> decrypt(const Json& crypto, std::string_view password) {
    const std::string_view cipher = TRY(text_member(crypto, "cipher"));
    if (cipher != "aes-128-ctr")
        return failed(KeystoreErrorCode::unsupported,
                      "the cipher \"" + std::string{cipher} + "\"; aes-128-ctr is read");
    const Bytes iv = TRY(hex_member(*TRY(member(crypto, "cipherparams")), "iv"));
    const Bytes ciphertext = TRY(hex_member(crypto, "ciphertext"));
    const Bytes mac = TRY(hex_member(crypto, "mac"));
    if (iv.size() != 16 || ciphertext.size() != 32 || mac.size() != 32)
        return failed(KeystoreErrorCode::malformed,
                      "iv, ciphertext and mac of a keystore have 16, 32 and 32 bytes");
    const SecretBytes derived = TRY(derive(crypto, password));
    if (!std::ranges::equal(mac_of(derived, ciphertext).bytes, mac))
        return failed(KeystoreErrorCode::wrong_password,
                      "the password is wrong, or the file is damaged");
    const SecretBytes secret = chain::aes_128_ctr(derived.view().first(16), iv, ciphertext);
    if (const auto key = PrivateKey::from(secret)) return *key;
    return failed(KeystoreErrorCode::malformed, "what this keystore holds is no private key");
}

}  // namespace

KeystoreSalt KeystoreSalt::draw() {
    return {draw_fixed<chain::FixedBytes<32>>(), draw_fixed<chain::FixedBytes<16>>(),
            draw_fixed<chain::FixedBytes<16>>()};
}

std::string write_keystore(const PrivateKey& key, std::string_view password,
                           const KeystoreSalt& salt, std::uint64_t scrypt_cost) {
    const auto derived = chain::scrypt(chain::as_bytes(password), salt.salt,
                                       {scrypt_cost, block_size_default, 1}, derived_bytes);
    CHECK(derived.has_value());
    const SecretBytes ciphertext =
        chain::aes_128_ctr(derived->view().first(16), salt.iv, key.bytes());
    const Json parameters = Json::object({{"dklen", derived_bytes},
                                          {"n", scrypt_cost},
                                          {"p", 1U},
                                          {"r", block_size_default},
                                          {"salt", plain_hex(salt.salt)}});
    const Json crypto = Json::object({{"cipher", "aes-128-ctr"},
                                      {"cipherparams", Json::object({{"iv", plain_hex(salt.iv)}})},
                                      {"ciphertext", plain_hex(ciphertext)},
                                      {"kdf", "scrypt"},
                                      {"kdfparams", parameters},
                                      {"mac", plain_hex(mac_of(*derived, ciphertext))}});
    return Json::object({{"address", plain_hex(chain::address_of(key.public_key()))},
                         {"crypto", crypto},
                         {"id", uuid_of(salt.id)},
                         {"version", 3U}})
               .dump_pretty() +
           "\n";
}

KeystoreResult<PrivateKey> read_keystore(std::string_view text, std::string_view password) {
    const auto file = parse_json(text);
    if (!file)
        return failed(KeystoreErrorCode::malformed,
                      "this keystore is no JSON: " + file.error().message);
    const std::uint64_t version = TRY(number_member(*file, "version"));
    if (version != 3)
        return failed(KeystoreErrorCode::unsupported,
                      "this keystore has version " + std::to_string(version) + "; 3 is read");
    // ethers writes a capital letter.
    const Json* crypto = file->find("Crypto");
    if (crypto == nullptr) crypto = TRY(member(*file, "crypto"));
    PrivateKey key = TRY(decrypt(*crypto, password));
    if (file->find("address") == nullptr) return key;
    const auto said = chain::fixed_from_hex<chain::Address>(TRY(text_member(*file, "address")));
    if (said == chain::address_of(key.public_key())) return key;
    return failed(KeystoreErrorCode::malformed,
                  "the address in this keystore is not the one of its key");
}

}  // namespace ambag::node
