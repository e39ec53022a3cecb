// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "chain/base/bytes.hpp"

// The DER that the profile fixes byte by byte.

namespace ambag::emission::attestation {

// [0] INTEGER 2: version 3.
inline constexpr std::array<chain::Byte, 5> version_3{0xA0, 0x03, 0x02, 0x01, 0x02};

// SEQUENCE { 1.2.840.10045.4.3.3 }, without parameters (RFC 5758).
inline constexpr std::array<chain::Byte, 12> ecdsa_with_sha384{0x30, 0x0A, 0x06, 0x08, 0x2A, 0x86,
                                                               0x48, 0xCE, 0x3D, 0x04, 0x03, 0x03};

// SubjectPublicKeyInfo up to X: id-ecPublicKey, secp384r1, BIT STRING, uncompressed (RFC 5480).
inline constexpr std::array<chain::Byte, 24> p384_key_prefix{
    0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02,
    0x01, 0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00, 0x04};
inline constexpr std::size_t key_info_bytes = p384_key_prefix.size() + 96;

// SEQUENCE { 2.16.840.1.101.3.4.2.2 (SHA-384), OCTET STRING of 48 bytes that follow }.
inline constexpr std::array<chain::Byte, 15> sha384_digest_prefix{
    0x30, 0x3D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02, 0x04, 0x30};

}  // namespace ambag::emission::attestation
