// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/amount.hpp"
#include "chain/base/quantity.hpp"
#include "chain/codec/text.hpp"
#include "emission/attestation/evidence/evidence.hpp"

// What governance decides and what devices are, as stored. Height ranges are [from, until); until =
// 2^64 - 1 is "for ever".

namespace ambag::emission::attestation {

struct Parameters {
    std::uint64_t inclusion_blocks = 50;      // how old a nonce's block may be
    std::uint64_t window_seconds_min = 10;    // shortest challenge window of a job
    std::uint32_t replay_quorum = 1;          // equal re-executions that a payment needs
    chain::Amount bond_min{chain::U256{1U}};  // of a worker or an auditor
    std::uint64_t device_lifetime_seconds = 7'776'000;
    std::uint64_t assignment_seconds = 86'400;  // until a range without receipt is free again
    std::uint64_t unbond_seconds = 86'400;
    bool legacy_allowed = false;  // reports without FWID (drivers before 550)
};

struct TrustRoot {
    static constexpr chain::Literal abi{"TrustRoot(certificate,fromHeight,untilHeight)"};
    Bytes certificate;  // DER
    chain::Height from;
    chain::Height until;
};

// What governance accepts as firmware: digest = SHA-384 of the measurement record.
struct Reference {
    static constexpr chain::Literal abi{
        "Reference(chip,driver,vbios,mode,nvdec0,digest,fromHeight,untilHeight)"};
    std::string chip;
    std::string driver;
    std::string vbios;
    DeviceMode mode;
    Nvdec0 nvdec0;
    Bytes digest;  // 48 bytes
    chain::Height from;
    chain::Height until;
};

enum class RevocationKind : std::uint8_t { identity_key, issuer_key, firmware };

struct Revocation {
    static constexpr chain::Literal abi{"Revocation(kind,value,fromHeight,untilHeight)"};
    RevocationKind kind;
    Bytes value;  // 32 bytes for a key (SHA-256 of its SPKI), 48 for a firmware (FWID)
    chain::Height from;
    chain::Height until;
};

enum class Purpose : std::uint8_t { registration, receipt };
enum class RecordedUse : std::uint8_t { unlisted, listed, used };

struct Device {
    static constexpr chain::Literal abi{
        "Device(chip,driver,vbios,attestationKey,fwid,identitySerial,issuerKeys,referenceKey,"
        "owner,workerKey,registered,expires,recorded)"};
    std::string chip;  // the class, "GH100"
    std::string driver;
    std::string vbios;
    Bytes attestation_key;  // 96 bytes X || Y, of the running firmware
    Bytes fwid;
    IdentitySerial identity_serial;
    std::vector<Hash> issuer_keys;  // of certificates 2, 3, 4
    Hash reference;
    chain::Address owner;
    Bytes worker_key;  // 33 bytes, secp256k1
    chain::Height registered;
    chain::Timestamp expires;
    bool recorded;  // registered with recorded evidence: not fresh
};

}  // namespace ambag::emission::attestation
