// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"
#include "emission/attestation/records.hpp"

// Events and errors of devices and bonds.

namespace ambag::emission::attestation {

struct DeviceRegistered {
    static constexpr chain::Literal abi{
        "DeviceRegistered(indexed device,indexed owner,workerKey,referenceKey,expires,recorded)"};
    Hash device;
    chain::Address owner;
    Bytes worker_key;
    Hash reference_key;
    chain::Timestamp expires;
    bool recorded;
};

struct BondChanged {
    static constexpr chain::Literal abi{"BondChanged(indexed account,free,locked,leaving)"};
    chain::Address account;
    chain::Amount free;
    chain::Amount locked;
    chain::Amount leaving;
};

struct BondForfeited {
    static constexpr chain::Literal abi{"BondForfeited(indexed account,amount,pool)"};
    chain::Address account;
    chain::Amount amount;
    std::string pool;
};

// Accepted: a compressed point of secp256k1, 33 bytes.
struct AttestationWorkerKeyInvalid {
    static constexpr chain::Literal abi{"AttestationWorkerKeyInvalid(length)"};
    std::uint64_t length;
};

// Accepted: a block before this one, at most inclusionBlocks old.
struct AttestationBlockNotRecent {
    static constexpr chain::Literal abi{"AttestationBlockNotRecent(height,oldest,newest)"};
    chain::Height height;
    std::uint64_t oldest;
    std::uint64_t newest;
};

// `rule` is a name of the evidence profile: evidence/README.md.
struct AttestationEvidenceRefused {
    static constexpr chain::Literal abi{"AttestationEvidenceRefused(rule)"};
    std::string rule;
};

struct AttestationRootNotListed {
    static constexpr chain::Literal abi{"AttestationRootNotListed(key)"};
    Hash key;
};

struct AttestationReferenceNotListed {
    static constexpr chain::Literal abi{"AttestationReferenceNotListed(key)"};
    Hash key;
};

struct AttestationRevoked {
    static constexpr chain::Literal abi{"AttestationRevoked(kind,value)"};
    RevocationKind kind;
    Bytes value;
};

// The same signed bytes were used before.
struct AttestationEvidenceReused {
    static constexpr chain::Literal abi{"AttestationEvidenceReused(evidence)"};
    Hash evidence;
};

// A recorded sample counts once.
struct AttestationRecordedSpent {
    static constexpr chain::Literal abi{"AttestationRecordedSpent(device,nonce)"};
    Hash device;
    Hash nonce;
};

// A recorded sample does not move a device to another owner.
struct AttestationDeviceOwned {
    static constexpr chain::Literal abi{"AttestationDeviceOwned(device,owner)"};
    Hash device;
    chain::Address owner;
};

// Receipts of the device are neither paid nor rejected yet.
struct AttestationDevicePending {
    static constexpr chain::Literal abi{"AttestationDevicePending(device,receipts)"};
    Hash device;
    std::uint32_t receipts;
};

struct AttestationUnknownDevice {
    static constexpr chain::Literal abi{"AttestationUnknownDevice(device)"};
    Hash device;
};

struct AttestationNotDeviceOwner {
    static constexpr chain::Literal abi{"AttestationNotDeviceOwner(device,owner)"};
    Hash device;
    chain::Address owner;
};

struct AttestationDeviceKeyDiffers {
    static constexpr chain::Literal abi{"AttestationDeviceKeyDiffers(device)"};
    Hash device;
};

struct AttestationDeviceExpired {
    static constexpr chain::Literal abi{"AttestationDeviceExpired(device,expired)"};
    Hash device;
    chain::Timestamp expired;
};

// The account is a module: it could not be paid.
struct AttestationAccountIsModule {
    static constexpr chain::Literal abi{"AttestationAccountIsModule(account)"};
    chain::Address account;
};

struct AttestationNothingSent {
    static constexpr chain::Literal abi{"AttestationNothingSent()"};
};

struct AttestationBondShort {
    static constexpr chain::Literal abi{"AttestationBondShort(account,available,needed)"};
    chain::Address account;
    chain::Amount available;
    chain::Amount needed;
};

struct AttestationBondNotDue {
    static constexpr chain::Literal abi{"AttestationBondNotDue(due,amount)"};
    chain::Timestamp due;
    chain::Amount amount;
};

}  // namespace ambag::emission::attestation
