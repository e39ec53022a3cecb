// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"
#include "emission/attestation/records.hpp"

// Events and errors of what governance decides: roots, references, revocations, parameters.

namespace ambag::emission::attestation {

struct TrustRootAdded {
    static constexpr chain::Literal abi{"TrustRootAdded(indexed key,fromHeight,untilHeight)"};
    Hash key;
    chain::Height from;
    chain::Height until;
};

struct ReferenceAdded {
    static constexpr chain::Literal abi{
        "ReferenceAdded(indexed key,chip,driver,vbios,mode,nvdec0,digest,fromHeight,untilHeight)"};
    Hash key;
    std::string chip;
    std::string driver;
    std::string vbios;
    DeviceMode mode;
    Nvdec0 nvdec0;
    Bytes digest;
    chain::Height from;
    chain::Height until;
};

struct Revoked {
    static constexpr chain::Literal abi{
        "Revoked(indexed key,indexed kind,value,fromHeight,untilHeight)"};
    Hash key;
    RevocationKind kind;
    Bytes value;
    chain::Height from;
    chain::Height until;
};

struct ParameterChanged {
    static constexpr chain::Literal abi{"ParameterChanged(name,previous,current)"};
    std::string name;
    chain::U256 before;
    chain::U256 after;
};

// The call is the timelock's.
struct AttestationUnauthorized {
    static constexpr chain::Literal abi{"AttestationUnauthorized(account)"};
    chain::Address account;
};

// Accepted: from < until, or until = 0 for "for ever".
struct AttestationEmptyRange {
    static constexpr chain::Literal abi{"AttestationEmptyRange(fromHeight,untilHeight)"};
    chain::Height from;
    chain::Height until;
};

// Accepted: the DER of a root of NVIDIA's profile, 1 to 2,048 bytes; `rule` names what was broken.
struct AttestationRootMalformed {
    static constexpr chain::Literal abi{"AttestationRootMalformed(rule)"};
    std::string rule;
};

// Accepted: class, driver and VBIOS of 1 to 31 bytes, known mode and NVDEC0, a digest of 48 bytes.
struct AttestationReferenceMalformed {
    static constexpr chain::Literal abi{"AttestationReferenceMalformed(member)"};
    std::string member;
};

// Accepted: kinds 0 (identity key), 1 (issuer key) with 32 bytes, 2 (firmware) with 48 bytes.
struct AttestationRevocationMalformed {
    static constexpr chain::Literal abi{"AttestationRevocationMalformed(kind,length)"};
    RevocationKind kind;
    std::uint64_t length;
};

struct AttestationUnknownParameter {
    static constexpr chain::Literal abi{"AttestationUnknownParameter(name)"};
    std::string name;
};

struct AttestationOutOfBounds {
    static constexpr chain::Literal abi{"AttestationOutOfBounds(name,value,minimum,maximum)"};
    std::string name;
    chain::U256 value;
    chain::U256 minimum;
    chain::U256 maximum;
};

}  // namespace ambag::emission::attestation
